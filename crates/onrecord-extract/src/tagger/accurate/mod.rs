//! The accurate tagger: a small transformer over word pieces, a linear chain over words.
//!
//! `MiniLM` (Wang et al. 2020) fine-tuned with a linear-chain layer (Lample et al. 2016); see `training/accurate`.

mod encoder;
mod pieces;

use std::ops::Range;

use super::chain::TAGS;
use super::sequence::Sequence;
use super::{Label, runs};
use crate::prepared::Prepared;
use crate::worth::WordScores;
use encoder::{Encoder, Scores, encoder};
use pieces::{LIMIT, Pieces, pieces};

/// Marks at the start of a window and behind each paragraph.
const START: i32 = 101;
const BREAK: i32 = 102;

/// A run of words as bytes of the document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ByteRun {
    pub(crate) label: Label,
    pub(crate) bytes: Range<usize>,
    pub(crate) confidence: f64,
}

/// A part of a paragraph, with where it begins in the document.
struct Part {
    start: usize,
    pieces: Pieces,
}

/// Reads the headline and the sequences of a document: runs of words in reading order, and what each word is worth.
/// Paragraphs are put into windows together, so that each is read with its neighbours.
pub(crate) fn read(prepared: &Prepared, sequences: &[Sequence]) -> (Vec<ByteRun>, WordScores) {
    let Some(encoder) = encoder() else {
        return (Vec::new(), WordScores::default());
    };
    let headline = prepared.layout.headlines.first().cloned();
    let ranges = headline.into_iter().chain(sequences.iter().filter_map(|s| extent(prepared, s)));
    let parts: Vec<Part> = ranges.flat_map(|range| parts(prepared, &range)).collect();
    let mut runs = Vec::new();
    let mut worth = WordScores::default();
    for window in windows(&parts) {
        for (part, scores) in window.iter().zip(scored(encoder, window)) {
            runs.extend(tagged(encoder, part, &scores));
            let words = part.pieces.words.iter().zip(&scores);
            worth.words.extend(words.map(|(w, s)| (part.start + w.start..part.start + w.end, s[TAGS])));
        }
    }
    (runs, worth)
}

fn extent(prepared: &Prepared, sequence: &Sequence) -> Option<Range<usize>> {
    let words = sequence.of(prepared);
    Some(words.first()?.range.start..words.last()?.range.end)
}

fn parts(prepared: &Prepared, range: &Range<usize>) -> Vec<Part> {
    let part = |pieces: Pieces| Part { start: range.start, pieces };
    pieces(prepared.slice(range)).into_iter().map(part).collect()
}

/// Runs of whole parts that fit into a window.
fn windows(parts: &[Part]) -> Vec<&[Part]> {
    let mut found = Vec::new();
    let (mut from, mut size) = (0, 1);
    for (i, part) in parts.iter().enumerate() {
        let more = part.pieces.ids.len() + 1;
        if i > from && size + more > LIMIT {
            found.extend(parts.get(from..i));
            (from, size) = (i, 1);
        }
        size += more;
    }
    found.extend(parts.get(from..).filter(|rest| !rest.is_empty()));
    found
}

/// Returns for each part of a window the scores of its words, which are those of their first pieces.
fn scored(encoder: &Encoder, window: &[Part]) -> Vec<Vec<Scores>> {
    let (mut ids, mut kinds) = (vec![START], vec![0]);
    let mut starts = Vec::with_capacity(window.len());
    for part in window {
        starts.push(ids.len());
        ids.extend(&part.pieces.ids);
        kinds.extend(&part.pieces.kinds);
        ids.push(BREAK);
        kinds.push(0);
    }
    let scores = encoder.scores(ids, kinds).unwrap_or_default();
    let of = |(part, start): (&Part, usize)| {
        part.pieces.first.iter().map_while(|first| scores.get(start + first).copied()).collect()
    };
    window.iter().zip(starts).map(of).collect()
}

fn tagged(encoder: &Encoder, part: &Part, scores: &[Scores]) -> Vec<ByteRun> {
    let emissions: Vec<[f32; TAGS]> = scores.iter().map(|s| std::array::from_fn(|t| s[t])).collect();
    let found = runs(&encoder.chain.best(&emissions), &encoder.chain.marginals(&emissions));
    let bytes = |words: &Range<usize>| {
        let all = part.pieces.words.get(words.clone())?;
        Some(part.start + all.first()?.start..part.start + all.last()?.end)
    };
    found
        .into_iter()
        .filter_map(|r| Some(ByteRun { label: r.label, bytes: bytes(&r.words)?, confidence: r.confidence }))
        .collect()
}
