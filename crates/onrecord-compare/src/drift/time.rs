//! Changed tenses and dates.

use std::ops::Range;

use onrecord_model::{DriftKind, HedgeKind, Veto};

use super::Findings;
use crate::align::Hunk;
use crate::lexicon::{self, Tense};
use crate::pair::{Pair, Side};
use crate::words::Word;

/// Words up to which a hunk is one verb group ("will sell → sold"); in longer ones tenses belong to other verbs.
const VERB_GROUP: usize = 4;

/// Words up to which future against past in one hunk speaks of the same event.
const OPPOSED: usize = 8;

/// Finds hunks in which a tense or a date word changes; future against past is a veto.
pub(super) fn find(pair: &mut Pair<'_>, found: &mut Findings) {
    let (tenses_a, tenses_b) = (word_tenses(&pair.a), word_tenses(&pair.b));
    for index in 0..pair.hunks.len() {
        let Some(hunk) = pair.hunks.get(index).cloned() else {
            continue;
        };
        let (x, y) = (shown(&pair.a, &tenses_a, &hunk.a), shown(&pair.b, &tenses_b, &hunk.b));
        let size = hunk.a.len().max(hunk.b.len());
        if size <= OPPOSED && (opposed(&x, &y) || done(pair, &hunk, &x, &y)) {
            found.veto(Veto::Tense);
        }
        if size <= VERB_GROUP {
            tell_tenses(pair, found, &hunk, &x, &y);
        }
        tell_dates(pair, found, &hunk.a, &hunk.b);
    }
}

fn untold(side: &Side<'_>, words: &Range<usize>) -> bool {
    side.told.get(words.clone()).is_some_and(|told| !told.contains(&true))
}

/// What one side of a hunk shows of time.
#[derive(Default)]
struct Shown {
    future: bool,
    past: bool,
    /// The marker a drift tells of: an auxiliary or future marker not told of yet.
    at: Option<(usize, Tense)>,
}

impl Shown {
    fn tense(&self) -> Option<Tense> {
        self.at.map(|(_, tense)| tense)
    }
}

fn opposed(x: &Shown, y: &Shown) -> bool {
    let future = |one: &Shown, other: &Shown| one.future && !one.past && other.past && !other.future;
    future(x, y) || future(y, x)
}

/// Tells whether one side only adds a future to a verb whose past looks like its present: "plans to cut jobs", "cut jobs".
fn done(pair: &Pair<'_>, hunk: &Hunk, x: &Shown, y: &Shown) -> bool {
    let bare = |side: &Side<'_>, words: &Range<usize>| {
        let before = words.start.checked_sub(1).and_then(|i| side.words.get(i)).map_or("", |word| word.key.as_ref());
        let verb = side.words.get(words.end).map_or("", |word| word.key.as_ref());
        words.is_empty() && lexicon::looks_past(verb) && !lexicon::goes_before_infinitive(before)
    };
    (x.future && !x.past && bare(&pair.b, &hunk.b)) || (y.future && !y.past && bare(&pair.a, &hunk.a))
}

fn shown(side: &Side<'_>, tenses: &[Option<Tense>], words: &Range<usize>) -> Shown {
    let mut shown = Shown::default();
    for i in words.clone() {
        let Some(tense) = tenses.get(i).copied().flatten() else {
            continue;
        };
        shown.future |= tense == Tense::Future;
        shown.past |= tense == Tense::Past;
        let is_new = side.told.get(i) == Some(&false);
        if is_new && shown.at.is_none_or(|(_, before)| before != Tense::Future && tense == Tense::Future) {
            shown.at = Some((i, tense));
        }
    }
    shown
}

/// Returns the tense each word shows; words of a future hedge ("plans to") show the future.
fn word_tenses(side: &Side<'_>) -> Vec<Option<Tense>> {
    let before = |i: usize| i.checked_sub(1).and_then(|i| side.words.get(i)).map_or("", |word| word.key.as_ref());
    let one = |(i, word): (usize, &Word<'_>)| {
        // "Is charged", "as expected": a participle that tells of no time.
        let timeless = word.key.ends_with("ed") && lexicon::goes_before_participle(before(i));
        lexicon::tense(&word.key).filter(|_| !timeless)
    };
    let mut tenses: Vec<_> = side.words.iter().enumerate().map(one).collect();
    let hedges = side.statement.slots.hedges.iter();
    for hedge in hedges.filter(|hedge| hedge.kind == HedgeKind::Future) {
        let words = side.touched(&hedge.span);
        for tense in tenses.get_mut(words).into_iter().flatten() {
            *tense = Some(Tense::Future);
        }
    }
    tenses
}

/// Tells of another tense on the two sides, or of a future only one of them has.
fn tell_tenses(pair: &mut Pair<'_>, found: &mut Findings, hunk: &Hunk, x: &Shown, y: &Shown) {
    let range = |shown: &Shown| shown.at.map_or(0..0, |(i, _)| i..i + 1);
    let future = Some(Tense::Future);
    if opposed(x, y) && untold(&pair.a, &hunk.a) && untold(&pair.b, &hunk.b) {
        found.change(pair, DriftKind::Time, &hunk.a, &hunk.b);
    } else if (x.at.is_some() && y.at.is_some() && x.tense() != y.tense())
        || (x.tense() == future) != (y.tense() == future)
    {
        found.change(pair, DriftKind::Time, &range(x), &range(y));
    }
}

fn tell_dates(pair: &mut Pair<'_>, found: &mut Findings, a: &Range<usize>, b: &Range<usize>) {
    let dates = |side: &Side<'_>, words: &Range<usize>| -> Vec<usize> {
        let is_date = |i: &usize| side.words.get(*i).is_some_and(|word| lexicon::is_date_word(&word.key));
        words.clone().filter(|i| is_date(i) && side.told.get(*i) == Some(&false)).collect()
    };
    let (x, y) = (dates(&pair.a, a), dates(&pair.b, b));
    for k in 0..x.len().max(y.len()) {
        let range = |at: Option<&usize>| at.map_or(0..0, |i| *i..*i + 1);
        found.change(pair, DriftKind::Time, &range(x.get(k)), &range(y.get(k)));
    }
}
