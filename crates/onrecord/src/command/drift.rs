//! `drift`: how a statement changed over dates and documents.

use onrecord_app::{Desk, DriftPoint, DriftView, denial};
use onrecord_model::Comparison;
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use crate::cli::{By, Drift, Format, Global};
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, bold, dim, printable};

use super::diff_view;

/// One wording, as printed; `a` of each change indexes the document of the wording before.
#[derive(Serialize)]
struct Record {
    claim: String,
    doc: String,
    published: Option<v1::Published>,
    outlet: Option<String>,
    speaker: Option<String>,
    content: Vec<v1::Span>,
    to_asked: v1::DiffRecord,
    /// The document of the wording before; `None` for the first.
    previous_doc: Option<String>,
    to_previous: Option<v1::DiffRecord>,
}

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Drift) -> Result<Exit, CliError> {
    let mut view = desk.drift(args.claim).await?;
    for point in &mut view.points {
        diff_view::narrow(&mut point.to_asked, &args.view);
        point.to_previous.iter_mut().for_each(|comparison| diff_view::narrow(comparison, &args.view));
    }
    let mut out = Output::new(global.format);
    if out.format == Format::Table {
        print(&mut out, &view, args)?;
    } else {
        out.list(&listing(&view, args.by))?;
    }
    out.finish()?;
    Ok(Exit::Ok)
}

/// Prints the wordings, each with what changed.
pub(crate) fn print(out: &mut Output, view: &DriftView, args: &Drift) -> Result<(), CliError> {
    let asked = view.asked.handle;
    out.line(&format!("{}  {}", bold(&asked.to_string()), bold(&printable(&view.asked.wording))))?;
    for point in ordered(view, args.by) {
        out.line("")?;
        out.line(&format!("{}  {}", head(point), dim(&format!("to {asked}: {}", stand(point)))))?;
        match (&point.to_previous, before(view, point)) {
            (Some(comparison), Some(before)) => {
                if !comparison.drifts.is_empty() || !comparison.vetoes.is_empty() {
                    out.line(&format!("  {}", dim(&format!("since {}", place(before)))))?;
                }
                diff_view::print(out, comparison, (side(before), side(point)), &args.view, "  ")?;
            }
            _ => out.line(&format!("  {}", printable(&wording(point))))?,
        }
    }
    if view.points.len() < 2 {
        out.line("no other wording of it is known")?;
    }
    Ok(())
}

/// The wordings in the order asked for: what belongs together in the order of its first wording, within that by date.
fn ordered(view: &DriftView, by: By) -> Vec<&DriftPoint> {
    let key = |point: &DriftPoint| match by {
        By::Date => None,
        By::Outlet => point.occurrence.document.outlet.clone(),
        By::Speaker => point.occurrence.stored.mention.speaker.as_ref().map(|s| s.name.clone()),
    };
    let mut groups: Vec<Option<String>> = Vec::new();
    let mut points: Vec<(usize, &DriftPoint)> = Vec::new();
    for point in &view.points {
        let key = key(point);
        let group = groups.iter().position(|g| *g == key).unwrap_or_else(|| {
            groups.push(key);
            groups.len() - 1
        });
        points.push((group, point));
    }
    points.sort_by_key(|(group, _)| *group);
    points.into_iter().map(|(_, point)| point).collect()
}

/// The wording before it by the same claimant.
fn before<'a>(view: &'a DriftView, point: &DriftPoint) -> Option<&'a DriftPoint> {
    point.previous.and_then(|before| view.points.get(before))
}

fn head(point: &DriftPoint) -> String {
    let document = &point.occurrence.document;
    let date = document.published.map_or_else(|| "no date".to_owned(), |p| p.to_string());
    let outlet = document.outlet.as_deref().unwrap_or("unknown outlet");
    let mention = &point.occurrence.stored.mention;
    let who = mention.speaker.as_ref().map_or("nobody named", |s| s.name.as_str());
    let line = format!("{date} {outlet} {} {} {who} ({})", document.handle, point.claim.handle, mention.voice.as_str());
    bold(&printable(&line))
}

/// "d1 c4".
fn place(point: &DriftPoint) -> String {
    format!("{} {}", point.occurrence.document.handle, point.claim.handle)
}

/// How it stands to the wording asked about; of a contrast also why, because the changes below are those to the wording
/// before.
fn stand(point: &DriftPoint) -> String {
    let Comparison { relation, score, vetoes, .. } = &point.to_asked;
    let differs: Vec<&str> = vetoes.iter().map(|veto| veto.as_str()).collect();
    if differs.is_empty() {
        return format!("{} {score:.2}", relation.as_str());
    }
    format!("contrast {score:.2} ({}; {} differs)", relation.as_str(), differs.join(", "))
}

fn side(point: &DriftPoint) -> diff_view::Side<'_> {
    let text = &point.occurrence.text;
    (text, denial(text, &point.occurrence.stored.mention))
}

fn wording(point: &DriftPoint) -> String {
    diff_view::led(side(point), &words(point))
}

fn words(point: &DriftPoint) -> String {
    let content = &point.occurrence.stored.mention.content;
    let parts: Vec<&str> = content.iter().map(|span| point.occurrence.text.slice(span)).collect();
    if point.occurrence.stored.mention.voice == onrecord_model::Voice::Headline {
        return parts.first().copied().unwrap_or_default().to_owned();
    }
    parts.join(" … ")
}

fn listing(view: &DriftView, by: By) -> Listing {
    let mut listing =
        Listing::new(&["published", "outlet", "doc", "claim", "speaker", "to asked", "since", "changes", "wording"]);
    let base = view.points.iter().find(|p| p.claim.id == view.asked.id);
    for point in ordered(view, by) {
        let before = before(view, point);
        listing.push(cells(point, before), to_line(&record(point, base.unwrap_or(point), before)));
    }
    listing
}

fn cells(point: &DriftPoint, before: Option<&DriftPoint>) -> Vec<String> {
    let document = &point.occurrence.document;
    let speaker = point.occurrence.stored.mention.speaker.as_ref();
    let drifts = point.to_previous.iter().flat_map(|c| &c.drifts);
    let changes: Vec<String> = drifts.map(|d| format!("{}: {}", d.kind.as_str(), d.note)).collect();
    vec![
        document.published.map(|p| p.to_string()).unwrap_or_default(),
        document.outlet.clone().unwrap_or_default(),
        document.handle.to_string(),
        point.claim.handle.to_string(),
        speaker.map(|s| s.name.clone()).unwrap_or_default(),
        stand(point),
        before.map(place).unwrap_or_default(),
        changes.join("; "),
        wording(point),
    ]
}

fn record(point: &DriftPoint, asked: &DriftPoint, before: Option<&DriftPoint>) -> Record {
    let occurrence = &point.occurrence;
    let text = &occurrence.text;
    let id = |p: &DriftPoint| serde_json::Value::String(p.claim.handle.to_string());
    let to = |p: &DriftPoint, c| v1::DiffRecord::with_notes(id(p), c, &p.occurrence.text, text);
    Record {
        claim: point.claim.handle.to_string(),
        doc: occurrence.document.handle.to_string(),
        published: occurrence.document.published.as_ref().map(v1::Published::from),
        outlet: occurrence.document.outlet.clone(),
        speaker: occurrence.stored.mention.speaker.as_ref().map(|s| s.name.clone()),
        content: v1::Span::list(&occurrence.stored.mention.content, text),
        to_asked: to(asked, &point.to_asked),
        previous_doc: before.map(|p| p.occurrence.document.handle.to_string()),
        to_previous: before.zip(point.to_previous.as_ref()).map(|(p, c)| to(p, c)),
    }
}
