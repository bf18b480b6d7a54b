//! A text that can be pointed into.

use std::ops::Range;
use std::sync::Arc;

use crate::offsets::{Mark, Offsets, Unit};
use crate::span::{Pair, Span, SpanError};

/// An immutable text together with its offset index; cheap to clone.
#[derive(Clone, Debug)]
pub struct Text {
    content: Arc<str>,
    offsets: Arc<Offsets>,
}

/// The refusal of a text whose length does not fit in 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is {len} bytes long; at most {max} bytes can be indexed", max = u32::MAX)]
pub struct TextTooLong {
    /// Length of the refused text in bytes.
    pub len: usize,
}

impl Text {
    /// Indexes `content`.
    ///
    /// # Errors
    /// [`TextTooLong`] when the text is longer than 4 GiB.
    pub fn new(content: impl Into<Arc<str>>) -> Result<Self, TextTooLong> {
        let content = content.into();
        if u32::try_from(content.len()).is_err() {
            return Err(TextTooLong { len: content.len() });
        }
        let offsets = Arc::new(Offsets::new(&content));
        Ok(Text { content, offsets })
    }

    /// Returns the whole text.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// Makes the span of a range in UTF-8 bytes.
    ///
    /// # Errors
    /// [`SpanError`] when the range is reversed, leaves the text or cuts a character.
    pub fn span(&self, bytes: Range<usize>) -> Result<Span, SpanError> {
        self.span_in(&bytes, Unit::Byte)
    }

    /// Makes the span of a range in Unicode code points.
    ///
    /// # Errors
    /// [`SpanError`] when the range is reversed or leaves the text.
    pub fn span_of_code_points(&self, code_points: Range<usize>) -> Result<Span, SpanError> {
        self.span_in(&code_points, Unit::CodePoint)
    }

    /// Makes the span of a range in UTF-16 code units.
    ///
    /// # Errors
    /// [`SpanError`] when the range is reversed, leaves the text or cuts a surrogate pair.
    pub fn span_of_utf16(&self, units: Range<usize>) -> Result<Span, SpanError> {
        self.span_in(&units, Unit::Utf16)
    }

    /// Makes the span of a range in UTF-8 bytes and checks that it holds `exact`.
    ///
    /// # Errors
    /// [`SpanError`] when the range is no span of this text, or holds another text.
    pub fn span_holding(&self, bytes: Range<usize>, exact: &str) -> Result<Span, SpanError> {
        let span = self.span(bytes)?;
        if self.slice(&span) == exact {
            return Ok(span);
        }
        Err(SpanError::NotExact { start: span.bytes().start, end: span.bytes().end })
    }

    /// Returns the text at `span`; empty when the span was made from another text and does not fit this one.
    pub fn slice(&self, span: &Span) -> &str {
        self.content.get(span.bytes()).unwrap_or("")
    }

    fn span_in(&self, range: &Range<usize>, unit: Unit) -> Result<Span, SpanError> {
        if range.start > range.end {
            return Err(SpanError::Reversed { start: range.start, end: range.end });
        }
        let start = self.locate(range.start, range, unit)?;
        let end = self.locate(range.end, range, unit)?;
        Ok(Span {
            bytes: Pair { start: start.byte, end: end.byte },
            code_points: Pair { start: start.code_point, end: end.code_point },
            utf16: Pair { start: start.utf16, end: end.utf16 },
        })
    }

    fn locate(&self, offset: usize, whole: &Range<usize>, unit: Unit) -> Result<Mark, SpanError> {
        let len = unit.of(self.offsets.end);
        if offset > len {
            return Err(SpanError::OutOfText { start: whole.start, end: whole.end, len });
        }
        self.offsets.locate(&self.content, offset, unit).ok_or(SpanError::InsideCharacter { offset })
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.content == other.content
    }
}

impl Eq for Text {}
