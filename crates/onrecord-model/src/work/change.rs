//! Changes of work states, and leases.

use chrono::{DateTime, Utc};

use super::{OpinionRole, Round, Verdict, WorkRefusal, WorkState};
use crate::{ClaimId, Decision, Handle, Reviewer};

/// A change of a claim's work state, with both sides whole so that it can be undone and replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkChange {
    /// The claim.
    pub claim: ClaimId,
    /// Its short name when the change was made.
    pub handle: Handle,
    /// What it was.
    pub before: WorkState,
    /// What it became.
    pub after: WorkState,
}

impl WorkChange {
    /// Returns the change that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        WorkChange { before: self.after.clone(), after: self.before.clone(), ..self.clone() }
    }

    /// Checks that a round of opinions moves only as people may move it: one opinion at a time, each by another person, and
    /// an end only where the opinions come to one.
    ///
    /// # Errors
    /// [`WorkRefusal`] when it does not.
    pub fn check(&self) -> Result<(), WorkRefusal> {
        match (self.before.round(), &self.after) {
            (before, WorkState::Proposed(round)) => check_start(before, round),
            (Some(before), WorkState::SecondReview(after)) => {
                let last = after.opinions.last().cloned().ok_or(WorkRefusal::NotSettled(self.after.kind()))?;
                let expected = before.with(last)?;
                if expected == *after { Ok(()) } else { Err(WorkRefusal::NotSettled(self.after.kind())) }
            }
            (Some(round), WorkState::Final(_) | WorkState::InReview { .. }) => match round.verdict() {
                Verdict::Settled(_) => Ok(()),
                _ => Err(WorkRefusal::NotSettled(self.after.kind())),
            },
            (None, WorkState::SecondReview(_) | WorkState::Final(_)) => Err(WorkRefusal::NotSettled(self.after.kind())),
            _ => Ok(()),
        }
    }

    /// Returns who must have made the change, as far as the new state tells; `None` when it names nobody.
    pub fn author(&self) -> Option<&Reviewer> {
        match &self.after {
            WorkState::Assigned { by, .. } => Some(by),
            WorkState::Proposed(round) | WorkState::SecondReview(round) => {
                round.opinions.last().map(|opinion| &opinion.decision.by)
            }
            // What is settled goes back to who proposed it.
            WorkState::InReview { by, .. } => self.before.round().is_none().then_some(by),
            other => other.decision().map(|Decision { by, .. }| by),
        }
    }
}

fn check_start(before: Option<&Round>, round: &Round) -> Result<(), WorkRefusal> {
    if before.is_some_and(|round| round.verdict() != Verdict::Split) {
        return Err(WorkRefusal::NotSplit);
    }
    match round.opinions.as_slice() {
        [first] if first.role == OpinionRole::Proposes && round.needed >= 2 => Ok(()),
        _ => Err(WorkRefusal::TooFew(round.needed)),
    }
}

/// A person's hold on a claim that ends by itself; operational, and not in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Who holds it.
    pub by: Reviewer,
    /// Until when.
    pub until: DateTime<Utc>,
}
