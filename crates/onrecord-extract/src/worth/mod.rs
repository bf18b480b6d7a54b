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
fn logistic<N: AsRef<str> + Ord>(bias: f64, mut signs: Vec<(N, f64)>) -> CheckWorthiness {
    let sum = bias + signs.iter().map(|(_, weight)| weight).sum::<f64>();
    signs.sort_unstable_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then_with(|| a.0.cmp(&b.0)));
    let rounded = |v: f64| (v * 1000.0).round() / 1000.0;
    let shown = signs.iter().take(SHOWN).map(|(name, weight)| (name, rounded(*weight))).filter(|(_, w)| *w != 0.0);
    let features = shown.map(|(name, weight)| Feature { name: name.as_ref().to_owned(), weight }).collect();
    CheckWorthiness { score: rounded(1.0 / (1.0 + (-sum).exp())), features }
}
