//! `origins`: how many independent beginnings a claim goes back to, and what people say of copies.

use std::collections::BTreeSet;

use onrecord_app::{
    CaseView, CopyDecision, CopyOutcome, Desk, HeldCopy, OriginGroup, Origins as Found, SourceOrigin, SourcePart,
};
use onrecord_model::{CopyVerdict, Handle};
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use crate::cli::origins::{Origins, OriginsCommand, OriginsCut, OriginsPair};
use crate::cli::{Format, Global};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, bold, dim, message, printable};

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: Origins) -> Result<Exit, CliError> {
    match (args.command, args.claim) {
        (Some(OriginsCommand::Link(args)), _) => decide(global, desk, args, CopyVerdict::Linked).await,
        (Some(OriginsCommand::Unlink(OriginsCut { one, others, reason, dry_run })), _) => {
            decide(global, desk, OriginsPair { one, others, reason, dry_run }, CopyVerdict::Unlinked).await
        }
        (None, Some(claim)) => show(global, desk, claim).await,
        (None, None) => Err(CliError::usage("name a claim, such as c7")),
    }
}

async fn show(global: &Global, desk: &Desk, claim: Handle) -> Result<Exit, CliError> {
    let view = desk.case(claim).await?;
    let mut out = Output::new(global.format);
    if out.format == Format::Table {
        out.line(&bold(&printable(&format!("{claim}  {}", view.claim.wording))))?;
        for found in &view.origins {
            tree(&mut out, &view, found)?;
        }
    } else {
        let mut listing =
            Listing::new(&["target", "origin", "of claimant", "source", "part", "step", "copy of", "joined"]);
        for found in &view.origins {
            for source in &found.sources {
                listing.push(cells(&view, found, source), to_line(&record(&view, found, source)));
            }
        }
        out.list(&listing)?;
    }
    out.finish()?;
    Ok(Exit::Ok)
}

/// Prints the origins of one target as a tree: origins, then the places that go back to each.
pub(crate) fn tree(out: &mut Output, view: &CaseView, found: &Found) -> Result<(), CliError> {
    let copies = found.sources.iter().filter(|s| s.copy_of.is_some()).map(|s| document(&s.id));
    let copies = copies.collect::<BTreeSet<_>>().len();
    let target = found.target.as_str();
    let origins = counted(found.groups.len(), "independent origin");
    out.line(&format!("{}: {origins}{}{}", bold(target), folded(copies), bearing(view, found)))?;
    for (number, group) in found.groups.iter().enumerate() {
        let last = number + 1 == found.groups.len();
        let claimant = if group.of_claimant { ", the claimant's side" } else { "" };
        let head = format!("{} {} ({}{claimant})", branch(last), group.key, group.key.as_str().replace('_', " "));
        out.line(&printable(&head))?;
        let stem = if last { "   " } else { "│  " };
        members(out, view, found, group, stem)?;
    }
    for apart in &found.kept_apart {
        out.line(&dim(&printable(&format!("   kept apart: {} and {}: {}", apart.a, apart.b, apart.why))))?;
    }
    for link in &found.unheeded {
        out.line(&dim(&printable(&format!("   not heeded: {} and {}: {}", link.a, link.b, link.why))))?;
    }
    Ok(())
}

fn members(out: &mut Output, view: &CaseView, found: &Found, group: &OriginGroup, stem: &str) -> Result<(), CliError> {
    let sources: Vec<&SourceOrigin> =
        group.members.iter().filter_map(|id| found.sources.iter().find(|s| s.id == *id)).collect();
    for (number, source) in sources.iter().enumerate() {
        let last = number + 1 == sources.len();
        let why = dim(&printable(&format!(" – {}", why(view, source))));
        let part = view.part(found.target, &source.id).map(|part| format!(" [{}]", part.as_str())).unwrap_or_default();
        let place = printable(&format!("{stem}{} {}{part}", branch(last), label(view, &source.id)));
        out.line(&format!("{place}{why}"))?;
    }
    Ok(())
}

/// Says how many origins stand on which side: on both, else each by the strongest of what goes back to it, so that nobody takes
/// their number for support.
fn bearing(view: &CaseView, found: &Found) -> String {
    let of = |group: &OriginGroup| -> BTreeSet<SourcePart> {
        group.members.iter().filter_map(|id| view.part(found.target, id)).collect()
    };
    let sides: Vec<BTreeSet<SourcePart>> = found.groups.iter().map(of).collect();
    let is_both =
        |parts: &BTreeSet<SourcePart>| [SourcePart::For, SourcePart::Against].iter().all(|one| parts.contains(one));
    let (both, one_sided): (Vec<_>, Vec<_>) = sides.iter().partition(|parts| is_both(parts));
    let parts: Vec<SourcePart> = one_sided.iter().filter_map(|parts| parts.first().copied()).collect();
    let counts = SourcePart::ALL.map(|one| (parts.iter().filter(|part| **part == one).count(), one));
    let both = (!both.is_empty()).then(|| format!("{} for and against", both.len()));
    let one_sided = counts.iter().filter(|(n, _)| *n > 0).map(|(n, part)| format!("{n} {}", part.as_str()));
    let told: Vec<String> = both.into_iter().chain(one_sided).collect();
    if told.is_empty() { String::new() } else { format!(" – {}", told.join(", ")) }
}

/// Says why a source is no origin of its own.
fn why(view: &CaseView, source: &SourceOrigin) -> String {
    let shared = view.places.get(&source.id).and_then(|place| place.shared.as_ref());
    match (&source.copy_of, &source.joined) {
        (Some(first), _) => {
            let shared = shared.map(|shared| format!(", {shared}")).unwrap_or_default();
            format!("copy of {first}{shared}")
        }
        (None, Some(joined)) => joined.clone(),
        (None, None) => source.step.clone(),
    }
}

/// Returns the article of a place, or evidence itself.
fn document(id: &str) -> &str {
    id.split('#').next().unwrap_or(id)
}

fn label(view: &CaseView, id: &str) -> String {
    view.places.get(id).map_or_else(|| id.to_owned(), |place| format!("{id} {}", place.label))
}

fn branch(last: bool) -> &'static str {
    if last { "└─" } else { "├─" }
}

pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn folded(copies: usize) -> String {
    if copies == 0 {
        String::new()
    } else {
        format!(" ({} not counted)", if copies == 1 { "1 copy".to_owned() } else { format!("{copies} copies") })
    }
}

/// One source, as printed.
#[derive(Serialize)]
struct Record<'a> {
    claim: String,
    target: &'static str,
    /// Number of its origin among those of the target, from 1.
    origin: usize,
    origin_key: String,
    origin_kind: &'static str,
    of_claimant: bool,
    source: &'a str,
    /// `for`, `against`, `contrast`, `context`; `null` when the rules do not look at it.
    part: Option<&'static str>,
    doc: Option<String>,
    said_in: Option<String>,
    step: &'a str,
    copy_of: Option<&'a str>,
    joined: Option<&'a str>,
}

fn record<'a>(view: &CaseView, found: &'a Found, source: &'a SourceOrigin) -> Record<'a> {
    let group = found.groups.get(source.group);
    let place = view.places.get(&source.id);
    Record {
        claim: view.claim.handle.to_string(),
        target: found.target.as_str(),
        origin: source.group + 1,
        origin_key: group.map(|g| g.key.to_string()).unwrap_or_default(),
        origin_kind: group.map(|g| g.key.as_str()).unwrap_or_default(),
        of_claimant: group.is_some_and(|g| g.of_claimant),
        source: &source.id,
        part: view.part(found.target, &source.id).map(SourcePart::as_str),
        doc: place.and_then(|p| p.document.as_ref()).map(|d| d.handle.to_string()),
        said_in: place.map(|p| p.claim.to_string()),
        step: &source.step,
        copy_of: source.copy_of.as_deref(),
        joined: source.joined.as_deref(),
    }
}

fn cells(view: &CaseView, found: &Found, source: &SourceOrigin) -> Vec<String> {
    let record = record(view, found, source);
    vec![
        record.target.to_owned(),
        record.origin_key,
        if record.of_claimant { "yes".to_owned() } else { String::new() },
        label(view, &source.id),
        record.part.unwrap_or_default().to_owned(),
        source.step.clone(),
        source.copy_of.clone().unwrap_or_default(),
        source.joined.clone().unwrap_or_default(),
    ]
}

async fn decide(global: &Global, desk: &Desk, args: OriginsPair, to: CopyVerdict) -> Result<Exit, CliError> {
    let by = desk::reviewer(global)?;
    let decision = CopyDecision { one: args.one, others: args.others, to, by, reason: args.reason };
    let CopyOutcome { changes, held } = desk.decide_copies(&decision, args.dry_run).await?;
    let mut listing = Listing::new(&["a", "b", "before", "after"]);
    for change in &changes {
        let (a, b) = change.handles;
        let cells = vec![a.to_string(), b.to_string(), change.before.as_str().into(), change.after.as_str().into()];
        listing.push(cells, to_line(&v1::PairChange::from(change)));
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    stays(&held);
    match (changes.is_empty(), args.dry_run) {
        (true, _) => message("it was so already; nothing was changed"),
        (false, true) => message(&format!("nothing was changed in {}", desk.describe())),
        (false, false) => message("'onrecord undo -m REASON' takes it back"),
    }
    Ok(Exit::Ok)
}

/// Ties named one by one; a wire story can have hundreds.
const TIES: usize = 5;

/// Says which documents stay copies although they were taken apart, by what, and how to part them.
fn stays(held: &[HeldCopy]) {
    let Some(HeldCopy { one, ties, .. }) = held.first() else { return };
    let others: Vec<String> = held.iter().map(|held| held.other.to_string()).collect();
    let mut named: Vec<String> =
        ties.iter().take(TIES).map(|(handle, shared)| format!("{handle} ({shared})")).collect();
    if ties.len() > TIES {
        named.push(format!("{} more", ties.len() - TIES));
    }
    let (others, named) = (others.join(", "), named.join(", "));
    message(&format!("{one} stays in one copy group with {others}: it is tied to {named}"));
    message(&format!("'onrecord origins unlink {one} -m REASON' takes {one} out of the whole group"));
}
