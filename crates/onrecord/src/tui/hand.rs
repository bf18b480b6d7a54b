//! In whose hands a claim is, as one who looks for work sees it: one letter a line of the queue.

use onrecord_app::Hands;
use onrecord_model::{Lease, Reviewer, StatusKind, Target, WorkState};

/// In whose hands a claim is, as seen by one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hand {
    /// Nobody's.
    Free,
    /// The person's own: given, taken up, or handed out by `next`.
    Yours,
    /// Somebody else has it.
    Theirs,
    /// Somebody else looks at it for a while.
    Looked,
    /// A proposal waits for an opinion, which the person may give.
    Waits,
    /// The person has given an opinion; others have to.
    Answered,
    /// The opinions differ, and the person may decide between them.
    Differ,
    /// Taken up again.
    Reopened,
    /// It was deferred, and its day has come.
    Back,
    /// Decided.
    Final,
    /// Set aside.
    Aside,
}

impl Hand {
    /// Tells what `who` sees of a claim on whose work people did `stored` and which is `work` today.
    pub(super) fn of(stored: &WorkState, work: &WorkState, lease: Option<&Lease>, who: &Reviewer) -> Self {
        // Who decided part of a claim does not hold it; who was given it or took it up does.
        let holder = work.holder().filter(|_| stored.holder().is_some());
        let looks = lease.map(|lease| &lease.by);
        let is_another = |by: Option<&Reviewer>| by.is_some_and(|by| !by.is(who));
        match work {
            WorkState::Final(_) => Self::Final,
            work if work.kind().is_side_exit() => Self::Aside,
            work if work.round().is_some_and(|round| round.has_spoken(who)) => Self::Answered,
            _ if is_another(looks) => Self::Looked,
            work if work.is_split() => Self::Differ,
            work if work.kind().is_pending() => Self::Waits,
            _ if is_another(holder) => Self::Theirs,
            _ if holder.or(looks).is_some() => Self::Yours,
            WorkState::Reopened(_) => Self::Reopened,
            _ if matches!(stored, WorkState::Deferred { .. }) => Self::Back,
            _ => Self::Free,
        }
    }

    /// Returns the letter that stands for it; capitals, because small ones are statuses.
    pub(super) fn letter(self) -> char {
        match self {
            Self::Free => ' ',
            Self::Yours => 'M',
            Self::Theirs => 'A',
            Self::Looked => 'L',
            Self::Waits => 'P',
            Self::Answered => 'W',
            Self::Differ => 'X',
            Self::Reopened => 'R',
            Self::Back => 'B',
            Self::Final => 'F',
            Self::Aside => 'S',
        }
    }
}

/// What the letters mean, for the help.
pub(super) const LEGEND: &str = "  M mine   A another's   L another looks at it   P waits for your opinion
  W waits for others   X opinions differ   R reopened   B back from a later day
  F final   S set aside";

/// A proposal that waits, as far as a person may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Waiting {
    pub(super) target: Target,
    /// What is proposed; `None` where the opinions are hidden until one's own is in.
    pub(super) proposed: Option<StatusKind>,
    /// How many opinions are seen.
    pub(super) opinions: usize,
    /// Whether they differ, so that somebody who has given none decides.
    pub(super) differ: bool,
    /// Whether the person has given one.
    pub(super) answered: bool,
}

impl Waiting {
    /// Returns what `who` sees of a proposal; `None` where nothing is proposed.
    pub(super) fn of(work: &WorkState, who: &Reviewer) -> Option<Self> {
        let (differ, seen) = (work.is_split(), work.seen_by(who));
        let round = seen.round()?;
        Some(Waiting {
            target: round.target,
            proposed: round.proposal().map(|first| first.status),
            opinions: round.opinions.len(),
            differ,
            answered: round.has_spoken(who),
        })
    }
}

/// Says since when a deferred claim is back and who had deferred it; `None` for any other, and once it is decided.
pub(super) fn back(hands: &Hands) -> Option<String> {
    match (&hands.stored, &hands.work) {
        (WorkState::Deferred { .. }, WorkState::Final(_)) => None,
        (WorkState::Deferred { until, decision }, work) if work.decision() != Some(decision) => {
            Some(format!("since {until}; deferred by {}: {}", decision.by, decision.reason))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeZone as _, Utc};
    use onrecord_model::{ClaimStatuses, Decision, EvidenceStatus, Round};

    use super::*;

    fn who(name: &str) -> Reviewer {
        name.parse().unwrap()
    }

    fn decision(by: &str) -> Decision {
        let at = Utc.with_ymd_and_hms(2026, 3, 2, 10, 0, 0).unwrap();
        Decision { by: who(by), at, reason: "seen".parse().unwrap() }
    }

    fn letter(stored: &WorkState, held_by: Option<&str>) -> char {
        let statuses = ClaimStatuses { said: None, fact: EvidenceStatus::Unverified };
        let work = stored.current(&statuses, NaiveDate::from_ymd_opt(2026, 3, 5).unwrap());
        let until = Utc.with_ymd_and_hms(2026, 3, 5, 10, 0, 0).unwrap();
        let lease = held_by.map(|name| Lease { by: who(name), until });
        Hand::of(stored, &work, lease.as_ref(), &who("Ann")).letter()
    }

    #[test]
    fn every_hand_has_its_letter() {
        let assigned =
            |to: &str| WorkState::Assigned { to: who(to), by: who("Cleo"), at: decision("Cleo").at, due: None };
        let deferred = |day| WorkState::Deferred {
            until: NaiveDate::from_ymd_opt(2026, 3, day).unwrap(),
            decision: decision("Ben"),
        };
        let proposed = |by: &str| {
            let round = Round::start(Target::Fact, StatusKind::Disputed, decision(by), 2, false).unwrap();
            WorkState::Proposed(round)
        };
        for (stored, held_by, expected) in [
            (WorkState::New, None, ' '),
            (WorkState::New, Some("ann"), 'M'),
            (WorkState::New, Some("Ben"), 'L'),
            (assigned("Ann"), None, 'M'),
            (assigned("Ben"), None, 'A'),
            (assigned("Ben"), Some("Ben"), 'L'),
            (proposed("Ben"), None, 'P'),
            (proposed("Ann"), None, 'W'),
            (deferred(4), None, 'B'),
            (deferred(9), None, 'S'),
            (WorkState::Reopened(decision("Ben")), None, 'R'),
            (WorkState::OutOfScope(decision("Ben")), None, 'S'),
        ] {
            assert_eq!(letter(&stored, held_by), expected, "{stored:?} {held_by:?}");
        }
    }

    #[test]
    fn a_blind_proposal_shows_its_target_and_nothing_else() {
        let round = Round::start(Target::Fact, StatusKind::Disputed, decision("Ben"), 2, true).unwrap();
        let work = WorkState::Proposed(round);
        let seen = Waiting::of(&work, &who("Ann")).unwrap();
        assert_eq!((seen.target, seen.proposed, seen.opinions), (Target::Fact, None, 0));
        assert_eq!(Waiting::of(&work, &who("ben")).unwrap().proposed, Some(StatusKind::Disputed));
    }
}
