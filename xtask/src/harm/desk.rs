//! The program, run on one database.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The program and a database.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    program: PathBuf,
    database: String,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// The exit code; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) errors: String,
}

impl Ended {
    /// Runs a command to its end.
    pub(crate) fn of(mut command: Command) -> Result<Self, String> {
        let Output { status, stdout, stderr } = command.output().map_err(|e| format!("{command:?}: {e}"))?;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Ok(Ended { code: status.code(), out: text(stdout), errors: text(stderr) })
    }
}

impl Desk {
    pub(crate) fn new(program: &Path, database: &str) -> Self {
        Desk { program: program.to_owned(), database: database.to_owned() }
    }

    /// Returns the program with arguments, on the database, in the name of `who`; no settings of the user count.
    pub(crate) fn command(&self, who: &str, args: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        for folder in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            command.env(folder, "/nonexistent");
        }
        command.args(args).env("ONRECORD_DB", &self.database).env("ONRECORD_AS", who).env("ONRECORD_ENGINE", "rules");
        command.env("NO_COLOR", "1").stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, who: &str, args: &[&str]) -> Result<Ended, String> {
        Ended::of(self.command(who, args))
    }

    /// Runs the program and wants it to end well.
    pub(crate) fn ok(&self, who: &str, args: &[&str]) -> Result<String, String> {
        let ended = self.run(who, args)?;
        match ended.code {
            Some(0) => Ok(ended.out),
            code => Err(format!("onrecord {} ended with {code:?}: {}", args.join(" "), ended.errors.trim())),
        }
    }

    /// Runs a listing and returns its records.
    pub(crate) fn list(&self, args: &[&str]) -> Result<Vec<Value>, String> {
        let args: Vec<&str> = args.iter().copied().chain(["--format", "ndjson"]).collect();
        let printed = self.ok("Reader", &args)?;
        printed.lines().map(|line| serde_json::from_str(line).map_err(|e| format!("{line:?}: {e}"))).collect()
    }

    /// Wants the audit to be content.
    pub(crate) fn verify(&self) -> Result<(), String> {
        self.ok("Reader", &["audit", "verify"]).map(drop)
    }
}
