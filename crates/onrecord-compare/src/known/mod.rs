//! Earlier fact-checks that a text may be about: lexical candidates, then a linear ranking of the best of them.
//!
//! Candidates come from BM25 (Robertson and Zaragoza 2009) over the fields of a finding, each with its weight. The hundred
//! best are ranked by signs that BM25 does not see: how much of the claim the text covers and the other way round, pairs of neighbouring
//! words, numbers; runs of characters; word pieces that are near in meaning; dates. The weights were fitted by
//! `training/known`.

mod bm25;
mod dates;
mod grams;
mod index;
mod meeting;
mod pieces;
mod rank;
mod signs;
mod spelling;
mod terms;
mod vectors;
mod wordpiece;
mod words;

pub use index::{FindingIndex, FindingQuery, FindingTerms, FindingText, KnownHit};
