//! Parts, ranks and multiples in words, of which slots hold only some: "a third" and "a quarter", "fourfold" and "fivefold".

use std::ops::Range;

use onrecord_model::{DriftKind, Veto};

use super::Findings;
use super::plain::meant;
use crate::pair::{Pair, Side};

/// Stand for "all" and "most" in the list, which hold no number.
const ALL: u64 = 100;
const MOST: u64 = 101;
/// Words for a part of something or for a place in a row, with the number they hold.
const RANKS: [(&str, u64); 25] = [
    ("all", ALL),
    ("eighth", 8),
    ("eighths", 8),
    ("every", ALL),
    ("fifth", 5),
    ("fifths", 5),
    ("first", 1),
    ("fourth", 4),
    ("fourths", 4),
    ("half", 2),
    ("halves", 2),
    ("most", MOST),
    ("ninth", 9),
    ("ninths", 9),
    ("quarter", 4),
    ("quarters", 4),
    ("second", 2),
    ("seventh", 7),
    ("sevenths", 7),
    ("sixth", 6),
    ("sixths", 6),
    ("tenth", 10),
    ("tenths", 10),
    ("third", 3),
    ("thirds", 3),
];
/// Words for how many times as much.
const TIMES: [(&str, u64); 16] = [
    ("double", 2),
    ("doubled", 2),
    ("eightfold", 8),
    ("fivefold", 5),
    ("fourfold", 4),
    ("quadruple", 4),
    ("quadrupled", 4),
    ("sevenfold", 7),
    ("sixfold", 6),
    ("tenfold", 10),
    ("threefold", 3),
    ("treble", 3),
    ("trebled", 3),
    ("triple", 3),
    ("tripled", 3),
    ("twofold", 2),
];

/// Finds such words in the place of one another that say another number: a veto, where nothing else told of a number.
pub(super) fn find(pair: &mut Pair<'_>, found: &mut Findings) {
    if found.vetoes.contains(&Veto::Quantity) {
        return;
    }
    for list in [&RANKS[..], &TIMES[..]] {
        let changed = |hunk: &crate::align::Hunk| {
            let (x, y) = (named(&pair.a, &hunk.a, list)?, named(&pair.b, &hunk.b, list)?);
            (x.1 != y.1).then_some((x.0, y.0))
        };
        let Some((x, y)) = pair.hunks.iter().find_map(changed) else { continue };
        found.veto(Veto::Quantity);
        let (a, b) = (untold(&pair.a, x), untold(&pair.b, y));
        found.change(pair, DriftKind::Number, &a, &b);
    }
}

/// Finds the only such word of a hunk, and its number.
fn named(side: &Side<'_>, words: &Range<usize>, list: &[(&str, u64)]) -> Option<(usize, u64)> {
    let number = |at: usize| meant(list, &side.words.get(at)?.key).map(|number| (at, number));
    let mut all = words.clone().filter_map(number);
    all.next().filter(|_| all.next().is_none())
}

/// Returns a word as a range, empty where it has been told of.
fn untold(side: &Side<'_>, at: usize) -> Range<usize> {
    if side.told.get(at) == Some(&false) { at..at + 1 } else { 0..0 }
}
