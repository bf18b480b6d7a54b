//! What became of those who are counted: "nine people were killed" and "nine people were injured" are two counts.

use std::ops::Range;

use crate::lexicon;
use crate::pair::Side;

/// What became of people, for which news counts them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Fate {
    Killed,
    Injured,
    Treated,
    Missing,
    Rescued,
    Held,
    Freed,
    Charged,
    Displaced,
}

/// The words that tell of each, in order. "Intensive" stands for intensive care: there is other care.
const FATES: [(&str, Fate); 48] = [
    ("arrested", Fate::Held),
    ("charged", Fate::Charged),
    ("convicted", Fate::Charged),
    ("dead", Fate::Killed),
    ("death", Fate::Killed),
    ("deaths", Fate::Killed),
    ("detained", Fate::Held),
    ("die", Fate::Killed),
    ("died", Fate::Killed),
    ("dies", Fate::Killed),
    ("displaced", Fate::Displaced),
    ("drowned", Fate::Killed),
    ("evacuated", Fate::Displaced),
    ("fatalities", Fate::Killed),
    ("freed", Fate::Freed),
    ("held", Fate::Held),
    ("homeless", Fate::Displaced),
    ("hospital", Fate::Treated),
    ("hospitalised", Fate::Treated),
    ("hospitalized", Fate::Treated),
    ("hurt", Fate::Injured),
    ("hurting", Fate::Injured),
    ("indicted", Fate::Charged),
    ("injure", Fate::Injured),
    ("injured", Fate::Injured),
    ("injures", Fate::Injured),
    ("injuries", Fate::Injured),
    ("injuring", Fate::Injured),
    ("intensive", Fate::Treated),
    ("jailed", Fate::Held),
    ("kill", Fate::Killed),
    ("killed", Fate::Killed),
    ("killing", Fate::Killed),
    ("kills", Fate::Killed),
    ("lives", Fate::Killed),
    ("maimed", Fate::Injured),
    ("missing", Fate::Missing),
    ("perished", Fate::Killed),
    ("released", Fate::Freed),
    ("rescued", Fate::Rescued),
    ("saved", Fate::Rescued),
    ("sentenced", Fate::Charged),
    ("survived", Fate::Rescued),
    ("survivors", Fate::Rescued),
    ("treated", Fate::Treated),
    ("unaccounted", Fate::Missing),
    ("wounded", Fate::Injured),
    ("wounding", Fate::Injured),
];

/// Words between a count and what became of those who are counted at most.
const REACH: usize = 6;

/// Finds what became of those whom words count, and the word that says so: behind them in their clause, else before them.
pub(super) fn fate(side: &Side<'_>, count: &Range<usize>) -> Option<(Fate, usize)> {
    let key = |at: usize| side.words.get(at).map_or("", |word| word.key.as_ref());
    let ends = |at: &usize| lexicon::starts_clause(key(*at)) && key(*at) != "who" || key(*at) == ".";
    let told = |at: usize| of(key(at)).map(|fate| (fate, at));
    let end = (count.end + REACH).min(side.words.len());
    let inside = count.clone().find_map(told);
    let behind = || (count.end..end).take_while(|at| !ends(at)).find_map(told);
    let before = || (count.start.saturating_sub(REACH)..count.start).rev().take_while(|at| !ends(at)).find_map(told);
    inside.or_else(behind).or_else(before)
}

fn of(key: &str) -> Option<Fate> {
    FATES.binary_search_by_key(&key, |(word, _)| *word).ok().map(|at| FATES[at].1)
}

#[cfg(test)]
mod tests {
    use super::{FATES, of};

    #[test]
    fn every_word_is_found() {
        assert!(FATES.iter().all(|(word, fate)| of(word) == Some(*fate)));
        assert_eq!(of("care"), None);
    }
}
