//! The index of statements beside datasketch's `MinHashLSH`.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{measured, python, text};
use crate::shell::{self, Scratch, say};

/// Sets of tokens and ways of making a print of them, the quickest that finds most first; `update` finds what `bulk` finds.
const SETTINGS: [(&str, &str); 4] = [("words", "bulk"), ("words", "update"), ("letters", "bulk"), ("shingles", "bulk")];

/// How often the first setting and ours run; the least time counts, because noise only slows.
const RUNS: usize = 3;

pub(super) fn run(shared: &Path) -> Result<(), String> {
    let bands = shell::release_example("onrecord-compare", "bands")?;
    let scratch = Scratch::new("datasketch")?;
    let python = python(&scratch, &["datasketch"])?;
    let sentences = super::folder().join("sentences.py");
    shell::run(text(&python), &[text(&sentences), text(shared), text(&scratch.0)])?;
    let input = [scratch.0.join("statements.jsonl"), scratch.0.join("queries.jsonl")];
    let script = super::folder().join("datasketch_lsh.py");
    say(
        "| program | filed per CPU second | ratio | asked per CPU second | ratio | edited found | reworded found | candidates | kept | peak MiB |",
    );
    say("|---|---|---|---|---|---|---|---|---|---|");
    let mut first: Option<Figures> = None;
    for (at, (tokens, way)) in SETTINGS.into_iter().enumerate() {
        let mut command = Command::new(&python);
        command.arg(&script).args(&input).args([tokens, way]);
        let figures = best(&mut command, &scratch, if at == 0 { RUNS } else { 1 })?;
        figures.show(&format!(", {tokens}, {way}"), first.as_ref().unwrap_or(&figures));
        first.get_or_insert(figures);
    }
    let ours = best(Command::new(&bands).args(&input), &scratch, RUNS)?;
    ours.show("", first.as_ref().unwrap_or(&ours));
    Ok(())
}

/// What a program printed about its run, and the peak of its memory in MiB.
struct Figures {
    printed: Value,
    filed: f64,
    asked: f64,
    peak: u64,
}

fn best(command: &mut Command, scratch: &Scratch, runs: usize) -> Result<Figures, String> {
    let mut best = Figures { printed: Value::Null, filed: 0.0, asked: 0.0, peak: 0 };
    for _ in 0..runs {
        let (printed, _, peak) = measured(command, &scratch.0)?;
        let value: Value = serde_json::from_slice(&printed).map_err(|e| e.to_string())?;
        let number = |name: &str| value[name].as_f64().unwrap_or_default();
        best.filed = best.filed.max(number("statements") / number("build_seconds"));
        best.asked = best.asked.max(number("queries") / number("query_seconds"));
        best.peak = best.peak.max(peak);
        best.printed = value;
    }
    Ok(best)
}

impl Figures {
    fn show(&self, setting: &str, other: &Figures) {
        let number = |name: &str| self.printed[name].as_f64().unwrap_or_default();
        say(&format!(
            "| {}{setting} | {:.0} | {:.1} | {:.0} | {:.1} | {:.4} | {:.4} | {:.1} | {:.1} | {} |",
            self.printed["program"].as_str().unwrap_or_default(),
            self.filed,
            self.filed / other.filed,
            self.asked,
            self.asked / other.asked,
            number("edited"),
            number("reworded"),
            number("candidates"),
            number("kept"),
            self.peak
        ));
    }
}
