//! What was judged by hand, pair by pair, against what comparing says.
//!
//! The files hold no words: `pairs.rs` says how a pair is made out of the shared data, which is read in place. Slots stand
//! in the files because this crate finds none; `cargo run -p onrecord-extract --example judged_slots` writes them anew.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a measurement: it prints its figures, and a sample that cannot be read must fail it"
)]

mod pairs;
mod slots;

use std::collections::BTreeMap;

use onrecord_compare::{Statement, compare};
use onrecord_model::{Comparison, DriftKind, Veto};
use onrecord_text::Text;

/// A pair as it was judged, and what comparing says of it.
struct Pair {
    id: String,
    judged: String,
    comparison: Comparison,
}

/// What a sample has to reach: of the pairs that differ, and of the pairs called different.
struct Bar {
    recall: f64,
    precision: f64,
}

const BAR: Bar = Bar { recall: 0.97, precision: 0.95 };

/// Compares every pair of a file; `None` where the shared data is absent.
fn judged(file: &str) -> Option<Vec<Pair>> {
    let data = pairs::shared()?;
    let rows = pairs::rows(file);
    let texts = pairs::texts(&rows, &data);
    let one = |(row, texts): (pairs::Row, [String; 2])| {
        let [id, _, _, judged, a, b] = row.0;
        Pair { id, judged, comparison: compared(texts, &[a, b]) }
    };
    Some(rows.into_iter().zip(texts).map(one).collect())
}

fn compared(texts: [String; 2], slots: &[String; 2]) -> Comparison {
    let [a, b] = texts.map(|text| Text::new(text).unwrap());
    let whole = |text: &Text| [text.span(0..text.as_str().len()).unwrap()];
    let (slots_a, slots_b) = (slots::read(&a, &slots[0]), slots::read(&b, &slots[1]));
    compare(&Statement::bare(&a, &whole(&a), &slots_a), &Statement::bare(&b, &whole(&b), &slots_b))
}

/// Holds what is said against what was judged, names the pairs in which they part, and asks for the bar.
fn hold(what: &str, pairs: &[Pair], bar: &Bar, judged: impl Fn(&str) -> bool, said: impl Fn(&Pair) -> bool) {
    let (mut right, mut called, mut differ) = (0_u32, 0_u32, 0_u32);
    for pair in pairs {
        let (wanted, found) = (judged(&pair.judged), said(pair));
        right += u32::from(wanted && found);
        called += u32::from(found);
        differ += u32::from(wanted);
        if wanted != found {
            eprintln!("{what}: {} {}, judged {}", pair.id, if wanted { "missed" } else { "called" }, pair.judged);
        }
    }
    let (recall, precision) = (f64::from(right) / f64::from(differ), f64::from(right) / f64::from(called));
    eprintln!("{what}: {} pairs, recall {recall:.3}, precision {precision:.3}", pairs.len());
    assert!(recall >= bar.recall && precision >= bar.precision, "{what}: {recall:.3} {precision:.3}");
}

fn has(pair: &Pair, kind: DriftKind) -> bool {
    pair.comparison.drifts.iter().any(|drift| drift.kind == kind)
}

fn negations(what: &str, file: &str, bar: &Bar) {
    let Some(pairs) = judged(file) else { return };
    let vetoed = |pair: &Pair| pair.comparison.vetoes.contains(&Veto::Negation);
    hold(&format!("{what}, vetoes"), &pairs, bar, |judged| judged == "flips", vetoed);
    let told = |pair: &Pair| has(pair, DriftKind::Negation);
    hold(&format!("{what}, drifts"), &pairs, bar, |judged| judged != "same", told);
}

#[test]
fn a_negation_that_turns_a_sentence_round_is_found() {
    negations("negation", include_str!("negation.tsv"), &BAR);
}

/// The second sample holds more of the pairs that are hard to tell: half of its negatives are negated on both sides.
#[test]
fn so_it_is_in_a_second_sample() {
    negations("negation, second sample", include_str!("negation_second.tsv"), &Bar { recall: 0.96, precision: 0.93 });
}

#[test]
fn a_changed_number_is_told_as_a_number_or_a_date() {
    let Some(pairs) = judged(include_str!("number.tsv")) else { return };
    let told = |pair: &Pair| has(pair, DriftKind::Number) || pair.judged == "date" && has(pair, DriftKind::Time);
    hold("number, drifts", &pairs, &BAR, |judged| judged != "same", told);
    let vetoed = |pair: &Pair| pair.comparison.vetoes.contains(&Veto::Quantity);
    hold("number, vetoes", &pairs, &BAR, |judged| judged == "number", vetoed);
}

/// Judgements of the vetoes of MRPC pairs: for each veto, how many still stand of those on pairs that people call the
/// same (right, wrong) and of those on pairs that they call different (right, wrong). The table of `docs/comparison.md`.
const STANDING: [(&str, [u32; 4]); 5] = [
    ("hedge", [19, 25, 4, 14]),
    ("negation", [0, 10, 3, 17]),
    ("opposite", [1, 0, 13, 4]),
    ("quantity", [22, 13, 16, 2]),
    ("tense", [1, 5, 1, 1]),
];

#[test]
fn the_vetoes_of_paraphrases_are_those_that_were_judged() {
    let Some(pairs) = judged(include_str!("mrpc.tsv")) else { return };
    let mut standing: BTreeMap<&str, [u32; 4]> = BTreeMap::new();
    for pair in &pairs {
        let mut parts = pair.judged.split(' ');
        let different = parts.next() == Some("different");
        for (veto, judgement) in parts.map(|part| part.split_once('=').unwrap()) {
            let cell = 2 * usize::from(different) + usize::from(judgement != "right");
            let stands = pair.comparison.vetoes.iter().any(|found| found.as_str() == veto);
            standing.entry(veto).or_default()[cell] += u32::from(stands);
        }
    }
    assert_eq!(standing.into_iter().collect::<Vec<_>>(), STANDING);
}
