//! Taggers: which words of a paragraph are source, cue or content. Trained on text with every attribution marked.

pub(crate) mod accurate;
mod chain;
pub(crate) mod fast;
mod sequence;

use std::ops::Range;

pub use chain::TAGS;
pub use fast::features::Features;
pub(crate) use fast::features::{bucket, mix, word_hash};
pub use sequence::{Sequence, sequences};

/// What a run of words is in an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// Who says it.
    Source,
    /// The words that say that it is said.
    Cue,
    /// What is said.
    Content,
}

impl Label {
    /// All labels, in the order of their tags.
    pub const ALL: [Label; 3] = [Label::Source, Label::Cue, Label::Content];

    /// Returns the tag of the first word of a run; the words behind it have the next tag. 0 is outside.
    pub fn first_tag(self) -> usize {
        match self {
            Label::Source => 1,
            Label::Cue => 3,
            Label::Content => 5,
        }
    }

    fn of_tag(tag: u8) -> Option<Label> {
        Label::ALL.get((usize::from(tag)).checked_sub(1)? / 2).copied()
    }
}

/// A run of words with one label.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What it is.
    pub label: Label,
    /// Its words, as numbers in the sequence that was tagged.
    pub words: Range<usize>,
    /// How sure the tagger is of the words inside, 0..1: the mean of the label's probability.
    pub confidence: f64,
}

/// Reads runs off a sequence of tags. A run that touches another of its label is one with it: texts in which two
/// statements touch without a cue between them are rarer than a tagger that starts anew in the middle of one.
pub(crate) fn runs(tags: &[u8], marginals: &[[f32; TAGS]]) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut at = 0;
    while let Some(tag) = tags.get(at) {
        let Some(label) = Label::of_tag(*tag) else {
            at += 1;
            continue;
        };
        let end = tags[at..].iter().position(|t| Label::of_tag(*t) != Some(label)).map_or(tags.len(), |n| at + n);
        let of_label = |m: &[f32; TAGS]| f64::from(m[label.first_tag()] + m[label.first_tag() + 1]);
        let sum: f64 = marginals.get(at..end).unwrap_or(&[]).iter().map(of_label).sum();
        found.push(Run { label, words: at..end, confidence: (sum / (end - at) as f64).clamp(0.0, 1.0) });
        at = end;
    }
    found
}
