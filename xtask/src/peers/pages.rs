//! Main text of pages beside trafilatura.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use wait4::Wait4 as _;

use super::{python, text};
use crate::eval::unpack_pages;
use crate::shell::{self, Scratch, say};

/// How often each program runs; the least time counts, because noise only slows.
const RUNS: usize = 3;

/// Reads the evaluation pages with both, in turns, on one core each.
pub(super) fn run(shared: &Path) -> Result<(), String> {
    let onrecord = shell::release_binary()?;
    let scratch = Scratch::new("peer-pages")?;
    let python = python(&scratch, &["trafilatura", "lxml_html_clean"])?;
    let pages = unpack_pages(shared, &scratch)?;
    let script = super::folder().join("trafilatura_pages.py");
    let mut theirs = Program::new("trafilatura (PyPI)", &python, &[text(&script), text(&pages)]);
    let mut fast = Program::new("trafilatura (PyPI), fast", &python, &[text(&script), text(&pages), "fast"]);
    let mut ours = Program::new("onrecord read", &onrecord, &["read", text(&pages), "--format", "ndjson"]);
    for _ in 0..RUNS {
        for program in [&mut theirs, &mut fast, &mut ours] {
            program.run(&scratch)?;
        }
    }
    say("| program | precision | recall | F1 | CPU seconds | pages per CPU second | ratio | peak MiB |");
    say("|---|---|---|---|---|---|---|---|");
    for program in [&theirs, &fast, &ours] {
        program.show(shared, &scratch, theirs.seconds)?;
    }
    Ok(())
}

/// A program with its best run.
struct Program {
    name: &'static str,
    path: std::path::PathBuf,
    args: Vec<String>,
    seconds: f64,
    peak: u64,
}

impl Program {
    fn new(name: &'static str, path: &Path, args: &[&str]) -> Self {
        let args = args.iter().map(|arg| (*arg).to_owned()).collect();
        Program { name, path: path.to_owned(), args, seconds: f64::INFINITY, peak: 0 }
    }

    fn printed(&self, scratch: &Scratch) -> std::path::PathBuf {
        scratch.0.join(format!("{}.ndjson", self.name.replace(|c: char| !c.is_alphanumeric(), "_")))
    }

    /// Runs it. Ours counts whole, with loading and printing; of trafilatura only the extraction, as it says itself.
    fn run(&mut self, scratch: &Scratch) -> Result<(), String> {
        let failed = |e: std::io::Error| format!("{}: {e}", self.path.display());
        let out = std::fs::File::create(self.printed(scratch)).map_err(failed)?;
        let errors = scratch.0.join("errors");
        let told = std::fs::File::create(&errors).map_err(failed)?;
        let mut command = Command::new(&self.path);
        command.args(&self.args).stdin(Stdio::null()).stdout(out).stderr(told);
        let ended = command.spawn().and_then(|mut child| child.wait4()).map_err(failed)?;
        // Pages that hold no text are refused, which is 6.
        if !ended.status.code().is_some_and(|code| code == 0 || code == 6) {
            return Err(format!("{} ended with {}", self.name, ended.status));
        }
        let whole = (ended.rusage.utime + ended.rusage.stime).as_secs_f64();
        let told = std::fs::read_to_string(&errors).map_err(failed)?;
        let seconds = told.lines().last().and_then(|line| line.trim().parse().ok()).unwrap_or(whole);
        self.seconds = self.seconds.min(seconds);
        self.peak = self.peak.max(ended.rusage.maxrss >> 20);
        Ok(())
    }

    fn show(&self, shared: &Path, scratch: &Scratch, theirs: f64) -> Result<(), String> {
        let scorer = shared.join("eval/score_html.py");
        let data = shared.join("data/html_eval");
        let score =
            shell::pipe(Path::new("python3"), &[text(&scorer), text(&data), text(&self.printed(scratch))], None)?;
        let score: Value = serde_json::from_slice(&score).map_err(|e| e.to_string())?;
        let figure = |name: &str| score[name].as_f64().unwrap_or_default();
        let (seconds, rate, ratio) = (self.seconds, figure("pages") / self.seconds, theirs / self.seconds);
        say(&format!(
            "| {} | {:.4} | {:.4} | {:.4} | {seconds:.2} | {rate:.0} | {ratio:.2} | {} |",
            self.name,
            figure("p"),
            figure("r"),
            figure("f1"),
            self.peak
        ));
        Ok(())
    }
}
