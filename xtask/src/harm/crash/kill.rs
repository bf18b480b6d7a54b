//! One run of the program that is killed.

use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a run may take to come to its place or its end.
const PATIENCE: Duration = Duration::from_mins(1);

/// When to kill.
#[derive(Debug)]
pub(super) enum When {
    /// So many microseconds after the start.
    After(u64),
    /// When it comes to this place.
    At(&'static str),
}

/// How a run ended.
pub(super) struct Ran {
    pub(super) was_killed: bool,
    code: Option<i32>,
    out: String,
}

impl Ran {
    /// Counts what the program said it had done, of `all`: everything when it ended well, else what it printed.
    pub(super) fn acknowledged(&self, all: usize) -> usize {
        if self.code == Some(0) { all } else { self.out.lines().count().min(all) }
    }
}

/// Runs a command and kills it; the program must not end on its own with an error.
pub(super) fn killed(mut command: Command, when: &When, folder: &Path) -> Result<Ran, String> {
    let file = folder.join("stopped");
    let _ = std::fs::remove_file(&file);
    if let When::At(place) = when {
        command.env("ONRECORD_STOP_AT", place).env("ONRECORD_STOP_FILE", &file);
    }
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|e| e.to_string())?;
    let was_killed = match when {
        When::After(micros) => {
            let rest = Duration::from_micros(*micros).saturating_sub(begun.elapsed());
            std::thread::sleep(rest);
            end(&mut child)?
        }
        When::At(_) => wait(&mut child, &file, begun)?,
    };
    let status = child.wait().map_err(|e| e.to_string())?;
    let (mut out, mut errors) = (String::new(), String::new());
    let _ = child.stdout.take().map(|mut pipe| pipe.read_to_string(&mut out));
    let _ = child.stderr.take().map(|mut pipe| pipe.read_to_string(&mut errors));
    if !was_killed && status.code() != Some(0) {
        return Err(format!("{command:?} ended with {status}: {}", errors.trim()));
    }
    Ok(Ran { was_killed, code: status.code(), out })
}

/// Waits until the program stands at its place or has ended, and kills it; tells whether it was killed.
fn wait(child: &mut Child, file: &Path, begun: Instant) -> Result<bool, String> {
    while begun.elapsed() < PATIENCE {
        if file.exists() {
            return end(child);
        }
        if child.try_wait().map_err(|e| e.to_string())?.is_some() {
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    let _ = child.kill();
    Err(format!("the program came neither to {} nor to its end", file.display()))
}

/// Kills a program; `false` when it had ended.
fn end(child: &mut Child) -> Result<bool, String> {
    if child.try_wait().map_err(|e| e.to_string())?.is_some() {
        return Ok(false);
    }
    child.kill().map_err(|e| e.to_string())?;
    Ok(true)
}
