//! Work states, each variant carrying what is true in it.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::{Round, SideExit, StepKind, Verdict, WorkKind, WorkRefusal, WorkStep};
use crate::{ClaimId, ClaimStatuses, Decision, EvidenceStatus, Handle, Reason, Reviewer};

/// In whose hands a claim is; kept apart from what the evidence shows.
///
/// What is stored is what people did to the work. What is shown is [`Self::current`]: a claim is final by itself once every
/// target is decided, and open again once a decision is withdrawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum WorkState {
    /// Nobody has taken it up.
    #[default]
    New,
    /// It was given to a person.
    Assigned {
        /// Who has it.
        to: Reviewer,
        /// Who gave it.
        by: Reviewer,
        /// When.
        at: DateTime<Utc>,
        /// The day by which it should be done; `None` when nobody named one.
        due: Option<NaiveDate>,
    },
    /// A person has it in hand, or has decided part of it.
    InReview {
        /// Who.
        by: Reviewer,
        /// Since when.
        at: DateTime<Utc>,
        /// The day by which it should be done; `None` when nobody named one.
        due: Option<NaiveDate>,
    },
    /// A person proposed a status; another one has to look.
    Proposed(Round),
    /// More than one opinion is in and it is not settled yet.
    SecondReview(Round),
    /// Every target has been decided; the decision is the last one.
    Final(Decision),
    /// A person took it up again.
    Reopened(Decision),
    /// Set aside: nothing that can be checked.
    NotAClaim(Decision),
    /// Set aside: another claim says the same.
    DuplicateOf {
        /// The other claim.
        claim: ClaimId,
        /// Its short name when that was decided.
        handle: Handle,
        /// Who decided.
        decision: Decision,
    },
    /// Set aside: not for this desk.
    OutOfScope(Decision),
    /// Set aside until a day.
    Deferred {
        /// The day on which it is back.
        until: NaiveDate,
        /// Who decided.
        decision: Decision,
    },
}

impl WorkState {
    /// Returns the state without what is true in it.
    pub fn kind(&self) -> WorkKind {
        match self {
            Self::New => WorkKind::New,
            Self::Assigned { .. } => WorkKind::Assigned,
            Self::InReview { .. } => WorkKind::InReview,
            Self::Proposed(_) => WorkKind::Proposed,
            Self::SecondReview(_) => WorkKind::SecondReview,
            Self::Final(_) => WorkKind::Final,
            Self::Reopened(_) => WorkKind::Reopened,
            Self::NotAClaim(_) => WorkKind::NotAClaim,
            Self::DuplicateOf { .. } => WorkKind::DuplicateOf,
            Self::OutOfScope(_) => WorkKind::OutOfScope,
            Self::Deferred { .. } => WorkKind::Deferred,
        }
    }

    /// Returns the decision it rests on; `None` where there is none or there are several opinions.
    pub fn decision(&self) -> Option<&Decision> {
        match self {
            Self::Final(decision)
            | Self::Reopened(decision)
            | Self::NotAClaim(decision)
            | Self::DuplicateOf { decision, .. }
            | Self::OutOfScope(decision)
            | Self::Deferred { decision, .. } => Some(decision),
            _ => None,
        }
    }

    /// Returns as what it was set aside for good; `None` where it was not, or until a day only.
    pub fn dropped_as(&self) -> Option<SideExit> {
        match self {
            Self::NotAClaim(_) => Some(SideExit::NotAClaim),
            Self::OutOfScope(_) => Some(SideExit::OutOfScope),
            Self::DuplicateOf { claim, handle, .. } => Some(SideExit::DuplicateOf { claim: *claim, handle: *handle }),
            _ => None,
        }
    }

    /// Returns the proposal and the opinions on it.
    pub fn round(&self) -> Option<&Round> {
        match self {
            Self::Proposed(round) | Self::SecondReview(round) => Some(round),
            _ => None,
        }
    }

    /// Returns who has it in hand.
    pub fn holder(&self) -> Option<&Reviewer> {
        match self {
            Self::Assigned { to, .. } => Some(to),
            Self::InReview { by, .. } => Some(by),
            _ => None,
        }
    }

    /// Returns the day by which it should be done; `None` when nobody named one.
    pub fn due(&self) -> Option<NaiveDate> {
        match self {
            Self::Assigned { due, .. } | Self::InReview { due, .. } => *due,
            _ => None,
        }
    }

    /// Returns since when it is so; `None` when nobody has done anything.
    pub fn since(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Assigned { at, .. } | Self::InReview { at, .. } => Some(*at),
            Self::Proposed(round) | Self::SecondReview(round) => round.opinions.last().map(|last| last.decision.at),
            other => other.decision().map(|decision| decision.at),
        }
    }

    /// Returns since when somebody waits for it: since it is so, or the day it was deferred until; `None` when nobody does.
    pub fn waiting_since(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Deferred { until, .. } => Some(until.and_time(NaiveTime::MIN).and_utc()),
            Self::New | Self::Final(_) => None,
            other if other.kind().is_side_exit() => None,
            other => other.since(),
        }
    }

    /// Tells whether there is something to do about it on `today`.
    pub fn is_work(&self) -> bool {
        self.kind() != WorkKind::Final && !self.kind().is_side_exit()
    }

    /// Returns what it is on `today`, what has been decided on its targets taken into account.
    pub fn current(&self, statuses: &ClaimStatuses, today: NaiveDate) -> Self {
        match self {
            Self::Deferred { until, .. } if *until <= today => Self::New.beside(statuses),
            other if other.kind().is_side_exit() || other.kind().is_pending() => other.clone(),
            other => other.beside(statuses),
        }
    }

    /// Sets what people did to the work beside what they decided: the later of the two counts.
    fn beside(&self, statuses: &ClaimStatuses) -> Self {
        let (set, returned) = (newest(statuses, is_set), newest(statuses, is_returned));
        let since = match self {
            Self::Assigned { .. } | Self::InReview { .. } | Self::Reopened(_) => self.since(),
            _ => None,
        };
        let is_later = |decision: &&Decision| since.is_none_or(|since| decision.at > since);
        if let Some(returned) = returned.filter(is_later) {
            return Self::Reopened(returned.clone());
        }
        if matches!(self, Self::Reopened(_)) && !set.is_some_and(|decision| is_later(&decision)) {
            return self.clone();
        }
        let is_open = statuses.iter().any(|(_, status)| !is_set(status));
        match (set, returned) {
            (Some(last), _) if !is_open => Self::Final(last.clone()),
            _ if self.holder().is_some() => self.clone(),
            (_, Some(returned)) => Self::Reopened(returned.clone()),
            (Some(last), None) => Self::InReview { by: last.by.clone(), at: last.at, due: None },
            (None, None) => Self::New,
        }
    }

    /// Checks that the table has this step from here.
    ///
    /// # Errors
    /// [`WorkRefusal::NotFromHere`] when it has not.
    pub fn allow(&self, step: StepKind) -> Result<(), WorkRefusal> {
        let from = self.kind();
        if from.allows().contains(&step) { Ok(()) } else { Err(WorkRefusal::NotFromHere { from, step }) }
    }

    /// Takes a step from here, which is what the claim is on the day of `at`, and returns what it becomes.
    ///
    /// # Errors
    /// [`WorkRefusal`] when the table has no such step, when it would change nothing, and when its reason is missing.
    pub fn step(
        &self,
        step: &WorkStep,
        by: &Reviewer,
        at: DateTime<Utc>,
        reason: Option<&Reason>,
    ) -> Result<Self, WorkRefusal> {
        self.allow(step.kind())?;
        if let Some(other) = self.in_other_hands(by).filter(|_| reason.is_none()) {
            return Err(WorkRefusal::InOtherHands { holder: other.clone(), step: step.kind() });
        }
        match step {
            WorkStep::Assign { to, due } => return self.assigned(to, *due, by, at),
            WorkStep::Release => return self.released(by),
            WorkStep::Defer(until) => self.check_day(*until, at.date_naive())?,
            WorkStep::Drop(_) | WorkStep::Reopen => {}
        }
        let reason = reason.ok_or(WorkRefusal::NoReason(step.kind()))?.clone();
        let decision = Decision { by: by.clone(), at, reason };
        Ok(match step {
            WorkStep::Defer(until) => Self::Deferred { until: *until, decision },
            WorkStep::Drop(SideExit::NotAClaim) => Self::NotAClaim(decision),
            WorkStep::Drop(SideExit::OutOfScope) => Self::OutOfScope(decision),
            WorkStep::Drop(SideExit::DuplicateOf { claim, handle }) => {
                Self::DuplicateOf { claim: *claim, handle: *handle, decision }
            }
            _ => Self::Reopened(decision),
        })
    }

    /// Returns who has it in hand, if that is neither this person nor somebody this person gave it to.
    fn in_other_hands(&self, by: &Reviewer) -> Option<&Reviewer> {
        match self {
            Self::Assigned { to, by: giver, .. } => Some(to).filter(|to| !to.is(by) && !giver.is(by)),
            Self::InReview { by: holder, .. } => Some(holder).filter(|holder| !holder.is(by)),
            _ => None,
        }
    }

    fn assigned(
        &self,
        to: &Reviewer,
        due: Option<NaiveDate>,
        by: &Reviewer,
        at: DateTime<Utc>,
    ) -> Result<Self, WorkRefusal> {
        let today = at.date_naive();
        if let Some(until) = due.filter(|day| *day < today) {
            return Err(WorkRefusal::PastDue { due: until, today });
        }
        // To whom it is given already it is given again only for another day.
        if self.holder().is_some_and(|holder| holder.is(to)) && (due.is_none() || due == self.due()) {
            return Err(WorkRefusal::HasIt(to.clone()));
        }
        if to.is(by) {
            return Ok(Self::InReview { by: by.clone(), at, due });
        }
        Ok(Self::Assigned { to: to.clone(), by: by.clone(), at, due })
    }

    fn released(&self, by: &Reviewer) -> Result<Self, WorkRefusal> {
        match self.round().and_then(Round::proposal) {
            Some(first) if !first.decision.by.is(by) => Err(WorkRefusal::NotYours(first.decision.by.clone())),
            _ => Ok(Self::New),
        }
    }

    fn check_day(&self, until: NaiveDate, today: NaiveDate) -> Result<(), WorkRefusal> {
        match self {
            _ if until <= today => Err(WorkRefusal::PastDay { until, today }),
            Self::Deferred { until: already, .. } if *already == until => Err(WorkRefusal::SameDay(until)),
            _ => Ok(()),
        }
    }

    /// Returns what a person may see of it: the opinions of a blind round only after giving their own.
    #[must_use]
    pub fn seen_by(&self, who: &Reviewer) -> Self {
        let mut seen = self.clone();
        if let Self::Proposed(round) | Self::SecondReview(round) = &mut seen
            && round.hides_from(who)
        {
            round.opinions.clear();
        }
        seen
    }

    /// Tells whether a round is in and its opinions differ.
    pub fn is_split(&self) -> bool {
        self.round().is_some_and(|round| round.verdict() == Verdict::Split)
    }
}

fn is_set(status: &EvidenceStatus) -> bool {
    matches!(status, EvidenceStatus::Corroborated(_) | EvidenceStatus::Disputed(_))
}

fn is_returned(status: &EvidenceStatus) -> bool {
    matches!(status, EvidenceStatus::Returned(_))
}

/// Returns the latest decision on a status of this sort.
fn newest(statuses: &ClaimStatuses, sort: fn(&EvidenceStatus) -> bool) -> Option<&Decision> {
    let decisions = statuses.iter().filter(|(_, status)| sort(status)).filter_map(|(_, status)| status.decision());
    decisions.max_by_key(|decision| decision.at)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
