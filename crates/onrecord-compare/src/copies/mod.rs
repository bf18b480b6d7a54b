//! Which documents are copies of one another: wire stories, syndication, light edits.
//!
//! What a reporter writes between quotations is compared, never the quotations: two reporters may have heard the same
//! words. Whole sentences are compared by their normal form, and runs of five words beneath them, so that a word changed in
//! every sentence does not hide a copy (Broder 1997 calls the shared part of the smaller set containment).

mod group;
mod index;
mod print;

pub use group::{CopyGroup, CopyLink, copy_groups};
pub use print::{DocumentPrint, Passages, document_print};

use crate::sorted::common;

/// Sentences that make a copy by themselves.
const SENTENCES: usize = 4;
/// Share of the shorter one's sentences, or of its runs of words, that makes a copy.
const SHARE: f64 = 0.4;
/// Share of the runs of words that makes a copy where no sentence is shared.
const FORM: f64 = 0.65;
/// Runs of words that have to be shared before their share means anything.
const RUNS: usize = 12;

/// What two documents share outside quotations.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyEvidence {
    /// Sentences of 32 characters and more that stand in both.
    pub sentences: usize,
    /// Such sentences in the one that has fewer.
    pub of: usize,
    /// Share of the smaller one's runs of five words that stand in the other, 0..1.
    pub containment: f64,
    /// The agency both credit; `None` when they credit none or not the same.
    pub agency: Option<String>,
}

/// Compares two prints; `None` when neither is a copy of the other.
///
/// Copies share a sentence and credit the same agency, or share four sentences, or two fifths of the shorter one's
/// sentences or runs of words. Articles of one outlet share its furniture, so only the runs of words count between them.
pub fn copy_evidence(a: &DocumentPrint, b: &DocumentPrint) -> Option<CopyEvidence> {
    let sentences = common(&a.sentences, &b.sentences).count();
    let of = a.sentences.len().min(b.sentences.len());
    let runs = common(&a.runs, &b.runs).count();
    let smaller = a.runs.len().min(b.runs.len());
    let containment = if smaller == 0 { 0.0 } else { runs as f64 / smaller as f64 };
    let agency = a.credit.clone().filter(|credit| Some(credit) == b.credit.as_ref());
    let many = sentences >= SENTENCES || sentences > 1 && sentences as f64 >= SHARE * of as f64;
    // Without one whole sentence in common it may be a form that is filled in anew every week.
    let least = if sentences > 0 { SHARE } else { FORM };
    let most = runs >= RUNS && containment >= least;
    let wire = agency.is_some() && sentences > 0;
    // What one outlet prints on every page is no copy of anything; its own articles have to share more than that.
    let own = a.outlet.is_some() && a.outlet == b.outlet;
    (if own { most } else { many || most || wire }).then_some(CopyEvidence { sentences, of, containment, agency })
}
