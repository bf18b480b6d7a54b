//! Sentences of debates with what people said of them, a fifth of them held out.

use std::collections::HashSet;

use serde_json::Value;
use sha2::{Digest, Sha256};

pub type Failure = Box<dyn std::error::Error>;

/// A sentence.
pub struct Sentence {
    pub text: String,
    pub worthy: bool,
    pub held: bool,
    pub spotter: bool,
}

fn key(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// A fifth of the sentences: those whose SHA-256 is a multiple of 5. (256 leaves 1 when divided by 5, so the sum of the
/// bytes tells.) `training/accurate/data.py` holds out the same.
fn held(key: &str) -> bool {
    Sha256::digest(key.as_bytes()).iter().map(|b| u32::from(*b)).sum::<u32>() % 5 == 0
}

/// Reads both sets; a sentence that stands in both counts once.
pub fn sentences(shared: &str) -> Result<Vec<Sentence>, Failure> {
    let spotter = std::fs::read_to_string(format!("{shared}/data/claimbuster_spotter/train.json"))?;
    let spotter: Vec<Value> = serde_json::from_str(&spotter)?;
    let crowd =
        std::process::Command::new("zcat").arg(format!("{shared}/data/claimbuster/crowdsourced.jsonl.gz")).output()?;
    let crowd: Vec<Value> =
        String::from_utf8(crowd.stdout)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let rows = spotter.iter().map(|v| (v, true)).chain(crowd.iter().map(|v| (v, false)));
    for (value, spotter) in rows {
        let text = value["text"].as_str().unwrap_or_default().to_owned();
        let worthy = if spotter { value["label"] == 1 } else { value["label"] == "CFS" };
        let key = key(&text);
        if !key.is_empty() && seen.insert(key.clone()) {
            found.push(Sentence { held: held(&key), text, worthy, spotter });
        }
    }
    Ok(found)
}

/// Prints average precision, the best F1 and the calibration of scores with what people said.
pub fn report(scored: &[(f64, bool)]) {
    let worthy = scored.iter().filter(|s| s.1).count();
    let mut others: Vec<(f64, bool)> = scored.iter().copied().filter(|s| !s.1).collect();
    let mut chance = 5_u64;
    for i in (1..others.len()).rev() {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        others.swap(i, (chance >> 33) as usize % (i + 1));
    }
    let mut balanced: Vec<(f64, bool)> =
        scored.iter().copied().filter(|s| s.1).chain(others.into_iter().take(worthy)).collect();
    balanced.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut hits, mut sum, mut best) = (0, 0.0, (0.0, 0.0));
    for (rank, (score, right)) in balanced.iter().enumerate() {
        if *right {
            hits += 1;
            sum += f64::from(hits) / (rank + 1) as f64;
        }
        let f1 = 2.0 * f64::from(hits) / (rank + 1 + worthy) as f64;
        if f1 > best.0 {
            best = (f1, *score);
        }
    }
    println!(
        "average precision {:.4} over {} balanced, best F1 {:.4} at {:.3}",
        sum / worthy as f64,
        balanced.len(),
        best.0,
        best.1
    );
    let (mut error, mut bins) = (0.0, vec![(0.0_f64, 0.0_f64, 0.0_f64); 10]);
    for (score, right) in scored {
        let bin = &mut bins[((score * 10.0) as usize).min(9)];
        *bin = (bin.0 + 1.0, bin.1 + score, bin.2 + f64::from(u8::from(*right)));
    }
    for (n, sum, right) in &bins {
        error += (sum - right).abs() / scored.len() as f64;
        println!("  n {n:5} said {:.3} was {:.3}", sum / f64::max(*n, 1.0), right / f64::max(*n, 1.0));
    }
    println!("expected calibration error {error:.4}, {worthy} of {} worthy", scored.len());
}
