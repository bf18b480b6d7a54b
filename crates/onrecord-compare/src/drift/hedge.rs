//! Hedges that came, went or changed strength.

use std::ops::Range;

use onrecord_model::{DriftKind, Hedge, HedgeKind, Veto, Voice};

use super::Findings;
use crate::lexicon;
use crate::matching::{match_up, part};
use crate::pair::{Pair, Side};
use crate::stem::is_content;
use crate::words::Word;

/// Content words a one-sided hunk holds beside a hedge from which the hedge belongs to a clause of its own.
const OWN_CLAUSE: usize = 3;

/// Words of a hunk looked at for a clause, so that a long hunk full of hedges stays cheap.
const WINDOW: usize = 64;

struct Weakening {
    kind: HedgeKind,
    words: Range<usize>,
    hunk: Option<usize>,
    free: bool,
}

part!(Weakening);

/// Finds hedges that only one wording has, or that have another strength.
///
/// A lone `future` hedge is left to the tenses, and "would" for "will" in reported speech is no veto. One in a clause that the other wording lacks altogether is a drift and
/// no veto.
pub(super) fn find(pair: &mut Pair<'_>, found: &mut Findings) {
    let mut a = weakenings(&pair.a, &pair.a.statement.slots.hedges);
    let mut b = weakenings(&pair.b, &pair.b.statement.slots.hedges);
    let partner = |one: &Weakening| pair.a.partner.get(one.words.start).copied().flatten();
    match_up(&mut a, &mut b, partner, |one| Some(one.words.start));
    match_up(&mut a, &mut b, |one| Some(one.kind), |one| Some(one.kind));
    let changed = match_up(&mut a, &mut b, |one| one.hunk, |one| one.hunk);
    for (i, j) in changed {
        if let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            let told_later = shifted(x, y, &pair.b) || shifted(y, x, &pair.a);
            found.change(pair, DriftKind::Hedge, &x.words, &y.words);
            if !told_later {
                found.veto(Veto::Hedge);
            }
        }
    }
    for (side_is_a, one) in a.iter().map(|x| (true, x)).chain(b.iter().map(|y| (false, y))) {
        if one.free && one.kind != HedgeKind::Future {
            lone(pair, found, one, side_is_a);
        }
    }
}

/// Tells whether `reported` is the "would" that a past verb of saying makes of a "will": "she said he would go".
fn shifted(future: &Weakening, reported: &Weakening, side: &Side<'_>) -> bool {
    let would = side.at(&reported.words).first().is_some_and(|word| word.key.starts_with("would"));
    if future.kind != HedgeKind::Future || !would {
        return false;
    }
    if let Some(voice) = side.statement.voice {
        return voice == Voice::Indirect;
    }
    let mut nearby = side.words.iter().take(WINDOW);
    nearby.clone().any(|word| lexicon::is_past_saying(&word.key)) && !nearby.any(Word::is_quote)
}

fn lone(pair: &mut Pair<'_>, found: &mut Findings, one: &Weakening, in_a: bool) {
    let Some(hunk) = one.hunk.and_then(|h| pair.hunks.get(h)).cloned() else {
        return;
    };
    let (own, other) = if in_a { (&hunk.a, &hunk.b) } else { (&hunk.b, &hunk.a) };
    let (side, across) = if in_a { (&pair.a, &pair.b) } else { (&pair.b, &pair.a) };
    if contracted(one, side, across.at(other)) {
        return;
    }
    let nearby = side.at(own).iter().take(WINDOW);
    let beside = nearby.filter(|word| is_content(word)).count();
    if !(other.is_empty() && beside >= OWN_CLAUSE) {
        found.veto(Veto::Hedge);
    }
    let single = own.len() == 1 && other.len() == 1;
    let across = if single { other.clone() } else { 0..0 };
    let (x, y) = if in_a { (one.words.clone(), across) } else { (across, one.words.clone()) };
    found.change(pair, DriftKind::Hedge, &x, &y);
}

/// Tells whether the other side of a hunk holds the same hedge contracted: "could not", "couldn't".
fn contracted(one: &Weakening, side: &Side<'_>, other: &[Word<'_>]) -> bool {
    let [hedge] = side.at(&one.words) else {
        return false;
    };
    let bare = |word: &Word<'_>| word.key.strip_suffix("n't").is_some_and(|bare| bare == hedge.key);
    other.iter().take(WINDOW).any(bare)
}

fn weakenings(side: &Side<'_>, hedges: &[Hedge]) -> Vec<Weakening> {
    let one = |hedge: &Hedge| {
        let words = side.touched(&hedge.span);
        Weakening { kind: hedge.kind, hunk: side.hunk_of(&words), free: true, words }
    };
    hedges.iter().map(one).filter(|one| !one.words.is_empty()).collect()
}
