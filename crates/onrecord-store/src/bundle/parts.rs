//! Rows on their way into files of a bundle.

use std::io::Write;

use super::archive::{LONGEST_LINE, Writer};
use super::content::{Content, FileHash};
use super::form::{self, Part};
use super::{BundleError, BundleManifest, FORMAT_FILE, MANIFEST_FILE};
use crate::Checkpoint;

/// A part is closed once it holds this many bytes: it is held in memory until then, because tar wants its size first.
const PART: usize = 4 << 20;

/// Takes the rows of all tables, one table after the other.
pub(super) trait Lines {
    /// Begins a table; every table is begun, one without rows as well.
    fn table(&mut self, name: &'static str) -> Result<(), BundleError>;

    /// Takes a row as a line with its line feed.
    fn line(&mut self, line: &[u8]) -> Result<(), BundleError>;
}

impl Lines for Content {
    fn table(&mut self, name: &'static str) -> Result<(), BundleError> {
        Content::table(self, name);
        Ok(())
    }

    fn line(&mut self, line: &[u8]) -> Result<(), BundleError> {
        Content::line(self, line);
        Ok(())
    }
}

/// Returns the name of a file that holds rows; parts of a table count from 1.
pub(super) fn name(table: &str, number: usize) -> String {
    format!("{table}/{number:06}.jsonl")
}

/// Writes rows into a bundle.
pub(super) struct Parts<W: Write> {
    archive: Writer<W>,
    content: Content,
    tables: Vec<(&'static str, u64)>,
    files: Vec<Part>,
    /// The part at hand: its number in its table, rows and bytes.
    number: usize,
    rows: u64,
    bytes: Vec<u8>,
}

impl<W: Write> Parts<W> {
    pub(super) fn begin(to: W, schema: &str) -> Result<Self, BundleError> {
        let mut archive = Writer::new(to);
        archive.file(FORMAT_FILE, &form::format_file(schema))?;
        let (tables, files, bytes) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Parts { archive, content: Content::default(), tables, files, number: 0, rows: 0, bytes })
    }

    /// Writes the manifest and ends the bundle.
    pub(super) fn finish(mut self, schema: String, log: Checkpoint) -> Result<(W, BundleManifest), BundleError> {
        self.close()?;
        let content = self.content.finish();
        let manifest = BundleManifest { schema, log, content, rows: self.tables };
        self.archive.file(MANIFEST_FILE, &form::manifest_file(&manifest, &self.files))?;
        Ok((self.archive.finish()?, manifest))
    }

    /// Writes the part at hand, if it holds anything.
    fn close(&mut self) -> Result<(), BundleError> {
        let Some((table, _)) = self.tables.last().filter(|_| self.rows > 0) else { return Ok(()) };
        self.number += 1;
        let mut hash = FileHash::default();
        hash.add(&self.bytes);
        let name = name(table, self.number);
        self.archive.file(&name, &self.bytes)?;
        self.files.push(Part { name, rows: self.rows, bytes: self.bytes.len() as u64, sha256: hash.finish() });
        self.rows = 0;
        self.bytes.clear();
        Ok(())
    }
}

impl<W: Write> Lines for Parts<W> {
    fn table(&mut self, name: &'static str) -> Result<(), BundleError> {
        self.close()?;
        self.number = 0;
        self.tables.push((name, 0));
        self.content.table(name);
        Ok(())
    }

    fn line(&mut self, line: &[u8]) -> Result<(), BundleError> {
        if line.len() as u64 > LONGEST_LINE {
            let table = self.tables.last().map_or("", |(name, _)| name);
            return Err(BundleError::Io { why: format!("a row of {table} is longer than {LONGEST_LINE} bytes") });
        }
        self.content.line(line);
        self.bytes.extend_from_slice(line);
        self.rows += 1;
        if let Some((_, rows)) = self.tables.last_mut() {
            *rows += 1;
        }
        if self.bytes.len() >= PART { self.close() } else { Ok(()) }
    }
}
