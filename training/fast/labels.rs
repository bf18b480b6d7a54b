//! Scores both taggers alone: exact F1 of spans by label on words, `labels DOCS GOLD`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::cast_sign_loss,
    clippy::too_many_lines,
    unreachable_pub,
    dead_code,
    missing_docs,
    reason = "a program for whoever trains: it prints what it measures, and shares files of which it needs parts"
)]

mod corpus;

use std::collections::BTreeSet;

use corpus::Document;
use onrecord_extract::EngineKind;
use onrecord_extract::training::{Label, runs, sequences, tags};

/// Label, first word and end.
type Span = (Label, usize, usize);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [docs, gold] = args.as_slice() else {
        return Err("usage: labels DOCS GOLD".into());
    };
    let documents = corpus::read(docs, gold)?;
    for kind in [EngineKind::Fast, EngineKind::Accurate] {
        let pairs: Vec<_> = documents.iter().map(|d| (marked(d), found(kind, d))).collect();
        for (label, name) in Label::ALL.into_iter().zip(["source", "cue", "content"]) {
            let of = |spans: &BTreeSet<Span>| spans.iter().filter(|s| s.0 == label).count();
            let both: usize = pairs.iter().map(|(gold, found)| of(&(gold & found))).sum();
            let all: usize = pairs.iter().map(|(gold, found)| of(gold) + of(found)).sum();
            println!("{kind}.{name} {:.4}", 2.0 * both as f64 / all.max(1) as f64);
        }
    }
    Ok(())
}

fn found(kind: EngineKind, document: &Document) -> BTreeSet<Span> {
    runs(kind, &document.prepared).into_iter().map(|r| (r.label, r.words.start, r.words.end)).collect()
}

/// What is marked, as runs of words; two that touch are one.
fn marked(document: &Document) -> BTreeSet<Span> {
    let pieces = document.pieces();
    let label = |tag: usize| tag.checked_sub(1).map(|t| Label::ALL[t / 2]);
    let mut spans = BTreeSet::new();
    for sequence in sequences(&document.prepared) {
        let tags = tags(&document.prepared, &sequence, &pieces);
        let mut at = 0;
        while at < tags.len() {
            let now = label(tags[at]);
            let end = (at..tags.len()).find(|i| label(tags[*i]) != now).unwrap_or(tags.len());
            spans.extend(now.map(|l| (l, sequence.words.start + at, sequence.words.start + end)));
            at = end;
        }
    }
    spans
}
