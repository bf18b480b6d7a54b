//! Negations that came or went.

use std::collections::HashSet;
use std::ops::Range;

use onrecord_model::{DriftKind, Veto};

use super::veracity::Veracity;
use super::{Findings, open, opposite};
use crate::cue::turns_round;
use crate::lexicon;
use crate::matching::{match_up, part};
use crate::pair::{Pair, Side};
use crate::stem::{is_content, stem};
use crate::words::Word;

/// Words of a hunk's other side up to which it is told of as a whole ("did not accept → accepted").
const SHORT: usize = 4;

/// How many words behind a negation are looked through for what it negates.
const REACH: usize = 8;

/// Content words up to which an added negation belongs to the clause it stands in.
const FEW: usize = 2;

/// Words of a hunk looked at, so that a long hunk full of negations stays cheap.
const WINDOW: usize = 64;

/// Prepositions by which nobody is said to be somewhere.
const PLACES: [&str; 12] =
    ["aboard", "at", "behind", "below", "beneath", "in", "inside", "near", "on", "outside", "under", "within"];

/// A negating word and the word it negates.
pub(super) struct Negation {
    pub(super) words: Range<usize>,
    anchor: Option<usize>,
    /// The word negates itself by a prefix, and the other wording has it without: "inaccurate", "accurate".
    pub(super) prefixed: bool,
    pub(super) free: bool,
}

part!(Negation);

/// Finds negations that only one wording has.
///
/// A negation belongs to the next content word, its anchor. Two negations agree when their anchors are aligned
/// ("has not rejected", "never rejected"), when they are aligned themselves ("never rejected", "never refused"), when
/// they stand in the same hunk, or when they negate the same word in different places. One that is left over is a veto
/// where the other wording affirms its anchor or puts other words in its place, or where it slips into a clause both
/// have; none where the whole clause is new.
pub(super) fn find(pair: &mut Pair<'_>, found: &mut Findings) {
    let mut a = negations(&pair.a);
    let mut b = negations(&pair.b);
    for hunk in &pair.hunks {
        a.extend(prefixed(&pair.a, &hunk.a, pair.b.at(&hunk.b)));
        b.extend(prefixed(&pair.b, &hunk.b, pair.a.at(&hunk.a)));
    }
    let veracities = [called_false(&mut a, &pair.a), called_false(&mut b, &pair.b)];
    matched(&mut a, &mut b, pair);
    cancel(&mut a);
    cancel(&mut b);
    cancel_without(&mut a, (&pair.a, &pair.b));
    cancel_without(&mut b, (&pair.b, &pair.a));
    let (stems_a, stems_b) = (anchors_said(&pair.a), anchors_said(&pair.b));
    let leaves_open = open::find(pair, (&mut a, &mut b), found);
    let turned = match (turns(&pair.a, veracities[0].as_ref()), turns(&pair.b, veracities[1].as_ref())) {
        (true, false) => !balanced(&mut b, pair, false, &stems_a),
        (false, true) => !balanced(&mut a, pair, true, &stems_b),
        _ => false,
    };
    for (in_a, one) in a.iter().map(|x| (true, x)).chain(b.iter().map(|y| (false, y))) {
        if one.free {
            let stems = if in_a { &stems_b } else { &stems_a };
            // Nobody denies what the other does not say: "was not empty", "never said that it was empty".
            if !leaves_open && contradicted(one, pair, in_a, stems) {
                found.veto(Veto::Negation);
            } else {
                found.one_sided = true;
            }
            let (x, y) = extent(one, pair, in_a);
            found.change(pair, DriftKind::Negation, &x, &y);
        }
    }
    // "Asked whether a ransom had been paid" says nothing against who denies it.
    if turned && !open::is_open(&pair.a) && !open::is_open(&pair.b) {
        found.veto(Veto::Negation);
    }
    match veracities.map(|veracity| veracity.map(|veracity| veracity.words())) {
        [Some(words), None] => found.change(pair, DriftKind::Negation, &words, &(0..0)),
        [None, Some(words)] => found.change(pair, DriftKind::Negation, &(0..0), &words),
        _ => {}
    }
}

/// Takes out what negates a word that negates itself: "not uncommon" says "common".
fn cancel(negations: &mut [Negation]) {
    let free = |one: &Negation| one.free && one.anchor.is_some();
    let anchors = |prefixed: bool| {
        let all = negations.iter().filter(|one| free(one) && one.prefixed == prefixed);
        all.filter_map(|one| one.anchor).collect::<HashSet<usize>>()
    };
    let twice: HashSet<usize> = anchors(true).intersection(&anchors(false)).copied().collect();
    for one in negations.iter_mut().filter(|one| one.anchor.is_some_and(|at| twice.contains(&at))) {
        one.free = false;
    }
}

/// Takes out "no" and the "without" behind it: "no transfer was made without approval" says that all had it. Where the other side has a
/// "without" too, the two of them are compared.
fn cancel_without(negations: &mut [Negation], (side, other): (&Side<'_>, &Side<'_>)) {
    if other.words.iter().any(|word| word.key == "without") {
        return;
    }
    let key = |one: &Negation| side.words.get(one.words.start).map_or("", |word| word.key.as_ref());
    let without = negations.iter().rposition(|one| one.free && key(one) == "without");
    let before = without.and_then(|at| negations[..at].iter().rposition(|one| one.free && NO.contains(&key(one))));
    if let (Some(first), Some(second)) = (before, without) {
        negations[first].free = false;
        negations[second].free = false;
    }
}

/// Words of which a "without" behind them leaves nothing.
const NO: [&str; 5] = ["never", "no", "nobody", "none", "nothing"];

/// Takes out the negations that call a statement false, and returns what calls it so. Where the statement is negated itself, nothing is
/// left of either: "it is false that no children died" says that some did.
fn called_false(negations: &mut [Negation], side: &Side<'_>) -> Option<Veracity> {
    let veracity = Veracity::of(side)?;
    negations.iter_mut().filter(|one| veracity.has(one.words.start)).for_each(|one| one.free = false);
    if !veracity.is_false {
        return None;
    }
    let undone = negations.iter_mut().find(|one| one.free && veracity.is_of_first_clause(side, one.words.start));
    match undone {
        Some(one) => {
            one.free = false;
            None
        }
        None => Some(veracity),
    }
}

/// Tells whether one side negates in its own words what the cue of the other, with these stems, denies: "Port denies it
/// knew" and "(denied that) it knew". The negation that does so agrees with the cue then.
fn balanced(negations: &mut [Negation], pair: &Pair<'_>, in_a: bool, denied: &HashSet<String>) -> bool {
    let side = if in_a { &pair.a } else { &pair.b };
    // "(It is not true that) they ran out" and "they have not run out".
    let is_in_its_place = |at: usize| {
        let hunk = side.hunk.get(at).copied().flatten().and_then(|h| pair.hunks.get(h));
        let across = hunk.map(|hunk| if in_a { pair.b.at(&hunk.b) } else { pair.a.at(&hunk.a) });
        across.is_some_and(|words| words.len() <= SHORT && words.iter().any(is_content))
    };
    let is_denied = |at: usize| side.words.get(at).is_some_and(|word| denied.contains(&stem(&word.key)));
    let answers = |one: &Negation| one.free && one.anchor.is_some_and(|at| is_denied(at) || is_in_its_place(at));
    match negations.iter_mut().find(|one| answers(one)) {
        Some(one) => {
            one.free = false;
            true
        }
        None => false,
    }
}

/// Tells whether the content is turned round as a whole, by its cue ("denied that he knew") or by words in it.
fn turns(side: &Side<'_>, veracity: Option<&Veracity>) -> bool {
    (turns_round(cue(side)) || veracity.is_some()) && !open::is_open(side)
}

pub(crate) fn cue<'a>(side: &Side<'a>) -> &'a str {
    side.statement.cue.as_ref().map_or("", |span| side.statement.text.slice(span))
}

fn negations(side: &Side<'_>) -> Vec<Negation> {
    let one = |words: Range<usize>| Negation { anchor: anchor(side, words.end), prefixed: false, free: true, words };
    let spans = side.statement.slots.negations.iter();
    spans.map(|span| side.touched(span)).filter(|words| !words.is_empty()).map(one).collect()
}

/// Returns the words of a hunk that negate a word of its other side by a prefix.
fn prefixed(side: &Side<'_>, words: &Range<usize>, other: &[Word<'_>]) -> Vec<Negation> {
    let bare: HashSet<&str> = other.iter().take(WINDOW).map(|word| word.key.as_ref()).collect();
    let near = words.start..words.end.min(words.start + WINDOW);
    let negates = |i: &usize| {
        let key = side.words.get(*i).map_or("", |word| word.key.as_ref());
        lexicon::without_negative_prefix(key).is_some_and(|rest| bare.contains(rest))
    };
    let one = |i: usize| Negation { words: i..i + 1, anchor: Some(i), prefixed: true, free: true };
    near.filter(negates).map(one).collect()
}

/// Tells whether one statement negates a word that the other says: what is denied is said then, and not only something else.
pub(crate) fn denies_what_is_said(a: &Side<'_>, b: &Side<'_>) -> bool {
    let denies = |side: &Side<'_>| turns(side, called_false(&mut negations(side), side).as_ref());
    denies(a) != denies(b) || negates_word_of(a, b) || negates_word_of(b, a)
}

fn negates_word_of(side: &Side<'_>, other: &Side<'_>) -> bool {
    let said = anchors_said(other);
    let speaks_of = |one: &Negation| is_there(one, side, other);
    let mut all = negations(side);
    cancel_without(&mut all, (side, other));
    called_false(&mut all, side);
    let free = all.into_iter().filter(|one| one.free);
    let negated = free.filter(speaks_of).filter_map(|one| side.words.get(one.anchor?));
    let prefixed = side.words.iter().filter_map(|word| lexicon::without_negative_prefix(&word.key));
    negated.map(|word| stem(&word.key)).chain(prefixed.map(stem)).any(|stem| said.contains(&stem))
}

fn anchor(side: &Side<'_>, from: usize) -> Option<usize> {
    (from..side.words.len().min(from + REACH)).find(|i| side.words.get(*i).is_some_and(is_content))
}

fn matched(a: &mut [Negation], b: &mut [Negation], pair: &Pair<'_>) {
    let aligned = |i: Option<usize>| i.and_then(|i| pair.a.partner.get(i).copied().flatten());
    match_up(a, b, |one| aligned(one.anchor), |one| one.anchor);
    let anchors: HashSet<usize> = b.iter().filter_map(|one| one.anchor).collect();
    let is_kept = |one: &&Negation| one.anchor.is_some_and(|j| pair.b.partner.get(j).copied().flatten().is_some());
    let moved: HashSet<usize> = b.iter().filter(is_kept).map(|one| one.words.start).collect();
    // Aligned negations agree unless both their anchors are aligned elsewhere: "not A but B" against "A but not B".
    match_up(
        a,
        b,
        |one| {
            let elsewhere = aligned(one.anchor).is_some_and(|j| !anchors.contains(&j));
            aligned(Some(one.words.start)).filter(|at| !(elsewhere && moved.contains(at)))
        },
        |one| Some(one.words.start),
    );
    let in_hunk = |side: &Side<'_>, i: usize| side.hunk.get(i).copied().flatten();
    match_up(
        a,
        b,
        |one| in_hunk(&pair.a, one.anchor?).or_else(|| in_hunk(&pair.a, one.words.start)),
        |one| in_hunk(&pair.b, one.anchor?).or_else(|| in_hunk(&pair.b, one.words.start)),
    );
    // "Made no progress" and "did not make a breakthrough" negate one verb.
    let governor = |one: &Negation, side: &Side<'_>| verb_before(one, side);
    match_up(a, b, |one| aligned(governor(one, &pair.a)), |one| one.anchor);
    match_up(a, b, |one| aligned(one.anchor), |one| governor(one, &pair.b));
    // A clause that moved as a whole is not aligned, and still negates the same word.
    if a.iter().any(|one| one.free) && b.iter().any(|one| one.free) {
        let (once_a, once_b) = (said_once(&pair.a), said_once(&pair.b));
        match_up(a, b, |one| lone_anchor(one, &pair.a, &once_a), |one| lone_anchor(one, &pair.b, &once_b));
    }
}

/// Returns the word before "no", which "no" negates together with what follows.
fn verb_before(one: &Negation, side: &Side<'_>) -> Option<usize> {
    let is_no = side.words.get(one.words.clone())?.iter().all(|word| word.key == "no");
    let before = one.words.start.checked_sub(1).filter(|_| is_no)?;
    side.words.get(before).filter(|word| is_content(word)).map(|_| before)
}

/// Returns the stem of what a negating word negates, where it is said only once: of two, the other may be affirmed.
fn lone_anchor(negation: &Negation, side: &Side<'_>, once: &HashSet<String>) -> Option<String> {
    let anchor = side.words.get(negation.anchor?).filter(|_| !negation.prefixed)?;
    Some(stem(&anchor.key)).filter(|stem| once.contains(stem))
}

/// Returns the stems of the content words that are said only once.
fn said_once(side: &Side<'_>) -> HashSet<String> {
    let (mut once, mut more) = (HashSet::new(), HashSet::new());
    for stem in side.words.iter().filter(|word| is_content(word)).map(|word| stem(&word.key)) {
        if !more.contains(&stem) && !once.insert(stem.clone()) {
            once.remove(&stem);
            more.insert(stem);
        }
    }
    once
}

fn anchors_said(side: &Side<'_>) -> HashSet<String> {
    side.words.iter().filter(|word| is_content(word)).map(|word| stem(&word.key)).collect()
}

/// Tells whether the other wording affirms what `one` negates, or says something else in its place.
fn contradicted(one: &Negation, pair: &Pair<'_>, in_a: bool, other_stems: &HashSet<String>) -> bool {
    let (side, other) = if in_a { (&pair.a, &pair.b) } else { (&pair.b, &pair.a) };
    let Some((at, anchor)) = one.anchor.and_then(|i| Some((i, side.words.get(i)?))) else {
        // Nothing follows to be negated, so the negation itself is what is said: "Did he? No."
        return side.words.len() <= REACH;
    };
    if one.prefixed || other_stems.contains(&stem(&anchor.key)) {
        return one.prefixed || is_there(one, side, other);
    }
    let hunk = side.hunk.get(at).copied().flatten().and_then(|h| pair.hunks.get(h));
    let across = hunk.map(|hunk| if in_a { &hunk.b } else { &hunk.a });
    // "Does not support" and "opposes" are on one side.
    let opposite = |word: &Word<'_>| opposite::are_opposite(&anchor.key, &word.key);
    if across.is_some_and(|words| other.at(words).iter().take(WINDOW).any(opposite)) {
        return false;
    }
    let replaced = across.is_some_and(|words| other.at(words).iter().take(WINDOW).any(is_content));
    replaced || hunk.is_some_and(|hunk| slips_in(side.at(if in_a { &hunk.a } else { &hunk.b })))
}

/// Tells whether who is nowhere is said to be there: "nobody was on the bridge" says nothing against "the bridge is closed".
/// True of every other negation.
fn is_there(one: &Negation, side: &Side<'_>, other: &Side<'_>) -> bool {
    let Some((at, anchor)) = one.anchor.and_then(|at| Some((at, side.words.get(at)?))) else { return true };
    if !of_nobody(one, side) || !is_place(side, at) {
        return true;
    }
    let anchor = stem(&anchor.key);
    let mut same = (0..other.words.len()).filter(|at| stem(&other.words[*at].key) == anchor);
    same.any(|at| is_place(other, at))
}

fn of_nobody(one: &Negation, side: &Side<'_>) -> bool {
    let key = |at: usize| side.words.get(at).map_or("", |word| word.key.as_ref());
    matches!((key(one.words.start), key(one.words.start + 1)), ("nobody", _) | ("no", "one"))
}

/// Tells whether a word stands behind a preposition of place, with no more between than "the old".
fn is_place(side: &Side<'_>, at: usize) -> bool {
    let mut before = side.words.iter().take(at).rev().take(SHORT - 1);
    before.any(|word| PLACES.contains(&word.key.as_ref()))
}

/// Tells whether a few words added inside a clause turn it round ("no longer in use"), rather than add a clause.
fn slips_in(added: &[Word<'_>]) -> bool {
    let few = added.iter().take(WINDOW).filter(|word| is_content(word)).count() <= FEW;
    let own_clause = added.first().is_some_and(|word| lexicon::starts_clause(&word.key))
        // "Nobody was hurt, but …" stands before the clause both have.
        || added.last().is_some_and(|word| matches!(word.key.as_ref(), "and" | "but" | ";"));
    few && added.len() <= WINDOW && !own_clause
}

/// Returns what to tell of on both sides: a short hunk whole, otherwise the negation alone.
fn extent(one: &Negation, pair: &Pair<'_>, in_a: bool) -> (Range<usize>, Range<usize>) {
    let side = if in_a { &pair.a } else { &pair.b };
    let hunk = side.hunk_of(&one.words).and_then(|h| pair.hunks.get(h));
    let speaks = |words: &[Word<'_>]| words.len() <= SHORT && words.iter().any(|word| !word.is_quote());
    let short = hunk.filter(|hunk| speaks(pair.a.at(&hunk.a)) && speaks(pair.b.at(&hunk.b)));
    match short {
        Some(hunk) => (hunk.a.clone(), hunk.b.clone()),
        None if in_a => (one.words.clone(), 0..0),
        None => (0..0, one.words.clone()),
    }
}
