//! What people may ask for, and from where: the table of allowed steps.

use chrono::NaiveDate;

use super::WorkKind;
use crate::{ClaimId, Handle, Reviewer};

/// A step without its particulars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepKind {
    /// Give it to a person.
    Assign,
    /// Give it back.
    Release,
    /// Set it aside until a day.
    Defer,
    /// Set it aside for good.
    Drop,
    /// Take it up again.
    Reopen,
    /// Set a status.
    Set,
    /// Propose a status for others to look at.
    Propose,
    /// Give another opinion on a proposal.
    Second,
    /// Decide between opinions that differ.
    Adjudicate,
}

impl StepKind {
    /// All steps, in the order in which tables list them.
    pub const ALL: [StepKind; 9] = [
        Self::Assign,
        Self::Release,
        Self::Defer,
        Self::Drop,
        Self::Reopen,
        Self::Set,
        Self::Propose,
        Self::Second,
        Self::Adjudicate,
    ];

    /// Returns the word of the command that asks for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assign => "assign",
            Self::Release => "release",
            Self::Defer => "defer",
            Self::Drop => "drop",
            Self::Reopen => "reopen",
            Self::Set => "set",
            Self::Propose => "set --propose",
            Self::Second => "second",
            Self::Adjudicate => "adjudicate",
        }
    }
}

impl WorkKind {
    /// Lists the steps allowed from here: the table that every change is checked against.
    pub fn allows(self) -> &'static [StepKind] {
        use StepKind::{Adjudicate, Assign, Defer, Drop, Propose, Release, Reopen, Second, Set};
        match self {
            Self::New | Self::Reopened => &[Assign, Defer, Drop, Set, Propose],
            Self::Assigned | Self::InReview => &[Assign, Release, Defer, Drop, Set, Propose],
            Self::Proposed => &[Release, Second],
            Self::SecondReview => &[Reopen, Propose, Second, Adjudicate],
            Self::Final => &[Reopen, Set, Propose],
            Self::NotAClaim | Self::DuplicateOf | Self::OutOfScope => &[Reopen],
            Self::Deferred => &[Defer, Drop, Reopen],
        }
    }
}

/// What a person asks for, apart from statuses and opinions on them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkStep {
    /// Give it to this person; to oneself is taking it up.
    Assign {
        /// Who.
        to: Reviewer,
        /// The day by which it should be done; `None` for no day.
        due: Option<NaiveDate>,
    },
    /// Give it back; of a proposal: withdraw it.
    Release,
    /// Set it aside until this day.
    Defer(NaiveDate),
    /// Set it aside for good.
    Drop(SideExit),
    /// Take it up again.
    Reopen,
}

impl WorkStep {
    /// Returns the step without its particulars.
    pub fn kind(&self) -> StepKind {
        match self {
            Self::Assign { .. } => StepKind::Assign,
            Self::Release => StepKind::Release,
            Self::Defer(_) => StepKind::Defer,
            Self::Drop(_) => StepKind::Drop,
            Self::Reopen => StepKind::Reopen,
        }
    }

    /// Tells whether it may be asked for only with a reason.
    pub fn needs_reason(&self) -> bool {
        !matches!(self, Self::Assign { .. } | Self::Release)
    }
}

/// Why a claim is set aside for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideExit {
    /// Nothing that can be checked.
    NotAClaim,
    /// Not for this desk.
    OutOfScope,
    /// Another claim says the same.
    DuplicateOf {
        /// The other claim.
        claim: ClaimId,
        /// Its short name.
        handle: Handle,
    },
}
