//! Interviews: paragraphs under a speaker's label, whose sentences are not the narrator's.

use std::collections::HashSet;

use crate::prepared::Prepared;
use crate::word::Word;

/// Why a sentence of an interview is no claim of the narrator.
pub(crate) const LEFT_OUT: &str = "a question or an answer of an interview";

/// Words of a speaker's label at most: "Farid Haddon:".
const LABEL: usize = 3;

/// Lists the paragraphs that begin with a speaker's label, where several do: whose their sentences are the label says.
pub(crate) fn labelled(prepared: &Prepared) -> HashSet<u32> {
    let is_labelled = |words: &[Word]| {
        let colon = words.iter().take(LABEL + 1).position(|word| word.is(":"));
        colon.is_some_and(|colon| colon > 0 && words[..colon].iter().all(|word| word.capital && word.is_word()))
    };
    let mut found = HashSet::new();
    let mut last = None;
    for unit in &prepared.units {
        let opens = last.replace(unit.paragraph) != Some(unit.paragraph);
        if opens && is_labelled(prepared.words_of(unit)) {
            found.insert(unit.paragraph);
        }
    }
    if found.len() > 1 { found } else { HashSet::new() }
}

/// "Q: …" and "A: …".
pub(crate) fn is_turn(words: &[Word]) -> bool {
    let label = words.first().is_some_and(|w| matches!(&*w.lower, "q" | "a" | "q." | "a."));
    let colon = words.iter().skip(1).take(2).any(|w| w.is(":"));
    label && colon && words.first().is_some_and(|w| w.capital)
}
