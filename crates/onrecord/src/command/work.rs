//! `assign`, `release`, `defer`, `drop`, `reopen`: in whose hands claims are.

use onrecord_app::{AppError, Desk, WorkAsk, WorkOutcome, WorkRequest};
use onrecord_model::{Reason, WorkKind, WorkState};
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use crate::cli::Global;
use crate::cli::work::{Assign, Defer, Drop, Release, Reopen, WorkClaims};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, message};

use super::choice::{self, Chosen};
use super::work_view;

/// What became of one claim, as printed.
#[derive(Serialize)]
struct Record {
    claim: String,
    outcome: &'static str,
    before: Option<v1::Work>,
    after: Option<v1::Work>,
    lease_ended: bool,
    why: Option<String>,
    allowed: Vec<&'static str>,
    dry_run: bool,
}

/// Runs `assign`.
pub(crate) async fn assign(global: &Global, desk: &Desk, args: Assign) -> Result<Exit, CliError> {
    // Nobody could give back or decide under a name that passes for another one's.
    desk.check_name(&args.to).await?;
    // A new colleague has entered nothing yet; a slip of the pen neither.
    if let Err(AppError::Invalid(why)) = desk.actors_called(args.to.name()).await
        && !args.to.is(&desk::reviewer(global)?)
    {
        message(&format!("note: {why}"));
    }
    change(global, desk, args.of, WorkAsk::Assign { to: args.to, due: args.due }, args.reason).await
}

/// Runs `release`.
pub(crate) async fn release(global: &Global, desk: &Desk, args: Release) -> Result<Exit, CliError> {
    change(global, desk, args.of, WorkAsk::Release, args.reason).await
}

/// Runs `defer`.
pub(crate) async fn defer(global: &Global, desk: &Desk, args: Defer) -> Result<Exit, CliError> {
    change(global, desk, args.of, WorkAsk::Defer(args.until), Some(args.reason)).await
}

/// Runs `drop`.
pub(crate) async fn drop(global: &Global, desk: &Desk, args: Drop) -> Result<Exit, CliError> {
    change(global, desk, args.of, WorkAsk::Drop(args.because), Some(args.reason)).await
}

/// Runs `reopen`.
pub(crate) async fn reopen(global: &Global, desk: &Desk, args: Reopen) -> Result<Exit, CliError> {
    change(global, desk, args.of, WorkAsk::Reopen, Some(args.reason)).await
}

async fn change(
    global: &Global,
    desk: &Desk,
    of: WorkClaims,
    ask: WorkAsk,
    reason: Option<Reason>,
) -> Result<Exit, CliError> {
    let by = desk::reviewer(global)?;
    let Chosen { claims, dry_run } = choice::chosen(desk, &of.claims, of.dry_run).await?;
    let request = WorkRequest { claims, ask, by: by.clone(), reason };
    let mut listing = Listing::new(&["claim", "outcome", "before", "after", "why"]);
    let mut tally = Tally::default();
    let mut is_logged = false;
    for mut outcome in desk.change_work(&request, dry_run).await? {
        outcome.before = outcome.before.map(|state| state.seen_by(&by));
        if let Ok(done) = &mut outcome.result {
            // That a lease ended stands in no log, so nothing takes it back.
            is_logged |= done.is_logged;
            done.before = done.before.seen_by(&by);
        }
        if let Err(error) = outcome.result {
            outcome.result = Err(desk.explain(error).await);
        }
        push(&mut listing, &outcome, dry_run);
        match outcome.result {
            Ok(_) => tally.done(),
            Err(error) => tally.refused(error, of.explain, outcome.before.as_ref().map(WorkState::kind)),
        }
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    told(desk, dry_run, is_logged);
    Ok(tally.exit())
}

fn push(listing: &mut Listing, outcome: &WorkOutcome, dry_run: bool) {
    let done = outcome.result.as_ref().ok();
    let why = outcome.result.as_ref().err().map(ToString::to_string);
    let before = done.map(|done| &done.before).or(outcome.before.as_ref());
    let record = Record {
        claim: outcome.claim.to_string(),
        outcome: if done.is_some() { "done" } else { "refused" },
        before: before.map(v1::Work::from),
        after: done.map(|done| v1::Work::from(&done.after)),
        lease_ended: done.is_some_and(|done| done.lease_ended),
        why: why.clone(),
        allowed: before.map(|state| allowed(state.kind())).unwrap_or_default(),
        dry_run,
    };
    let cells = vec![
        record.claim.clone(),
        record.outcome.to_owned(),
        before.map(work_view::words).unwrap_or_default(),
        done.map(|done| work_view::words(&done.after)).unwrap_or_default(),
        why.unwrap_or_default(),
    ];
    listing.push(cells, to_line(&record));
}

/// Lists what is possible from a state.
pub(crate) fn allowed(from: WorkKind) -> Vec<&'static str> {
    from.allows().iter().map(|step| step.as_str()).collect()
}

/// Says what a dry run did not do, and how to take back what was done.
pub(crate) fn told(desk: &Desk, dry_run: bool, done: bool) {
    if dry_run {
        message(&format!("nothing was changed in {}", desk.describe()));
    } else if done {
        message("'onrecord undo -m REASON' takes it back");
    }
}

/// How many claims were done, and how the others ended.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) done: usize,
    worst: Option<Exit>,
}

impl Tally {
    /// Counts one that was done.
    pub(crate) fn done(&mut self) {
        self.done += 1;
    }

    /// Counts one that was refused, and says why; with `explain` also what is possible from where it is.
    pub(crate) fn refused(&mut self, error: AppError, explain: bool, from: Option<WorkKind>) {
        let error = CliError::from(error);
        message(&format!("error: {}", error.message));
        if let Some(from) = from.filter(|_| explain) {
            message(&format!("possible while it is {}: {}", from.as_str(), allowed(from).join(", ")));
        }
        self.worst = self.worst.max(Some(error.exit));
    }

    /// Returns the exit code: that of the refusals when nothing was done, 6 when only some were refused.
    pub(crate) fn exit(&self) -> Exit {
        match self.worst {
            None => Exit::Ok,
            Some(_) if self.done > 0 => Exit::PartlyBad,
            Some(exit) => exit,
        }
    }
}
