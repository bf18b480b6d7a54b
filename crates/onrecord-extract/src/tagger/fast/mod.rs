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
use weights::{Weights, short};

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
    let mut seen = Vec::with_capacity(128);
    let emission = |i: usize| {
        seen.clear();
        features.of(i, &mut |feature| seen.push(short(feature)));
        weights.scores(&weights.sum(&mut seen))
    };
    let emissions: Vec<[f32; TAGS]> = (0..words.len()).map(emission).collect();
    let best = weights.chain.best(&emissions);
    if best.iter().all(|tag| *tag == 0) {
        return Vec::new();
    }
    runs(&best, &weights.chain.marginals(&emissions))
}
