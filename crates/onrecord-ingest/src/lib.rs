//! Bytes in a known format to articles with diagnostics.
//!
//! Formats are told by content, not only by file name; values given by the user win over what the input says. The
//! text of an article is what its offsets index, so nothing is ever removed from a text that came as text.

mod address;
mod annotations;
mod broken;
mod credit;
mod cut;
mod dates;
mod decode;
mod draft;
mod feed;
mod findings;
mod format;
mod hints;
mod language;
mod lines;
mod nesting;
mod page;
mod refuse;
mod rejected;
mod utf8;
mod warc;

pub use address::outlet_of;
pub use annotations::{AnnotationDraft, AnnotationRecord, Pointed, read_annotations};
pub use credit::dateline_names;
pub use decode::marked;
pub use feed::{Feed, Record};
pub use findings::{BadFinding, FindingDraft, FindingPlace, FindingRecord, read_findings};
pub use format::{read_as, read_line, read_whole, sniff};
pub use hints::Hints;
pub use rejected::Rejected;
pub use warc::{LeftOut, Trouble, Warc};

/// The longest document that is read, in bytes; longer ones are refused with a reason.
///
/// A text is held about four times over while it is read and indexed, which stays within 256 MiB.
pub const MAX_DOCUMENT_BYTES: usize = 32 * 1024 * 1024;
