//! Quotations that go on: in the next sentence of the paragraph, or paragraph by paragraph with an opening mark each.

use std::ops::Range;

use crate::engine::Attribution;
use crate::prepared::{Prepared, Unit};

/// Paragraphs over which a quotation is followed in each direction.
const PARAGRAPHS: usize = 50;

/// Adds to each attribution the quotations that carry it on; `found` holds the number of the unit of each.
pub(crate) fn run(prepared: &Prepared, found: &mut [(usize, Attribution)]) {
    let taken: Vec<Vec<Range<usize>>> = found.iter().map(|(_, a)| a.content.clone()).collect();
    for (at, (number, attribution)) in found.iter_mut().enumerate() {
        let others = |range: &Range<usize>| {
            taken.iter().enumerate().any(|(other, content)| other != at && content.iter().any(|c| crosses(c, range)))
        };
        next_sentences(prepared, *number, attribution, &others);
        other_paragraphs(prepared, attribution);
        attribution.content = joined(std::mem::take(&mut attribution.content));
    }
}

fn crosses(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Sorts contents and makes one of those that overlap.
fn joined(mut contents: Vec<Range<usize>>) -> Vec<Range<usize>> {
    contents.sort_by_key(|range| (range.start, range.end));
    let mut found: Vec<Range<usize>> = Vec::with_capacity(contents.len());
    for next in contents {
        match found.last_mut() {
            Some(last) if next.start < last.end => last.end = last.end.max(next.end),
            _ => found.push(next),
        }
    }
    found
}

/// `"A," he said. "B."`: units of the same paragraph that are nothing but a quotation.
fn next_sentences(
    prepared: &Prepared,
    number: usize,
    attribution: &mut Attribution,
    others: &dyn Fn(&Range<usize>) -> bool,
) {
    let Some(unit) = prepared.units.get(number) else {
        return;
    };
    let quotes = |range: &Range<usize>| prepared.slice(range).contains(['"', '“', '”', '«', '‘']);
    if !attribution.content.iter().any(quotes) {
        return;
    }
    for next in prepared.units.iter().skip(number + 1).take_while(|next| next.paragraph == unit.paragraph) {
        match wholly_quoted(prepared, next) {
            // Somebody else is credited with it.
            Some(range) if others(&range) => break,
            Some(range) => attribution.content.push(range),
            None => break,
        }
    }
}

fn wholly_quoted(prepared: &Prepared, unit: &Unit) -> Option<Range<usize>> {
    let words = prepared.words_of(unit);
    let quoted = !words.is_empty() && words.iter().all(|w| w.quotation.is_some());
    quoted.then(|| unit.range.clone())
}

/// A quotation left open at the end of a paragraph and opened again in the next is one quotation.
fn other_paragraphs(prepared: &Prepared, attribution: &mut Attribution) {
    let all = &prepared.quotations;
    let Some(first) = attribution.content.first().cloned() else {
        return;
    };
    let mut at = all.partition_point(|q| q.outer.end <= first.start);
    for _ in 0..PARAGRAPHS {
        let Some(before) = at.checked_sub(1).and_then(|b| all.get(b)).filter(|q| q.continues) else {
            break;
        };
        attribution.content.push(before.outer.clone());
        at -= 1;
    }
    let last = attribution.content.iter().map(|r| r.end).max().unwrap_or(0);
    let at = all.partition_point(|q| q.outer.start < last);
    let open = at.checked_sub(1).and_then(|b| all.get(b));
    if open.is_none_or(|q| !q.continues || q.outer.end > last) {
        return;
    }
    for next in all.iter().skip(at).take(PARAGRAPHS) {
        attribution.content.push(next.outer.clone());
        if !next.continues {
            return;
        }
    }
}
