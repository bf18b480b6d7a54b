//! Quotation marks put round words or taken off them.

use std::collections::BTreeMap;
use std::ops::Range;

use onrecord_model::{Drift, DriftKind};

use super::{Findings, short};
use crate::lexicon;
use crate::pair::{Pair, Side};
use crate::words::Word;

/// Finds quotation marks that only one wording has; each drift reaches from an opening mark to its closing one.
pub(super) fn find(pair: &mut Pair<'_>, found: &mut Findings) {
    for quoted in changed_marks(&pair.a) {
        let inside = across(&pair.a, &quoted);
        let at = inside.start;
        let note = if is_gap(&pair.a, &quoted) {
            "no longer interrupted".to_owned()
        } else {
            format!("marks taken off {}", words(&pair.a, &quoted))
        };
        let drift = Drift { kind: DriftKind::Quote, a: pair.a.place(&quoted), b: pair.b.place(&inside), note };
        tell_marks(&mut pair.a, &quoted);
        found.push(at, drift);
    }
    for quoted in changed_marks(&pair.b) {
        let inside = across(&pair.b, &quoted);
        let note = if is_gap(&pair.b, &quoted) {
            "interrupted".to_owned()
        } else {
            format!("marks put round {}", words(&pair.b, &quoted))
        };
        let drift = Drift { kind: DriftKind::Quote, a: pair.a.place(&inside), b: pair.b.place(&quoted), note };
        tell_marks(&mut pair.b, &quoted);
        found.push(quoted.start, drift);
    }
}

/// Pairs the changed marks of one side by the family they belong to; a mark without a partner stands alone.
fn changed_marks(side: &Side<'_>) -> Vec<Range<usize>> {
    let is_changed = |i: &usize| {
        let mark = side.words.get(*i).is_some_and(Word::is_quote);
        mark && side.partner.get(*i) == Some(&None) && side.told.get(*i) == Some(&false)
    };
    let (mut open, mut quoted) = (BTreeMap::new(), Vec::new());
    for i in (0..side.words.len()).filter(is_changed) {
        let family = side.words.get(i).map(|word| lexicon::quote_family(word.text));
        match open.remove(&family) {
            Some(start) => quoted.push(start..i + 1),
            None => drop(open.insert(family, i)),
        }
    }
    quoted.extend(open.into_values().map(|alone| whole(side, alone)));
    quoted.sort_by_key(|range| range.start);
    quoted
}

/// "…," she said, "…": between a mark that closes and one that opens nothing is quoted.
fn is_gap(side: &Side<'_>, quoted: &Range<usize>) -> bool {
    let part = |at: usize| side.words.get(at).map(|word| word.part);
    quoted.len() == 2 && part(quoted.start) != part(quoted.start + 1)
}

fn is_mark(side: &Side<'_>, at: usize) -> bool {
    side.words.get(at).is_some_and(Word::is_quote)
}

/// Returns what a mark quotes together with its partner in the same wording, which did not change; the mark alone where it has none.
fn whole(side: &Side<'_>, mark: usize) -> Range<usize> {
    let family = |at: usize| side.words.get(at).map(|word| lexicon::quote_family(word.text));
    let of_family = (0..side.words.len()).filter(|at| is_mark(side, *at) && family(*at) == family(mark));
    let marks: Vec<usize> = of_family.collect();
    match marks.chunks(2).find(|pair| pair.contains(&mark)) {
        Some([start, end]) => *start..end + 1,
        _ => mark..mark + 1,
    }
}

/// Returns the words of the other side that are aligned with the words of a range, from the first to the last.
fn across(side: &Side<'_>, words: &Range<usize>) -> Range<usize> {
    let partners = side.partner.get(words.clone()).unwrap_or_default();
    let first = partners.iter().find_map(|partner| *partner);
    let last = partners.iter().rev().find_map(|partner| *partner);
    match (first, last) {
        (Some(first), Some(last)) => first..last + 1,
        _ => 0..0,
    }
}

fn words(side: &Side<'_>, quoted: &Range<usize>) -> String {
    let place = side.place(quoted);
    short(place.as_ref().map_or("", |span| side.statement.text.slice(span)))
}

fn tell_marks(side: &mut Side<'_>, quoted: &Range<usize>) {
    side.tell(&(quoted.start..quoted.start + 1));
    side.tell(&(quoted.end.saturating_sub(1)..quoted.end));
}
