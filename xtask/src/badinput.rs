//! Hostile inputs through `read`, `extract` and `ingest`: each must be taken or refused, quickly and in little memory.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use serde_json::Value;
use wait4::Wait4 as _;

use crate::shell::{self, Scratch, say};

/// The longest one run may take, of the program as users have it and as tests run it.
const TIME: Duration = Duration::from_secs(5);
/// The most memory one run may hold, in bytes.
const MEMORY: u64 = 256 << 20;
/// How many of the slowest runs are named.
const NAMED: usize = 5;
/// How many strings one run is given; a bad one is found by its batch.
const BATCH: usize = 250;
/// The most that a compressed input is unpacked to before it is handed over as well.
const UNPACKED: u64 = 64 << 20;

/// Exit codes that mean "taken" or "refused with a reason".
const FINE: [i32; 2] = [0, 6];

/// Runs every input through the program as users have it.
pub(crate) fn run() -> Result<(), String> {
    try_all(1, shell::release_binary)
}

/// Runs every `sample`-th input through the program as tests run it, which also finds numbers that overflow.
pub(crate) fn run_checked(sample: usize) -> Result<(), String> {
    try_all(sample, shell::debug_binary)
}

fn try_all(sample: usize, build: impl FnOnce() -> Result<PathBuf, String>) -> Result<(), String> {
    let Some(shared) = shell::shared() else {
        say("skipped: hostile inputs: no ../shared and no ONRECORD_SHARED");
        return Ok(());
    };
    let onrecord = build()?;
    let scratch = Scratch::new("badinput")?;
    let mut inputs = Vec::new();
    for file in files(&shared.join("badinput"))? {
        inputs.push(file.clone());
        inputs.extend(unpacked(&file, &scratch)?);
        inputs.extend(strings(&file, &scratch)?);
    }
    let inputs: Vec<PathBuf> = inputs.into_iter().step_by(sample.max(1)).collect();
    let mut worst = Worst::default();
    let mut faults = Vec::new();
    for input in &inputs {
        for command in ["read", "extract", "ingest"] {
            faults.extend(one(&onrecord, command, input, &scratch, &mut worst)?);
        }
    }
    say(&format!("{} hostile inputs, three commands each: {} faults", inputs.len(), faults.len()));
    for (time, what) in &worst.slow {
        say(&format!("{:.2} s of {} at most ({what})", time.as_secs_f64(), TIME.as_secs()));
    }
    say(&format!("most memory {} MiB ({})", worst.memory >> 20, worst.large));
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

#[derive(Default)]
struct Worst {
    /// The slowest runs, the slowest first.
    slow: Vec<(Duration, String)>,
    memory: u64,
    large: String,
}

fn one(
    onrecord: &Path,
    command: &str,
    input: &Path,
    scratch: &Scratch,
    worst: &mut Worst,
) -> Result<Option<String>, String> {
    let database = scratch.0.join("bad.db");
    let begun = Instant::now();
    let mut child = Command::new(onrecord)
        .args(["--db", database.to_str().unwrap_or_default(), command])
        .arg(input)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| e.to_string())?;
    let mut errors = child.stderr.take();
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        if let Some(errors) = &mut errors {
            let _ = errors.take(1 << 16).read_to_end(&mut text);
            let _ = std::io::copy(errors, &mut std::io::sink());
        }
        String::from_utf8_lossy(&text).into_owned()
    });
    let ended = child.wait4().map_err(|e| e.to_string())?;
    let time = begun.elapsed();
    let text = reader.join().unwrap_or_default();
    let memory = ended.rusage.maxrss;
    let name = format!("{command} {}", input.display());
    worst.slow.push((time, name.clone()));
    worst.slow.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
    worst.slow.truncate(NAMED);
    if memory > worst.memory {
        (worst.memory, worst.large) = (memory, name.clone());
    }
    let fault = if text.contains("panicked") || !ended.status.code().is_some_and(|code| FINE.contains(&code)) {
        Some(format!("{}: {}", ended.status, text.lines().last().unwrap_or_default()))
    } else if time > TIME {
        Some(format!("took {:.1} s", time.as_secs_f64()))
    } else if memory > MEMORY {
        Some(format!("held {} MiB", memory >> 20))
    } else {
        None
    };
    Ok(fault.map(|what| format!("{name}: {what}")))
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).map_err(|e| format!("{}: {e}", dir.display()))? {
            let path = entry.map_err(|e| e.to_string())?.path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// Unpacks a compressed article, so that it is also tried as what it holds; bombs are only tried packed.
fn unpacked(file: &Path, scratch: &Scratch) -> Result<Option<PathBuf>, String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Some(inner) = name.strip_suffix(".gz").filter(|n| n.contains('.')) else { return Ok(None) };
    let packed = fs::File::open(file).map_err(|e| e.to_string())?;
    let mut bytes = Vec::new();
    let _ = MultiGzDecoder::new(packed).take(UNPACKED).read_to_end(&mut bytes);
    scratch.file(inner, &bytes).map(Some)
}

/// Puts the strings of an item list into every field of an article, and the markup among them into pages.
fn strings(file: &Path, scratch: &Scratch) -> Result<Vec<PathBuf>, String> {
    if file.file_name().is_none_or(|name| name != "items.jsonl") {
        return Ok(Vec::new());
    }
    let family = family(file);
    let content = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let items: Vec<Vec<u8>> = content.lines().filter_map(|line| item(&serde_json::from_str(line).ok()?)).collect();
    let mut made = Vec::new();
    for (number, batch) in items.chunks(BATCH).enumerate() {
        let lines: Vec<String> = batch.iter().map(|bytes| article(bytes)).collect();
        made.push(scratch.file(&format!("{family}-{number}.jsonl"), lines.join("\n").as_bytes())?);
        let folder = scratch.0.join(format!("{family}-{number}"));
        fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        for (at, bytes) in batch.iter().enumerate() {
            let ending = ["txt", "html", "jsonl", "xml"][at % 4];
            fs::write(folder.join(format!("{at}.{ending}")), bytes).map_err(|e| e.to_string())?;
        }
        made.push(folder);
    }
    Ok(made)
}

fn family(file: &Path) -> String {
    let parts: Vec<_> = file.components().rev().skip(2).take(1).collect();
    parts.first().map_or_else(|| "items".to_owned(), |p| p.as_os_str().to_string_lossy().into_owned())
}

/// The hostile part of an item: bytes given in hexadecimal, else the first of the known string fields.
fn item(item: &Value) -> Option<Vec<u8>> {
    let field =
        ["payload", "s", "cell", "html", "path", "url", "xml", "data"].iter().find_map(|f| item[*f].as_str())?;
    if item["kind"].as_str().is_some_and(|kind| kind.contains("hex")) {
        return field.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).ok()).collect();
    }
    Some(field.as_bytes().to_vec())
}

fn article(bytes: &[u8]) -> String {
    let s = String::from_utf8_lossy(bytes);
    let text = format!("{s}\n\n\"{s},\" said {s}. {s} told reporters that {s}.");
    serde_json::json!({ "id": s, "url": s, "outlet": s, "title": s, "author": s, "text": text }).to_string()
}
