//! Trains the fast tagger and scores it: `fast_tagger TRAIN_DOCS TRAIN_GOLD DEV_DOCS DEV_GOLD OUT`.
//!
//! A linear-chain conditional random field by stochastic gradients with a step size for each weight (Adagrad, Duchi et al.
//! 2011) and a penalty on squares. The trainers of `crfs` walk over all weights for each step (50 s a step on this corpus);
//! here only those a sentence uses are touched.
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

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use onrecord_extract::training::{FastTagger, Features, Label, TAGS, fast_file, sequences, short, tags};

/// Features seen fewer times are left out.
const RARE: u32 = 4;

type Failure = Box<dyn std::error::Error>;
type Row = [f32; TAGS];

/// A paragraph: for each word the places of its features, and its tag.
struct Example {
    features: Vec<u32>,
    ends: Vec<u32>,
    tags: Vec<usize>,
}

impl Example {
    fn of(&self, word: usize) -> &[u32] {
        let from = word.checked_sub(1).map_or(0, |w| self.ends[w]) as usize;
        &self.features[from..self.ends[word] as usize]
    }
}

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [train_docs, train_gold, dev_docs, dev_gold, out] = args.as_slice() else {
        return Err("usage: fast_tagger TRAIN_DOCS TRAIN_GOLD DEV_DOCS DEV_GOLD OUT".into());
    };
    let option = |name: &str, default: f32| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default);
    let (rate, decay, least) = (option("RATE", 0.02), option("DECAY", 1e-4), option("LEAST", 0.06));
    let left_out = option("DROP", 0.3);
    let train = corpus::read(train_docs, train_gold)?;
    let dev = corpus::read(dev_docs, dev_gold)?;
    let places = places(&train);
    eprintln!("{} documents, {} features", train.len(), places.len());
    let examples: Vec<Example> = train.iter().flat_map(|d| examples(d, &places)).collect();
    drop(train);
    let mut model = Model::new(places.len());
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = 17_u64;
    let epochs = option("EPOCHS", 10.0) as usize;
    for epoch in 0..epochs {
        shuffle(&mut order, &mut chance);
        let now = rate * (1.0 - epoch as f32 / epochs as f32).max(0.05);
        let mut loss = 0.0;
        for i in &order {
            // Features left out by chance (Srivastava et al. 2014): no single one may be relied on.
            loss += model.step(&thinned(&examples[*i], left_out, &mut chance), now, decay);
        }
        eprintln!("epoch {epoch}: loss {loss:.0}");
        if epoch % 4 == 3 || epoch + 1 == epochs {
            let file = model.file(&places, least, 1.0 - left_out, option("BIAS", 1.5));
            std::fs::write(out, &file)?;
            println!("{} bytes", file.len());
            score(&FastTagger::read(&file).ok_or("own file")?, &dev);
        }
    }
    Ok(())
}

fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// An example without a share of its features.
fn thinned(example: &Example, drop: f32, state: &mut u64) -> Example {
    let limit = (f64::from(drop) * f64::from(1_u32 << 31)) as u64;
    let (mut features, mut ends) = (Vec::with_capacity(example.features.len()), Vec::with_capacity(example.ends.len()));
    for i in 0..example.tags.len() {
        features.extend(example.of(i).iter().filter(|_| next(state) >= limit));
        ends.push(features.len() as u32);
    }
    Example { features, ends, tags: example.tags.clone() }
}

fn shuffle(order: &mut [usize], state: &mut u64) {
    for i in (1..order.len()).rev() {
        order.swap(i, next(state) as usize % (i + 1));
    }
}

/// Gives every feature that is not rare a place.
fn places(documents: &[corpus::Document]) -> HashMap<u32, u32> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for document in documents {
        for sequence in sequences(&document.prepared) {
            let words = sequence.of(&document.prepared);
            let features = Features::new(words, &sequence.sentences);
            (0..words.len()).for_each(|i| features.of(i, &mut |f| *counts.entry(short(f)).or_insert(0) += 1));
        }
    }
    counts.into_iter().filter(|(_, n)| *n >= RARE).map(|(f, _)| f).zip(0..).collect()
}

fn examples(document: &corpus::Document, places: &HashMap<u32, u32>) -> Vec<Example> {
    let pieces = document.pieces();
    let example = |sequence: onrecord_extract::training::Sequence| {
        let words = sequence.of(&document.prepared);
        let seen = Features::new(words, &sequence.sentences);
        let (mut features, mut ends) = (Vec::new(), Vec::new());
        for i in 0..words.len() {
            seen.of(i, &mut |f| features.extend(places.get(&short(f)).copied()));
            ends.push(features.len() as u32);
        }
        Example { features, ends, tags: tags(&document.prepared, &sequence, &pieces) }
    };
    sequences(&document.prepared).into_iter().map(example).collect()
}

/// Weights, and sums of squared gradients beside each.
struct Model {
    features: Vec<Row>,
    squares: Vec<Row>,
    step: [Row; TAGS],
    step_squares: [Row; TAGS],
}

impl Model {
    fn new(features: usize) -> Self {
        let (zero, small) = ([0.0; TAGS], [1e-2; TAGS]);
        Model {
            features: vec![zero; features],
            squares: vec![small; features],
            step: [zero; TAGS],
            step_squares: [small; TAGS],
        }
    }

    fn emissions(&self, example: &Example) -> Vec<Row> {
        let emission = |i: usize| {
            let mut sum = [0.0; TAGS];
            for f in example.of(i) {
                let row = &self.features[*f as usize];
                (0..TAGS).for_each(|t| sum[t] += row[t]);
            }
            sum
        };
        (0..example.tags.len()).map(emission).collect()
    }

    /// Steps towards the tags of an example and returns its loss before that.
    fn step(&mut self, example: &Example, rate: f32, decay: f32) -> f64 {
        let emissions = self.emissions(example);
        let (unary, pairs, log_z) = self.expected(&emissions);
        let mut score = 0.0;
        let mut pairs = pairs;
        for (i, tag) in example.tags.iter().enumerate() {
            score += f64::from(emissions[i][*tag]);
            if let Some(last) = i.checked_sub(1).map(|l| example.tags[l]) {
                score += f64::from(self.step[last][*tag]);
                pairs[last][*tag] -= 1.0;
            }
            let mut gradient = unary[i];
            gradient[*tag] -= 1.0;
            if gradient.iter().all(|g| g.abs() < 1e-3) {
                continue;
            }
            for f in example.of(i) {
                descend(&mut self.features[*f as usize], &mut self.squares[*f as usize], &gradient, rate, decay);
            }
        }
        for (from, gradient) in pairs.iter().enumerate() {
            descend(&mut self.step[from], &mut self.step_squares[from], gradient, rate, decay);
        }
        log_z - score
    }

    /// Expected tags of each word, expected steps, and the logarithm of the sum over all sequences.
    fn expected(&self, emissions: &[Row]) -> (Vec<Row>, [Row; TAGS], f64) {
        let step: [Row; TAGS] = std::array::from_fn(|a| std::array::from_fn(|b| self.step[a][b].exp()));
        let (mut forward, mut weights, mut log_z) = (Vec::<Row>::new(), Vec::<Row>::new(), 0.0_f64);
        for (i, emission) in emissions.iter().enumerate() {
            let top = emission.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let weight: Row = std::array::from_fn(|t| (emission[t] - top).exp());
            let into: Row = match i.checked_sub(1).map(|l| forward[l]) {
                None => [1.0; TAGS],
                Some(last) => std::array::from_fn(|b| (0..TAGS).map(|a| last[a] * step[a][b]).sum()),
            };
            let row: Row = std::array::from_fn(|t| into[t] * weight[t]);
            let sum: f32 = row.iter().sum();
            log_z += f64::from(sum.ln() + top);
            forward.push(row.map(|v| v / sum));
            weights.push(weight);
        }
        let mut unary = forward.clone();
        let mut pairs = [[0.0; TAGS]; TAGS];
        let mut behind = [1.0_f32; TAGS];
        for i in (0..emissions.len()).rev() {
            let row: Row = std::array::from_fn(|t| forward[i][t] * behind[t]);
            let sum: f32 = row.iter().sum();
            unary[i] = row.map(|v| v / sum);
            let Some(last) = i.checked_sub(1).map(|l| forward[l]) else { break };
            let ahead: Row = std::array::from_fn(|t| weights[i][t] * behind[t]);
            let mut joint: [Row; TAGS] =
                std::array::from_fn(|a| std::array::from_fn(|b| last[a] * step[a][b] * ahead[b]));
            let total: f32 = joint.iter().flatten().sum();
            joint.iter_mut().flatten().for_each(|v| *v /= total);
            (0..TAGS).for_each(|a| (0..TAGS).for_each(|b| pairs[a][b] += joint[a][b]));
            let next: Row = std::array::from_fn(|a| (0..TAGS).map(|b| step[a][b] * ahead[b]).sum());
            let sum: f32 = next.iter().sum();
            behind = next.map(|v| v / sum);
        }
        (unary, pairs, log_z)
    }

    /// Makes the file of all features whose greatest weight is at least `least`. A run may begin `bias`
    /// sooner than it was trained to: left alone, such taggers miss more than they invent.
    fn file(&self, places: &HashMap<u32, u32>, least: f32, keep: f32, bias: f32) -> Vec<u8> {
        let strong = |row: &Row| row.iter().any(|w| w.abs() >= least);
        // All features speak when tagging, so each counts for what it did when some were left out.
        let scaled = |row: Row| row.map(|w| w * keep);
        let kept = places.iter().map(|(f, p)| (*f, scaled(self.features[*p as usize]))).filter(|(_, row)| strong(row));
        let mut step = self.step;
        for first in Label::ALL.map(Label::first_tag) {
            step[0][first] += bias;
        }
        fast_file(&step, kept.collect())
    }
}

fn descend(weights: &mut Row, squares: &mut Row, gradient: &Row, rate: f32, decay: f32) {
    for t in 0..TAGS {
        let g = gradient[t] + decay * weights[t];
        squares[t] += g * g;
        weights[t] -= rate * g / squares[t].sqrt();
    }
}

/// Prints exact F1 of spans by label on words.
fn score(tagger: &FastTagger, documents: &[corpus::Document]) {
    let mut sums: BTreeMap<Label, [usize; 3]> = BTreeMap::new();
    for document in documents {
        let pieces = document.pieces();
        for sequence in sequences(&document.prepared) {
            let gold = spans(&tags(&document.prepared, &sequence, &pieces));
            let found: Vec<(Label, Range<usize>)> =
                tagger.tag(&document.prepared, &sequence).into_iter().map(|r| (r.label, r.words)).collect();
            for label in Label::ALL {
                let of = |all: &[(Label, Range<usize>)]| all.iter().filter(|s| s.0 == label).count();
                let row = sums.entry(label).or_default();
                row[0] += found.iter().filter(|s| s.0 == label && gold.contains(s)).count();
                row[1] += of(&found);
                row[2] += of(&gold);
            }
        }
    }
    for (label, [right, found, gold]) in sums {
        let ratio = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        let f1 = 2.0 * right as f64 / (found + gold).max(1) as f64;
        println!("{label:?}: P {:.4} R {:.4} F1 {f1:.4}", ratio(right, found), ratio(right, gold));
    }
}

fn spans(tags: &[usize]) -> Vec<(Label, Range<usize>)> {
    let label = |tag: usize| tag.checked_sub(1).map(|t| Label::ALL[t / 2]);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tags.len() {
        let now = label(tags[at]);
        let end = (at..tags.len()).find(|i| label(tags[*i]) != now).unwrap_or(tags.len());
        found.extend(now.map(|l| (l, at..end)));
        at = end;
    }
    found
}
