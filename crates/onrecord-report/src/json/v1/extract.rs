//! What `extract` prints: one record a document, in input order.

use onrecord_model::{self as model, ContentHash};
use onrecord_text::Text;
use serde::Serialize;

use super::{Diagnostic, Mention, VERSION};

/// One document and its mentions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExtractRecord {
    /// [`VERSION`].
    pub v: u8,
    /// The sender's id of the document, else its path or hash.
    pub doc: String,
    /// BLAKE3 of what was read, 64 hexadecimal digits.
    pub hash: String,
    /// Version of the extraction rules.
    pub rules: String,
    /// The mentions in reading order.
    pub mentions: Vec<Mention>,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
}

/// One input line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorRecord {
    /// [`VERSION`].
    pub v: u8,
    /// The id of the document where the line gives one that can be read, else `null`.
    pub doc: Option<String>,
    /// BLAKE3 of the line without its line feed, or of the file, as in [`ExtractRecord`]; `null` when it was not read
    /// to its end.
    pub hash: Option<String>,
    /// Where and why.
    pub error: LineError,
}

/// Where and why an input line could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineError {
    /// Number of the line in the input, from 1; `null` when the input has no lines.
    pub line: Option<u64>,
    /// Why: a lower-case fragment.
    pub why: String,
}

/// One mention on a line of its own (`--flat`).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FlatMention {
    /// [`VERSION`].
    pub v: u8,
    /// As in [`ExtractRecord`].
    pub doc: String,
    /// As in [`ExtractRecord`].
    pub hash: String,
    /// As in [`ExtractRecord`].
    pub rules: String,
    /// The mention; its fields stand beside those above.
    #[serde(flatten)]
    pub mention: Mention,
}

/// The last record of a stream: proves that nothing was cut off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EofRecord {
    /// The counts.
    pub eof: Eof,
}

/// What a whole stream held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Eof {
    /// Input records.
    #[serde(rename = "in")]
    pub read: u64,
    /// Output records before this one.
    #[serde(rename = "out")]
    pub written: u64,
    /// Error records among them.
    pub errors: u64,
    /// BLAKE3 of all bytes before this record, line ends included.
    pub blake3: String,
}

impl ExtractRecord {
    /// Copies the mentions and diagnostics of the document `doc` with this `text`.
    pub fn new(
        doc: impl Into<String>,
        hash: ContentHash,
        rules: impl Into<String>,
        text: &Text,
        mentions: &[model::Mention],
        diagnostics: &[model::Diagnostic],
    ) -> Self {
        ExtractRecord {
            v: VERSION,
            doc: doc.into(),
            hash: hash.to_string(),
            rules: rules.into(),
            mentions: mentions.iter().map(|mention| Mention::new(mention, text)).collect(),
            diagnostics: Diagnostic::list(diagnostics, text),
        }
    }

    /// Returns the same mentions as records of their own; the diagnostics have no place there.
    pub fn into_flat(self) -> impl Iterator<Item = FlatMention> {
        let ExtractRecord { v, doc, hash, rules, mentions, .. } = self;
        mentions.into_iter().map(move |mention| FlatMention {
            v,
            doc: doc.clone(),
            hash: hash.clone(),
            rules: rules.clone(),
            mention,
        })
    }
}

impl ErrorRecord {
    /// Makes the record of an input line that could not be read.
    pub fn new(doc: Option<String>, hash: Option<ContentHash>, line: Option<u64>, why: impl Into<String>) -> Self {
        let hash = hash.map(|hash| hash.to_string());
        ErrorRecord { v: VERSION, doc, hash, error: LineError { line, why: why.into() } }
    }
}

impl EofRecord {
    /// Makes the last record of a stream; `blake3` covers all bytes written before it, line ends included.
    pub fn new(read: u64, written: u64, errors: u64, blake3: ContentHash) -> Self {
        EofRecord { eof: Eof { read, written, errors, blake3: blake3.to_string() } }
    }
}
