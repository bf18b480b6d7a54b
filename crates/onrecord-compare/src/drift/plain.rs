//! Plain numbers: a headline counts without naming what ("Injures 12", "Seven Injured").

use std::collections::BTreeMap;

use onrecord_model::{DriftKind, Veto};

use super::Findings;
use super::digits::{dated, in_quantities};
use crate::pair::{Pair, Side};

/// Number words up to the tens; larger ones stand beside digits or are read as quantities. "One" is a pronoun as often as a
/// number.
const WORDS: [(&str, u64); 26] = [
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// Finds wordings that both state plain numbers and have none in common, where nothing else told of a number: a veto.
/// Years, dates and parts of names are no counts, so wordings with a number that may be a year are left alone.
pub(super) fn find(pair: &mut Pair<'_>, found: &mut Findings) {
    if found.vetoes.contains(&Veto::Quantity) {
        return;
    }
    // Quantities of both sides have been set against one another already.
    let judged = [&pair.a, &pair.b].iter().all(|side| !side.statement.slots.quantities.is_empty());
    let (a, b) = (numbers(&pair.a, judged), numbers(&pair.b, judged));
    let year = |n: &u64| (1_000..=2_999).contains(n);
    if a.keys().chain(b.keys()).any(year) || a.keys().any(|n| b.contains_key(n)) {
        return;
    }
    if let (Some(x), Some(y)) = (a.values().min(), b.values().min()) {
        found.veto(Veto::Quantity);
        let untold = pair.a.told.get(*x) == Some(&false) && pair.b.told.get(*y) == Some(&false);
        if untold {
            found.change(pair, DriftKind::Number, &(*x..*x + 1), &(*y..*y + 1));
        }
    }
}

/// The numbers of a side, with the word each stands at first; those of quantities are left out where they are `judged`.
fn numbers(side: &Side<'_>, judged: bool) -> BTreeMap<u64, usize> {
    let quantities = if judged { in_quantities(side) } else { vec![false; side.words.len()] };
    let mut found = BTreeMap::new();
    for ((i, word), judged) in side.words.iter().enumerate().zip(quantities) {
        if let Some(value) = number(&word.key).filter(|_| !judged && !dated(side, i)) {
            found.entry(value).or_insert(i);
        }
    }
    found
}

/// Looks up which number of a list a word stands for.
pub(super) fn meant(list: &[(&str, u64)], key: &str) -> Option<u64> {
    list.iter().find(|(word, _)| *word == key).map(|(_, number)| *number)
}

/// Reads a plain number in digits or as a word up to ninety; "one" is none.
pub(crate) fn number(key: &str) -> Option<u64> {
    meant(&WORDS, key).or_else(|| key.replace(',', "").parse().ok())
}
