//! The JSON in the database: private, versioned copies of the vocabulary.

pub(crate) mod action;
pub(crate) mod article;
pub(crate) mod float;
pub(crate) mod mention;
pub(crate) mod span;
pub(crate) mod word;

use serde::Serialize;

/// Writes a record as JSON with fields in the order they are declared: the same record gives the same bytes.
pub(crate) fn json(record: &impl Serialize) -> String {
    // Records hold strings, numbers, lists and structs only, which serde_json always writes; were one to fail, the
    // empty text would be refused as damaged when read.
    serde_json::to_string(record).unwrap_or_default()
}
