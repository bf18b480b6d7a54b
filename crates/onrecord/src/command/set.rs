//! `set`: a named person sets a status.

use onrecord_app::{AppError, Decided, Desk, Proposal};
use onrecord_model::{Handle, StatusKind};
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use crate::cli::{Global, Set, one_of};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, message};

use super::{second, work};

/// What became of one claim, as printed.
#[derive(Serialize)]
struct Record {
    claim: String,
    change: v1::StatusChange,
    revision: u32,
    dry_run: bool,
}

/// Runs the command: every claim is a decision of its own, and one that is refused does not hold up the others.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Set) -> Result<Exit, CliError> {
    let (claims, to) = words(&args.words)?;
    if args.if_version.is_some() && claims.len() > 1 {
        return Err(CliError::usage("--if-version is about one claim; give one claim with it"));
    }
    let by = desk::reviewer(global)?;
    let proposal = |claim| Proposal {
        claim,
        target: args.target,
        to,
        by: by.clone(),
        reason: args.reason.clone(),
        if_revision: args.if_version,
        overrides: args.overrides.clone(),
    };
    if args.propose {
        let proposals: Vec<Proposal> = claims.into_iter().map(proposal).collect();
        let how = (args.dry_run, args.explain);
        return second::propose(global, desk, &proposals, second::usual(desk).await?, how).await;
    }
    let mut listing = Listing::new(&["claim", "target", "before", "after", "revision", "by"]);
    let mut exit = Exit::Ok;
    for claim in claims {
        match desk.set(&proposal(claim), args.dry_run).await {
            Ok(decided) => {
                push(&mut listing, &decided, args.dry_run, by.name());
                warn(desk, &decided, args.dry_run).await?;
            }
            Err(error) => exit = exit.max(refused(desk, claim, error, args.explain).await?),
        }
    }
    finish(global, desk, &listing, args.dry_run, exit)
}

/// Says that readers have to be told, where what they were told is not so any more.
async fn warn(desk: &Desk, decided: &Decided, dry_run: bool) -> Result<(), CliError> {
    if !dry_run && let Some(why) = desk.correction_due(&decided.claim).await? {
        message(&format!("note: {}: {why}", decided.change.handle));
    }
    Ok(())
}

/// Says why a claim was refused, and where the work forbids it what is possible instead.
async fn refused(desk: &Desk, claim: Handle, error: AppError, explain: bool) -> Result<Exit, CliError> {
    let is_work = matches!(error, AppError::WorkRefused { .. });
    let error = CliError::from(error);
    message(&format!("error: {}", error.message));
    if explain && is_work {
        let from = desk.claim(claim).await?.work.kind();
        message(&format!("possible while it is {}: {}", from.as_str(), work::allowed(from).join(", ")));
    }
    Ok(error.exit)
}

fn finish(global: &Global, desk: &Desk, listing: &Listing, dry_run: bool, exit: Exit) -> Result<Exit, CliError> {
    if !listing.is_empty() || exit == Exit::Ok {
        let mut out = Output::new(global.format);
        out.list(listing)?;
        out.finish()?;
    }
    if dry_run {
        message(&format!("nothing was changed in {}", desk.describe()));
    }
    Ok(exit)
}

/// Reads the claims and the status.
pub(crate) fn words(words: &[String]) -> Result<(Vec<Handle>, StatusKind), CliError> {
    let (last, claims) = words.split_last().ok_or_else(|| CliError::usage("name claims, then a status"))?;
    let to = StatusKind::parse(last)
        .ok_or_else(|| CliError::usage(one_of(last, StatusKind::ALL.iter().map(|k| k.as_str()))))?;
    let claims: Result<Vec<Handle>, _> = claims.iter().map(|c| c.parse()).collect();
    Ok((claims?, to))
}

fn push(listing: &mut Listing, decided: &Decided, dry_run: bool, by: &str) {
    let change = &decided.change;
    let record = Record {
        claim: change.handle.to_string(),
        change: v1::StatusChange::from(change),
        revision: change.revision,
        dry_run,
    };
    let cells = vec![
        change.handle.to_string(),
        change.target.as_str().to_owned(),
        change.before.kind().as_str().to_owned(),
        change.after.kind().as_str().to_owned(),
        change.revision.to_string(),
        by.to_owned(),
    ];
    listing.push(cells, to_line(&record));
}
