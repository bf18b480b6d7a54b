//! Whole runs of the program: how fast, how much memory.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use flate2::read::GzDecoder;
use wait4::Wait4 as _;

use crate::shell::{self, Scratch, say};

/// How often a run is repeated; the fastest counts, because noise only slows.
const REPEATS: usize = 3;

/// Prints a table for `docs/performance.md`.
pub(crate) fn run() -> Result<(), String> {
    let Some(shared) = shell::shared() else {
        say("skipped: benchmarks: no ../shared and no ONRECORD_SHARED");
        return Ok(());
    };
    let onrecord = shell::release_binary()?;
    let scratch = Scratch::new("bench")?;
    let script = shared.join("eval/polnear_docs.py");
    let part = shared.join("data/polnear/train");
    let polnear = shell::pipe(
        Path::new("python3"),
        &[script.to_str().unwrap_or_default(), part.to_str().unwrap_or_default()],
        None,
    )?;
    let polnear = scratch.file("polnear.jsonl", &polnear)?;
    let reuters = scratch.file("reuters.jsonl", &unzip(&shared.join("data/reuters21578/data.jsonl.gz"))?)?;
    say(
        "| corpus | command | articles | CPU seconds | wall seconds | articles per CPU second | MB per CPU second | peak MiB |",
    );
    say("|---|---|---|---|---|---|---|---|");
    for (name, input) in [("PolNeAR train", &polnear), ("Reuters-21578", &reuters)] {
        for command in ["extract", "ingest"] {
            measure(&onrecord, name, command, input, &scratch)?;
        }
    }
    Ok(())
}

fn unzip(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|e| format!("{}: {e}", path.display()))?;
    std::io::copy(&mut GzDecoder::new(file), &mut bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(bytes)
}

fn measure(onrecord: &Path, corpus: &str, command: &str, input: &Path, scratch: &Scratch) -> Result<(), String> {
    let bytes = fs::read(input).map_err(|e| e.to_string())?;
    let articles = bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty()).count();
    let (mut seconds, mut wall, mut memory) = (f64::INFINITY, f64::INFINITY, 0);
    for repeat in 0..REPEATS {
        let database = scratch.0.join(format!("{command}-{repeat}.db"));
        let begun = Instant::now();
        let mut child = Command::new(onrecord)
            .args(["--db", database.to_str().unwrap_or_default(), command, "--jobs", "1"])
            .arg(input)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| e.to_string())?;
        let ended = child.wait4().map_err(|e| e.to_string())?;
        if !ended.status.code().is_some_and(|code| code == 0 || code == 6) {
            return Err(format!("{command} {corpus} ended with {}", ended.status));
        }
        wall = begun.elapsed().as_secs_f64().min(wall);
        seconds = (ended.rusage.utime + ended.rusage.stime).as_secs_f64().min(seconds);
        memory = memory.max(ended.rusage.maxrss);
        let _ = fs::remove_file(&database);
    }
    let (rate, speed) = (articles as f64 / seconds, bytes.len() as f64 / 1e6 / seconds);
    say(&format!(
        "| {corpus} | {command} | {articles} | {seconds:.2} | {wall:.2} | {rate:.0} | {speed:.1} | {} |",
        memory >> 20
    ));
    Ok(())
}
