//! A place in a text.

use onrecord_text::Text;
use serde::Serialize;

/// A place in a text with what stands there.
///
/// ```json
/// {"start":3,"end":5,"bytes":[4,6],"utf16":[3,5],"exact":"is"}
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First Unicode code point.
    pub start: usize,
    /// Code point behind the last.
    pub end: usize,
    /// First UTF-8 byte and the byte behind the last.
    pub bytes: [usize; 2],
    /// First UTF-16 code unit and the unit behind the last.
    pub utf16: [usize; 2],
    /// The text there.
    pub exact: String,
}

impl Span {
    /// Copies a span of `text`.
    pub fn new(span: &onrecord_text::Span, text: &Text) -> Self {
        let (code_points, bytes, utf16) = (span.code_points(), span.bytes(), span.utf16());
        Span {
            start: code_points.start,
            end: code_points.end,
            bytes: [bytes.start, bytes.end],
            utf16: [utf16.start, utf16.end],
            exact: text.slice(span).to_owned(),
        }
    }

    /// Copies several spans of `text`.
    pub fn list(spans: &[onrecord_text::Span], text: &Text) -> Vec<Self> {
        spans.iter().map(|span| Span::new(span, text)).collect()
    }

    /// Makes the span of a byte range of `text`; `None` when the range is no span of it.
    pub fn of_bytes(range: std::ops::Range<usize>, text: &Text) -> Option<Self> {
        text.span(range).ok().map(|span| Span::new(&span, text))
    }
}
