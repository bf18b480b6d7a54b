//! Which quotation marks open and which close, by place.

use std::ops::Range;

use crate::quotation::Quotation;

/// The places of all opening and all closing marks, each in reading order.
pub(super) struct Roles {
    opening: Vec<Range<usize>>,
    closing: Vec<Range<usize>>,
}

impl Roles {
    pub(super) fn new(quotations: &[Quotation]) -> Self {
        let opening = quotations.iter().map(|q| q.outer.start..q.inner.start).collect();
        let closed = quotations.iter().filter(|q| q.closed);
        let mut closing: Vec<_> = closed.map(|q| q.inner.end..q.outer.end).collect();
        closing.sort_unstable_by_key(|mark| mark.start);
        Roles { opening, closing }
    }

    /// Returns the end of the opening mark at byte `at`; `None` when none starts there.
    pub(super) fn opening_end(&self, at: usize) -> Option<usize> {
        end_of(&self.opening, at)
    }

    /// Returns the end of the closing mark at byte `at`; `None` when none starts there.
    pub(super) fn closing_end(&self, at: usize) -> Option<usize> {
        end_of(&self.closing, at)
    }
}

fn end_of(marks: &[Range<usize>], at: usize) -> Option<usize> {
    let found = marks.binary_search_by_key(&at, |mark| mark.start).ok()?;
    marks.get(found).map(|mark| mark.end)
}
