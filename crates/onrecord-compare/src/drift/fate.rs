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

/// The words that tell of each.
const FATES: [(Fate, &str); 9] = [
    (Fate::Killed, "dead death deaths die died dies drowned fatalities kill killed killing kills lives perished"),
    (Fate::Injured, "hurt hurting injure injured injures injuries injuring maimed wounded wounding"),
    (Fate::Treated, "care hospital hospitalised hospitalized treated"),
    (Fate::Missing, "missing unaccounted"),
    (Fate::Rescued, "rescued saved survived survivors"),
    (Fate::Held, "arrested detained held jailed"),
    (Fate::Freed, "freed released"),
    (Fate::Charged, "charged convicted indicted sentenced"),
    (Fate::Displaced, "displaced evacuated homeless"),
];

/// Words between a count and what became of those who are counted at most.
const REACH: usize = 6;

/// Finds what became of those whom words count, and the word that says so: behind them in their clause, else before them.
pub(super) fn fate(side: &Side<'_>, count: &Range<usize>) -> Option<(Fate, usize)> {
    let key = |at: usize| side.words.get(at).map_or("", |word| word.key.as_ref());
    let ends = |at: &usize| lexicon::starts_clause(key(*at)) && key(*at) != "who" || key(*at) == ".";
    let told = |at: usize| {
        let listed = |(_, words): &&(Fate, &str)| words.split(' ').any(|word| word == key(at));
        FATES.iter().find(listed).map(|(fate, _)| (*fate, at))
    };
    let end = (count.end + REACH).min(side.words.len());
    let inside = count.clone().find_map(told);
    let behind = || (count.end..end).take_while(|at| !ends(at)).find_map(told);
    let before = || (count.start.saturating_sub(REACH)..count.start).rev().take_while(|at| !ends(at)).find_map(told);
    inside.or_else(behind).or_else(before)
}
