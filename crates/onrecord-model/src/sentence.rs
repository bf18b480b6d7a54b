//! What becomes of a sentence over the versions of a text.

use onrecord_text::Span;

/// What became of a sentence in a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SentenceChange {
    /// No version before has it.
    New,
    /// It goes on word for word, but for white space, quote style and capitals.
    Same,
    /// It goes on in other words.
    Reworded,
    /// It was taken out of a sentence that goes on without it.
    Split,
    /// It had left and is here again.
    Back,
    /// It is no longer here, but stands inside another sentence.
    Merged,
    /// It is no longer here.
    Left,
}

impl SentenceChange {
    /// All changes in the order of legends: what goes on, what comes, what goes.
    pub const ALL: [SentenceChange; 7] =
        [Self::Same, Self::Reworded, Self::New, Self::Split, Self::Back, Self::Merged, Self::Left];

    /// Returns the word used in JSON, on the command line and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Same => "same",
            Self::Reworded => "reworded",
            Self::Split => "split",
            Self::Back => "back",
            Self::Merged => "merged",
            Self::Left => "left",
        }
    }

    /// Tells whether the sentence is no longer in the text.
    pub fn is_gone(self) -> bool {
        matches!(self, Self::Merged | Self::Left)
    }
}

/// A sentence of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentencePlace {
    /// Number of the version.
    pub version: usize,
    /// Where it stands in that version's text.
    pub span: Span,
}

/// What became of one sentence in one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentenceEvent {
    /// Number of the version.
    pub version: usize,
    /// Number of the thread, from 0 in order of first appearance.
    pub thread: usize,
    /// What became of it.
    pub change: SentenceChange,
    /// Where it stands now; `None` exactly when it left or merged.
    pub now: Option<Span>,
    /// Where it stood last; `None` exactly when it is new or split off.
    pub before: Option<SentencePlace>,
    /// The sentence it is a part of: in the version before when it was split off, in this one when it merged; `None`
    /// otherwise.
    pub whole: Option<SentencePlace>,
}
