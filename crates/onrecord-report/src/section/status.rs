//! What came of checking one target of a claim.

use std::borrow::Cow;

use onrecord_model::{Decision, EvidenceStatus, Target};

use super::history::Told;
use super::words::{self, When};
use crate::isolate::isolate;

/// One target and its status.
#[derive(Clone, Debug)]
pub(crate) struct Status {
    /// `said` or `fact`.
    pub(crate) target: Cow<'static, str>,
    /// What is asked.
    pub(crate) question: Cow<'static, str>,
    /// The status, as the class that gives it its colour.
    pub(crate) class: &'static str,
    /// The status.
    pub(crate) word: Cow<'static, str>,
    /// Id of the message that tells of the decision: whether an earlier status was withdrawn.
    pub(crate) decided: &'static str,
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
            target: words::target(target),
            question: words::question(target),
            class: status.kind().as_str(),
            word: words::status(status.kind()),
            decided: match status {
                EvidenceStatus::Returned(_) => "status-returned",
                _ => "status-by",
            },
            decision: status.decision().map(DecisionWords::from),
        }
    }
}

impl DecisionWords {
    /// Returns what is told of it.
    pub(crate) fn told(&self) -> Told<'_> {
        (&self.at, &self.by, Some(&self.reason))
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
