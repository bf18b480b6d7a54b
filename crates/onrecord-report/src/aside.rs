//! What a desk set aside for good.

use chrono::{DateTime, Utc};
use onrecord_model::{Handle, Reason, Reviewer, SideExit, WorkKind, WorkState};

/// That a person set a claim aside for good: nobody checks it, which is something else than that nobody has checked it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// As what.
    pub exit: SideExit,
    /// Who did.
    pub by: Reviewer,
    /// When.
    pub at: DateTime<Utc>,
    /// Why; `None` where that is not for the reader.
    pub reason: Option<Reason>,
}

impl SetAside {
    /// Returns the state of the work on it.
    pub fn kind(&self) -> WorkKind {
        match self.exit {
            SideExit::NotAClaim => WorkKind::NotAClaim,
            SideExit::OutOfScope => WorkKind::OutOfScope,
            SideExit::DuplicateOf { .. } => WorkKind::DuplicateOf,
        }
    }

    /// Returns the claim that stays; `None` where it is no duplicate.
    pub fn original(&self) -> Option<Handle> {
        match self.exit {
            SideExit::DuplicateOf { handle, .. } => Some(handle),
            SideExit::NotAClaim | SideExit::OutOfScope => None,
        }
    }

    /// Reads it off the work on a claim; `None` where the claim is not set aside for good.
    pub fn of(work: &WorkState) -> Option<Self> {
        let exit = work.dropped_as()?;
        let decision = work.decision()?;
        Some(SetAside { exit, by: decision.by.clone(), at: decision.at, reason: Some(decision.reason.clone()) })
    }
}
