//! The desk's side of what several people do together: proposals, opinions, and in whose hands a claim is.

use onrecord_app::{Answer as Opines, AppError, OpinionRequest, Reviewed, WorkAsk, WorkOutcome, WorkRequest};
use onrecord_model::Handle;

use super::command_line::{opinion_line, set_line, work_line};
use super::link::{Answer, Decision, Opinion, Refused, WorkDeed, Written};
use super::serve::{Service, wrote};
use super::task::WorkAct;
use crate::command::{second, work_view};
use crate::config;
use crate::output::one_line;

impl Service<'_> {
    /// Proposes a status.
    pub(super) async fn propose(&self, decision: &Decision) -> Answer {
        let outcome = match config::review() {
            Err(error) => Err(AppError::Invalid(error.message)),
            Ok(usual) => self.desk.propose_status(&self.proposal(decision), usual.unwrap_or_default(), false).await,
        };
        self.reviewed(&set_line(decision), decision.claim, outcome).await
    }

    /// Adds an opinion to the proposal that was on the screen, or decides between the opinions that were.
    pub(super) async fn opinion(&self, opinion: &Opinion) -> Answer {
        let (command, claim, seen) = (opinion_line(opinion), opinion.claim, opinion.waiting);
        if self.standing(claim).await.is_some_and(|now| now.waiting != Some(seen)) {
            return changed(&command, claim);
        }
        let request = OpinionRequest {
            claim,
            answer: opinion.answer,
            adjudicates: seen.differ && matches!(opinion.answer, Opines::Find(_)),
            target: Some(seen.target),
            proposed: seen.proposed,
            asked_at: None,
            by: self.by.clone(),
            reason: opinion.reason.clone(),
            overrides: None,
            bulk: None,
        };
        let outcome = self.desk.give_opinion(&request, false).await;
        self.reviewed(&command, claim, outcome).await
    }

    async fn reviewed(&self, command: &str, claim: Handle, outcome: Result<Reviewed, AppError>) -> Answer {
        let outcome = match outcome {
            Err(error) => Err(error),
            Ok(reviewed) => {
                let (target, (_, came_to)) = (reviewed.target.as_str(), second::came_to(&reviewed));
                Ok(self.done(claim, &format!("{claim} {target}: {came_to}")).await)
            }
        };
        wrote(command, Some(claim), outcome)
    }

    /// Changes in whose hands a claim is.
    pub(super) async fn work(&self, deed: &WorkDeed) -> Answer {
        let claim = deed.claim;
        let ask = match deed.act {
            WorkAct::TakeUp => WorkAsk::Assign { to: self.by.clone(), due: None },
            WorkAct::Release => WorkAsk::Release,
            WorkAct::Defer(until) => WorkAsk::Defer(until),
            WorkAct::Drop(aside) => WorkAsk::Drop(aside),
            WorkAct::Reopen => WorkAsk::Reopen,
        };
        let request = WorkRequest { claims: vec![claim], ask, by: self.by.clone(), reason: deed.reason.clone() };
        let outcome = match self.desk.change_work(&request, false).await.map(|mut all| all.pop()) {
            Err(error) | Ok(Some(WorkOutcome { result: Err(error), .. })) => Err(error),
            Ok(None) => Err(AppError::NotFound { handle: claim }),
            Ok(Some(WorkOutcome { result: Ok(done), .. })) => {
                Ok(self.done(claim, &format!("{claim} is {}", work_view::words(&done.after))).await)
            }
        };
        wrote(&work_line(deed, self.by), Some(claim), outcome)
    }

    /// Says what was done; how the claim stands then is read anew.
    async fn done(&self, claim: Handle, told: &str) -> Written {
        Written { claim: Some(claim), standing: self.standing(claim).await, told: one_line(told) }
    }
}

/// Refuses an opinion on something else than what was on the screen.
fn changed(command: &str, claim: Handle) -> Answer {
    let why = format!("{claim}: what is proposed, or the opinions on it, changed since it was shown");
    let refused = Refused { claim: Some(claim), why, conflict: true };
    Answer::Wrote { command: one_line(command), outcome: Err(refused) }
}
