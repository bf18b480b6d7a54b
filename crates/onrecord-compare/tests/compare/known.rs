//! Searching earlier fact-checks.

use onrecord_compare::{FindingIndex, FindingText};
use proptest::prelude::*;

const CLAIMS: [&str; 4] = [
    "The new bridge over the Tarn cost 40 million.",
    "The new bridge over the Tarn cost 400 million.",
    "A shark swam through the flooded market hall of Estmere.",
    "Ferries to the islands run at a loss of two million a year.",
];

fn index() -> FindingIndex {
    FindingIndex::new(CLAIMS.map(|claim| FindingText { claim, title: "", extra: "" }))
}

fn first(text: &str) -> Option<usize> {
    index().search(text, 5).first().map(|hit| hit.finding)
}

#[test]
fn the_number_decides_between_like_claims() {
    assert_eq!(first("He claims that bridge cost 400 million"), Some(1));
    assert_eq!(first("He claims that bridge cost 40 million"), Some(0));
}

#[test]
fn tags_are_read_as_words_and_addresses_are_not() {
    assert_eq!(first("#FloodedMarket #SharkAttack"), Some(2));
    assert_eq!(first("https://example.com/shark pic.twitter.com/shark"), None);
}

proptest! {
    #[test]
    fn scores_fall_and_sum_to_one(text in "[a-z ]{0,40} (bridge|shark|ferries|million) [a-z ]{0,40}") {
        let hits = index().search(&text, 10);
        let sum: f64 = hits.iter().map(|h| h.score).sum();
        prop_assert!((sum - 1.0).abs() < 1e-9);
        prop_assert!(hits.windows(2).all(|w| w[0].score >= w[1].score));
        prop_assert!(hits.iter().all(|h| (0.0..=1.0 + 1e-9).contains(&h.covered)));
    }

    #[test]
    fn any_text_is_searched(text in "\\PC{0,200}", claim in "\\PC{0,200}") {
        let index = FindingIndex::new([FindingText { claim: &claim, title: &text, extra: "" }]);
        let hits = index.search(&text, 3);
        prop_assert!(hits.len() <= 1);
    }
}
