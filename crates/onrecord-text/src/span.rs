//! A checked place in a text, in three units.

use std::ops::Range;

/// A half-open range of a text, held in UTF-8 bytes, Unicode code points and UTF-16 code units.
///
/// Only [`crate::Text`] makes spans from raw numbers, and it checks that both ends are inside the text and on
/// character boundaries. A span does not carry the text it indexes: ask that text for the slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    // The byte range comes first so that the derived order is reading order.
    pub(crate) bytes: Pair,
    pub(crate) code_points: Pair,
    pub(crate) utf16: Pair,
}

/// A start and an end in one unit; `u32` because texts over 4 GiB are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Pair {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Pair {
    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Span {
    /// Returns the range in UTF-8 bytes, the unit of Rust's `str`.
    pub fn bytes(&self) -> Range<usize> {
        self.bytes.range()
    }

    /// Returns the range in Unicode code points, the unit of W3C `TextPositionSelector`.
    pub fn code_points(&self) -> Range<usize> {
        self.code_points.range()
    }

    /// Returns the range in UTF-16 code units, the unit of browsers.
    pub fn utf16(&self) -> Range<usize> {
        self.utf16.range()
    }

    /// Tells whether the span holds no text.
    pub fn is_empty(&self) -> bool {
        self.bytes.start == self.bytes.end
    }

    /// Tells whether `other` lies wholly inside this span.
    pub fn contains(&self, other: &Span) -> bool {
        self.bytes.start <= other.bytes.start && other.bytes.end <= self.bytes.end
    }

    /// Tells whether the two spans share at least one character.
    pub fn overlaps(&self, other: &Span) -> bool {
        self.bytes.start < other.bytes.end && other.bytes.start < self.bytes.end
    }
}

/// Why raw numbers are not a span of a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// The start lies after the end.
    #[error("span {start}..{end} ends before it starts")]
    Reversed {
        /// First offset as given.
        start: usize,
        /// Second offset as given.
        end: usize,
    },
    /// An end lies past the end of the text.
    #[error("span {start}..{end} leaves the text, which is {len} long")]
    OutOfText {
        /// First offset as given.
        start: usize,
        /// Second offset as given.
        end: usize,
        /// Length of the text in the same unit.
        len: usize,
    },
    /// An end cuts a character in two.
    #[error("offset {offset} is inside a character")]
    InsideCharacter {
        /// The offending offset.
        offset: usize,
    },
    /// The text at the span is not what it was said to be.
    #[error("span {start}..{end} (bytes) does not hold the expected text")]
    NotExact {
        /// First byte.
        start: usize,
        /// Byte after the last.
        end: usize,
    },
}
