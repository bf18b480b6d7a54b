//! Beside other programs: same input, same run, one core.

mod datasketch;
mod engines;
mod pages;
mod retrieval;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use wait4::Wait4 as _;

use crate::shell::{self, Scratch, say};

/// Runs one comparison and prints a table for `docs/performance.md`.
pub(crate) fn run(words: &[&str]) -> Result<(), String> {
    let Some(shared) = shell::shared() else {
        say("skipped: peers: no ../shared and no ONRECORD_SHARED");
        return Ok(());
    };
    match words {
        [] | ["engines"] => engines::run(&shared),
        ["datasketch"] => datasketch::run(&shared),
        ["pages"] => pages::run(&shared),
        ["retrieval"] => retrieval::run(&shared, true),
        ["retrieval", "--without-minilm"] => retrieval::run(&shared, false),
        _ => Err("peers [engines | datasketch | pages | retrieval [--without-minilm]]".to_owned()),
    }
}

fn folder() -> PathBuf {
    shell::root().join("bench/peers")
}

/// Makes an environment with `packages` and returns its Python; `requirements.txt` says which versions.
fn python(scratch: &Scratch, packages: &[&str]) -> Result<PathBuf, String> {
    let venv = scratch.0.join("venv");
    shell::run("python3", &["-m", "venv", text(&venv)])?;
    let python = venv.join("bin/python");
    let pins = folder().join("requirements.txt");
    let install = ["-m", "pip", "install", "--quiet", "--constraint", text(&pins)];
    shell::run(text(&python), &[&install[..], packages].concat())?;
    Ok(python)
}

/// Runs a program to its end and returns what it prints, its CPU seconds, and the peak of its memory in MiB.
fn measured(command: &mut Command, scratch: &Path) -> Result<(Vec<u8>, f64, u64), String> {
    let path = scratch.join("printed");
    let failed = |e: std::io::Error| format!("{}: {e}", command.get_program().display());
    let printed = File::create(&path).map_err(failed)?;
    let ended = command.stdout(printed).spawn().and_then(|mut child| child.wait4());
    let ended = ended.map_err(|e| format!("{}: {e}", command.get_program().display()))?;
    if !ended.status.success() {
        return Err(format!("{} ended with {}", command.get_program().display(), ended.status));
    }
    let seconds = (ended.rusage.utime + ended.rusage.stime).as_secs_f64();
    Ok((fs::read(&path).map_err(|e| e.to_string())?, seconds, ended.rusage.maxrss >> 20))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap_or_default()
}
