//! Keys under which statements are filed, and the index of them.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_compare::{BAND_CAP, BandIndex, StatementKeys, statement_keys, statement_signature};
use proptest::prelude::*;

use crate::support::{Written, written};

fn plain(text: &str) -> Written {
    written(&text.replace(['[', ']'], " "))
}

fn keys(text: &str) -> StatementKeys {
    statement_keys(&plain(text).statement())
}

fn shared(one: &StatementKeys, other: &StatementKeys) -> usize {
    one.bands.iter().filter(|band| other.bands.contains(band)).count()
}

/// A sentence with content: words of a small vocabulary, so that sentences share some.
fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "harbour",
        "crane",
        "quay",
        "Kelmouth",
        "barge",
        "the",
        "of",
        "tax",
        "year",
        "1,200",
        "dredged",
        "planned",
        "grain",
        "pilots",
        "ebbing",
        "was",
        "not",
        "storm",
        "ferry",
        "government",
    ]);
    prop::collection::vec(word, 1..14).prop_map(|words| format!("Anselm {}.", words.join(" ")))
}

#[test]
fn statements_that_share_their_two_rarest_stems_meet() {
    let one = keys("The Skelderwick dredger was moored for many years by the government.");
    let other = keys("It cost the public a new tax bill: a dredger at Skelderwick.");
    assert!(shared(&one, &other) > 0);
    assert_eq!(shared(&one, &keys("It cost the public a new tax bill: a barge at Skelderwick.")), 0);
}

#[test]
fn a_statement_of_one_stem_has_one_key() {
    assert_eq!(keys("Resigned!").bands.len(), 1);
    assert_eq!(keys("Resigned!").bands, keys("He was resigning.").bands);
    assert_eq!(keys("of the and"), StatementKeys::default());
}

#[test]
fn a_full_bucket_takes_no_more_and_is_counted() {
    let mut index = BandIndex::default();
    for number in 0..BAND_CAP as u32 {
        assert_eq!(index.insert(number, &[7, 8 + i64::from(number)]).len(), 2);
    }
    assert_eq!(index.capped(), 0);
    assert_eq!(index.insert(1_000, &[7, 6]), [6]);
    assert_eq!(index.capped(), 1);
    assert_eq!(index.find(&[7], usize::MAX), (0..BAND_CAP as u32).collect::<Vec<_>>());
    assert_eq!(index.find(&[6], usize::MAX), [1_000]);
}

#[test]
fn what_is_filled_in_is_found_and_counts_towards_the_cap() {
    let mut index = BandIndex::default();
    index.insert(9, &[1, 2]);
    index.fill(1, vec![5, 3]);
    index.fill(2, Vec::new());
    index.fill(i64::MIN, (0..BAND_CAP as u32).collect());
    index.fill(-1, vec![4]);
    assert_eq!(index.find(&[1, 2], 10), [3, 5]);
    assert_eq!(index.insert(6, &[1, 2, i64::MIN, -1]), [1, 2, -1]);
    assert_eq!(index.find(&[1, 2, -1], 10), [6, 3, 4, 5]);
    index.fill(1, vec![8]);
    assert_eq!(index.find(&[1], 10), [8]);
}

#[test]
fn those_that_share_most_keys_come_first() {
    let mut index = BandIndex::default();
    index.insert(3, &[1, 2]);
    index.insert(2, &[1, 2, 3]);
    index.insert(1, &[3]);
    index.insert(0, &[3]);
    assert_eq!(index.find(&[1, 2, 3], 10), [2, 3, 0, 1]);
    assert_eq!(index.find(&[1, 2, 3], 3), [2, 3, 0]);
    assert_eq!(index.find(&[4], 3), [0; 0]);
}

proptest! {
    #[test]
    fn any_statement_has_at_most_fifteen_keys_and_the_signature_of_its_words(text in "\\PC{0,200}") {
        let text = plain(&text);
        let keys = statement_keys(&text.statement());
        prop_assert!(keys.bands.len() <= 15);
        prop_assert!(keys.bands.is_sorted_by(|a, b| a < b));
        prop_assert_eq!(keys.bands.is_empty(), keys.words.is_empty());
        prop_assert_eq!(&keys.signature, &statement_signature(&text.statement()));
    }

    #[test]
    fn a_statement_finds_itself_and_before_it_only_what_has_all_its_keys(texts in prop::collection::vec(sentence(), 1..40)) {
        let filed: Vec<StatementKeys> = texts.iter().map(|text| keys(text)).collect();
        let mut index = BandIndex::default();
        for (number, keys) in (0..).zip(&filed) {
            prop_assert_eq!(&index.insert(number, &keys.bands), &keys.bands);
        }
        for (number, keys) in (0..).zip(&filed) {
            let found = index.find(&keys.bands, usize::MAX);
            let place = found.iter().position(|n| *n == number);
            let holds_all = |n: &u32| shared(keys, &filed[*n as usize]) == keys.bands.len();
            prop_assert!(place.is_some_and(|place| found[..place].iter().all(holds_all)));
        }
    }

    #[test]
    fn below_the_cap_the_order_of_filing_does_not_matter(
        (bands, order) in prop::collection::vec(prop::collection::btree_set(-6_i64..6, 1..6), 1..60)
            .prop_flat_map(|bands| (Just(bands.clone()), Just((0..bands.len()).collect::<Vec<_>>()).prop_shuffle())),
        asked in prop::collection::btree_set(-6_i64..6, 0..8),
    ) {
        let bands: Vec<Vec<i64>> = bands.into_iter().map(|bands| bands.into_iter().collect()).collect();
        let (mut one, mut other) = (BandIndex::default(), BandIndex::default());
        for number in 0..bands.len() {
            one.insert(number as u32, &bands[number]);
            other.insert(order[number] as u32, &bands[order[number]]);
        }
        let asked: Vec<i64> = asked.into_iter().collect();
        prop_assert_eq!(one.find(&asked, usize::MAX), other.find(&asked, usize::MAX));
    }

    #[test]
    fn the_index_is_a_table_of_capped_lists(steps in prop::collection::vec((0_i64..3, 0_u32..200, any::<bool>()), 0..400)) {
        let (mut index, mut table, mut full) = (BandIndex::default(), BTreeMap::<i64, BTreeSet<u32>>::new(), 0);
        for (band, number, fills) in steps {
            if fills && number < 8 {
                table.insert(band, (0..number).collect());
                index.fill(band, (0..number).collect());
            } else if !table.entry(band).or_default().contains(&number) {
                let room = table[&band].len() < BAND_CAP;
                prop_assert_eq!(index.insert(number, &[band]).len(), usize::from(room));
                full += usize::from(!room);
                if room {
                    table.entry(band).or_default().insert(number);
                }
            }
        }
        for band in 0..3 {
            let held: Vec<u32> = table.get(&band).into_iter().flatten().copied().collect();
            prop_assert_eq!(index.find(&[band], usize::MAX), held);
        }
        prop_assert_eq!(index.capped(), full);
    }
}
