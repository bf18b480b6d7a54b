//! A work state without what is true in it.

/// A work state without what is true in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkKind {
    /// Nobody has taken it up.
    New,
    /// It was given to a person.
    Assigned,
    /// A person has it in hand, or has decided part of it.
    InReview,
    /// A person proposed a status; another one has to look.
    Proposed,
    /// More than one opinion is in and it is not settled yet.
    SecondReview,
    /// Every target has been decided by a person.
    Final,
    /// A person took it up again.
    Reopened,
    /// Set aside: nothing that can be checked.
    NotAClaim,
    /// Set aside: another claim says the same.
    DuplicateOf,
    /// Set aside: not for this desk.
    OutOfScope,
    /// Set aside until a day.
    Deferred,
}

impl WorkKind {
    /// All kinds, in the order in which legends list them.
    pub const ALL: [WorkKind; 11] = [
        Self::New,
        Self::Assigned,
        Self::InReview,
        Self::Proposed,
        Self::SecondReview,
        Self::Final,
        Self::Reopened,
        Self::NotAClaim,
        Self::DuplicateOf,
        Self::OutOfScope,
        Self::Deferred,
    ];

    /// Returns the word used in JSON, storage, on the command line and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Assigned => "assigned",
            Self::InReview => "in_review",
            Self::Proposed => "proposed",
            Self::SecondReview => "second_review",
            Self::Final => "final",
            Self::Reopened => "reopened",
            Self::NotAClaim => "not_a_claim",
            Self::DuplicateOf => "duplicate_of",
            Self::OutOfScope => "out_of_scope",
            Self::Deferred => "deferred",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == s)
    }

    /// Tells whether it takes the claim out of the work.
    pub fn is_side_exit(self) -> bool {
        matches!(self, Self::NotAClaim | Self::DuplicateOf | Self::OutOfScope | Self::Deferred)
    }

    /// Tells whether a proposal waits for other people.
    pub fn is_pending(self) -> bool {
        matches!(self, Self::Proposed | Self::SecondReview)
    }
}
