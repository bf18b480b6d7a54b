//! `set`: a named person sets a status.

use std::collections::BTreeSet;

use onrecord_app::{AppError, Decided, Desk, Proposal};
use onrecord_model::{EvidenceStatus, Handle, StatusKind, Target};
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use crate::cli::{Global, Set, one_of};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::{Listing, Output, message};

use super::choice::{self, Chosen};
use super::{second, work};

/// What became of one claim, as printed.
#[derive(Serialize)]
struct Record {
    claim: String,
    /// `done` or `refused`.
    outcome: &'static str,
    change: Option<v1::StatusChange>,
    revision: Option<u32>,
    /// Why it was refused.
    why: Option<String>,
    dry_run: bool,
}

const HEADS: [&str; 8] = ["claim", "outcome", "target", "before", "after", "revision", "by", "why"];

/// Runs the command: every claim is a decision of its own, and one that is refused does not hold up the others.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Set) -> Result<Exit, CliError> {
    let (named, to) = words(&args.words, args.found.query.is_some())?;
    let by = desk::reviewer(global)?;
    let Chosen { mut claims, dry_run } = choice::found_or(desk, &args.found, named, args.dry_run).await?;
    let mut seen = BTreeSet::new();
    claims.retain(|claim| seen.insert(*claim));
    if args.if_version.is_some() && claims.len() > 1 {
        return Err(CliError::usage("--if-version is about one claim; give one claim with it"));
    }
    let bulk = (claims.len() > 1).then(|| desk.bulk());
    let proposal = |claim| Proposal {
        claim,
        target: args.target,
        to,
        by: by.clone(),
        reason: args.reason.clone(),
        if_revision: args.if_version,
        asked_at: global.started,
        overrides: args.overrides.clone(),
        bulk,
    };
    if args.propose {
        let proposals: Vec<Proposal> = claims.into_iter().map(proposal).collect();
        return second::propose(global, desk, &proposals, second::usual(desk).await?, (dry_run, args.explain)).await;
    }
    let (mut listing, mut exit, several) = (Listing::new(&HEADS), Exit::Ok, claims.len() > 1);
    let interrupt = several.then(Interrupt::listen);
    for (done, claim) in claims.iter().copied().enumerate() {
        if interrupt.as_ref().is_some_and(Interrupt::is_asked) {
            exit = stopped(&claims, done);
            break;
        }
        match desk.set(&proposal(claim), dry_run).await {
            Ok(decided) => {
                push(&mut listing, &decided, dry_run, by.name());
                warn(desk, &decided, dry_run).await?;
            }
            Err(error) => {
                let error = desk.explain(error).await;
                not_done(&mut listing, claim, &error, dry_run);
                exit = exit.max(refused(desk, claim, error, args.explain).await?);
            }
        }
    }
    finish(global, desk, (&listing, several), dry_run, exit)
}

/// Says how far the command came before it was stopped.
fn stopped(claims: &[Handle], done: usize) -> Exit {
    let (all, next) = (claims.len(), claims.get(done).map(ToString::to_string).unwrap_or_default());
    message(&format!(
        "stopped before {next}: {done} of {all} claims were looked at, as the list says; the others are as they were. \
         'onrecord undo -m REASON' takes back what was set, the same command again goes on"
    ));
    Exit::Failure
}

/// Says who else has the claim in hand, and that readers have to be told where what they were told is not so any more.
async fn warn(desk: &Desk, decided: &Decided, dry_run: bool) -> Result<(), CliError> {
    let claim = decided.change.handle;
    if let Some(other) = &decided.in_hands_of {
        message(&format!("note: {claim} is in the hands of {other}"));
    }
    if !dry_run && let Some(why) = desk.correction_due(&decided.claim).await? {
        message(&format!("note: {claim}: {why}"));
    }
    if !dry_run {
        super::public::tell_clashes(desk, &desk.claim(claim).await?.claim).await?;
    }
    Ok(())
}

/// Says why a claim was refused, and with `explain` what is possible instead.
async fn refused(desk: &Desk, claim: Handle, error: AppError, explain: bool) -> Result<Exit, CliError> {
    let is_work = matches!(error, AppError::WorkRefused { .. });
    let is_status = matches!(error, AppError::Refused { .. } | AppError::House { .. });
    let error = CliError::from(error);
    message(&format!("error: {}", error.message));
    if explain && (is_work || is_status) {
        let view = desk.claim(claim).await?;
        if is_status {
            view.claim.statuses.iter().for_each(|(target, status)| message(&possible(target, status)));
        }
        let from = view.work.kind();
        message(&format!("possible while it is {}: {}", from.as_str(), work::allowed(from).join(", ")));
    }
    Ok(error.exit)
}

/// Says what a target is, on whose word, and what it can be set to.
fn possible(target: Target, status: &EvidenceStatus) -> String {
    let since = status.decision().map_or_else(String::new, |decision| {
        format!(" ({} on {}: {})", decision.by, decision.at.format("%Y-%m-%d %H:%M UTC"), decision.reason)
    });
    let others = StatusKind::ALL.into_iter().filter(|kind| *kind != status.kind()).map(StatusKind::as_str);
    let others: Vec<&str> = others.collect();
    format!("{} is {}{since}; it can be set to {}", target.as_str(), status.kind().as_str(), others.join(" or "))
}

fn finish(
    global: &Global,
    desk: &Desk,
    (listing, several): (&Listing, bool),
    dry_run: bool,
    exit: Exit,
) -> Result<Exit, CliError> {
    // Of one claim that was refused the message says everything.
    if exit == Exit::Ok || several {
        let mut out = Output::new(global.format);
        out.list(listing)?;
        out.finish()?;
    }
    if dry_run {
        message(&format!("nothing was changed in {}", desk.describe()));
    }
    Ok(exit)
}

/// Reads the claims and the status; `found` where the claims are found by a search and not named.
pub(crate) fn words(words: &[String], found: bool) -> Result<(Vec<Handle>, StatusKind), CliError> {
    let (last, claims) = words.split_last().ok_or_else(|| CliError::usage("name claims, then a status"))?;
    if found != claims.is_empty() {
        let what = if found { "name claims or find them with --where, not both" } else { "name claims, then a status" };
        return Err(CliError::usage(format!("{what}: c7 c9 corroborated")));
    }
    let to = StatusKind::parse(last)
        .ok_or_else(|| CliError::usage(one_of(last, StatusKind::ALL.iter().map(|k| k.as_str()))))?;
    let claims: Result<Vec<Handle>, _> = claims.iter().map(|c| c.parse()).collect();
    Ok((claims?, to))
}

fn push(listing: &mut Listing, decided: &Decided, dry_run: bool, by: &str) {
    let change = &decided.change;
    let record = Record {
        claim: change.handle.to_string(),
        outcome: "done",
        change: Some(v1::StatusChange::from(change)),
        revision: Some(change.revision),
        why: None,
        dry_run,
    };
    let cells = vec![
        change.handle.to_string(),
        record.outcome.to_owned(),
        change.target.as_str().to_owned(),
        change.before.kind().as_str().to_owned(),
        change.after.kind().as_str().to_owned(),
        change.revision.to_string(),
        by.to_owned(),
        String::new(),
    ];
    listing.push(cells, to_line(&record));
}

fn not_done(listing: &mut Listing, claim: Handle, error: &AppError, dry_run: bool) {
    let why = error.to_string();
    let mut cells = vec![String::new(); HEADS.len()];
    (cells[0], cells[1], cells[7]) = (claim.to_string(), "refused".to_owned(), why.clone());
    let (claim, outcome, why) = (claim.to_string(), "refused", Some(why));
    listing.push(cells, to_line(&Record { claim, outcome, change: None, revision: None, why, dry_run }));
}
