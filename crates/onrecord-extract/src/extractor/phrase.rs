//! Tests on words and runs of words that several rules share.

use std::ops::Range;

use crate::lexicon::class::Class;
use crate::lexicon::{WordSet, name, number};
use crate::word::Word;
use onrecord_text::TokenKind;

/// Tells whether the word at `i` can be a finite verb, as far as its form shows.
pub(crate) fn finite(words: &[Word], i: usize) -> bool {
    let Some(word) = words.get(i) else {
        return false;
    };
    if word.any(Class::AUXILIARY | Class::MODAL) {
        return &*word.lower != "been" && &*word.lower != "being" && &*word.lower != "be";
    }
    let before = i.checked_sub(1).and_then(|b| words.get(b));
    let after_determiner = before.is_some_and(|b| {
        b.any(Class::DETERMINER | Class::POSSESSIVE | Class::PREPOSITION) || &*b.lower == "to" || b.possessive()
    });
    // "A group that wants peace": behind "that", a form in -s is a verb.
    let relative = word.any(Class::VERB) && word.lower.ends_with('s') && before.is_some_and(|b| &*b.lower == "that");
    if after_determiner && !relative || word.capital && i > 0 {
        return false;
    }
    contracted(&word.lower)
        || word.any(Class::VERB)
        || INTRANSITIVE.has(&word.lower)
        || past_tense(words, i)
        || third_person(words, i)
}

/// Verbs that end their clause, so that nothing behind them shows what they are.
static INTRANSITIVE: WordSet = WordSet::new(
    "died dies expires expired exists existed collapsed vanished resumes resumed survived escaped succeeded",
);

/// Tells whether a word in "-ed" is a verb by what follows: not "by", not a noun it describes ("wounded soldier").
fn past_tense(words: &[Word], i: usize) -> bool {
    let lower = &*words[i].lower;
    if lower.len() <= 4 || !lower.ends_with("ed") {
        return false;
    }
    let Some(next) = words.get(i + 1) else {
        return true;
    };
    let plain =
        next.is_word() && next.class == Class::NONE && !next.capital && next.lower.starts_with(char::is_alphabetic);
    let particle =
        matches!(&*next.lower, "off" | "out" | "up" | "down" | "back" | "away" | "apart" | "along" | "here" | "there");
    let object = !plain || particle || next.lower.ends_with('s') || next.lower.ends_with("ing") || adverb(next);
    object && &*next.lower != "by"
}

/// Tells whether a word in "-s" is a verb by its company: a noun before it, an object or "to" behind it ("Russia aims to").
fn third_person(words: &[Word], i: usize) -> bool {
    let word = &words[i];
    let (Some(before), Some(after)) = (i.checked_sub(1).and_then(|b| words.get(b)), words.get(i + 1)) else {
        return false;
    };
    let lower = &*word.lower;
    let form = lower.len() > 3
        && lower.ends_with('s')
        && !lower.ends_with("ss")
        && word.class == Class::NONE
        && !word.possessive()
        && !word.capital;
    let noun = name::ANONYMOUS.has(lower)
        || name::SPEAKING_NOUN.has(lower)
        || name::BODY_NOUN.has(lower)
        || lower.ends_with("ers")
        || lower.ends_with("ors");
    let subject = before.is_word() && (before.capital || before.any(Class::PRONOUN) || before.class == Class::NONE);
    let object = after.any(Class::DETERMINER | Class::POSSESSIVE | Class::OBJECT)
        || &*after.lower == "to"
        || (after.kind == TokenKind::Number || estimated(words, i + 1))
            && before.class == Class::NONE
            && !before.lower.ends_with('s');
    form && !noun && subject && object
}

/// Tells whether a share or number with "about" stands at `i` ("about a fifth", "nearly 40").
fn estimated(words: &[Word], i: usize) -> bool {
    let about = words.get(i).is_some_and(|w| matches!(&*w.lower, "about" | "around" | "nearly" | "almost" | "roughly"));
    let a = usize::from(words.get(i + 1).is_some_and(|w| &*w.lower == "a"));
    let number = |w: &Word| {
        let lower = &*w.lower;
        w.kind == TokenKind::Number || number::small(lower).or(number::denominator(lower)).is_some()
    };
    about && words.get(i + 1 + a).is_some_and(number)
}

/// Tells whether a pronoun carries its verb ("he's", "we'll").
fn contracted(lower: &str) -> bool {
    let ends = ["'s", "’s", "'re", "’re", "'ll", "’ll", "'ve", "’ve", "'d", "’d", "'m", "’m"];
    let stem = ends.iter().find_map(|end| lower.strip_suffix(end));
    stem.is_some_and(|stem| {
        ["he", "she", "it", "they", "we", "you", "i", "that", "there", "who", "what", "here"].contains(&stem)
    })
}

/// Tells whether a finite verb outside quotations or any quoted word stands in `range`.
pub(crate) fn has_finite(words: &[Word], range: Range<usize>) -> bool {
    range.into_iter().any(|i| finite(words, i))
}

/// Tells whether the word is a pronoun with or without its verb ("she", "she's").
pub(crate) fn pronoun(word: &Word) -> bool {
    word.any(Class::PRONOUN) || contracted(&word.lower)
}

/// Tells whether the word can be skipped between a subject and its verb.
pub(crate) fn adverb(word: &Word) -> bool {
    word.any(Class::ADVERB) || (word.lower.len() > 4 && word.lower.ends_with("ly") && !word.capital)
}

/// Tells whether the word parts clauses: a comma, a dash, a bracket …
pub(crate) fn parts(word: &Word) -> bool {
    !word.is_word() && !["'", "’", "&", "/", "%", "$", ".", "#", "@"].iter().any(|m| word.is(m))
}

/// Tells whether an opening mark of quotation stands at `i`.
pub(crate) fn opens_quotation(words: &[Word], i: usize) -> bool {
    let here = words.get(i).and_then(|w| w.quotation);
    let before = i.checked_sub(1).and_then(|b| words.get(b)).and_then(|w| w.quotation);
    here.is_some() && here != before
}

/// Returns the number of the word behind the quotation in which the word at `i` stands.
pub(crate) fn behind_quotation(words: &[Word], i: usize) -> usize {
    let Some(here) = words.get(i).map(|w| w.quotation) else {
        return i;
    };
    (i..words.len()).find(|k| words[*k].quotation != here).unwrap_or(words.len())
}
