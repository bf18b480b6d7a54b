//! The numbers two wordings state, by themselves: a headline counts without naming what ("Injures 12", "Seven Injured").

use std::collections::BTreeSet;

use onrecord_model::{Comparison, Veto};

/// Number words up to the tens; larger ones stand beside digits or are read as quantities.
const WORDS: [(&str, u64); 27] = [
    ("one", 1),
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

/// Adds to a comparison that the two wordings state different plain numbers, where it does not say so already.
pub(crate) fn with_numbers(mut comparison: Comparison, a: &str, b: &str) -> Comparison {
    if numbers_differ(a, b) && !comparison.vetoes.contains(&Veto::Quantity) {
        comparison.vetoes.push(Veto::Quantity);
    }
    comparison
}

/// Tells whether both wordings state plain numbers and have none in common. Years, dates and parts of names are no counts, so
/// wordings with a number that may be a year are left to the full comparison.
fn numbers_differ(a: &str, b: &str) -> bool {
    let (a, b) = (numbers(a), numbers(b));
    let year = |n: &u64| (1_000..=2_999).contains(n);
    !a.is_empty() && !b.is_empty() && a.is_disjoint(&b) && !a.iter().chain(&b).any(year)
}

fn numbers(text: &str) -> BTreeSet<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != ',' && c != '.');
    words.filter_map(|word| number(word.trim_matches([',', '.']))).collect()
}

fn number(word: &str) -> Option<u64> {
    // "one" is a pronoun as often as a number.
    let named = WORDS.iter().skip(1).find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, value)| *value);
    named.or_else(|| word.replace(',', "").parse().ok())
}

#[cfg(test)]
mod tests {
    use super::numbers_differ;

    #[test]
    fn plain_numbers_differ() {
        assert!(numbers_differ("Kelmouth Tank Fire Injures 12", "Seven Injured in Kelmouth Fire"));
        assert!(numbers_differ("3,000 jobs", "300 jobs"));
        assert!(!numbers_differ("Tank Fire Injures 12", "Twelve injured in the fire"));
        assert!(!numbers_differ("Fire Injures 12", "No warning before the fire"));
        assert!(!numbers_differ("won in 2019", "won 12 seats"));
        assert!(!numbers_differ("one of them", "12 of them"));
    }
}
