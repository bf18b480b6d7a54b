//! The gate.

use crate::shell;
use crate::{badinput, eval, harm};

/// Every how-manieth hostile input the gate tries; `cargo xtask badinput` tries all.
const SAMPLE: usize = 7;

/// Changed bytes, kills and conflicts the gate tries; the chores by themselves try many more.
const BYTES: u64 = 300;
const KILLS: u64 = 40;
const PAIRS: u64 = 300;

/// Runs everything that must be green; stops at the first failure.
pub(crate) fn run() -> Result<(), String> {
    shell::run("cargo", &["fmt", "--all", "--check"])?;
    shell::run("cargo", &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])?;
    shell::run("cargo", &["test", "--workspace", "--locked"])?;
    stale_snapshots()?;
    shell::run("env", &["RUSTDOCFLAGS=-D warnings", "cargo", "doc", "--workspace", "--no-deps", "--locked"])?;
    shell::run("cargo", &["deny", "check", "licenses", "bans", "sources"])?;
    badinput::run_checked(SAMPLE)?;
    harm::bytes::run(Some(BYTES), None)?;
    harm::crash::run(Some(KILLS), None)?;
    harm::conflict::run(Some(PAIRS))?;
    harm::disk::run()?;
    eval::run()
}

/// Fails when a test run left snapshots that nobody has accepted, or accepted ones that no test uses are in the tree.
fn stale_snapshots() -> Result<(), String> {
    shell::run("sh", &["-c", "! git ls-files --others --modified | grep -E '\\.snap(\\.new)?$|\\.pending-snap$'"])
        .map_err(|_| "snapshots are stale: review them with INSTA_UPDATE=always cargo test, then commit".to_owned())
}
