//! Command lines that the view has no key for: the program itself, with what it prints kept.

use std::process::{Command, Stdio};

use crate::cli::Global;
use crate::output::printable;

/// Runs a command line and returns what it printed, results first; it can ask nothing, because nobody could answer.
pub(super) fn printed(global: &Global, words: &[String]) -> String {
    let ran = std::env::current_exe().and_then(|program| {
        let mut command = Command::new(program);
        // By way of the environment: arguments are seen by everybody on the machine, and an address can hold a password.
        command.envs(global.db.as_ref().map(|db| ("ONRECORD_DB", db)));
        command.envs(global.reviewer.as_ref().map(|name| ("ONRECORD_AS", name)));
        command.args(words).stdin(Stdio::null()).env("NO_COLOR", "1").output()
    });
    let output = match ran {
        Ok(output) => output,
        Err(error) => return format!("error: the program could not be run: {error}"),
    };
    let text = [&output.stdout, &output.stderr].map(|bytes| printable(&String::from_utf8_lossy(bytes))).concat();
    match (text.is_empty(), output.status.code()) {
        (true, Some(0)) => "done".to_owned(),
        (true, code) => format!("it ended with code {}", code.map_or_else(|| "none".to_owned(), |c| c.to_string())),
        (false, _) => text,
    }
}
