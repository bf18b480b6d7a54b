//! The arrows of ARCHITECTURE.md, read from `cargo metadata` and from the sources.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot read the workspace must stop")]

mod arrows;
mod sources;

use std::path::{Path, PathBuf};

/// Returns the root of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
