//! Acronyms that a document explains in brackets: "the European Medicines Agency (EMA)".

use std::collections::HashMap;

use super::parse::shown;
use crate::lexicon::class::Class;
use crate::word::Word;

/// Letters of an acronym at most; longer words in capitals are shouted.
const LONGEST: usize = 8;

/// Adds what the words explain; the first explanation of a document holds.
pub(super) fn read(text: &str, words: &[Word], known: &mut HashMap<String, String>) {
    for open in (1..words.len()).filter(|i| words[*i].is("(")) {
        let Some(short) = words.get(open + 1).filter(|w| short_form(w)) else {
            continue;
        };
        if words.get(open + 2).is_none_or(|w| !w.is(")")) {
            continue;
        }
        let letters: Vec<char> = short.lower.chars().filter(|c| c.is_alphanumeric()).collect();
        if let Some(start) = spelled(&words[..open], &letters) {
            let acronym = text.get(short.range.clone()).unwrap_or("").to_owned();
            known.entry(acronym).or_insert_with(|| shown(text, &words[start..open]));
        }
    }
}

fn short_form(word: &Word) -> bool {
    word.upper && (2..=LONGEST).contains(&word.lower.chars().count())
}

/// Returns where the name starts whose words begin with the letters, read from its end; small words may have none.
fn spelled(words: &[Word], letters: &[char]) -> Option<usize> {
    let mut left = letters.len();
    let mut at = words.len();
    while left > 0 {
        at = at.checked_sub(1)?;
        let word = &words[at];
        if !word.is_word() {
            return None;
        }
        // "Trans-Pacific" gives two letters.
        let initials: Vec<char> = word.lower.split('-').filter_map(|part| part.chars().next()).collect();
        let taken = word.capital && letters[..left].ends_with(&initials);
        let small = word.any(Class::PREPOSITION | Class::DETERMINER | Class::COORDINATOR);
        match (taken, small) {
            (true, _) => left -= initials.len(),
            (false, true) => {}
            (false, false) => return None,
        }
    }
    let one = words[at..].iter().filter(|w| w.capital).count() > 1;
    one.then_some(at)
}
