//! Earlier fact-checks that a text may be about: lexical candidates, then a linear ranking of the best of them.
//!
//! Candidates come from BM25 (Robertson and Zaragoza 2009) over the fields of a finding, each with its weight. The fifty
//! best are ranked by a handful of signs that BM25 does not see: how much of the claim the text covers and the other way
//! round, pairs of neighbouring words, numbers. The weights were fitted by `training/known`.

mod index;
mod rank;
mod terms;

pub use index::{FindingIndex, FindingText, KnownHit};
