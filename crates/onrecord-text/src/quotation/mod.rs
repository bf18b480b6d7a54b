//! Quotation marks and what they enclose.

mod marks;
mod pairing;
mod straight;

use std::ops::Range;

use crate::paragraph::paragraphs;

/// A family of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteStyle {
    /// `"…"`, also written as two apostrophes: `''…''`
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
    /// 0 for an outermost quotation, 1 for one inside another, and so on; deeper than 255 counts as 255.
    pub depth: u8,
    /// Whether a closing mark was found; an unclosed quotation ends with its paragraph, or where the quotation around it
    /// closes or the next straight one opens.
    pub closed: bool,
    /// Whether the next paragraph opens again without this one having closed (a quotation over several paragraphs), or
    /// did before the paragraphs were run together without a space.
    pub continues: bool,
}

/// Finds the quotations of `text` in order of their opening marks.
///
/// No quotation crosses the end of its paragraph (see [`crate::paragraphs`]). Straight marks open or close by what
/// stands around them and by the cheapest reading of the paragraph's marks; apostrophes, decades ("'90s") and marks of feet and inches are neither.
pub fn quotations(text: &str) -> Vec<Quotation> {
    let paragraphs = paragraphs(text);
    let mut found = Vec::new();
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let from = found.len();
        pairing::pair(text, paragraph, &mut found);
        if let (Some(own), Some(next)) = (found.get_mut(from..), paragraphs.get(i + 1)) {
            mark_continued(text, own, next);
        }
    }
    set_depths(&mut found);
    found
}

/// Marks the unclosed quotations that the next paragraph opens again, outermost first.
fn mark_continued(text: &str, own: &mut [Quotation], next: &Range<usize>) {
    let mut reopened = text.get(next.clone()).unwrap_or("").chars();
    for quotation in own.iter_mut().filter(|q| !q.closed) {
        let again = reopened.next().and_then(marks::opening_style);
        if again != Some(quotation.style) {
            return;
        }
        quotation.continues = true;
    }
}

/// Numbers the levels of nesting of quotations in order of their opening marks.
fn set_depths(found: &mut [Quotation]) {
    let mut open: Vec<usize> = Vec::new();
    for quotation in found {
        while open.last().is_some_and(|end| *end <= quotation.outer.start) {
            open.pop();
        }
        quotation.depth = u8::try_from(open.len()).unwrap_or(u8::MAX);
        open.push(quotation.outer.end);
    }
}
