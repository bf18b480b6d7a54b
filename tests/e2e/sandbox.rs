//! A machine of its own for each test: an empty folder, no settings, no environment.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

/// A folder that is working directory and home in one, and the database the program works on.
pub(crate) struct Sandbox {
    folder: TempDir,
    database: Option<String>,
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Sandbox {
    /// Makes an empty one; the database is where the program puts it when nobody says anything.
    pub(crate) fn new() -> Self {
        Sandbox { folder: tempfile::tempdir().expect("temporary folder"), database: None }
    }

    /// Makes an empty one that works on the database at `url`.
    pub(crate) fn on(url: &str) -> Self {
        Sandbox { database: Some(url.to_owned()), ..Self::new() }
    }

    /// Makes one that has taken in the file `a.txt` with these bytes.
    pub(crate) fn with(bytes: impl AsRef<[u8]>) -> Self {
        let sandbox = Self::new();
        sandbox.write("a.txt", bytes);
        sandbox.run(&["ingest", "a.txt"]).ok();
        sandbox
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("parent")).expect("folder");
        fs::write(path, bytes).expect("file");
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, &[], b"")
    }

    /// Runs the program as another reviewer.
    pub(crate) fn run_as(&self, who: &str, args: &[&str]) -> Ran {
        self.run_with(args, &[("ONRECORD_AS", who)], b"")
    }

    pub(crate) fn pipe(&self, args: &[&str], stdin: &[u8]) -> Ran {
        self.run_with(args, &[], stdin)
    }

    /// Runs the program with nothing in its environment but the sandbox and `env`.
    pub(crate) fn run_with(&self, args: &[&str], env: &[(&str, &str)], stdin: &[u8]) -> Ran {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.env_clear().current_dir(self.root()).args(args).write_stdin(stdin);
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("NO_COLOR", "1").env("USER", "tester");
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "TMPDIR"] {
            command.env(name, self.root());
        }
        if let Some(url) = &self.database {
            command.env("ONRECORD_DB", url);
        }
        // Tests of what is done with claims do not depend on which engine finds them; the quickest does.
        command.env("ONRECORD_ENGINE", "rules");
        command.envs(env.iter().copied());
        let output = command.output().expect("the program runs");
        let stderr = String::from_utf8(output.stderr).expect("messages are UTF-8");
        let code = output.status.code().unwrap_or_else(|| panic!("{args:?} was killed: {stderr}"));
        assert_ne!(code, 101, "{args:?} panicked: {stderr}");
        Ran { code, stdout: output.stdout, stderr }
    }

    /// Runs a command that must succeed and returns the records it lists.
    pub(crate) fn list(&self, args: &[&str]) -> Vec<Value> {
        let args: Vec<&str> = args.iter().copied().chain(["--format", "json"]).collect();
        match self.run(&args).ok().json() {
            Value::Array(all) => all,
            other => panic!("{args:?} printed no array but {other}"),
        }
    }

    /// Returns every claim with its record of the queue.
    pub(crate) fn claims(&self) -> Vec<Value> {
        self.list(&["queue", "--all", "--limit", "10000"])
    }

    /// Finds the one claim whose wording holds `words` and returns its handle.
    pub(crate) fn claim(&self, words: &str) -> String {
        let all = self.claims();
        let found: Vec<&Value> = all.iter().filter(|c| text(&c["wording"]).contains(words)).collect();
        assert_eq!(found.len(), 1, "{words:?} in {found:#?}");
        text(&found[0]["claim"]).to_owned()
    }

    /// Returns what `show` says of a claim.
    pub(crate) fn show(&self, claim: &str) -> Value {
        self.run(&["show", claim, "--format", "json"]).ok().json()
    }

    /// Counts what is stored, by name.
    pub(crate) fn count(&self, what: &str) -> u64 {
        let all = self.list(&["stats"]);
        let row = all.iter().find(|row| row["what"] == what).unwrap_or_else(|| panic!("no {what} in {all:?}"));
        row["count"].as_u64().expect("number")
    }
}

impl Ran {
    /// Checks that it went well.
    pub(crate) fn ok(self) -> Self {
        self.exits(0)
    }

    /// Checks the exit code.
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", String::from_utf8_lossy(&self.stdout), self.stderr);
        self
    }

    /// Checks that standard error says all of this.
    pub(crate) fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.stderr.contains(word), "{word:?} is missing in: {}", self.stderr);
        }
        self
    }

    pub(crate) fn out(&self) -> &str {
        std::str::from_utf8(&self.stdout).expect("results are UTF-8")
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.stdout).unwrap_or_else(|e| panic!("{e}: {}", self.out()))
    }

    /// Returns the records of an output of one a line.
    pub(crate) fn records(&self) -> Vec<Value> {
        let lines = self.out().split_terminator('\n');
        lines.map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    }
}

/// Returns a string value.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// Returns the elements of an array value.
pub(crate) fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("no array: {value}"))
}
