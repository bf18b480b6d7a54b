//! What the program proposes and a person decides.

/// What became of a proposal of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProposalState {
    /// Suggested by the program, nobody has looked.
    Proposed,
    /// Confirmed by a person.
    Confirmed,
    /// Refused by a person; never proposed again.
    Refused,
}

impl ProposalState {
    /// All states, in the order in which help texts list them.
    pub const ALL: [ProposalState; 3] = [Self::Proposed, Self::Confirmed, Self::Refused];

    /// Returns the word used in storage and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == s)
    }
}
