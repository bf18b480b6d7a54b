//! What came of checking.

use onrecord_model as model;
use serde::Serialize;

use super::moment;

/// The statuses of a claim's targets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statuses {
    /// Did the claimant say so; `null` when nobody is credited.
    pub said: Option<TargetStatus>,
    /// Is it so.
    pub fact: TargetStatus,
}

/// The status of one target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TargetStatus {
    /// `unverified`, `corroborated` or `disputed`.
    pub status: &'static str,
    /// The decision it rests on; `null` when nobody has decided yet.
    pub decision: Option<Decision>,
}

/// Who decided, when and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The person.
    pub by: String,
    /// The moment.
    pub at: String,
    /// The reason.
    pub reason: String,
}

impl From<&model::ClaimStatuses> for Statuses {
    fn from(statuses: &model::ClaimStatuses) -> Self {
        Statuses { said: statuses.said.as_ref().map(TargetStatus::from), fact: TargetStatus::from(&statuses.fact) }
    }
}

impl From<&model::EvidenceStatus> for TargetStatus {
    fn from(status: &model::EvidenceStatus) -> Self {
        TargetStatus { status: status.kind().as_str(), decision: status.decision().map(Decision::from) }
    }
}

impl From<&model::Decision> for Decision {
    fn from(decision: &model::Decision) -> Self {
        Decision {
            by: decision.by.name().to_owned(),
            at: moment(decision.at),
            reason: decision.reason.as_str().to_owned(),
        }
    }
}
