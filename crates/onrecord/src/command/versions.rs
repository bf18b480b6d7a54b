//! `doc versions`: what became of the claims of an article from one version to the next.

use onrecord_app::{Desk, DocumentSummary, VersionChange, VersionEvent, VersionsView, denial};
use onrecord_model::{Handle, Mention};
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use super::diff_view;
use crate::cli::{DiffView, Format, Global};
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, bold, dim, inserted, printable, removed};

/// One mention and what became of it, as printed.
#[derive(Serialize)]
struct Record {
    change: &'static str,
    /// All versions of the article, first to last.
    versions: Vec<String>,
    old_doc: String,
    new_doc: String,
    /// Number of the mention in the earlier version.
    old: Option<u32>,
    /// Number of the mention in the later version.
    new: Option<u32>,
    before: Vec<v1::Span>,
    now: Vec<v1::Span>,
    /// Where the words stand in the later version, where that is certain.
    carried: Vec<v1::Span>,
    drift: Vec<v1::Drift>,
}

/// Runs the command.
pub(crate) async fn run(
    global: &Global,
    desk: &Desk,
    document: Handle,
    since: Option<Handle>,
    view: &DiffView,
) -> Result<Exit, CliError> {
    let versions = desk.versions(document, since).await?;
    let mut out = Output::new(global.format);
    if out.format == Format::Table {
        table(&mut out, &versions, view)?;
    } else {
        let mut listing = Listing::new(&["change", "old", "new", "before", "now"]);
        for event in &versions.events {
            listing.push(cells(&versions, event), to_line(&record(&versions, event)));
        }
        out.list(&listing)?;
    }
    out.finish()?;
    Ok(Exit::Ok)
}

fn table(out: &mut Output, versions: &VersionsView, view: &DiffView) -> Result<(), CliError> {
    let (old, new) = (&versions.old, &versions.new);
    let head = format!("{} (version {}) → {} (version {})", old.handle, old.version, new.handle, new.version);
    out.line(&dim(&format!("versions of the article: {}", chain(&versions.chain))))?;
    out.line(&bold(&head))?;
    out.line(&counts(versions))?;
    for event in versions.events.iter().filter(|event| view.all || event.change != VersionChange::Kept) {
        tell(out, versions, event, view)?;
    }
    Ok(())
}

/// "d1 (2026-05-04) → d2 (no date)".
pub(crate) fn chain(chain: &[DocumentSummary]) -> String {
    let date = |one: &DocumentSummary| one.published.map_or_else(|| "no date".to_owned(), |date| date.to_string());
    let all = chain.iter().map(|one| format!("{} ({})", one.handle, date(one)));
    all.collect::<Vec<_>>().join(" → ")
}

/// "12 kept, 1 changed, 2 gone".
pub(crate) fn counts(versions: &VersionsView) -> String {
    use VersionChange::{Changed, Gone, Kept, New, Unread};
    let all = [Kept, Changed, New, Gone, Unread].map(|change| (versions.count(change), change.as_str()));
    let some = all.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
    let words: Vec<String> = some.collect();
    if words.is_empty() { "no claims in either".to_owned() } else { format!("claims: {}", words.join(", ")) }
}

fn tell(out: &mut Output, versions: &VersionsView, event: &VersionEvent, view: &DiffView) -> Result<(), CliError> {
    let (old, new) = (side(versions, event, true), side(versions, event, false));
    out.line(&format!("  {}", bold(event.change.as_str())))?;
    match (&event.comparison, event.change) {
        (Some(comparison), _) => diff_view::print(out, comparison, (old, new), view, "    "),
        (None, VersionChange::New) => out.line(&format!("    {}", inserted(&words(versions, event, false)))),
        (None, VersionChange::Gone) => out.line(&format!("    {}", removed(&words(versions, event, true)))),
        (None, _) => out.line(&format!("    {}", dim(&words(versions, event, true)))),
    }
}

fn words(versions: &VersionsView, event: &VersionEvent, old: bool) -> String {
    let (document, stored) = if old { (&versions.old, &event.old) } else { (&versions.new, &event.new) };
    let content = stored.iter().flat_map(|stored| &stored.mention.content);
    let parts: Vec<&str> = content.map(|span| document.article.text.slice(span)).collect();
    let words = parts.join(" … ").split_whitespace().collect::<Vec<_>>().join(" ");
    printable(&diff_view::led(side(versions, event, old), &words))
}

/// One wording of what became of a claim; the old one where `old`.
fn side<'a>(versions: &'a VersionsView, event: &VersionEvent, old: bool) -> diff_view::Side<'a> {
    let (document, stored) = if old { (&versions.old, &event.old) } else { (&versions.new, &event.new) };
    let text = &document.article.text;
    (text, stored.as_ref().and_then(|stored| denial(text, &stored.mention)))
}

fn record(versions: &VersionsView, event: &VersionEvent) -> Record {
    let (old, new) = (&versions.old.article.text, &versions.new.article.text);
    let content =
        |mention: Option<&Mention>, text| mention.map(|m| v1::Span::list(&m.content, text)).unwrap_or_default();
    let drifts = event.comparison.iter().flat_map(|comparison| &comparison.drifts);
    Record {
        change: event.change.as_str(),
        versions: versions.chain.iter().map(|one| one.handle.to_string()).collect(),
        old_doc: versions.old.handle.to_string(),
        new_doc: versions.new.handle.to_string(),
        old: event.old.as_ref().map(|stored| stored.mention.number),
        new: event.new.as_ref().map(|stored| stored.mention.number),
        before: content(event.old.as_ref().map(|stored| &stored.mention), old),
        now: content(event.new.as_ref().map(|stored| &stored.mention), new),
        carried: v1::Span::list(&event.carried, new),
        drift: drifts.map(|drift| v1::Drift::new(drift, old, new)).collect(),
    }
}

fn cells(versions: &VersionsView, event: &VersionEvent) -> Vec<String> {
    let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    vec![
        event.change.as_str().to_owned(),
        number(event.old.as_ref().map(|stored| stored.mention.number)),
        number(event.new.as_ref().map(|stored| stored.mention.number)),
        words(versions, event, true),
        words(versions, event, false),
    ]
}
