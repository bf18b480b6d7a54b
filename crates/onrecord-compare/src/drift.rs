//! Typed changes between two wordings.
//!
//! Each kind looks at the aligned pair in turn, heaviest first, and marks the words it tells of; what is left of the
//! changed words at the end is `wording`. So every changed word is told of.

mod attribution;
mod date;
mod digits;
mod entity;
mod fate;
mod hedge;
pub(crate) mod negation;
mod number;
mod open;
mod opposite;
mod plain;
mod quote;
mod roles;
mod share;
mod time;
mod veracity;
mod wording;

pub(crate) use digits::in_quantities;
use std::ops::Range;

use onrecord_model::{Drift, DriftKind, Veto};

use crate::pair::{Pair, Side};

pub(crate) use number::Values;
pub(crate) use plain::number as plain_number;

/// Longest quotation of changed words in a note, in characters.
const NOTE_LENGTH: usize = 80;

/// Everything found between two wordings.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// Drifts with the word of the second text they stand at.
    drifts: Vec<(usize, Drift)>,
    pub(crate) vetoes: Vec<Veto>,
    pub(crate) values: Values,
    /// A quantity or a negation stands in a clause that only one wording has.
    pub(crate) one_sided: bool,
    /// What differs may have come one after the other.
    pub(crate) successive: bool,
}

impl Findings {
    /// Finds all drifts and vetoes of a pair.
    pub(crate) fn of(pair: &mut Pair<'_>) -> Self {
        let mut found = Findings::default();
        number::find(pair, &mut found);
        negation::find(pair, &mut found);
        hedge::find(pair, &mut found);
        time::find(pair, &mut found);
        date::find(pair, &mut found);
        digits::find(pair, &mut found);
        share::find(pair, &mut found);
        opposite::find(pair, &mut found);
        roles::find(pair, &mut found);
        attribution::find(pair, &mut found);
        entity::find(pair, &mut found);
        quote::find(pair, &mut found);
        plain::find(pair, &mut found);
        wording::find(pair, &mut found);
        found.drifts.sort_by_key(|(at, _)| *at);
        found.vetoes.sort_unstable();
        found.vetoes.dedup();
        found
    }

    /// Returns the drifts in order of the second text.
    pub(crate) fn into_drifts(self) -> Vec<Drift> {
        self.drifts.into_iter().map(|(_, drift)| drift).collect()
    }

    fn veto(&mut self, veto: Veto) {
        self.vetoes.push(veto);
    }

    fn push(&mut self, at: usize, drift: Drift) {
        self.drifts.push((at, drift));
    }

    /// Adds a drift between words of the one and words of the other, either of which may be empty, and marks them told.
    fn change(&mut self, pair: &mut Pair<'_>, kind: DriftKind, a: &Range<usize>, b: &Range<usize>) {
        let drift =
            Drift { kind, a: pair.a.place(a), b: pair.b.place(b), note: note(&shown(&pair.a, a), &shown(&pair.b, b)) };
        if drift.a.is_none() && drift.b.is_none() {
            return;
        }
        let at = if b.is_empty() { pair.position_in_b(a.start) } else { b.start };
        pair.a.tell(a);
        pair.b.tell(b);
        self.push(at, drift);
    }
}

/// Returns the words of a range as written, cut where they are long.
fn shown(side: &Side<'_>, words: &Range<usize>) -> String {
    let place = side.place(words);
    short(place.as_ref().map_or("", |span| side.statement.text.slice(span)))
}

/// Returns `text` on one line, cut with "…" after [`NOTE_LENGTH`] characters.
fn short(text: &str) -> String {
    let mut chars = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let mut head: String = chars.by_ref().take(NOTE_LENGTH).collect();
    if chars.next().is_some() {
        head.push('…');
    }
    head
}

/// Puts a change into words.
fn note(a: &str, b: &str) -> String {
    match (a.is_empty(), b.is_empty()) {
        (_, true) => format!("“{a}” dropped"),
        (true, false) => format!("“{b}” added"),
        (false, false) => format!("{a} → {b}"),
    }
}

/// Returns the part of `words` that lies in hunk `hunk`.
fn within(side: &Side<'_>, words: &Range<usize>, hunk: usize) -> Range<usize> {
    let inside = |i: &usize| side.hunk.get(*i).copied().flatten() == Some(hunk);
    let start = words.clone().find(inside).unwrap_or(words.end);
    let end = words.clone().rev().find(inside).map_or(start, |last| last + 1);
    start..end
}
