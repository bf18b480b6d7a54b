//! `evidence check`: whether sources still say what was taken from them.

use std::path::Path;

use onrecord_app::{Desk, EvidenceCheck, EvidenceState, Looked, Reread};
use onrecord_report::json::to_line;
use serde::Serialize;

use super::{copy, read, source};
use crate::cli::evidence::EvidenceChecked;
use crate::cli::{DiffView, Format, Global};
use crate::command::diff_view;
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::fetch::Fetcher;
use crate::output::{Listing, Output, bold, message};

/// What checking showed, as printed.
#[derive(Serialize)]
struct Checked<'a> {
    evidence: String,
    claim: String,
    state: &'static str,
    why: Option<&'a str>,
    source: String,
    /// The nearest words that the source holds now, where those that were taken are gone.
    now: Option<String>,
}

/// Runs the command.
pub(super) async fn run(global: &Global, desk: &Desk, args: &EvidenceChecked, net: &Fetcher) -> Result<Exit, CliError> {
    let by = desk::reviewer(global)?;
    let address = |url: &str| match net.fetch(url) {
        Ok(page) => Looked::Found(page.legible()),
        Err(refusal) if refusal.is_gone() => Looked::Gone(refusal.to_string()),
        Err(refusal) => Looked::Unseen(refusal.to_string()),
    };
    let address: Option<&(dyn Fn(&str) -> Looked + Send + Sync)> = if args.fetch { Some(&address) } else { None };
    let checks = desk.check_evidence(&args.which, Reread { file: &file, address }, &by, args.dry_run).await?;
    print(global, &checks)?;
    Ok(outcome(&checks, args))
}

fn print(global: &Global, checks: &[EvidenceCheck]) -> Result<(), CliError> {
    let mut listing = Listing::new(&["evidence", "claim", "state", "why", "source"]);
    for check in checks {
        let why = check.state.why().unwrap_or_default().to_owned();
        let (item, claim) = (&check.view.item, check.view.claim.handle.to_string());
        let state = check.state.as_str().replace('_', " ");
        listing.push(vec![item.handle.to_string(), claim, state, why, source(&check.view)], to_line(&checked(check)));
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    if out.format == Format::Table {
        for check in checks {
            differs(&mut out, check)?;
            offer(&mut out, check)?;
        }
    }
    out.finish()
}

/// Looks at a file. One that is missing from its folder is gone; where the folder is missing too this may be another machine,
/// and what cannot be read may be another person's to read, so nothing is said.
fn file(path: &str) -> Looked {
    let path = Path::new(path);
    match (read(path), path.parent()) {
        (Ok(file), _) => Looked::Found(file.bytes),
        (Err(_), Some(folder)) if folder.is_dir() && path.try_exists().is_ok_and(|is_there| !is_there) => {
            Looked::Gone(format!("{} is not in its folder any more", path.display()))
        }
        (Err(_), _) => Looked::Unseen(format!("{} cannot be read here", path.display())),
    }
}

/// Says what is stale and what could not be looked at, and returns how the run ends.
fn outcome(checks: &[EvidenceCheck], args: &EvidenceChecked) -> Exit {
    let unseen = checks.iter().filter(|check| matches!(check.state, EvidenceState::Unchecked(_))).count();
    if args.fetch && unseen > 0 {
        message(&format!("{unseen} of {} could not be looked at; nothing is said about them", checks.len()));
    }
    let stale = checks.iter().filter(|check| matches!(check.state, EvidenceState::Stale(_))).count();
    if stale == 0 {
        return Exit::Ok;
    }
    let marked = if args.dry_run { "nothing was marked" } else { "it is not counted until somebody confirms it" };
    message(&format!("{stale} of {} stale: {marked} ('onrecord evidence edit', statuses stay)", checks.len()));
    Exit::Attention
}

fn checked(check: &EvidenceCheck) -> Checked<'_> {
    Checked {
        evidence: check.view.item.handle.to_string(),
        claim: check.view.claim.handle.to_string(),
        state: check.state.as_str(),
        why: check.state.why(),
        source: source(&check.view),
        now: check.diff.as_ref().map(|(_, now, _)| now.as_str().to_owned()),
    }
}

/// Says where to read what the source held.
fn offer(out: &mut Output, check: &EvidenceCheck) -> Result<(), CliError> {
    match copy::offer(&check.view).filter(|_| matches!(check.state, EvidenceState::Stale(_))) {
        Some(offer) => out.line(&format!("{}  {offer}", bold(&check.view.item.handle.to_string()))),
        None => Ok(()),
    }
}

/// Prints how the nearest words differ from those that were taken.
fn differs(out: &mut Output, check: &EvidenceCheck) -> Result<(), CliError> {
    let Some((before, now, comparison)) = &check.diff else { return Ok(()) };
    out.line("")?;
    out.line(&format!("{}  the nearest words now:", bold(&check.view.item.handle.to_string())))?;
    let view = DiffView { only: Vec::new(), all: false, side: false };
    diff_view::print(out, comparison, ((before, None), (now, None)), &view, "  ")?;
    Ok(())
}
