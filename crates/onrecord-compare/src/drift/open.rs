//! What leaves open whether it is so: "did not deny that", "refused to say that", "whether".

use std::ops::Range;

use onrecord_model::{DriftKind, Veto};

use super::Findings;
use super::negation::{Negation, cue};
use crate::cue::{leaves_open, turns_round};
use crate::lexicon::is_pronoun;
use crate::pair::{Pair, Side};
use crate::stem::is_content;

/// Verbs whose negation leaves open what they are about, in their forms: who does not deny it does not say it, and who does not
/// confirm it does not deny it.
const VERBS: [&[&str]; 6] = [
    &["confirm", "confirmed", "confirms"],
    &["denied", "denies", "deny"],
    &["dispute", "disputed", "disputes"],
    &["exclude", "excluded", "excludes"],
    &["rule", "ruled", "rules"],
    &SAYING,
];
/// Forms of the verb that only a refusal leaves open.
const SAYING: [&str; 3] = ["said", "say", "says"];
/// What verbs of refusing begin with.
const WITHHELD: [&str; 2] = ["declin", "refus"];
/// How many words stand between a negation and such a verb: "declined so far to".
const REACH: usize = 3;
/// What is missing where it is left open: "found no evidence that".
const GROUNDS: [&str; 8] =
    ["confirmation", "evidence", "indication", "indications", "proof", "sign", "signs", "suggestion"];
/// What is said of a question that nobody has answered: "it is unclear whether".
const UNANSWERED: [&str; 6] = ["certain", "clear", "known", "uncertain", "unclear", "unknown"];
/// Words up to which one of these opens a statement: "the inspectors had found so far".
const OPENING: usize = 8;

/// Finds what only one wording leaves open, and tells whether there is any; negations that do so are taken out of `a` and `b`.
pub(super) fn find(pair: &mut Pair<'_>, (a, b): (&mut [Negation], &mut [Negation]), found: &mut Findings) -> bool {
    let (in_a, in_b) = (unsaid(a, &pair.a, &pair.b), unsaid(b, &pair.b, &pair.a));
    for words in &in_a {
        found.veto(Veto::Hedge);
        found.change(pair, DriftKind::Negation, words, &(0..0));
    }
    for words in &in_b {
        found.veto(Veto::Hedge);
        found.change(pair, DriftKind::Negation, &(0..0), words);
    }
    if is_open(&pair.a) != is_open(&pair.b) {
        found.veto(Veto::Hedge);
        let (x, y) = (opening(&pair.a).unwrap_or(0..0), opening(&pair.b).unwrap_or(0..0));
        found.change(pair, DriftKind::Hedge, &x, &y);
    }
    !(in_a.is_empty() && in_b.is_empty())
}

/// Tells whether a statement as a whole leaves open whether it is so.
pub(super) fn is_open(side: &Side<'_>) -> bool {
    leaves_open(cue(side)) || opening(side).is_some()
}

/// Finds the words a statement opens with that leave it open: a "whether" that nobody doubts (who questions whether it is so does
/// not say that it is not), a "to deny" that somebody refused or was asked for.
fn opening(side: &Side<'_>) -> Option<Range<usize>> {
    let key = |at: usize| side.words.get(at).map(|word| word.key.as_ref());
    match key(0)? {
        "whether" if !turns_round(cue(side)) || cue(side).contains("question") => Some(0..1),
        "to" if is_verb(side, 1) => Some(0..2),
        _ => None,
    }
}

/// Finds "no evidence that", "not any sign that" or "(not) clear whether" near the beginning of a side.
fn without_ground(side: &Side<'_>) -> Option<Range<usize>> {
    let is = |at: usize, list: &[&str]| side.words.get(at).is_some_and(|word| list.contains(&word.key.as_ref()));
    let negates = |at: &usize| is(*at, &["never", "no", "not"]) || side.words[*at].key.ends_with("n't");
    let ground = |at: usize| {
        let start = (at.saturating_sub(REACH)..(at + 1).min(side.words.len())).find(negates);
        let is_missing = is(at, &["any", "no"]) && is(at + 1, &GROUNDS) && is(at + 2, &["for", "of", "that"]);
        let is_unanswered = is(at, &UNANSWERED) && is(at + 1, &["if", "whether"]);
        let missing = start.filter(|_| is_missing).map(|start| start..at + 3);
        missing.or_else(|| is_unanswered.then(|| start.unwrap_or(at)..at + 2))
    };
    (0..OPENING).find_map(ground)
}

/// Tells whether a word is one of the verbs.
fn is_verb(side: &Side<'_>, at: usize) -> bool {
    verb(side, at).is_some()
}

/// Returns the forms of the verb that a word is; "rule" is one only with "out".
fn verb(side: &Side<'_>, at: usize) -> Option<&'static [&'static str]> {
    let key = |at: usize| side.words.get(at).map_or("", |word| word.key.as_ref());
    let forms = VERBS.into_iter().find(|forms| forms.contains(&key(at)))?;
    (!key(at).starts_with("rule") || key(at + 1) == "out").then_some(forms)
}

/// Finds the verb that a negation ending before `from` negates: right behind it, or with "to" and adverbs between.
fn negated(side: &Side<'_>, from: usize) -> Option<usize> {
    let passes = |at: &usize| {
        side.words.get(*at).is_some_and(|word| matches!(word.key.as_ref(), "to" | "yet") || word.key.ends_with("ly"))
    };
    let at = from + (from..from + REACH).take_while(passes).count();
    is_verb(side, at).then_some(at)
}

/// Tells whether the verb that is negated here has a subject that need not be who speaks: "Petrov never said", but not "I never said".
fn tells_of_another(side: &Side<'_>, negation: usize) -> bool {
    let subject = side.words.iter().take(negation).rev().find(|word| is_content(word) || is_pronoun(&word.key));
    subject.is_some_and(|word| !matches!(word.key.as_ref(), "i" | "we"))
}

/// Takes out the negations that leave open what follows, and returns their words. Where the other wording has the verb too, the negation turns that.
fn unsaid(negations: &mut [Negation], side: &Side<'_>, other: &Side<'_>) -> Vec<Range<usize>> {
    let opening = opening(side);
    let key = |at: usize| side.words.get(at).map_or("", |word| word.key.as_ref());
    // Who never said so denies that; who refuses to say so, or tells that somebody never said so, leaves it open.
    let withholds = |one: &Negation| {
        let at = one.words.start;
        let is_would =
            key(at).starts_with("wo") || at.checked_sub(1).is_some_and(|at| matches!(key(at), "would" | "will"));
        is_would || tells_of_another(side, at) || WITHHELD.iter().any(|verb| key(at).starts_with(verb))
    };
    let has = |forms: &[&str]| other.words.iter().any(|word| forms.contains(&word.key.as_ref()));
    let is_alone = |at: &usize| verb(side, *at).is_some_and(|forms| !has(forms));
    let mut found = Vec::new();
    for one in negations.iter_mut().filter(|one| one.free && !one.prefixed) {
        let at = negated(side, one.words.end).filter(is_alone);
        if let Some(at) = at.filter(|at| !SAYING.contains(&key(*at)) || withholds(one)) {
            one.free = false;
            found.push(one.words.start..at + 1);
        }
    }
    let names = |at: usize| other.words.iter().any(|word| word.key == key(at));
    found.extend(without_ground(side).filter(|words| !names(words.end - 2)));
    // The verb negates by itself ("denied that"), and that is what is negated here.
    let is_negated = |one: &&mut Negation| found.iter().chain(&opening).any(|words| words.contains(&one.words.start));
    negations.iter_mut().filter(is_negated).for_each(|one| one.free = false);
    found
}
