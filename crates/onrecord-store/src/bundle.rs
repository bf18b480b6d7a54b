//! Everything that is stored, in one file, and back into an empty database of either kind.
//!
//! A bundle is a gzip-compressed tar archive: first [`FORMAT_FILE`], then the rows of every table in order of their keys as
//! JSON Lines, cut into parts, and last [`MANIFEST_FILE`] with a hash of each part and one over all rows. It is written and
//! read from front to back, and holds no clock, path, or name of a machine: the same rows give the same bytes.
//! `docs/formats.md` describes it for other programs.

mod archive;
mod content;
mod enter;
mod error;
mod form;
mod links;
mod parts;
mod read;
mod table;
mod tables;
mod wire;
mod words;
mod write;

use std::io::Read;

use crate::Checkpoint;
use crate::connect::known_schemas;

pub(crate) use enter::enter;
pub use error::BundleError;
pub(crate) use write::write;

/// The file that a bundle begins with: which form it has.
const FORMAT_FILE: &str = "format.json";

/// The file that a bundle ends with: what it holds.
const MANIFEST_FILE: &str = "manifest.json";

/// The version of the form of bundles.
const VERSION: u32 = 1;

/// What a bundle holds, by its manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleManifest {
    /// The last schema change of the database it was written from.
    pub schema: String,
    /// Size and last hash of the log.
    pub log: Checkpoint,
    /// SHA-256 over the rows of all tables, in hexadecimal digits: the same for the same rows on either database.
    pub content: String,
    /// How many rows of which table, in the order in which the bundle has them.
    pub rows: Vec<(&'static str, u64)>,
}

impl BundleManifest {
    /// Counts the rows of all tables.
    pub fn total(&self) -> u64 {
        self.rows.iter().map(|(_, rows)| rows).sum()
    }

    /// Counts the rows of one table; 0 for one that no bundle has.
    pub fn rows_of(&self, table: &str) -> u64 {
        self.rows.iter().find(|(name, _)| *name == table).map_or(0, |(_, rows)| *rows)
    }
}

/// Reads a bundle to its end and checks it without any database: the hash of every part and of all rows, the form of every
/// row, the bytes of documents and kept copies against their hashes, and the chain of the log up to the head that the
/// manifest names. `seen` is told how many rows were read, from time to time.
///
/// Whether the rows are what the log tells of is found when they are entered.
///
/// # Errors
/// [`BundleError`] with a cause of one line: no bundle, cut off, changed, of a newer form or schema, too large for its size.
pub fn check_bundle(from: impl Read, mut seen: impl FnMut(u64)) -> Result<BundleManifest, BundleError> {
    let mut bundle = read::Reader::open(from, &known_schemas())?;
    while let Some(batch) = bundle.next()? {
        seen(batch.len());
    }
    bundle.finish()
}
