//! `set --propose`, `second`, `adjudicate`: a status that several people stand for.

use onrecord_app::{Answer, AppError, Desk, OpinionRequest, Proposal, ReviewRule, Reviewed};
use onrecord_model::{Handle, Verdict};
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use crate::cli::Global;
use crate::cli::work::{Adjudicate, Second};
use crate::config;
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, message};

use super::choice::{self, Chosen};
use super::work::{Tally, told};
use super::work_view;

const HEADS: [&str; 6] = ["claim", "outcome", "target", "came to", "work", "why"];

/// What a proposal or an opinion came to, as printed.
#[derive(Serialize)]
struct Record {
    claim: String,
    /// `done` or `refused`.
    outcome: &'static str,
    target: Option<&'static str>,
    /// `waiting`, `split`, `settled`; `hidden` where a dry run would give a blind review away, `null` where it was refused.
    verdict: Option<&'static str>,
    work: Option<v1::Work>,
    change: Option<v1::StatusChange>,
    /// Why it was refused.
    why: Option<String>,
    dry_run: bool,
}

/// Returns how proposals are reviewed while the desk has no house rules: as this machine's settings say, which is said to
/// be no way for several machines.
pub(crate) async fn usual(desk: &Desk) -> Result<ReviewRule, CliError> {
    let Some(rule) = config::review()? else { return Ok(ReviewRule::default()) };
    if desk.rules(None).await?.is_some() {
        message("note: [review] in the settings file of this machine is not read, because the desk has house rules");
    } else {
        message(
            "note: [review] in the settings file counts on this machine alone and will go; write it into a file of \
             house rules and adopt that with 'onrecord rules adopt FILE -m REASON'",
        );
    }
    Ok(rule)
}

/// Proposes statuses.
pub(crate) async fn propose(
    global: &Global,
    desk: &Desk,
    proposals: &[Proposal],
    rule: ReviewRule,
    (dry_run, explain): (bool, bool),
) -> Result<Exit, CliError> {
    let (mut listing, mut tally) = (Listing::new(&HEADS), Tally::default());
    for proposal in proposals {
        let result = desk.propose_status(proposal, rule, dry_run).await;
        took(desk, &mut listing, &mut tally, (proposal.claim, result), (dry_run, explain)).await?;
    }
    finish(global, desk, &listing, &tally, dry_run)
}

/// Runs `second`.
pub(crate) async fn second(global: &Global, desk: &Desk, args: &Second) -> Result<Exit, CliError> {
    let answer = match args.find {
        Some(status) => Answer::Find(status),
        None if args.agree => Answer::Agree,
        None => Answer::Disagree,
    };
    let by = desk::reviewer(global)?;
    let Chosen { claims, dry_run } = choice::chosen(desk, &args.of.claims, args.of.dry_run).await?;
    let how = (dry_run, args.of.explain);
    let bulk = (claims.len() > 1).then(|| desk.bulk());
    let (mut listing, mut tally) = (Listing::new(&HEADS), Tally::default());
    for claim in claims {
        let (target, by, reason) = (args.target, by.clone(), args.reason.clone());
        let overrides = args.overrides.clone();
        let (proposed, asked_at) = (args.proposed, global.started);
        let request = OpinionRequest {
            claim,
            answer,
            adjudicates: false,
            target,
            proposed,
            asked_at,
            by,
            reason,
            overrides,
            bulk,
        };
        let result = desk.give_opinion(&request, how.0).await;
        took(desk, &mut listing, &mut tally, (claim, result), how).await?;
    }
    finish(global, desk, &listing, &tally, how.0)
}

/// Runs `adjudicate`.
pub(crate) async fn adjudicate(global: &Global, desk: &Desk, args: &Adjudicate) -> Result<Exit, CliError> {
    let request = OpinionRequest {
        claim: args.claim,
        answer: Answer::Find(args.status),
        adjudicates: true,
        target: args.target,
        proposed: None,
        asked_at: global.started,
        by: desk::reviewer(global)?,
        reason: args.reason.clone(),
        overrides: args.overrides.clone(),
        bulk: None,
    };
    let (mut listing, mut tally) = (Listing::new(&HEADS), Tally::default());
    let result = desk.give_opinion(&request, args.dry_run).await;
    took(desk, &mut listing, &mut tally, (args.claim, result), (args.dry_run, args.explain)).await?;
    finish(global, desk, &listing, &tally, args.dry_run)
}

/// Writes down what became of one claim.
async fn took(
    desk: &Desk,
    listing: &mut Listing,
    tally: &mut Tally,
    (claim, result): (Handle, Result<Reviewed, AppError>),
    (dry_run, explain): (bool, bool),
) -> Result<(), CliError> {
    match result {
        Ok(reviewed) => {
            tally.done();
            push(listing, &reviewed, dry_run);
        }
        Err(error) => {
            let is_rule = matches!(error, AppError::WorkRefused { .. });
            let from = if explain && is_rule { Some(desk.claim(claim).await?.work.kind()) } else { None };
            not_done(listing, claim, &error, dry_run);
            tally.refused(error, explain, from);
        }
    }
    Ok(())
}

fn push(listing: &mut Listing, reviewed: &Reviewed, dry_run: bool) {
    let after = (!reviewed.hidden).then(|| reviewed.after());
    let (verdict, came_to) = came_to(reviewed);
    let record = Record {
        claim: reviewed.claim.handle.to_string(),
        outcome: "done",
        target: Some(reviewed.target.as_str()),
        verdict: Some(verdict),
        work: after.as_ref().map(v1::Work::from),
        change: reviewed.status.as_ref().map(v1::StatusChange::from),
        why: None,
        dry_run,
    };
    let cells = vec![
        record.claim.clone(),
        record.outcome.to_owned(),
        reviewed.target.as_str().to_owned(),
        came_to,
        after.as_ref().map(work_view::words).unwrap_or_default(),
        String::new(),
    ];
    listing.push(cells, to_line(&record));
}

/// Says what a proposal or an opinion came to, in a word and in words.
pub(crate) fn came_to(reviewed: &Reviewed) -> (&'static str, String) {
    match reviewed.verdict {
        _ if reviewed.hidden => ("hidden", "told once your opinion is in (blind)".to_owned()),
        Verdict::Waiting(1) => ("waiting", "waits for another person".to_owned()),
        Verdict::Waiting(more) => ("waiting", format!("waits for {more} more people")),
        Verdict::Split => ("split", "opinions differ; a further person decides with 'onrecord adjudicate'".to_owned()),
        Verdict::Settled(status) => ("settled", status.as_str().to_owned()),
    }
}

fn not_done(listing: &mut Listing, claim: Handle, error: &AppError, dry_run: bool) {
    let record = Record {
        claim: claim.to_string(),
        outcome: "refused",
        target: None,
        verdict: None,
        work: None,
        change: None,
        why: Some(error.to_string()),
        dry_run,
    };
    let [outcome, blank] = ["refused", ""].map(str::to_owned);
    let cells = vec![record.claim.clone(), outcome, blank.clone(), blank.clone(), blank, error.to_string()];
    listing.push(cells, to_line(&record));
}

fn finish(global: &Global, desk: &Desk, listing: &Listing, tally: &Tally, dry_run: bool) -> Result<Exit, CliError> {
    let mut out = Output::new(global.format);
    if !listing.is_empty() || out.is_json() {
        out.list(listing)?;
    }
    out.finish()?;
    told(desk, dry_run, tally.done > 0);
    Ok(tally.exit())
}
