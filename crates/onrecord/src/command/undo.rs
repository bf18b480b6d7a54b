//! `undo` and `redo`: a decision taken back by a compensating entry, and done again by another; nothing is deleted.

use onrecord_app::{Desk, Undone};
use onrecord_model::{Action, StatusChange};
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use crate::cli::{Global, Undo};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Output, message, printable};

use super::log;
use super::public::tell_clashes;

/// What was taken back, as printed; what the decision has no use for is `null`.
#[derive(Serialize)]
struct Record {
    claim: Option<String>,
    undoes: u64,
    change: Option<v1::StatusChange>,
    revision: Option<u32>,
    pairs: Option<Vec<v1::PairChange>>,
    facts: Option<v1::OutletFacts>,
    evidence: Option<Vec<v1::EvidenceChange>>,
    work: Option<Vec<v1::WorkChange>>,
    filing: Option<v1::Filing>,
    search: Option<v1::SearchChange>,
    dry_run: bool,
    /// What the same command decided, taken back with it.
    further: Vec<Record>,
    /// Claims of the same command that are left as they are, because they were changed since.
    left: Vec<String>,
}

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Undo) -> Result<Exit, CliError> {
    let by = desk::reviewer(global)?;
    let undone = desk.undo(args.which(), &by, &args.reason, args.dry_run).await?;
    warn(desk, args, &undone).await?;
    print(global, desk, args, (&undone, false))
}

/// Runs `redo`.
pub(crate) async fn again(global: &Global, desk: &Desk, args: &Undo) -> Result<Exit, CliError> {
    let by = desk::reviewer(global)?;
    let redone = desk.redo(args.which(), &by, &args.reason, args.dry_run).await?;
    warn(desk, args, &redone).await?;
    print(global, desk, args, (&redone, true))
}

/// Says of each claim whose status changed that readers have to be told, and where it stands against other decisions.
async fn warn(desk: &Desk, args: &Undo, undone: &Undone) -> Result<(), CliError> {
    for claim in &undone.left {
        message(&format!(
            "note: {claim} of the same command is left as it is: it was changed since ('onrecord log {claim}')"
        ));
    }
    for change in std::iter::once(undone).chain(&undone.further).filter_map(|one| status(&one.action)) {
        if args.dry_run {
            continue;
        }
        let claim = desk.claim(change.handle).await?.claim;
        if let Some(why) = desk.correction_due(&claim).await? {
            message(&format!("note: {}: {why}", change.handle));
        }
        tell_clashes(desk, &claim).await?;
    }
    Ok(())
}

/// Prints what was taken back, or `again` done.
fn print(global: &Global, desk: &Desk, args: &Undo, (undone, again): (&Undone, bool)) -> Result<Exit, CliError> {
    let mut out = Output::new(global.format).no_list()?;
    if out.is_json() {
        out.record(&to_line(&record(undone, args.dry_run)))?;
    } else {
        for one in std::iter::once(undone).chain(&undone.further) {
            let revision = status(&one.action).map(|change| format!(", revision {}", change.revision));
            let what = log::what(&one.action);
            let what = if again { log::again(&what) } else { what };
            let (position, of, revision) = (one.position, one.of.name(), revision.unwrap_or_default());
            out.line(&printable(&format!("{what} (entry {position} of {of}{revision})")))?;
        }
    }
    out.finish()?;
    if args.dry_run {
        message(&format!("nothing was changed in {}", desk.describe()));
    }
    Ok(Exit::Ok)
}

fn status(action: &Action) -> Option<&StatusChange> {
    match action {
        Action::Undone { change, .. } => Some(change),
        _ => None,
    }
}

fn record(undone: &Undone, dry_run: bool) -> Record {
    let change = status(&undone.action);
    let pairs = match &undone.action {
        Action::MatchDecided { changes, .. } => Some(changes.iter().map(v1::PairChange::from).collect()),
        Action::CopyDecided { changes, .. } => Some(changes.iter().map(v1::PairChange::from).collect()),
        _ => None,
    };
    let facts = match &undone.action {
        Action::OutletSet { after, .. } => Some(v1::OutletFacts::from(after)),
        _ => None,
    };
    let evidence = match &undone.action {
        Action::EvidenceChanged { changes, .. } => Some(changes.iter().map(v1::EvidenceChange::from).collect()),
        _ => None,
    };
    let work = match &undone.action {
        Action::WorkChanged { changes, .. } => Some(changes.iter().map(v1::WorkChange::from).collect()),
        _ => None,
    };
    let filing = match &undone.action {
        Action::FilingChanged { filing, .. } => Some(v1::Filing::from(filing)),
        _ => None,
    };
    let search = match &undone.action {
        Action::SearchKept { change, .. } => Some(v1::SearchChange::from(change)),
        _ => None,
    };
    Record {
        claim: change.map(|change| change.handle.to_string()),
        undoes: undone.position,
        change: change.map(v1::StatusChange::from),
        revision: change.map(|change| change.revision),
        pairs,
        facts,
        evidence,
        work,
        filing,
        search,
        dry_run,
        further: undone.further.iter().map(|one| record(one, dry_run)).collect(),
        left: undone.left.iter().map(ToString::to_string).collect(),
    }
}
