//! In whose hands a claim is.

use onrecord_model::{self as model, Decision as Decided, Reviewer, WorkState};
use serde::Serialize;

use super::moment;
use crate::aside;

/// A work state with what is true in it; fields that a state has no use for are `null`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Work {
    /// `new`, `assigned`, `in_review`, `proposed`, `second_review`, `final`, `reopened`, `not_a_claim`, `duplicate_of`,
    /// `out_of_scope` or `deferred`.
    pub state: &'static str,
    /// Who has it in hand.
    pub holder: Option<String>,
    /// Who made it so.
    pub by: Option<String>,
    /// Since when.
    pub at: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The day on which it is back (`deferred`).
    pub until: Option<String>,
    /// The day by which it should be done (`assigned`, `in_review`); `null` when nobody named one.
    pub due: Option<String>,
    /// Short name of the claim that stays (`duplicate_of`).
    pub original: Option<String>,
    /// The proposal and the opinions on it (`proposed`, `second_review`).
    pub round: Option<Round>,
}

/// A proposal and the opinions on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Round {
    /// `said` or `fact`.
    pub target: &'static str,
    /// How many people must agree, the one who proposes among them.
    pub needed: u32,
    /// How many people look at most.
    pub of: u32,
    /// Whether opinions are seen only by those who have given theirs.
    pub blind: bool,
    /// The opinions in order, the proposal first; empty where they are hidden.
    pub opinions: Vec<Opinion>,
}

/// What one person holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opinion {
    /// `proposes`, `seconds` or `adjudicates`.
    pub role: &'static str,
    /// `unverified`, `corroborated` or `disputed`.
    pub status: &'static str,
    /// Who.
    pub by: String,
    /// When.
    pub at: String,
    /// Why.
    pub reason: String,
}

/// That a person set a claim aside for good: nobody checks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// As what: `not_a_claim`, `duplicate_of` or `out_of_scope`.
    #[serde(rename = "as")]
    pub exit: &'static str,
    /// Short name of the claim that stays (`duplicate_of`); `null` else.
    pub original: Option<String>,
    /// Who did.
    pub by: String,
    /// When.
    pub at: String,
    /// Why; `null` where that is not for the reader.
    pub reason: Option<String>,
}

impl From<&aside::SetAside> for SetAside {
    fn from(aside: &aside::SetAside) -> Self {
        SetAside {
            exit: aside.kind().as_str(),
            original: aside.original().map(|claim| claim.to_string()),
            by: aside.by.to_string(),
            at: moment(aside.at),
            reason: aside.reason.as_ref().map(ToString::to_string),
        }
    }
}

/// A hold on a claim that ends by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lease {
    /// Who holds it.
    pub by: String,
    /// Until when.
    pub until: String,
}

/// A change of a claim's work state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorkChange {
    /// Short name of the claim.
    pub claim: String,
    /// What it was.
    pub before: Work,
    /// What it became.
    pub after: Work,
}

impl Work {
    fn signed(self, by: &Reviewer, at: chrono::DateTime<chrono::Utc>) -> Self {
        Work { by: Some(by.to_string()), at: Some(moment(at)), ..self }
    }

    fn decided(self, decision: &Decided) -> Self {
        Work { reason: Some(decision.reason.to_string()), ..self.signed(&decision.by, decision.at) }
    }
}

impl From<&WorkState> for Work {
    fn from(state: &WorkState) -> Self {
        let holder = state.holder().map(ToString::to_string);
        let due = state.due().map(|day| day.to_string());
        let bare = Work { state: state.kind().as_str(), holder, due, ..Work::default() };
        match state {
            WorkState::New => bare,
            WorkState::Assigned { by, at, .. } | WorkState::InReview { by, at, .. } => bare.signed(by, *at),
            WorkState::Proposed(round) | WorkState::SecondReview(round) => {
                Work { round: Some(Round::from(round)), ..bare }
            }
            WorkState::Final(decision)
            | WorkState::Reopened(decision)
            | WorkState::NotAClaim(decision)
            | WorkState::OutOfScope(decision) => bare.decided(decision),
            WorkState::DuplicateOf { handle, decision, .. } => {
                Work { original: Some(handle.to_string()), ..bare.decided(decision) }
            }
            WorkState::Deferred { until, decision } => {
                Work { until: Some(until.to_string()), ..bare.decided(decision) }
            }
        }
    }
}

impl From<&model::Round> for Round {
    fn from(round: &model::Round) -> Self {
        Round {
            target: round.target.as_str(),
            needed: round.needed,
            of: round.of,
            blind: round.blind,
            opinions: round.opinions.iter().map(Opinion::from).collect(),
        }
    }
}

impl From<&model::Opinion> for Opinion {
    fn from(opinion: &model::Opinion) -> Self {
        Opinion {
            role: opinion.role.as_str(),
            status: opinion.status.as_str(),
            by: opinion.decision.by.to_string(),
            at: moment(opinion.decision.at),
            reason: opinion.decision.reason.to_string(),
        }
    }
}

impl From<&model::Lease> for Lease {
    fn from(lease: &model::Lease) -> Self {
        Lease { by: lease.by.to_string(), until: moment(lease.until) }
    }
}

impl From<&model::WorkChange> for WorkChange {
    fn from(change: &model::WorkChange) -> Self {
        WorkChange {
            claim: change.handle.to_string(),
            before: Work::from(&change.before),
            after: Work::from(&change.after),
        }
    }
}
