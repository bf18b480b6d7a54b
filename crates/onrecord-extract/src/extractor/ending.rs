//! Where content ends, and what starts to speak instead.

use super::phrase::{adverb, behind_quotation, finite, has_finite, opens_quotation, parts};
use crate::lexicon::class::Class;
use crate::lexicon::cue::{Cue, Form, Strength, cues};
use crate::word::Word;

/// Returns where the content that starts at `start` ends: at the end of the unit, or where somebody else, or the same
/// one again, starts to speak.
pub(crate) fn end(words: &[Word], start: usize) -> usize {
    let mut i = start;
    while i < words.len() {
        if opens_quotation(words, i) {
            let behind = behind_quotation(words, i);
            // A full stop inside the marks ends the sentence when a capital follows outside.
            let stops = words.get(behind.wrapping_sub(2)).is_some_and(|w| w.is(".") || w.is("!") || w.is("?"))
                && words.get(behind).is_some_and(|w| w.capital);
            if stops {
                return behind;
            }
            i = behind.max(i + 1);
            continue;
        }
        if i > start && breaks_off(words, i) {
            return i;
        }
        i += 1;
    }
    words.len()
}

/// Tells whether another attribution starts at `i`.
fn breaks_off(words: &[Word], i: usize) -> bool {
    let word = &words[i];
    let next = words.get(i + 1);
    if word.is(",") || word.is_dash() {
        return next.is_some_and(|n| n.quotation.is_none() && (participle_cue(n) || &*n.lower == "according"))
            || next.is_some_and(|n| {
                n.any(Class::COORDINATOR) || matches!(&*n.lower, "while" | "though" | "although" | "as" | "whereas")
            }) && speaks_soon(words, i + 2)
            || next.is_some_and(|n| n.any(Class::PRONOUN) && n.quotation.is_none())
                && word.is(",")
                && (i + 2..words.len().min(i + 4)).any(|k| believes(&words[k]));
    }
    if word.is(";") {
        return speaks_soon(words, i + 1);
    }
    matches!(&*word.lower, "and" | "but") && (speaks_now(words, i + 1) || next.is_some_and(participle_cue))
        || &*word.lower == "according" && next.is_some_and(|n| &*n.lower == "to")
}

/// Tells whether a participle or a subject and verb of saying start at `at` (", adding that", ", Smith said").
pub(crate) fn starts_speech(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(participle_cue) || speaks_soon(words, at)
}

fn participle_cue(word: &Word) -> bool {
    cues(&word.lower).iter().any(|c| {
        c.form == Form::Ing
            && (c.frame.takes('c') || c.frame.takes('t') || c.frame.takes('q'))
            && c.lemma != "show"
            && c.lemma != "read"
            && c.lemma != "ask"
    }) || &*word.lower == "citing"
}

/// Tells whether a verb of saying without a subject of its own stands at `at` ("and added that").
fn speaks_now(words: &[Word], at: usize) -> bool {
    let at = (at..words.len()).find(|i| !adverb(&words[*i])).unwrap_or(at);
    words
        .get(at)
        .is_some_and(|w| w.quotation.is_none() && cues(&w.lower).iter().any(|c| c.form == Form::Past && strong(c)))
}

/// Tells whether a subject and a verb of saying follow at once ("he added", "Smith said").
fn speaks_soon(words: &[Word], at: usize) -> bool {
    let limit = words.len().min(at + 14);
    let mut bracket = false;
    for i in at..limit {
        let word = &words[i];
        // "John Marsh (R-Texas), said": brackets and the comma behind them do not end the subject.
        let closes = word.is(")") || word.is(",") && words[i - 1].is(")");
        bracket = (bracket || word.is("(")) && !closes;
        if bracket || closes {
            continue;
        }
        if word.quotation.is_some() || parts(word) {
            return false;
        }
        let cue = cues(&word.lower).iter().any(|c| matches!(c.form, Form::Past | Form::Third) && strong(c));
        if cue {
            return true;
        }
        if finite(words, i) && !word.any(Class::AUXILIARY) {
            return false;
        }
    }
    false
}

/// Tells whether the word is a state of mind with a subject of its own (", they now believe").
fn believes(word: &Word) -> bool {
    word.quotation.is_none()
        && cues(&word.lower).iter().any(|c| c.form != Form::Ing && c.strength == Strength::Mental && c.frame.takes('l'))
}

fn strong(cue: &Cue) -> bool {
    cue.frame.takes('l') || cue.frame.takes('q') || cue.lemma == "deny"
}

/// Tells whether only adjuncts follow from `at` to the end of the clause: nothing that could be content.
pub(crate) fn only_adjunct(words: &[Word], at: usize) -> bool {
    let stop = (at..words.len())
        .find(|i| parts(&words[*i]) || words[*i].is(".") || words[*i].quotation.is_some())
        .unwrap_or(words.len());
    let Some(first) = words.get(at) else {
        return true;
    };
    stop == at
        || first.any(
            Class::PREPOSITION
                | Class::SUBORDINATOR
                | Class::WEEKDAY
                | Class::TIME
                | Class::ADVERB
                | Class::COORDINATOR,
        ) && &*first.lower != "that"
        || adverb(first)
        || !has_finite(words, at..stop)
}
