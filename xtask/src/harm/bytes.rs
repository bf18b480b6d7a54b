//! One random byte of a database file changed at a time: the audit must tell of every change a reader would see.

use super::random::drawn;
use super::scenario;
use crate::shell::{self, Scratch, say};

/// Changes made when no number is given.
const CASES: u64 = 10_000;

/// Makes a worked-on desk and changes it `cases` times; `seed` says where, and is drawn when not given.
pub(crate) fn run(cases: Option<u64>, seed: Option<u64>) -> Result<(), String> {
    let program = shell::debug_binary()?;
    let harness = shell::debug_example("bytes")?;
    let scratch = Scratch::new("bytes")?;
    let (program, harness) = (scratch.program(&program)?, scratch.program(&harness)?);
    let database = scratch.0.join("desk.db");
    scenario::worked(&program, &database, &scratch)?;
    let seed = seed.unwrap_or_else(drawn);
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let numbers = [cases.unwrap_or(CASES).to_string(), seed.to_string(), jobs.to_string()];
    let args = [database.to_str().unwrap_or_default(), &numbers[0], &numbers[1], &numbers[2]];
    say(&format!("$ bytes {}", args.join(" ")));
    let status = std::process::Command::new(&harness).args(args).status().map_err(|e| e.to_string())?;
    if status.success() { Ok(()) } else { Err("a changed byte went unnoticed, or the program broke on one".to_owned()) }
}
