//! Sentences followed over versions.

use onrecord_compare::sentence_timeline;
use onrecord_model::{SentenceChange, SentenceEvent};
use onrecord_text::Text;
use proptest::prelude::*;

const RISKS: &str = "The risks to growth are balanced for the months ahead.";
const RATE: &str = "The board voted to keep its rate for loans at 5 percent.";
const LABOUR: &str = "Labour markets in the northern towns remain tight this year.";
const TRADE: &str = "Trade with the islands grew more slowly than the board expected.";

fn timeline(versions: &[&str]) -> (Vec<Text>, Vec<SentenceEvent>) {
    let texts: Vec<Text> = versions.iter().map(|v| Text::new(*v).unwrap()).collect();
    let events = sentence_timeline(&texts.iter().collect::<Vec<_>>());
    (texts, events)
}

/// Each event as "version change words", words shortened to the first three.
fn told(versions: &[&str]) -> Vec<String> {
    let (texts, events) = timeline(versions);
    let words = |event: &SentenceEvent| {
        let (version, span) = event.now.map_or_else(
            || event.before.map(|place| (place.version, place.span)).unwrap(),
            |span| (event.version, span),
        );
        texts[version].slice(&span).split_whitespace().take(3).collect::<Vec<_>>().join(" ")
    };
    events.iter().map(|e| format!("{} {} {}", e.version, e.change.as_str(), words(e))).collect()
}

#[test]
fn a_sentence_that_left_is_known_when_it_is_back() {
    let versions = [format!("{RATE} {RISKS}"), RATE.to_owned(), LABOUR.to_owned(), format!("{LABOUR} {RISKS}")];
    let versions: Vec<&str> = versions.iter().map(String::as_str).collect();
    let found = told(&versions);
    assert!(found.contains(&"1 left The risks to".to_owned()), "{found:?}");
    assert!(found.contains(&"3 back The risks to".to_owned()), "{found:?}");
    let (_, events) = timeline(&versions);
    let back = events.iter().find(|e| e.change == SentenceChange::Back).unwrap();
    assert_eq!(back.before.unwrap().version, 0);
}

#[test]
fn sentences_may_change_places_and_words() {
    let first = format!("{RATE} {RISKS} {LABOUR}");
    let second = format!("{LABOUR} {} {}", RATE.replace('5', "4"), RISKS.replace("balanced", "high"));
    assert_eq!(
        told(&[&first, &second])[3..],
        ["1 same Labour markets in", "1 reworded The board voted", "1 reworded The risks to",]
    );
}

#[test]
fn what_was_split_or_merged_is_neither_new_nor_gone() {
    let joined = "Labour markets in the northern towns remain tight this year and trade with the islands grew more slowly than \
                  the board expected.";
    let apart = format!("{LABOUR} {TRADE}");
    assert_eq!(told(&[joined, &apart])[1..], ["1 reworded Labour markets in", "1 split Trade with the"]);
    assert_eq!(told(&[&apart, joined])[2..], ["1 reworded Labour markets in", "1 merged Trade with the"]);
    let (texts, events) = timeline(&[joined, &apart, joined]);
    let wholes = events.iter().filter_map(|e| Some((e.version, e.whole?)));
    let wholes: Vec<_> =
        wholes.map(|(at, place)| (at, place.version, texts[place.version].slice(&place.span))).collect();
    assert_eq!(wholes, [(1, 0, joined), (2, 2, joined)]);
}

proptest! {
    #[test]
    fn every_sentence_of_every_version_has_one_event(picks in prop::collection::vec(prop::collection::vec(0..4_usize, 0..6), 1..6)) {
        let all = [RISKS, RATE, LABOUR, TRADE];
        let versions: Vec<String> =
            picks.iter().map(|v| v.iter().map(|i| all[*i]).collect::<Vec<_>>().join(" ")).collect();
        let (_, events) = timeline(&versions.iter().map(String::as_str).collect::<Vec<_>>());
        for (version, picked) in picks.iter().enumerate() {
            let here: Vec<&SentenceEvent> = events.iter().filter(|e| e.version == version && e.now.is_some()).collect();
            prop_assert_eq!(here.len(), picked.len());
            let mut threads: Vec<usize> = here.iter().map(|e| e.thread).collect();
            threads.sort_unstable();
            threads.dedup();
            prop_assert_eq!(threads.len(), picked.len());
        }
        for event in &events {
            prop_assert_eq!(event.now.is_none(), matches!(event.change, SentenceChange::Left | SentenceChange::Merged));
            let fresh = matches!(event.change, SentenceChange::New | SentenceChange::Split);
            prop_assert_eq!(event.before.is_none(), fresh);
            let part = matches!(event.change, SentenceChange::Split | SentenceChange::Merged);
            prop_assert_eq!(event.whole.is_some(), part);
        }
    }
}
