//! Why a step was not taken, with what to do instead.

use chrono::{DateTime, NaiveDate, Utc};

use super::{StepKind, WorkKind};
use crate::{Handle, Lookalike, Reviewer, Target, Veto};

/// Why a step was not taken; every message says what to do instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkRefusal {
    /// The table has no such step from here.
    #[error("'{step}' is not possible while it is {from}; {advice}", step = .step.as_str(), from = .from.as_str(), advice = advice(*.from))]
    NotFromHere {
        /// What it is.
        from: WorkKind,
        /// What was asked for.
        step: StepKind,
    },
    /// The person has it already.
    #[error("{0} has it already; name somebody else with --to NAME, or give it back with 'onrecord release'")]
    HasIt(Reviewer),
    /// Nobody has it.
    #[error("nobody has it in hand, so there is nothing to give back")]
    NotHeld,
    /// Another person has it in hand, and nothing was said of why it is taken away.
    #[error("{holder} has it in hand; say why with -m REASON to {step} it all the same", step = .step.as_str())]
    InOtherHands {
        /// Who has it.
        holder: Reviewer,
        /// What was asked for.
        step: StepKind,
    },
    /// Another person looks at it.
    #[error("{by} looks at it until {until}; only {by} can give it back before", until = .until.format("%Y-%m-%d %H:%M UTC"))]
    Held {
        /// Who.
        by: Reviewer,
        /// Until when.
        until: DateTime<Utc>,
    },
    /// Only who proposed may withdraw.
    #[error("it is a proposal of {0}, who alone may withdraw it; answer it with 'onrecord second'")]
    NotYours(Reviewer),
    /// A second opinion has to be another person's.
    #[error("{0} has given an opinion on it already; a further one must be another person's (--as NAME)")]
    SamePerson(Reviewer),
    /// Another person's opinion must not look as if it were the first one's.
    #[error(transparent)]
    Lookalike(#[from] Lookalike),
    /// The proposal is about the other target.
    #[error("what is proposed is about '{}'; leave --target out, or name that", .0.as_str())]
    OtherTarget(Target),
    /// The opinions do not differ, or not yet.
    #[error("a proposal waits and its opinions do not differ so far; answer it with 'onrecord second'")]
    NotSplit,
    /// The opinions differ already.
    #[error("its opinions differ; a person who has given none decides with 'onrecord adjudicate'")]
    IsSplit,
    /// The first opinion may not be seen yet.
    #[error("its second review is blind; say what you found yourself with --find corroborated|disputed|unverified")]
    Blind,
    /// One person cannot agree with themselves.
    #[error("a proposal needs at least 2 people who agree, not {0}")]
    TooFew(u32),
    /// A round of opinions that no one could have reached.
    #[error("its opinions are not settled, so it cannot become {}", .0.as_str())]
    NotSettled(WorkKind),
    /// The day has come already.
    #[error("{until} is not after today ({today}); name a later day")]
    PastDay {
        /// The day asked for.
        until: NaiveDate,
        /// The day it is.
        today: NaiveDate,
    },
    /// The day by which it should be done is over.
    #[error("{due} is before today ({today}); name today or a later day")]
    PastDue {
        /// The day asked for.
        due: NaiveDate,
        /// The day it is.
        today: NaiveDate,
    },
    /// It is set aside until that day already.
    #[error("it is deferred until {0} already")]
    SameDay(NaiveDate),
    /// A claim cannot stand in for itself.
    #[error("a claim is no duplicate of itself; name the claim that stays")]
    OwnDuplicate,
    /// The claim that should stay is set aside itself.
    #[error("{handle} is itself a duplicate of {of}; name {of}")]
    DuplicateOfDuplicate {
        /// The claim named.
        handle: Handle,
        /// The claim it is a duplicate of.
        of: Handle,
    },
    /// The claim that should stay is set aside itself.
    #[error("{handle} is set aside itself; name a claim that stays, or take {handle} up again with 'onrecord reopen'")]
    DuplicateOfDropped {
        /// The claim named.
        handle: Handle,
    },
    /// The two say something else, and nobody has confirmed that they are the same.
    #[error("{handle} says something else ({}); if they are the same, confirm it first with 'onrecord match accept'", differs(.vetoes))]
    DuplicateOfContrast {
        /// The claim named.
        handle: Handle,
        /// What lies between them.
        vetoes: Vec<Veto>,
    },
    /// Readers are told a verdict on it.
    #[error(
        "readers are told the verdict {0:?} on it; take it back with 'onrecord undo --entry N', or return the fact to unverified"
    )]
    Rated(String),
    /// A step that only a reason makes readable later.
    #[error("'{}' needs a reason; give one with -m REASON", .0.as_str())]
    NoReason(StepKind),
}

/// Names what lies between two claims.
fn differs(vetoes: &[Veto]) -> String {
    vetoes.iter().map(|veto| veto.as_str()).collect::<Vec<_>>().join(", ")
}

/// Says what comes first.
fn advice(from: WorkKind) -> &'static str {
    match from {
        WorkKind::New | WorkKind::Reopened => "nobody has it in hand and nothing is proposed: it is open already",
        WorkKind::Assigned | WorkKind::InReview => "it is open already, and nothing is proposed",
        WorkKind::Proposed => {
            "another person answers the proposal with 'onrecord second', or its author withdraws it with 'onrecord release'"
        }
        WorkKind::SecondReview => {
            "settle it with 'onrecord second' or 'onrecord adjudicate', or start again with 'onrecord reopen'"
        }
        WorkKind::Final | WorkKind::NotAClaim | WorkKind::DuplicateOf | WorkKind::OutOfScope | WorkKind::Deferred => {
            "take it up again with 'onrecord reopen' first"
        }
    }
}
