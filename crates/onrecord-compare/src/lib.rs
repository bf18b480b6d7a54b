//! Matching of statements, typed drift, relations, copies, origins.
//!
//! Everything here is pure and deterministic: two statements in, one [`onrecord_model::Comparison`] out. The slots of a
//! statement come from outside; this crate only compares what they point at. Nothing that differs is dropped: every
//! changed word lies in a typed drift, and what is folded (white space, quote style, capitals) stays in the word diff.

mod align;
mod bands;
mod candidates;
mod copies;
mod cue;
mod drift;
mod known;
mod lexicon;
mod likeness;
mod matching;
mod matter;
mod origins;
mod pair;
mod party;
mod relation;
mod sameness;
mod score;
mod sorted;
mod speaker;
mod statement;
mod stem;
mod timeline;
mod words;

pub use bands::{BandIndex, CAP as BAND_CAP, StatementKeys, statement_keys};
pub use candidates::{Signature, candidates, statement_signature};
pub use copies::{
    CopyEvidence, CopyGroup, CopyLink, DocumentPrint, Passages, copy_evidence, copy_groups, document_print,
};
pub use cue::turns_round;
pub use known::{FindingIndex, FindingQuery, FindingTerms, FindingText, KnownHit};
pub use likeness::SIGNS as LIKENESS_SIGNS;
pub use matter::of_one_matter;
pub use origins::{OriginClaim, OriginGroup, OriginMerge, OriginSource, Origins, SourceOrigin, origins};
pub use party::one_party;
pub use relation::{Options, compare, compare_related, compare_with, denies_what_is_said, likeness_signs};
pub use sameness::says_otherwise;
pub use score::{NARROWS_AT, REWORDS_AT};
pub use statement::{Statement, word_diff};
pub use timeline::sentence_timeline;
