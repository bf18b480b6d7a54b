//! Which quotation marks open and which close, by place.

use crate::quotation::Quotation;

/// The starts of all opening and all closing marks, each in reading order.
pub(super) struct Roles {
    opening: Vec<usize>,
    closing: Vec<usize>,
}

impl Roles {
    pub(super) fn new(quotations: &[Quotation]) -> Self {
        let opening = quotations.iter().map(|q| q.outer.start).collect();
        let mut closing: Vec<usize> = quotations.iter().filter(|q| q.closed).map(|q| q.inner.end).collect();
        closing.sort_unstable();
        Roles { opening, closing }
    }

    /// Tells whether the mark at byte `at` opens a quotation.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.opening.binary_search(&at).is_ok()
    }

    /// Tells whether the mark at byte `at` closes a quotation.
    pub(super) fn closes(&self, at: usize) -> bool {
        self.closing.binary_search(&at).is_ok()
    }
}
