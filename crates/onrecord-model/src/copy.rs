//! Documents that go back to one text.

use crate::{DocumentId, Handle};

/// What two documents share that makes one a copy of the other, and what a person says to it.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyLink {
    /// The document with the smaller handle.
    pub a: DocumentId,
    /// The other one.
    pub b: DocumentId,
    /// Sentences of 32 characters and more outside quotations that stand in both.
    pub sentences: u32,
    /// Such sentences in the one that has fewer.
    pub of: u32,
    /// Share of the smaller one's runs of five words that stand in the other, 0..1.
    pub containment: f64,
    /// The agency both credit; `None` when they credit none or not the same.
    pub agency: Option<String>,
    /// What a person said; [`CopyVerdict::Open`] where the program's finding stands.
    pub verdict: CopyVerdict,
}

impl CopyLink {
    /// Tells whether the two go back to one text: because a person says so, or by what they share where nobody has spoken.
    pub fn joins(&self) -> bool {
        match self.verdict {
            CopyVerdict::Linked => true,
            CopyVerdict::Open => self.sentences > 0 || self.containment > 0.0,
            CopyVerdict::Unlinked => false,
        }
    }
}

/// What a person says of two documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CopyVerdict {
    /// Nobody has said anything: what the texts share decides.
    #[default]
    Open,
    /// They go back to one text, whatever they share.
    Linked,
    /// They are independent, whatever they share.
    Unlinked,
}

impl CopyVerdict {
    /// Returns the word used in storage and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Linked => "linked",
            Self::Unlinked => "unlinked",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        [Self::Open, Self::Linked, Self::Unlinked].into_iter().find(|verdict| verdict.as_str() == s)
    }
}

/// A person's change to what is thought of two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyChange {
    /// The document with the smaller handle.
    pub a: DocumentId,
    /// The other one.
    pub b: DocumentId,
    /// Their short names when the change was made.
    pub handles: (Handle, Handle),
    /// What it was.
    pub before: CopyVerdict,
    /// What it became.
    pub after: CopyVerdict,
}

impl CopyChange {
    /// Returns the change that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        CopyChange { before: self.after, after: self.before, ..self.clone() }
    }
}
