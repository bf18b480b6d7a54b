//! Changed digits that belong to no stated quantity: days, ordinals, numbers in names.

use std::ops::Range;

use onrecord_model::{DriftKind, Veto};

use super::Findings;
use crate::lexicon;
use crate::pair::{Pair, Side};

/// Finds words with other digits in the same place. Beside a month, and in a year, they are a time; everywhere else a number,
/// which forbids a match: what differs in a digit is not the same statement.
pub(super) fn find(pair: &mut Pair<'_>, found: &mut Findings) {
    let (judged_a, judged_b) = (in_quantities(&pair.a), in_quantities(&pair.b));
    for index in 0..pair.hunks.len() {
        let Some(hunk) = pair.hunks.get(index).cloned() else {
            continue;
        };
        let (x, y) = (numerals(&pair.a, &hunk.a, &judged_a), numerals(&pair.b, &hunk.b, &judged_b));
        let both = x.len().min(y.len());
        for (&i, &j) in x.iter().zip(&y) {
            let dated = dated(&pair.a, i) && dated(&pair.b, j);
            if dated {
                found.change(pair, DriftKind::Time, &with_month(&pair.a, i), &with_month(&pair.b, j));
            } else {
                found.change(pair, DriftKind::Number, &(i..i + 1), &(j..j + 1));
                found.veto(Veto::Quantity);
            }
        }
        // A day that stands elsewhere in the other wording: "June 5", "9 June".
        let days = |side: &Side<'_>, all: &[usize]| -> Vec<Range<usize>> {
            let rest = all.iter().skip(both).copied().filter(|at| dated(side, *at));
            rest.map(|at| with_month(side, at)).collect()
        };
        let (left, came) = (days(&pair.a, &x), days(&pair.b, &y));
        for day in left {
            found.change(pair, DriftKind::Time, &day, &(0..0));
        }
        for day in came {
            found.change(pair, DriftKind::Time, &(0..0), &day);
        }
    }
}

/// For each word whether it belongs to a quantity, which was judged as a whole.
pub(crate) fn in_quantities(side: &Side<'_>) -> Vec<bool> {
    let mut judged = vec![false; side.words.len()];
    for quantity in &side.statement.slots.quantities {
        judged.get_mut(side.touched(&quantity.span)).into_iter().flatten().for_each(|word| *word = true);
    }
    judged
}

/// The words of a range that hold digits, are not told of yet and belong to no quantity.
fn numerals(side: &Side<'_>, words: &Range<usize>, judged: &[bool]) -> Vec<usize> {
    let free = |i: &usize| side.told.get(*i) == Some(&false) && judged.get(*i) == Some(&false);
    let digits = |i: &usize| side.words.get(*i).is_some_and(|w| w.key.bytes().any(|b| b.is_ascii_digit()));
    words.clone().filter(|i| free(i) && digits(i)).collect()
}

/// Returns a numeral with the month beside it, so that a change of day is told as one: "June 5 → June 9".
fn with_month(side: &Side<'_>, i: usize) -> Range<usize> {
    let is_month = |at: usize| side.words.get(at).is_some_and(|word| lexicon::is_month(&word.key));
    match i.checked_sub(1) {
        Some(before) if is_month(before) => before..i + 1,
        _ if is_month(i + 1) => i..i + 2,
        _ => i..i + 1,
    }
}

/// Tells whether a numeral is part of a date: a month stands beside it, or a year stands in it ("mid-2015").
pub(super) fn dated(side: &Side<'_>, i: usize) -> bool {
    let key = |i: Option<usize>| i.and_then(|i| side.words.get(i)).map_or("", |w| w.key.as_ref());
    // The full stop of a cut month ("Oct. 15") may be a word of its own.
    let stop = usize::from(i.checked_sub(1).is_some_and(|before| key(Some(before)) == "."));
    let beside = [i.checked_sub(1 + stop), Some(i + 1)];
    let month = beside.into_iter().any(|at| lexicon::is_month(key(at)));
    month || key(Some(i)).split(|c: char| !c.is_ascii_digit()).any(lexicon::is_year)
}
