//! Worth from the scores an encoder gave to words, together with the linear model: the two err on different sentences.

use std::collections::BTreeMap;
use std::ops::Range;

use onrecord_model::CheckWorthiness;

use super::{linear, logistic};
use crate::prepared::Prepared;
use crate::word;

static FILE: &str = include_str!("../model/accurate_worth.txt");

/// How much the encoder's mean and the linear model's sum count, in logits, and what is added (Platt 1999 with two
/// scores); made by `training/fast/calibrate.rs`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mixture {
    pub(crate) encoder: f64,
    pub(crate) linear: f64,
    pub(crate) shift: f64,
}

impl Mixture {
    /// Reads three numbers; lines that start with `#` are passed over.
    fn read(file: &str) -> Option<Self> {
        let lines = file.lines().filter(|l| !l.starts_with('#'));
        let mut numbers = lines.flat_map(str::split_whitespace).map_while(|n| n.parse().ok());
        Some(Mixture { encoder: numbers.next()?, linear: numbers.next()?, shift: numbers.next()? })
    }
}

/// Scores of the words of a document, ascending by place.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordScores {
    /// Bytes of a word and its score in logits.
    pub(crate) words: Vec<(Range<usize>, f32)>,
}

impl WordScores {
    fn inside(&self, range: &Range<usize>) -> Option<&[(Range<usize>, f32)]> {
        let from = self.words.partition_point(|(w, _)| w.end <= range.start);
        let to = self.words.partition_point(|(w, _)| w.start < range.end);
        self.words.get(from..to).filter(|w| !w.is_empty())
    }

    /// Returns the mean score of a passage; `None` when none of its words was read.
    pub(crate) fn mean(&self, range: &Range<usize>) -> Option<f64> {
        let inside = self.inside(range)?;
        Some(inside.iter().map(|(_, s)| f64::from(*s)).sum::<f64>() / inside.len() as f64)
    }

    /// Scores a passage; `None` when none of its words was read.
    pub(super) fn score(&self, prepared: &Prepared, range: &Range<usize>) -> Option<CheckWorthiness> {
        let mixture = Mixture::read(FILE)?;
        let inside = self.inside(range)?;
        let share = mixture.encoder / inside.len() as f64;
        let (bias, signs) = linear::evidence(&word::words(prepared.text.as_str(), range));
        // A word may speak through both models; it is shown once.
        let mut sums: BTreeMap<String, f64> = BTreeMap::new();
        for (word, score) in inside {
            let name = format!("“{}”", prepared.slice(word).to_lowercase());
            *sums.entry(name).or_default() += f64::from(*score) * share;
        }
        for (name, weight) in signs {
            *sums.entry(name.to_owned()).or_default() += weight * mixture.linear;
        }
        Some(logistic(mixture.shift + bias * mixture.linear, sums.into_iter().collect()))
    }
}
