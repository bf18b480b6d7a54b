//! Noun phrases from their first word on: the subject behind an inverted cue verb, and a name behind its role.

use std::ops::Range;

use super::phrase::{adverb, finite, opens_quotation, parts, pronoun};
use crate::lexicon::class::Class;
use crate::lexicon::name;
use crate::word::Word;

/// Finds the subject behind an inverted cue verb ("…, said X, director of Y"), starting at `from`.
pub(crate) fn behind(words: &[Word], from: usize) -> Option<Range<usize>> {
    let first = words.get(from)?;
    let lower = &*first.lower;
    let starts = first.capital && !first.any(Class::WEEKDAY)
        || first.any(Class::DETERMINER | Class::POSSESSIVE)
        || name::ROLE.has(lower)
        || name::ANONYMOUS.has(lower);
    if !starts
        || first.quotation.is_some()
        || first.any(Class::RELATIVE) && !first.any(Class::DETERMINER)
        || finite(words, from + 1) && first.any(Class::DETERMINER)
    {
        return None;
    }
    let mut end = phrase_end(words, from);
    if words.get(end).is_some_and(|w| w.is(",")) && end + 1 < words.len() && apposition(&words[end + 1]) {
        end = phrase_end(words, end + 1);
    }
    end = name_aside(words, from..end).unwrap_or(end);
    (end > from).then_some(from..end)
}

/// Returns where the name ends that is set off behind a role ("the brigade's duty officer, Hanne Stroud"); `None` when
/// the phrase is no role or no full name follows.
pub(crate) fn name_aside(words: &[Word], role: Range<usize>) -> Option<usize> {
    let phrase = words.get(role.clone())?;
    let last = phrase.last().filter(|w| !w.capital)?;
    let known =
        phrase.iter().any(|w| name::ROLE.has(&w.lower) || name::HUMAN.has(&w.lower)) && !last.lower.ends_with('s');
    let comma = words.get(role.end).is_some_and(|w| w.is(","));
    let from = role.end + 1;
    let named = |w: &&Word| w.capital && w.is_word() && w.quotation.is_none() && !w.any(Class::WEEKDAY | Class::MONTH);
    let long = words.get(from..).unwrap_or(&[]).iter().take_while(named).count();
    let stops = words.get(from + long).is_none_or(|w| !w.is_word() || w.quotation.is_some());
    (known && comma && stops && (2..=4).contains(&long)).then_some(from + long)
}

fn apposition(word: &Word) -> bool {
    let determiner = word.any(Class::DETERMINER) && !word.any(Class::RELATIVE) || word.any(Class::POSSESSIVE);
    word.quotation.is_none()
        && !pronoun(word)
        && (determiner || name::ROLE.has(&word.lower) || word.lower.chars().all(|c| c.is_ascii_digit()))
}

/// Returns the word behind the noun phrase that starts at `from`.
pub(crate) fn phrase_end(words: &[Word], from: usize) -> usize {
    let mut end = from;
    while let Some(word) = words.get(end) {
        let next = words.get(end + 1);
        let inner = matches!(&*word.lower, "of" | "for" | "at" | "from" | "with" | "to");
        let place = matches!(&*word.lower, "in" | "on")
            && next.is_some_and(|n| n.capital && !n.any(Class::WEEKDAY | Class::MONTH) || &*n.lower == "the");
        let author = &*word.lower == "by" && end > from && name::DOCUMENT.has(&words[end - 1].lower);
        let preposition = word.any(Class::PREPOSITION) && !inner && !place && !author;
        let stops = parts(word) || word.is(".") || opens_quotation(words, end) || word.quotation.is_some();
        let clause = word.any(Class::SUBORDINATOR | Class::RELATIVE) && !inner && end > from;
        let verb = finite(words, end) && end > from && !name::ROLE.has(&word.lower);
        let day = word.capital && word.any(Class::WEEKDAY) || word.any(Class::TIME) && end > from && adverb(word);
        let interview = inner && next.is_some_and(|n| n.any(Class::WEEKDAY | Class::OBJECT));
        let told_by = end > from
            && next.is_some_and(|n| &*n.lower == "by")
            && (word.lower.ends_with("ed") || matches!(&*word.lower, "seen" | "written" | "led" | "made"));
        if told_by || stops || preposition || clause || verb || day || interview {
            break;
        }
        end += 1;
    }
    end
}
