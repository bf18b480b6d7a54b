//! Searching earlier fact-checks.

use chrono::NaiveDate;
use onrecord_compare::{FindingIndex, FindingQuery, FindingText};
use proptest::prelude::*;

const CLAIMS: [&str; 4] = [
    "The new bridge over the Tarn cost 40 million.",
    "The new bridge over the Tarn cost 400 million.",
    "A shark swam through the flooded market hall of Estmere.",
    "Ferries to the islands run at a loss of two million a year.",
];

fn of(claims: &[&'static str]) -> FindingIndex {
    FindingIndex::new(claims.iter().map(|claim| FindingText { claim, ..FindingText::default() }))
}

fn index() -> FindingIndex {
    of(&CLAIMS)
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

#[test]
fn spellings_that_mean_the_same_are_found() {
    let index = of(&[
        "Eggs cost seven dollars in the United States.",
        "The mill burnt down.",
        "A barge sank with 43,000 bricks.",
    ]);
    let first = |text: &str| index.search(text, 1).first().map(|hit| hit.finding);
    assert_eq!(first("7"), Some(0));
    assert_eq!(first("U.S."), Some(0));
    assert_eq!(first("43000"), Some(2));
    assert_eq!(first("mill's"), Some(1));
}

#[test]
fn other_words_for_the_same_count() {
    let index = of(&["The ferry of Estmere has no doctor.", "The ferry of Estmere has no bell."]);
    assert_eq!(index.search("No physician is on the Estmere ferry", 1)[0].finding, 0);
}

#[test]
fn of_like_findings_the_nearer_date_comes_first() {
    let day = |year| NaiveDate::from_ymd_opt(year, 5, 26);
    let claim = "The new bridge over the Tarn cost 40 million.";
    let index = FindingIndex::new([2011, 2015, 2019].map(|year| FindingText {
        claim,
        date: day(year),
        ..FindingText::default()
    }));
    let first = |date, text: &str| index.search(FindingQuery { text, date }, 3)[0].finding;
    assert_eq!(first(day(2015), "the Tarn bridge"), 1);
    assert_eq!(first(None, "the Tarn bridge — Ann Bell (@bell) May 20, 2019"), 2);
    assert_eq!(first(day(2015), "the Tarn bridge — Ann Bell (@bell) May 20, 2019"), 1, "a given date wins");
    assert_eq!(first(None, "the Tarn bridge"), 0);
}

#[test]
fn very_long_texts_are_searched() {
    let long = "a bridge over é-ß 🦈 ".repeat(20_000);
    let index = FindingIndex::new([FindingText { claim: &long, title: &long, ..FindingText::default() }]);
    assert_eq!(index.search(long.as_str(), 1).len(), 1);
}

proptest! {
    #[test]
    fn scores_fall_and_sum_to_one(text in "[a-z ]{0,40} (bridge|shark|ferries|million) [a-z ]{0,40}") {
        let hits = index().search(text.as_str(), 10);
        let sum: f64 = hits.iter().map(|h| h.score).sum();
        prop_assert!((sum - 1.0).abs() < 1e-9);
        prop_assert!(hits.windows(2).all(|w| w[0].score >= w[1].score));
        prop_assert!(hits.iter().all(|h| (0.0..=1.0 + 1e-9).contains(&h.covered)));
    }

    #[test]
    fn any_text_is_searched(text in "\\PC{0,200}", claim in "\\PC{0,200}", days in -800_000_i32..800_000) {
        let date = NaiveDate::from_num_days_from_ce_opt(days);
        let finding = |claim, title| FindingText { claim, title, extra: title, date };
        let index = FindingIndex::new([finding(&claim, &text), finding(&text, &claim), finding("", &text)]);
        for asked in [FindingQuery { text: &text, date: None }, FindingQuery { text: &claim, date }] {
            let hits = index.search(asked, 3);
            prop_assert!(hits.len() <= 3);
            prop_assert!(hits.iter().all(|hit| (0.0..=1.0).contains(&hit.score)));
            prop_assert_eq!(hits, index.search(asked, 3));
        }
    }
}
