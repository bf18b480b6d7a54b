//! Quotation marks and what they enclose.

use std::ops::Range;

/// A family of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteStyle {
    /// `"…"`
    Straight,
    /// `“…”`, also `„…“` and `„…”`
    Curly,
    /// `'…'`
    StraightSingle,
    /// `‘…’`, also `‚…‘`
    CurlySingle,
    /// `«…»` and `»…«`
    Guillemet,
    /// `‹…›`
    SingleGuillemet,
    /// `「…」` and `『…』`
    Corner,
}

/// One quotation: its marks and what they enclose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Byte range from the opening mark to behind the closing one.
    pub outer: Range<usize>,
    /// Byte range between the marks.
    pub inner: Range<usize>,
    /// Which marks.
    pub style: QuoteStyle,
    /// 0 for an outermost quotation, 1 for one inside another, and so on.
    pub depth: u8,
    /// Whether a closing mark was found; an unclosed quotation ends with its paragraph.
    pub closed: bool,
    /// Whether the next paragraph opens again without this one having closed (a quotation over several paragraphs).
    pub continues: bool,
}

/// Finds the quotations of `text` in order of their opening marks.
pub fn quotations(text: &str) -> Vec<Quotation> {
    let _ = text;
    Vec::new()
}
