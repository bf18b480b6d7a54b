//! What becomes of the program when a thread of the database driver panics.

use std::panic;
use std::thread;

use crate::error::{self, CliError};

/// How the driver names its threads, one for each connection to a SQLite file.
const THREADS: &str = "sqlx-sqlite-worker";

/// Ends the program with a message when a thread of the driver panics: a damaged file can make it (sqlx-sqlite 0.9.0), and whoever asks
/// that thread something while it ends would wait for ever. Nothing is lost: what was not committed is not in the file.
pub(crate) fn end_when_it_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !thread::current().name().is_some_and(|name| name.starts_with(THREADS)) {
            return before(info);
        }
        let failure = CliError::failure(
            "the database file is damaged in a way its driver cannot read: go on with the last backup or bundle, and keep \
             this file; what had not been answered yet was not done",
        );
        let _ = error::report(&failure);
        std::process::exit(failure.exit as i32);
    }));
}
