//! The terms of a text.

use super::spelling::{one_name, plain};
use super::words::words;
use crate::candidates::fnv1a;
use crate::lexicon;
use crate::stem::stem;

/// A term: a hash of the stem of a word.
pub(super) type Term = u64;

/// The terms of a text in order; words without content are kept for pairs of neighbours, marked.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    /// Each word's term, and whether it has content of its own.
    pub(super) all: Vec<(Term, bool)>,
    /// The terms that are numbers, sorted, without repeats.
    pub(super) numbers: Vec<Term>,
}

/// Reads the terms of a text.
pub(super) fn terms(text: &str) -> Terms {
    let mut terms = Terms::default();
    for word in words(&one_name(text)) {
        let word = plain(&word);
        let term = fnv1a(&stem(&word));
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            terms.numbers.push(term);
        }
        terms.all.push((term, !lexicon::is_function_word(&word)));
    }
    terms.numbers.sort_unstable();
    terms.numbers.dedup();
    terms
}
