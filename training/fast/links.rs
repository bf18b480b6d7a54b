//! Trains the links between sources, cues and contents: `fast_links TRAIN_DOCS TRAIN_GOLD DEV_DOCS DEV_GOLD OUT`.
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

use corpus::Document;
use onrecord_extract::training::{Choice, LINK_SIZE, Label, Marked, link_file, marked, options};

const EPOCHS: usize = 8;
const RATE: f64 = 0.08;
const DECAY: f64 = 1e-6;
/// Every so many cues one is hidden, so that contents learn to choose nothing.
const HIDDEN: u64 = 12;

type Failure = Box<dyn std::error::Error>;

/// One choice: places of the features of each option, and which is right.
struct Example {
    choice: Choice,
    options: Vec<Vec<usize>>,
    right: usize,
}

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [train_docs, train_gold, dev_docs, dev_gold, out] = args.as_slice() else {
        return Err("usage: fast_links TRAIN_DOCS TRAIN_GOLD DEV_DOCS DEV_GOLD OUT".into());
    };
    let mut chance = 17_u64;
    let train: Vec<Example> =
        corpus::read(train_docs, train_gold)?.iter().flat_map(|d| examples(d, Some(&mut chance))).collect();
    let dev: Vec<Example> = corpus::read(dev_docs, dev_gold)?.iter().flat_map(|d| examples(d, None)).collect();
    let mut weights = vec![0.0_f64; LINK_SIZE];
    let mut squares = vec![1e-3_f64; LINK_SIZE];
    let mut order: Vec<usize> = (0..train.len()).collect();
    for epoch in 0..EPOCHS {
        shuffle(&mut order, &mut chance);
        for i in &order {
            step(&train[*i], &mut weights, &mut squares);
        }
        println!("epoch {epoch} train {} dev {}", accuracy(&train, &weights), accuracy(&dev, &weights));
    }
    std::fs::write(out, link_file(&weights.iter().map(|w| *w as f32).collect::<Vec<_>>()))?;
    Ok(())
}

fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

fn shuffle(order: &mut [usize], state: &mut u64) {
    for i in (1..order.len()).rev() {
        order.swap(i, next(state) as usize % (i + 1));
    }
}

fn examples(document: &Document, chance: Option<&mut u64>) -> Vec<Example> {
    let pieces: Vec<_> = document
        .marked
        .iter()
        .enumerate()
        .flat_map(|(n, m)| {
            let of = |label, ranges: &[std::ops::Range<usize>]| {
                ranges.iter().map(|r| (label, r.clone(), n)).collect::<Vec<_>>()
            };
            // A cue in two pieces ("gave … a warning") is one run for links: its first.
            [of(Label::Source, &m.source), of(Label::Cue, &m.cue[..m.cue.len().min(1)]), of(Label::Content, &m.content)]
        })
        .flatten()
        .collect();
    let (runs, owners) = marked(&document.prepared, &pieces);
    let mut found = all(document, &runs, &owners);
    if let Some(state) = chance {
        let seen: Vec<bool> =
            runs.iter().map(|r| r.label != Label::Cue || !next(state).is_multiple_of(HIDDEN)).collect();
        let keep = |i: &usize| seen[*i];
        let some: Vec<usize> = (0..runs.len()).filter(keep).collect();
        let (few, their): (Vec<Marked>, Vec<usize>) = some.iter().map(|i| (runs[*i].clone(), owners[*i])).unzip();
        found.extend(all(document, &few, &their));
    }
    found
}

fn all(document: &Document, runs: &[Marked], owners: &[usize]) -> Vec<Example> {
    let example = |i: usize| {
        let choice = match runs[i].label {
            Label::Content => Choice::CueOfContent,
            Label::Cue => Choice::SourceOfCue,
            Label::Source => return None,
        };
        let options = options(&document.prepared, runs, i, choice);
        // Two attributions may share a source; then it is marked once for each, at the same place.
        let fits = |to: &Option<usize>| to.is_some_and(|to| shared(runs, owners, owners[i], to));
        let exists = (0..runs.len()).any(|j| runs[j].label == choice.chosen() && owners[j] == owners[i]);
        let right = options.iter().position(|(to, _)| fits(to));
        let right = right.or_else(|| (!exists).then(|| options.len() - 1))?;
        Some(Example { choice, options: options.into_iter().map(|(_, f)| f).collect(), right })
    };
    (0..runs.len()).filter_map(example).collect()
}

fn shared(runs: &[Marked], owners: &[usize], owner: usize, to: usize) -> bool {
    runs.iter().zip(owners).any(|(r, o)| *o == owner && r.label == runs[to].label && r.words == runs[to].words)
}

fn probabilities(example: &Example, weights: &[f64]) -> Vec<f64> {
    let scores: Vec<f64> = example.options.iter().map(|f| f.iter().map(|p| weights[*p]).sum()).collect();
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers: Vec<f64> = scores.iter().map(|s| (s - top).exp()).collect();
    let sum: f64 = powers.iter().sum();
    powers.into_iter().map(|p| p / sum).collect()
}

/// A step of Adagrad (Duchi et al. 2011) on the likelihood of the right choice.
fn step(example: &Example, weights: &mut [f64], squares: &mut [f64]) {
    let probabilities = probabilities(example, weights);
    for (i, features) in example.options.iter().enumerate() {
        let gradient = probabilities[i] - f64::from(u8::from(i == example.right));
        if gradient.abs() < 1e-4 {
            continue;
        }
        for place in features {
            let g = gradient + DECAY * weights[*place];
            squares[*place] += g * g;
            weights[*place] -= RATE * g / squares[*place].sqrt();
        }
    }
}

fn accuracy(examples: &[Example], weights: &[f64]) -> String {
    let of = |choice: Choice| {
        let (mut right, mut count) = (0_u32, 0_u32);
        for example in examples.iter().filter(|e| e.choice == choice) {
            let p = probabilities(example, weights);
            let best = (0..p.len()).fold(0, |a, b| if p[b] > p[a] { b } else { a });
            right += u32::from(best == example.right);
            count += 1;
        }
        f64::from(right) / f64::from(count.max(1))
    };
    format!("cue {:.4} source {:.4}", of(Choice::CueOfContent), of(Choice::SourceOfCue))
}
