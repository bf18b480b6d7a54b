//! Trains the linear model of check-worthiness and scores it: `fast_worth SHARED OUT`.
//!
//! A fifth of the sentences, chosen by the hash of their words, is held out of training and only scored.
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

mod debates;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use debates::{Failure, Sentence, report, sentences};
use onrecord_extract::training::{WorthModel, worth_signs};

const EPOCHS: usize = 30;
const RATE: f64 = 0.05;
/// Signs seen fewer times are left out.
const RARE: u32 = 3;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [shared, out] = args.as_slice() else {
        return Err("usage: fast_worth SHARED OUT".into());
    };
    let all = sentences(shared)?;
    let train: Vec<&Sentence> = all.iter().filter(|s| !s.held).collect();
    let held: Vec<&Sentence> = all.iter().filter(|s| s.held && s.spotter).collect();
    eprintln!("{} sentences to train, {} held out", train.len(), held.len());
    let decay = std::env::var("DECAY").ok().and_then(|v| v.parse().ok()).unwrap_or(5.0);
    let model = fit(&train, decay);
    let file = listing(&model);
    std::fs::write(out, &file)?;
    let model = WorthModel::read(&file);
    report(&held.iter().map(|s| (model.score(&s.text), s.worthy)).collect::<Vec<_>>());
    Ok(())
}

struct Model {
    names: Vec<String>,
    weights: Vec<f64>,
    bias: f64,
}

/// Logistic regression by Adagrad; the penalty is that of ridge regression, spread over the steps.
fn fit(train: &[&Sentence], decay: f64) -> Model {
    let mut counts: HashMap<String, u32> = HashMap::new();
    let signs: Vec<Vec<String>> = train.iter().map(|s| worth_signs(&s.text)).collect();
    signs.iter().flatten().for_each(|s| *counts.entry(s.clone()).or_insert(0) += 1);
    let names: Vec<String> = counts
        .into_iter()
        .filter(|(_, n)| *n >= RARE)
        .map(|(s, _)| s)
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    let place: HashMap<&str, usize> = names.iter().enumerate().map(|(i, s)| (s.as_str(), i)).collect();
    let rows: Vec<Vec<usize>> =
        signs.iter().map(|s| s.iter().filter_map(|s| place.get(s.as_str()).copied()).collect()).collect();
    let (mut weights, mut squares, mut bias) = (vec![0.0; names.len()], vec![1e-2; names.len()], 0.0);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut chance = 17_u64;
    let share = decay / train.len() as f64;
    let seen: Vec<f64> = {
        let mut n = vec![0.0_f64; names.len()];
        rows.iter().flatten().for_each(|p| n[*p] += 1.0);
        n
    };
    for epoch in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (chance >> 33) as usize % (i + 1));
        }
        let rate = RATE * (1.0 - epoch as f64 / EPOCHS as f64);
        for i in &order {
            let sum = bias + rows[*i].iter().map(|p| weights[*p]).sum::<f64>();
            let gradient = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(train[*i].worthy));
            bias -= rate * 0.1 * gradient;
            for p in &rows[*i] {
                // A sign seen in few sentences is stepped on as rarely, so its penalty is paid in full there.
                let g = gradient + share * train.len() as f64 / seen[*p] * weights[*p];
                squares[*p] += g * g;
                weights[*p] -= rate * g / f64::sqrt(squares[*p]);
            }
        }
    }
    Model { names, weights, bias }
}

/// Lines of name and weight; weights that round to nothing are left out.
fn listing(model: &Model) -> String {
    let mut out =
        format!("# Weights of check-worthiness in logits; see training/fast/MODEL_CARD.md\nbias\t{:.4}\n", model.bias);
    let lines: BTreeMap<&String, f64> =
        model.names.iter().zip(model.weights.iter().copied()).filter(|(_, w)| w.abs() >= 0.05).collect();
    for (name, weight) in &lines {
        let _ = writeln!(out, "{name}\t{weight:.3}");
    }
    out
}
