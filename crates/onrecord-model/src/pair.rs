//! Two claims that may be one statement.

use crate::{ClaimId, Handle, ProposalState, Relation, Veto};

/// Two claims that are set side by side: suggested by the program, confirmed or refused by a person.
///
/// The claim with the smaller handle is always `a`, so that a pair is one thing whichever way it is found.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimPair {
    /// The claim with the smaller handle.
    pub a: ClaimId,
    /// The other one.
    pub b: ClaimId,
    /// What the one published later is to the one published earlier; `a` counts as earlier where dates do not tell.
    pub relation: Relation,
    /// Likeness, 0..1; vetoes do not lower it.
    pub score: f64,
    /// What forbids calling them one statement (rule R8); a pair with vetoes is a contrast, never a match.
    pub vetoes: Vec<Veto>,
    /// Why it is suggested: a lower-case fragment.
    pub why: String,
    /// What a person said to it.
    pub state: ProposalState,
}

impl ClaimPair {
    /// Tells whether rule R8 allows to call the two one statement; `said` tells whether who said it matters.
    ///
    /// That the program sees no relation forbids nothing: a person may know better.
    pub fn may_match(&self, said: bool) -> bool {
        let forbids = |veto: &Veto| said || *veto != Veto::Speaker;
        !matches!(self.relation, Relation::Updates | Relation::Contradicts) && !self.vetoes.iter().any(forbids)
    }
}

/// A person's change to what is thought of a pair, with both sides so that it can be undone and replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairChange {
    /// The claim with the smaller handle.
    pub a: ClaimId,
    /// The other one.
    pub b: ClaimId,
    /// Their short names when the change was made.
    pub handles: (Handle, Handle),
    /// What it was.
    pub before: ProposalState,
    /// What it became.
    pub after: ProposalState,
    /// Whether the program had not found the pair, so that there was none before.
    pub is_new: bool,
}

impl PairChange {
    /// Returns the change that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        PairChange { before: self.after, after: self.before, is_new: false, ..self.clone() }
    }
}
