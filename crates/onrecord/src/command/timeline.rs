//! `timeline`: what became of the sentences of a text over its versions.

use std::collections::BTreeMap;
use std::path::Path;

use onrecord_app::{Desk, TimelineEvent, TimelineQuery, TimelineView};
use onrecord_model::{Document, SentenceChange, SentenceEvent};
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use crate::cli::{Format, Global, Timeline};
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, bold, dim, inserted, printable, removed};

use super::{diff_view, report};

/// One event, as printed.
#[derive(Serialize)]
struct Record {
    doc: String,
    published: Option<v1::Published>,
    sentence: usize,
    change: &'static str,
    text: Option<v1::Span>,
    before: Option<Before>,
    drift: Vec<v1::Drift>,
}

/// Where the sentence stood before.
#[derive(Serialize)]
struct Before {
    doc: String,
    published: Option<v1::Published>,
    text: v1::Span,
}

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: Timeline) -> Result<Exit, CliError> {
    let query =
        TimelineQuery { documents: args.documents.clone(), outlet: args.outlet.clone(), title: args.title.clone() };
    let mut view = desk.timeline(&query).await?;
    if let Some(out) = &args.out {
        return write(global, desk, view, out, args.find).await;
    }
    let kept = kept(&view, &args);
    for event in &mut view.events {
        event.comparison.iter_mut().for_each(|comparison| diff_view::narrow(comparison, &args.view));
    }
    let mut out = Output::new(global.format);
    if out.format == Format::Table {
        print(&mut out, &view, &kept, &args)?;
    } else {
        let mut listing = Listing::new(&["published", "doc", "sentence", "change", "before", "text"]);
        for event in view.events.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(event, _)| event) {
            listing.push(cells(&view, event), to_line(&record(&view, event)));
        }
        out.list(&listing)?;
    }
    out.finish()?;
    Ok(Exit::Ok)
}

/// Writes the versions as a page: to `out` when it is named like a page, else into that folder.
async fn write(
    global: &Global,
    desk: &Desk,
    view: TimelineView,
    out: &Path,
    find: Option<String>,
) -> Result<Exit, CliError> {
    let file = desk.timeline_page(view, find).await?;
    let page = out.extension().is_some_and(|e| e.eq_ignore_ascii_case("html") || e.eq_ignore_ascii_case("htm"));
    let path = if page && !out.is_dir() { out.to_owned() } else { out.join(&file.name) };
    let mut listing = report::heads();
    report::write_to(&path, &file, &mut listing)?;
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    Ok(Exit::Ok)
}

/// Tells which events are asked for: those of sentences that held the words at some time, and that changed as asked.
fn kept(view: &TimelineView, args: &Timeline) -> Vec<bool> {
    let threads = view.threads_with(args.find.as_deref().unwrap_or_default());
    let kinds = |event: &TimelineEvent| {
        let drifts = event.comparison.iter().flat_map(|c| &c.drifts);
        args.view.only.is_empty() || drifts.into_iter().any(|drift| args.view.only.contains(&drift.kind))
    };
    // What goes on as it was, and the whole first version, are no news.
    let known = |e: &SentenceEvent| e.change == SentenceChange::Same || e.version == 0 && args.find.is_none();
    let quiet = |event: &TimelineEvent| known(&event.event) && !args.view.all;
    view.events.iter().map(|e| threads.contains(&e.event.thread) && kinds(e) && !quiet(e)).collect()
}

fn print(out: &mut Output, view: &TimelineView, kept: &[bool], args: &Timeline) -> Result<(), CliError> {
    let mut by_version: BTreeMap<usize, Vec<&TimelineEvent>> = BTreeMap::new();
    for (event, _) in view.events.iter().zip(kept).filter(|(_, kept)| **kept) {
        by_version.entry(event.event.version).or_default().push(event);
    }
    for (version, events) in &by_version {
        let Some(document) = view.versions.get(*version) else { continue };
        out.line(&format!("{}  {}", bold(&printable(&head(document))), dim(&counts(view, *version))))?;
        for event in events {
            tell(out, view, event, args)?;
        }
        out.line("")?;
    }
    let unchanged = view.versions.len() - by_version.len();
    let line = format!("{} versions, {unchanged} of them without a change asked for", view.versions.len());
    out.line(&dim(&line))
}

fn head(document: &Document) -> String {
    let title = document.article.title.as_deref().unwrap_or_default();
    format!("{} {} {title}", date(document), document.handle)
}

fn date(document: &Document) -> String {
    document.article.published.map_or_else(|| "no date".to_owned(), |p| p.to_string())
}

/// "3 new, 2 reworded, 9 same".
fn counts(view: &TimelineView, version: usize) -> String {
    let mut counts: BTreeMap<SentenceChange, usize> = BTreeMap::new();
    for event in view.events.iter().filter(|e| e.event.version == version) {
        *counts.entry(event.event.change).or_default() += 1;
    }
    counts.into_iter().map(|(change, n)| format!("{n} {}", change.as_str())).collect::<Vec<_>>().join(", ")
}

fn tell(out: &mut Output, view: &TimelineView, event: &TimelineEvent, args: &Timeline) -> Result<(), CliError> {
    let SentenceEvent { version, change, now, before, .. } = event.event;
    let flat = |text: &str| printable(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let since = before.and_then(|place| view.versions.get(place.version)).map(date).unwrap_or_default();
    let word = match change {
        SentenceChange::Back => format!("back, last seen {since}"),
        other => other.as_str().to_owned(),
    };
    match (&event.comparison, before, now) {
        (Some(comparison), Some(before), Some(_)) => {
            out.line(&format!("  {}", bold(&word)))?;
            let texts = (view.versions.get(before.version), view.versions.get(version));
            if let (Some(old), Some(new)) = texts {
                let sides = ((&old.article.text, None), (&new.article.text, None));
                diff_view::print(out, comparison, sides, &args.view, "    ")?;
            }
        }
        (_, _, Some(now)) => {
            let text = flat(view.wording(version, &now));
            let shown = if change == SentenceChange::Same { text } else { inserted(&text) };
            out.line(&format!("  {}\n    {shown}", bold(&word)))?;
        }
        (_, Some(_), None) => {
            let text = flat(view.before(&event.event).unwrap_or_default());
            out.line(&format!("  {}\n    {}", bold(&word), removed(&text)))?;
        }
        _ => {}
    }
    Ok(())
}

fn cells(view: &TimelineView, event: &TimelineEvent) -> Vec<String> {
    let SentenceEvent { version, thread, change, now, .. } = event.event;
    let document = view.versions.get(version);
    vec![
        document.map(date).unwrap_or_default(),
        document.map(|d| d.handle.to_string()).unwrap_or_default(),
        (thread + 1).to_string(),
        change.as_str().to_owned(),
        view.before(&event.event).unwrap_or_default().to_owned(),
        now.map(|span| view.wording(version, &span).to_owned()).unwrap_or_default(),
    ]
}

fn record(view: &TimelineView, event: &TimelineEvent) -> Record {
    let SentenceEvent { version, thread, change, now, before, .. } = event.event;
    let document = &view.versions[version];
    let old = before.map(|place| (&view.versions[place.version], place.span));
    let published = |d: &Document| d.article.published.as_ref().map(v1::Published::from);
    let drifts = event.comparison.iter().flat_map(|c| &c.drifts);
    Record {
        doc: document.handle.to_string(),
        published: published(document),
        sentence: thread + 1,
        change: change.as_str(),
        text: now.map(|span| v1::Span::new(&span, &document.article.text)),
        before: old.map(|(d, span)| Before {
            doc: d.handle.to_string(),
            published: published(d),
            text: v1::Span::new(&span, &d.article.text),
        }),
        drift: old
            .map(|(d, _)| drifts.map(|drift| v1::Drift::new(drift, &d.article.text, &document.article.text)).collect())
            .unwrap_or_default(),
    }
}
