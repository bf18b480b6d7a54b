//! What is said: where the content behind a cue verb starts.

use std::ops::Range;

use super::ending;
use super::phrase::{adverb, finite, has_finite, opens_quotation, parts, pronoun};
use crate::lexicon::class::Class;
use crate::lexicon::cue::{Cue, Form};
use crate::lexicon::{name, number};
use crate::word::Word;
use onrecord_text::TokenKind;

/// Words of adjuncts ("in a statement on Monday") that may stand between a cue and its content at most.
const ADJUNCT: usize = 18;

/// Finds the content behind the cue verb whose last word is before `from`.
pub(crate) fn behind(words: &[Word], from: usize, cue: &Cue) -> Option<Range<usize>> {
    let start = start(words, from, cue)?;
    let end = ending::end(words, start);
    let quoted = opens_quotation(words, start);
    let long_enough = words.get(start..end)?.iter().filter(|w| w.is_word()).count() >= 2;
    (quoted || long_enough).then_some(start..end)
}

fn start(words: &[Word], from: usize, cue: &Cue) -> Option<usize> {
    let mut at = from;
    while words.get(at).is_some_and(|w| adverb(w) && w.quotation.is_none() && !(w.capital)) {
        at += 1 + usize::from(once_more(words, at));
    }
    let frame = cue.frame;
    if (frame.takes('o') || frame.takes('u'))
        && let Some(found) = addressed(words, at, cue)
    {
        return Some(found);
    }
    let word = words.get(at)?;
    let said = frame.takes('c') || frame.takes('t') || frame.takes('q');
    if opens_quotation(words, at) {
        return (frame.takes('q') || frame.takes('c')).then_some(at);
    }
    if said && let Some(found) = complement(words, at, cue) {
        return Some(found);
    }
    if (frame.takes('i'))
        && (&*word.lower == "to" || &*word.lower == "not" && words.get(at + 1).is_some_and(|w| &*w.lower == "to"))
    {
        return plain_infinitive(words, at).then_some(at);
    }
    if frame.takes('g') && cue.form != Form::Ing && word.lower.len() > 5 && word.lower.ends_with("ing") {
        return Some(at);
    }
    if frame.takes('n') {
        let at = at + usize::from(!cue.particle.is_empty() && &*word.lower == cue.particle);
        return words.get(at).is_some_and(|w| w.is_word() && !w.any(Class::PREPOSITION)).then_some(at);
    }
    (frame.takes('f') && ascribes(words, at, cue)).then_some(at)
}

/// Tells whether "once more" or "yet again" stands at `at`: the second word belongs to the first.
fn once_more(words: &[Word], at: usize) -> bool {
    matches!(&*words[at].lower, "once" | "yet")
        && words.get(at + 1).is_some_and(|w| matches!(&*w.lower, "more" | "again"))
}

/// Tells whether an estimate opens the clause ("said about 300 tonnes leaked"): the preposition belongs to the number.
fn estimate(words: &[Word], at: usize) -> bool {
    let counts =
        |w: &Word| w.kind == TokenKind::Number || number::small(&w.lower).or(number::vague(&w.lower)).is_some();
    let number = |i: usize| words.get(i).is_some_and(|w| counts(w) || &*w.lower == "half");
    let currency = words.get(at + 1).is_some_and(|w| ["$", "€", "£", "¥"].iter().any(|m| w.is(m)));
    matches!(&*words[at].lower, "about" | "around" | "over" | "under" | "nearly" | "almost" | "roughly")
        && (number(at + 1) || currency && number(at + 2))
}

/// Tells whether "to" is followed by a verb that says something ("to act", not "to comment").
fn plain_infinitive(words: &[Word], at: usize) -> bool {
    let verb =
        (at..words.len().min(at + 4)).find(|i| !matches!(&*words[*i].lower, "to" | "not") && !adverb(&words[*i]));
    verb.is_some_and(|i| {
        !words[i].capital
            && !matches!(
                &*words[i].lower,
                "comment" | "respond" | "answer" | "the" | "a" | "elaborate" | "say" | "discuss"
            )
    })
}

/// Finds "that", a question word, a colon or a quotation behind adjuncts, or a bare clause right here.
fn complement(words: &[Word], at: usize, cue: &Cue) -> Option<usize> {
    let frame = cue.frame;
    let word = words.get(at)?;
    if &*word.lower == "that" {
        return clause_or_quotation(words, at + 1).then_some(at + 1);
    }
    if word.any(Class::QUESTION) && !frame.takes('q')
        || word.any(Class::QUESTION) && (frame.takes('t') || frame.takes('o'))
    {
        return Some(at);
    }
    if word.is(":") {
        return (at + 1 < words.len() && !cue.frame.takes('f')).then_some(at + 1);
    }
    if word.is(",") && opens_quotation(words, at + 1) {
        return frame.takes('q').then_some(at + 1);
    }
    let period =
        matches!(&*word.lower, "this" | "last" | "next") && words.get(at + 1).is_some_and(|w| w.any(Class::TIME));
    if estimate(words, at) && frame.takes('c') && !frame.takes('o') && has_finite_soon(words, at) {
        return Some(at);
    }
    if period || word.any(Class::PREPOSITION) || word.any(Class::WEEKDAY) || word.any(Class::TIME) || word.is(",") {
        return behind_adjunct(words, at, cue);
    }
    // "Told" needs somebody it is told to; what follows it at once is that, not a clause.
    let addressee = matches!(cue.lemma, "tell" | "inform" | "notify" | "assure" | "remind") && word.capital;
    (frame.takes('c') && !addressee && bare_clause(words, at, cue)).then_some(at)
}

/// Tells whether a finite verb follows before the clause is parted.
fn has_finite_soon(words: &[Word], at: usize) -> bool {
    let end =
        (at..words.len()).find(|i| parts(&words[*i]) && !words[*i].is("$") || *i > at + 30).unwrap_or(words.len());
    has_finite(words, at..end)
}

fn clause_or_quotation(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.is_word() || w.quotation.is_some() || w.is(","))
}

/// Finds "that", a colon or a quotation behind "on Monday", "in a statement", ", without evidence,".
fn behind_adjunct(words: &[Word], at: usize, cue: &Cue) -> Option<usize> {
    let comma_first = words[at].is(",");
    let mut i = at;
    while i < words.len().min(at + ADJUNCT) {
        let word = &words[i];
        if &*word.lower == "that" && i > at && (!words[i - 1].any(Class::PREPOSITION)) {
            return clause_or_quotation(words, i + 1).then_some(i + 1);
        }
        if word.is(":") && i + 1 < words.len() {
            return Some(i + 1);
        }
        if opens_quotation(words, i) {
            let led = words[i - 1].is(",") && cue.frame.takes('q');
            return (led && !comma_first).then_some(i);
        }
        let addressee = &*word.lower == "to" && !frame_of_saying(cue);
        if addressee
            || word.quotation.is_some()
            || (finite(words, i) && word.quotation.is_none())
            || word.is(";")
            || word.is(".")
        {
            return None;
        }
        let day = (word.any(Class::WEEKDAY) || name_of_time(word)) && cue.frame.takes('c') && !comma_first;
        if day
            && words.get(i + 1).is_some_and(|w| starts_clause(w) && w.quotation.is_none())
            && bare_clause(words, i + 1, cue)
        {
            return Some(i + 1);
        }
        i += 1;
    }
    None
}

/// Tells whether "to" behind the verb can lead in whom it is said to ("said to reporters that").
fn frame_of_saying(cue: &Cue) -> bool {
    cue.frame.takes('c') && cue.frame.takes('q') || cue.frame.takes('t')
}

fn name_of_time(word: &Word) -> bool {
    matches!(&*word.lower, "yesterday" | "today" | "week" | "month" | "statement" | "interview")
}

fn starts_clause(word: &Word) -> bool {
    pronoun(word) || word.capital || word.any(Class::DETERMINER | Class::POSSESSIVE)
}

/// Tells whether a clause without "that" starts at `at`: a subject, then a finite verb before anything relative.
fn bare_clause(words: &[Word], at: usize, cue: &Cue) -> bool {
    let Some(first) = words.get(at) else {
        return false;
    };
    if !first.is_word()
        || first.any(Class::PREPOSITION | Class::OBJECT | Class::COORDINATOR) && !first.any(Class::POSSESSIVE)
        || &*first.lower == "to"
        || &*first.lower == "so"
    {
        return false;
    }
    if first.any(Class::SUBORDINATOR)
        && !matches!(&*first.lower, "if" | "while" | "when" | "although" | "though" | "because")
    {
        return false;
    }
    // "Those who feel unwell are asked …": a bare adjective is no subject.
    if cue.lemma == "feel" && !starts_clause(first) {
        return false;
    }
    let reach = if pronoun(first) { 5 } else { 30 };
    if pronoun(first) && !first.any(Class::PRONOUN) {
        return true;
    }
    for i in at + 1..words.len().min(at + reach) {
        let word = &words[i];
        if finite(words, i) {
            return true;
        }
        let inner =
            word.any(Class::RELATIVE | Class::COORDINATOR | Class::SUBORDINATOR) && !word.any(Class::PREPOSITION);
        if cue.lemma != "say" && (inner || word.quotation.is_some() || word.is(",")) || word.is(";") {
            return false;
        }
    }
    cue.lemma == "say" && starts_clause(first) && words.len() > at + 4
}

/// Finds the content behind an addressee ("told reporters that …", "urged them to …").
fn addressed(words: &[Word], at: usize, cue: &Cue) -> Option<usize> {
    let frame = cue.frame;
    let first = words.get(at)?;
    let personal = first.any(Class::OBJECT)
        || name::ANONYMOUS.has(&first.lower)
        || first.capital
        || first.any(Class::DETERMINER | Class::POSSESSIVE)
        || pronoun(first);
    if first.quotation.is_some() || !personal || first.any(Class::RELATIVE) {
        return None;
    }
    let single = first.any(Class::OBJECT) || matches!(&*first.lower, "reporters" | "journalists" | "it" | "you");
    let limit = words.len().min(at + ADJUNCT);
    for i in at + 1..limit {
        let word = &words[i];
        if opens_quotation(words, i) {
            let led = words[i - 1].is(",") || words[i - 1].is(":") || single && i == at + 1;
            return (led && (frame.takes('q'))).then_some(i);
        }
        let infinitive =
            &*word.lower == "to" && (frame.takes('u') || cue.lemma == "tell") && plain_infinitive(words, i);
        let not = &*word.lower == "not" && words.get(i + 1).is_some_and(|w| &*w.lower == "to");
        if infinitive || not {
            return Some(i);
        }
        if &*word.lower == "that" && !words[i - 1].any(Class::PREPOSITION) {
            return frame.takes('o').then_some(i + 1);
        }
        let question = word.any(Class::QUESTION) && &*word.lower != "who";
        if question || word.is(":") {
            let asks = frame.takes('o') || frame.takes('t');
            return asks.then_some(i + usize::from(word.is(":"))).filter(|s| *s < words.len());
        }
        if frame.takes('o') && frame.takes('q') && pronoun(word) && !word.any(Class::OBJECT) && i > at {
            return Some(i);
        }
        let second_phrase =
            single && i == at + 1 && starts_clause(word) || words[i - 1].any(Class::WEEKDAY) && starts_clause(word);
        if second_phrase && bare_clause(words, i, cue) && !word.any(Class::WEEKDAY) {
            return Some(i);
        }
        if word.is(".") && i + 1 == words.len() || word.is(";") || finite(words, i) && word.quotation.is_none() {
            return None;
        }
    }
    None
}

/// Tells whether object and complement follow ("accused them of lying", "called the plan a mistake").
fn ascribes(words: &[Word], at: usize, cue: &Cue) -> bool {
    let end = ending::end(words, at);
    let rest = words.get(at..end).unwrap_or(&[]);
    let quoted = rest.iter().any(|w| w.quotation.is_some());
    let near = rest.iter().take_while(|w| !w.is(","));
    let has = |list: &[&str]| near.clone().skip(1).any(|w| list.contains(&&*w.lower));
    let object = rest.first().is_some_and(|w| {
        w.quotation.is_none()
            && !matches!(&*w.lower, "each" | "one" | "out" | "off" | "back" | "up")
            && (w.is_word() && !w.any(Class::PREPOSITION | Class::SUBORDINATOR | Class::ADVERB))
    });
    object
        && match cue.lemma {
            "call" => quoted || has(&["a", "an", "the", "one"]) && !has(&["to"]),
            "accuse" => has(&["of"]),
            "blame" | "criticize" | "criticise" | "condemn" | "charge" => has(&["for", "as"]) || quoted,
            "denounce" | "describe" | "portray" | "characterize" | "characterise" | "depict" => has(&["as"]) || quoted,
            _ => false,
        }
}
