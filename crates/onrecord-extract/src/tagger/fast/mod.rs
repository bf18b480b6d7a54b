//! The fast tagger: a linear-chain conditional random field over features of words.
//!
//! Lafferty, `McCallum`, Pereira, ICML 2001. Trained by `training/fast/tagger.rs`.

pub(crate) mod features;
pub(crate) mod weights;

use std::sync::OnceLock;

use super::chain::TAGS;
use super::sequence::Sequence;
use super::{Run, runs};
use crate::prepared::Prepared;
use features::Features;
use weights::Weights;

static FILE: &[u8] = include_bytes!("../../model/fast.bin");

/// Returns the weights that are built in; `None` when the file is damaged.
fn weights() -> Option<&'static Weights> {
    static WEIGHTS: OnceLock<Option<Weights>> = OnceLock::new();
    WEIGHTS.get_or_init(|| Weights::read(FILE)).as_ref()
}

/// Tags a sequence.
pub(crate) fn tag(prepared: &Prepared, sequence: &Sequence) -> Vec<Run> {
    let Some(weights) = weights() else {
        return Vec::new();
    };
    tag_with(weights, prepared, sequence)
}

pub(crate) fn tag_with(weights: &Weights, prepared: &Prepared, sequence: &Sequence) -> Vec<Run> {
    let words = sequence.of(prepared);
    let features = Features::new(words, &sequence.sentences);
    let emission = |i: usize| {
        let mut sums = [0; TAGS];
        features.of(i, &mut |feature| weights.add(feature, &mut sums));
        weights.scores(&sums)
    };
    let emissions: Vec<[f32; TAGS]> = (0..words.len()).map(emission).collect();
    runs(&weights.chain.best(&emissions), &weights.chain.marginals(&emissions))
}
