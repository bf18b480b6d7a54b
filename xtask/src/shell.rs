//! Running other programs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Returns the root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Returns the folder of evaluation data (`ONRECORD_SHARED`, else `shared` beside the checkout); `None` when absent.
pub(crate) fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("ONRECORD_SHARED").map(PathBuf::from);
    Some(named.unwrap_or_else(|| root().join("../shared"))).filter(|path| path.is_dir())
}

/// Prints a line to standard error.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Runs a program in the root of the workspace and shows what it prints.
pub(crate) fn run(program: &str, args: &[&str]) -> Result<(), String> {
    say(&format!("$ {program} {}", args.join(" ")));
    let mut command = Command::new(program);
    // What `cargo run` says of this program is no business of others: build scripts that look at it would run anew.
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_of_package(&name.to_string_lossy())) {
        command.env_remove(name);
    }
    let status = command.args(args).current_dir(root()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} {} ended with {status}", args.join(" "))),
        Err(e) => Err(format!("{program}: {e}")),
    }
}

fn is_of_package(name: &str) -> bool {
    name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
}

/// Runs a program with `input` as its standard input and returns what it prints.
pub(crate) fn pipe(program: &Path, args: &[&str], input: Option<&Path>) -> Result<Vec<u8>, String> {
    let stdin = match input {
        Some(path) => Stdio::from(fs::File::open(path).map_err(|e| format!("{}: {e}", path.display()))?),
        None => Stdio::null(),
    };
    let output = Command::new(program)
        .args(args)
        .current_dir(root())
        .stdin(stdin)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|e| format!("{}: {e}", program.display()))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(format!("{} {} ended with {}", program.display(), args.join(" "), output.status))
}

/// Builds the program as users run it and returns its path.
pub(crate) fn release_binary() -> Result<PathBuf, String> {
    run("cargo", &["build", "--release", "--locked", "--package", "onrecord", "--bins"])?;
    Ok(target().join("release/onrecord"))
}

/// Builds the program with debug checks, as tests run it, and returns its path.
pub(crate) fn debug_binary() -> Result<PathBuf, String> {
    debug()?;
    Ok(target().join("debug/onrecord"))
}

/// Builds an example with debug checks and returns its path.
pub(crate) fn debug_example(name: &str) -> Result<PathBuf, String> {
    debug()?;
    Ok(target().join("debug/examples").join(name))
}

/// Builds what the tests build already: with the examples come the features that they want of the dependencies.
fn debug() -> Result<(), String> {
    run("cargo", &["build", "--locked", "--workspace", "--bins", "--examples"])
}

/// Builds an example of a package without debug checks and returns its path.
pub(crate) fn release_example(package: &str, name: &str) -> Result<PathBuf, String> {
    run("cargo", &["build", "--release", "--locked", "--package", package, "--example", name])?;
    Ok(target().join("release/examples").join(name))
}

/// Returns the folder that cargo builds into.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A folder that is removed when it goes out of scope.
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Result<Self, String> {
        let path = std::env::temp_dir().join(format!("onrecord-xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Scratch(path))
    }

    /// Copies a program into it, so that building it anew meanwhile changes nothing.
    pub(crate) fn program(&self, path: &Path) -> Result<PathBuf, String> {
        let copy = self.0.join(path.file_name().unwrap_or_default());
        fs::copy(path, &copy).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(copy)
    }

    /// Writes a file into it.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, String> {
        let path = self.0.join(name);
        fs::write(&path, bytes).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
