//! Check-worthiness against what people said of sentences of debates, end to end through the program.

use std::collections::HashSet;
use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::shell::{Scratch, pipe, say};

/// Score from which on a sentence counts as worth checking, at the natural rate of such sentences (about one in four).
pub(crate) const THRESHOLD: f64 = 0.2;
/// Bins of the calibration.
const BINS: usize = 10;

/// A sentence of the held-out fifth.
pub(crate) struct Sentence {
    text: String,
    worthy: bool,
    digest: Vec<u8>,
}

/// What is printed and held against floors.
pub(crate) struct Scores {
    pub(crate) average_precision: f64,
    pub(crate) f1: f64,
    pub(crate) calibration_error: f64,
}

/// Reads the sentences of the spotter set that no training saw: those whose SHA-256 is a multiple of 5
/// (`training/README.md`).
pub(crate) fn held_out(shared: &Path) -> Result<Vec<Sentence>, String> {
    let path = shared.join("data/claimbuster_spotter/train.json");
    let bytes = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let rows: Vec<Value> = serde_json::from_slice(&bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut seen = HashSet::new();
    let sentence = |row: &Value| {
        let text = row["text"].as_str().unwrap_or_default();
        let plain = |c: char| !c.is_alphanumeric() && c != '_';
        let key = text.split(plain).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase();
        let digest = Sha256::digest(key.as_bytes()).to_vec();
        // 256 leaves 1 when divided by 5, so the sum of the bytes tells.
        let held = digest.iter().map(|b| u32::from(*b)).sum::<u32>() % 5 == 0;
        (held && !key.is_empty() && seen.insert(key)).then(|| Sentence {
            text: text.to_owned(),
            worthy: row["label"] == 1,
            digest,
        })
    };
    Ok(rows.iter().filter_map(sentence).collect())
}

/// Scores an engine on them.
pub(crate) fn score(onrecord: &Path, engine: &str, held: &[Sentence], scratch: &Scratch) -> Result<Scores, String> {
    let line =
        |(i, s): (usize, &Sentence)| json!({"id": i.to_string(), "text": s.text, "lang": "en"}).to_string() + "\n";
    let input: String = held.iter().enumerate().map(line).collect();
    let input = scratch.file("debates.jsonl", input.as_bytes())?;
    let args = ["extract", "-", "--all-sentences", "--format", "ndjson", "--engine", engine];
    let printed = pipe(onrecord, &args, Some(&input))?;
    let mut scored: Vec<(f64, bool, &[u8])> = Vec::with_capacity(held.len());
    for (line, sentence) in String::from_utf8_lossy(&printed).lines().zip(held) {
        let record: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
        let sentences = record["sentences"].as_array().map(Vec::as_slice).unwrap_or_default();
        let worth = sentences.iter().filter_map(|s| s["check_worthiness"].as_f64()).fold(0.0, f64::max);
        scored.push((worth, sentence.worthy, &sentence.digest));
    }
    if scored.len() != held.len() {
        return Err(format!("{} sentences went in, {} came out", held.len(), scored.len()));
    }
    let error = calibration_error(&scored);
    say(&calibration(engine, &scored));
    let balanced = balanced(scored);
    Ok(Scores { average_precision: average_precision(&balanced), f1: f1(&balanced), calibration_error: error })
}

/// As many that are worth it as that are not; the latter those of the smallest hashes.
fn balanced(mut scored: Vec<(f64, bool, &[u8])>) -> Vec<(f64, bool)> {
    scored.sort_by(|a, b| a.2.cmp(b.2));
    let worthy = scored.iter().filter(|s| s.1).count();
    let others = scored.iter().filter(|s| !s.1).take(worthy);
    let mut found: Vec<(f64, bool)> = scored.iter().filter(|s| s.1).chain(others).map(|s| (s.0, s.1)).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found
}

fn average_precision(ranked: &[(f64, bool)]) -> f64 {
    let (mut hits, mut sum) = (0.0, 0.0);
    for (rank, (_, worthy)) in ranked.iter().enumerate() {
        if *worthy {
            hits += 1.0;
            sum += hits / (rank + 1) as f64;
        }
    }
    sum / f64::max(hits, 1.0)
}

fn f1(ranked: &[(f64, bool)]) -> f64 {
    let found = ranked.iter().filter(|s| s.0 >= THRESHOLD).count();
    let right = ranked.iter().filter(|s| s.0 >= THRESHOLD && s.1).count();
    let worthy = ranked.iter().filter(|s| s.1).count();
    2.0 * right as f64 / (found + worthy).max(1) as f64
}

/// For each bin: how many, the mean score, the share that is worth it.
fn bins(scored: &[(f64, bool, &[u8])]) -> Vec<(f64, f64, f64)> {
    let mut bins = vec![(0.0, 0.0, 0.0); BINS];
    for (score, worthy, _) in scored {
        let place = (1..BINS).filter(|n| *score >= *n as f64 / BINS as f64).count();
        let bin = &mut bins[place];
        *bin = (bin.0 + 1.0, bin.1 + score, bin.2 + f64::from(u8::from(*worthy)));
    }
    bins
}

/// Guo et al., "On calibration of modern neural networks", ICML 2017: mean gap between score and share, over ten bins.
fn calibration_error(scored: &[(f64, bool, &[u8])]) -> f64 {
    bins(scored).iter().map(|(_, said, was)| f64::abs(said - was)).sum::<f64>() / scored.len().max(1) as f64
}

fn calibration(engine: &str, scored: &[(f64, bool, &[u8])]) -> String {
    let row = |(n, said, was): &(f64, f64, f64)| {
        format!("{n}:{:.3}/{:.3}", said / f64::max(*n, 1.0), was / f64::max(*n, 1.0))
    };
    let rows: Vec<String> = bins(scored).iter().map(row).collect();
    format!("worth {engine:8} count:score/share by tenths  {}", rows.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_those_of_the_definitions() {
        let ranked = [(0.9, true), (0.8, false), (0.7, true), (0.1, false)];
        assert!((average_precision(&ranked) - f64::midpoint(1.0, 2.0 / 3.0)).abs() < 1e-9);
        assert!((f1(&ranked) - 0.8).abs() < 1e-9);
        let scored: Vec<(f64, bool, &[u8])> = ranked.iter().map(|(s, w)| (*s, *w, &[][..])).collect();
        assert!((calibration_error(&scored) - (0.1 + 0.8 + 0.3 + 0.1) / 4.0).abs() < 1e-9);
    }
}
