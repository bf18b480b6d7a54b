//! Places in a text, with the words that stand there.

use onrecord_text::{Span, Text};
use serde::{Deserialize, Serialize};

/// A range in bytes and the text it holds; reading checks the one against the other.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SpanRecord {
    start: usize,
    end: usize,
    exact: String,
}

impl SpanRecord {
    /// Writes `span` of `text`.
    pub(crate) fn new(span: &Span, text: &Text) -> Self {
        let bytes = span.bytes();
        SpanRecord { start: bytes.start, end: bytes.end, exact: text.slice(span).to_owned() }
    }

    /// Makes the span again, provided the text holds the same words there.
    pub(crate) fn read(&self, text: &Text) -> Result<Span, String> {
        text.span_holding(self.start..self.end, &self.exact).map_err(|error| error.to_string())
    }
}

/// Writes several spans.
pub(crate) fn write_all(spans: &[Span], text: &Text) -> Vec<SpanRecord> {
    spans.iter().map(|span| SpanRecord::new(span, text)).collect()
}

/// Reads several spans.
pub(crate) fn read_all(records: &[SpanRecord], text: &Text) -> Result<Vec<Span>, String> {
    records.iter().map(|record| record.read(text)).collect()
}
