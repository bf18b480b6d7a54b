//! What came of checking one target of a claim.

use onrecord_model::{Decision, EvidenceStatus, Target};

use super::bar::question;
use super::words::{self, When};
use crate::isolate::isolate;

/// One target and its status.
#[derive(Clone, Debug)]
pub(crate) struct Status {
    /// `said` or `fact`.
    pub(crate) target: &'static str,
    /// What is asked.
    pub(crate) question: &'static str,
    /// The status.
    pub(crate) word: &'static str,
    /// Its sign.
    pub(crate) sign: char,
    /// Whether an earlier status was withdrawn.
    pub(crate) returned: bool,
    /// The decision it rests on.
    pub(crate) decision: Option<DecisionWords>,
}

/// Who decided, when and why.
#[derive(Clone, Debug)]
pub(crate) struct DecisionWords {
    /// The person.
    pub(crate) by: String,
    /// The moment.
    pub(crate) at: When,
    /// The reason.
    pub(crate) reason: String,
}

impl Status {
    /// Words the status of one target.
    pub(crate) fn new((target, status): (Target, &EvidenceStatus)) -> Self {
        Status {
            target: target.as_str(),
            question: question(target),
            word: status.kind().as_str(),
            sign: words::sign(status.kind()),
            returned: matches!(status, EvidenceStatus::Returned(_)),
            decision: status.decision().map(DecisionWords::from),
        }
    }
}

impl From<&Decision> for DecisionWords {
    fn from(decision: &Decision) -> Self {
        DecisionWords {
            by: isolate(decision.by.name()),
            at: When::moment(decision.at),
            reason: isolate(decision.reason.as_str()),
        }
    }
}
