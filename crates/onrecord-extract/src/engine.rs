//! What an engine finds, and what every engine is asked.

use std::ops::Range;

use onrecord_model::Diagnostic;

use crate::prepared::Prepared;
use crate::worth::Worth;

/// One place where the text credits somebody with saying something; ranges are bytes of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// What is said, in reading order, never empty; marks of quotation included.
    pub content: Vec<Range<usize>>,
    /// The words that name who says it; `None` when the text does not.
    pub source: Option<Range<usize>>,
    /// The words that say that it is said; `None` when there are none.
    pub cue: Option<Range<usize>>,
    /// Why: lower-case fragments, the rule first.
    pub why: Vec<String>,
    /// How sure the engine is, 0..1.
    pub confidence: f64,
}

/// What an engine makes of a document.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Who says what. Order and overlaps do not matter: the caller sorts, and of two that overlap keeps the surer one.
    pub attributions: Vec<Attribution>,
    /// With what the worth of its claims is scored.
    pub(crate) worth: Worth,
    /// What was left undone.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds who says what. Everything behind it (voices, speakers, times, slots, own voice) is shared.
pub trait Engine: Sync {
    /// Returns the version that results are marked with; it changes whenever results may change.
    fn version(&self) -> &'static str;

    /// Finds the attributions of a document, and what its claims are worth.
    fn analyse(&self, prepared: &Prepared) -> Analysis;
}
