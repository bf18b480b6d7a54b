//! What was noticed about an input without refusing it.

use std::ops::Range;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something a reader may want to know.
    Note,
    /// Something was repaired, guessed or left out.
    Warning,
}

impl Severity {
    /// Returns the word printed for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
        }
    }
}

/// One remark about an input, with its place where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable word for programs, such as `glued-sentences` or `date-missing`.
    pub code: &'static str,
    /// What was noticed and what was done about it: a lower-case fragment.
    pub message: String,
    /// Place in bytes of the document text; `None` when the remark is about the whole.
    pub place: Option<Range<usize>>,
}

impl Diagnostic {
    /// Makes a note about the whole document.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Note, code, message: message.into(), place: None }
    }

    /// Makes a warning about the whole document.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Warning, code, message: message.into(), place: None }
    }

    /// Adds the place it is about, in bytes of the document text.
    pub fn at(mut self, place: Range<usize>) -> Self {
        self.place = Some(place);
        self
    }
}
