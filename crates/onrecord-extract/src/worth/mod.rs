//! How much a sentence is worth checking, and why: by rules, by a linear model, or by the accurate engine's encoder.

pub(crate) mod linear;
mod rules;
mod words;

use std::ops::Range;

use onrecord_model::{CheckWorthiness, Feature, Slots};

use crate::prepared::Prepared;
use crate::word;

pub(crate) use words::WordScores;

/// Features shown at most.
const SHOWN: usize = 8;

/// What an engine scores worth with.
#[derive(Clone, Debug, Default)]
pub(crate) enum Worth {
    /// Weights set by hand.
    #[default]
    Rules,
    /// The linear model.
    Linear,
    /// Scores the encoder gave to each word of the document.
    Words(WordScores),
}

impl Worth {
    /// Scores a proposition at `range`, whose slots are known.
    pub(crate) fn score(
        &self,
        prepared: &Prepared,
        range: &Range<usize>,
        slots: &Slots,
        dated: bool,
    ) -> CheckWorthiness {
        let linear = || {
            let words = word::words(prepared.text.as_str(), range);
            linear::score(&words)
        };
        match self {
            Worth::Rules => rules::score(&word::words(prepared.text.as_str(), range), slots, dated),
            Worth::Linear => linear(),
            // What the encoder did not read (a language it does not know, an overlong sentence) the linear model scores.
            Worth::Words(scores) => scores.score(prepared, range).unwrap_or_else(linear),
        }
    }
}

/// Turns a sum of evidence in logits into a probability, and keeps the strongest features.
fn logistic(bias: f64, mut features: Vec<Feature>) -> CheckWorthiness {
    let sum = bias + features.iter().map(|f| f.weight).sum::<f64>();
    features.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then_with(|| a.name.cmp(&b.name)));
    features.truncate(SHOWN);
    let rounded = |v: f64| (v * 1000.0).round() / 1000.0;
    for feature in &mut features {
        feature.weight = rounded(feature.weight);
    }
    features.retain(|f| f.weight != 0.0);
    CheckWorthiness { score: rounded(1.0 / (1.0 + (-sum).exp())), features }
}
