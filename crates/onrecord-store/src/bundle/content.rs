//! Hashes over what a bundle holds.

use sha2::{Digest as _, Sha256};

use super::wire::hex;

/// One hash over the rows of all tables, whatever parts they are cut into: SHA-256 over, for each table, its name and its
/// lines, each followed by a line feed.
#[derive(Default)]
pub(super) struct Content(Sha256);

impl Content {
    /// Begins a table; every table is begun, one without rows as well.
    pub(super) fn table(&mut self, name: &str) {
        self.0.update(name);
        self.0.update(b"\n");
    }

    /// Adds a line with its line feed.
    pub(super) fn line(&mut self, line: &[u8]) {
        self.0.update(line);
    }

    /// Returns the hash in hexadecimal digits.
    pub(super) fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// A hash over the bytes of one file.
#[derive(Default)]
pub(super) struct FileHash(Sha256);

impl FileHash {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(super) fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}
