//! What a bundle holds.

use serde::Serialize;

/// A bundle that was written, checked or entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BundleRecord {
    /// The file.
    pub file: String,
    /// What was done with it: `written`, `checked` or `entered`.
    pub done: &'static str,
    /// The last schema change of the database it was written from.
    pub schema: String,
    /// How many documents it holds.
    pub documents: u64,
    /// How many claims.
    pub claims: u64,
    /// How many entries of the log.
    pub entries: u64,
    /// How many rows of all tables.
    pub rows: u64,
    /// SHA-256 over all rows: the same for the same rows on either database.
    pub content: String,
    /// Size and last hash of its log, `SIZE:ROOT`.
    pub checkpoint: String,
}
