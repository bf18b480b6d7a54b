//! Word lists. Each list is data: adding a word is a one-word change.

pub(crate) mod class;
pub(crate) mod cluster;
pub(crate) mod cue;
pub(crate) mod hedge;
pub(crate) mod name;
pub(crate) mod number;

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// A set of lower-case words written as one string; built on first use, only ever asked, never walked.
pub(crate) struct WordSet {
    words: &'static str,
    set: OnceLock<FxHashSet<&'static str>>,
}

impl WordSet {
    /// Makes a set of the words in `words`, which are separated by white space.
    pub(crate) const fn new(words: &'static str) -> Self {
        WordSet { words, set: OnceLock::new() }
    }

    /// Returns all words, in the order in which they are written.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'static str> {
        self.words.split_whitespace()
    }

    /// Tells whether `word` (lower case) is in the set.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.set.get_or_init(|| self.words.split_whitespace().collect()).contains(word)
    }
}
