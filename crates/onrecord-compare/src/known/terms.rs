//! The terms of a text.

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

/// Reads the terms of a text; addresses are left out, tags and names of accounts are split where capitals begin.
pub(super) fn terms(text: &str) -> Terms {
    let mut terms = Terms::default();
    for part in text.split_whitespace().filter(|part| !address(part)) {
        let tag = part.trim_start_matches(['"', '“', '‘', '(', '.']).starts_with(['#', '@']);
        for word in words(part) {
            if tag {
                for word in humps(word) {
                    push(&mut terms, word);
                }
            } else {
                push(&mut terms, word);
            }
        }
    }
    terms.numbers.sort_unstable();
    terms.numbers.dedup();
    terms
}

fn address(part: &str) -> bool {
    part.contains("://") || part.contains("pic.twitter.com") || part.contains("t.co/")
}

/// Letters and digits between marks; digits keep their inner points ("3.5").
fn words(part: &str) -> impl Iterator<Item = &str> {
    let digits = part.bytes().any(|b| b.is_ascii_digit());
    let inner = move |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’') || digits && matches!(c, '.' | ',');
    part.split(move |c: char| !inner(c)).map(|w| w.trim_matches(['.', ',', '\'', '’'])).filter(|w| !w.is_empty())
}

/// Cuts `SeattleProtest` in two.
fn humps(word: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut small = false;
    for (at, c) in word.char_indices() {
        if small && c.is_uppercase() {
            cuts.push(at);
        }
        small = c.is_lowercase() || c.is_numeric();
    }
    cuts.push(word.len());
    cuts.windows(2).filter_map(|pair| word.get(pair[0]..pair[1])).filter(|w| !w.is_empty()).collect()
}

fn push(terms: &mut Terms, word: &str) {
    let lower = word.to_lowercase().replace('’', "'");
    let term = fnv1a(&stem(&lower));
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        terms.numbers.push(term);
    }
    terms.all.push((term, !lexicon::is_function_word(&lower)));
}
