//! What the programs in `training/` need: documents and features exactly as the engines see them, and the files the
//! engines read. Nothing else should use it.

use std::ops::Range;

use crate::link::{self, Scene, Weights};
use crate::tagger::accurate;
use crate::tagger::fast::{self, weights};
use crate::trained::{self, Places};
use crate::worth::linear;
use crate::{EngineKind, Input, Prepared};

pub use crate::link::{Choice, Marked};
pub use crate::tagger::{Features, Label, Run, Sequence, TAGS, sequences};

/// Returns the half of a feature's hash that the file of the fast tagger keeps.
pub fn short(feature: u64) -> u32 {
    weights::short(feature)
}

/// Makes the file of the fast tagger of scores of steps (`[from][to]`) and features.
pub fn fast_file(step: &[[f32; TAGS]; TAGS], features: Vec<(u32, [f32; TAGS])>) -> Vec<u8> {
    weights::write(step, features)
}

/// A fast tagger made of a file.
#[derive(Debug)]
pub struct FastTagger(weights::Weights);

impl FastTagger {
    /// Reads a file; `None` when it is damaged.
    pub fn read(file: &[u8]) -> Option<Self> {
        weights::Weights::read(file).map(FastTagger)
    }

    /// Tags a sequence.
    pub fn tag(&self, prepared: &Prepared, sequence: &Sequence) -> Vec<Run> {
        fast::tag_with(&self.0, prepared, sequence)
    }
}

/// Returns the tag of every word of a sequence, given what is marked: pieces of the text with their label, of which the
/// first that covers a word counts.
pub fn tags(prepared: &Prepared, sequence: &Sequence, marked: &[(Label, Range<usize>)]) -> Vec<usize> {
    let mut last: Option<usize> = None;
    let tag = |word: &crate::Word| {
        let of = marked.iter().position(|(_, r)| r.start < word.range.end && word.range.start < r.end);
        let (tag, piece) = of.map_or((0, None), |n| {
            let first = marked[n].0.first_tag();
            let begins = last.is_none_or(|l| marked[l].0 != marked[n].0);
            (if begins { first } else { first + 1 }, Some(n))
        });
        last = piece;
        tag
    };
    sequence.of(prepared).iter().map(tag).collect()
}

/// Puts what is marked into the words of a document: contents, cues and sources in reading order, each with the number
/// of its attribution.
pub fn marked(prepared: &Prepared, pieces: &[(Label, Range<usize>, usize)]) -> (Vec<Marked>, Vec<usize>) {
    let places = Places::new(prepared);
    let words = |r: &Range<usize>| {
        let from = prepared.words.partition_point(|w| w.range.end <= r.start);
        let to = prepared.words.partition_point(|w| w.range.start < r.end);
        from..to
    };
    let mut found: Vec<(Marked, usize)> = pieces
        .iter()
        .filter(|(_, r, _)| !words(r).is_empty())
        .map(|(label, r, owner)| (places.marked(*label, words(r), 1.0), *owner))
        .collect();
    found.sort_by_key(|(m, _)| (m.words.start, m.words.end));
    found.into_iter().unzip()
}

/// Returns what a run may choose, each with the places of its features; the last is to choose nothing.
pub fn options(
    prepared: &Prepared,
    marked: &[Marked],
    from: usize,
    choice: Choice,
) -> Vec<(Option<usize>, Vec<usize>)> {
    let scene = Scene::new(prepared, marked);
    let near = link::candidates(marked, from, choice).into_iter().map(Some).chain([None]);
    near.map(|to| {
        let mut found = Vec::new();
        scene.features(choice, from, to, &mut |f| found.push(Weights::place(f)));
        (to, found)
    })
    .collect()
}

/// Weights in the file of links.
pub const LINK_SIZE: usize = link::SIZE;

/// Makes the file of links.
pub fn link_file(weights: &[f32]) -> Vec<u8> {
    link::file(weights)
}

/// Returns the names of the signs of check-worthiness in a sentence.
pub fn worth_signs(sentence: &str) -> Vec<String> {
    let words = crate::word::words(sentence, &(0..sentence.len()));
    let mut found = Vec::new();
    linear::signs(&words, &mut |parts| {
        let name = parts.concat();
        if !found.contains(&name) {
            found.push(name);
        }
    });
    found
}

/// A linear model of check-worthiness made of a file.
#[derive(Debug)]
pub struct WorthModel(linear::Weights);

impl WorthModel {
    /// Reads a file of names and weights.
    pub fn read(file: &str) -> Self {
        WorthModel(linear::Weights::read(file))
    }

    /// Scores a sentence, 0..1.
    pub fn score(&self, sentence: &str) -> f64 {
        self.0.score(&crate::word::words(sentence, &(0..sentence.len()))).score
    }
}

/// Returns what the encoder (its mean over words) and the linear model say of a sentence, in logits.
pub fn worth_evidence(sentence: &str) -> Option<(f64, f64)> {
    let text = onrecord_text::Text::new(sentence).ok()?;
    let input = Input { text: &text, title: None, published: None, language: None, keep_that: false };
    let prepared = Prepared::new(&input);
    let (_, scores) = accurate::read(&prepared, &sequences(&prepared));
    let whole = 0..sentence.len();
    let (bias, signs) = linear::evidence(&crate::word::words(sentence, &whole));
    Some((scores.mean(&whole)?, bias + signs.iter().map(|(_, weight)| weight).sum::<f64>()))
}

/// Runs the tagger of an engine over a document; the rule engine has none.
pub fn runs(kind: EngineKind, prepared: &Prepared) -> Vec<Marked> {
    let places = Places::new(prepared);
    match kind {
        EngineKind::Rules => Vec::new(),
        EngineKind::Fast => trained::tagged(prepared, &places),
        EngineKind::Accurate => trained::read(prepared, &places).0,
    }
}
