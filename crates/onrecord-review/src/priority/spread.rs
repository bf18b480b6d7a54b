//! How far the claim has spread.

use super::Candidate;
use super::part::{Part, points};
use crate::words::counted;

/// Documents beyond the first at which the points reach half of [`MOST`].
const HALF_WAY: f64 = 3.0;

/// Most points spread can give.
const MOST: f64 = 0.3;

/// Adds up to 0.3 for documents beyond the first. It counts readers reached, not evidence: copies prove nothing.
pub(super) fn part(c: &Candidate<'_>) -> Option<Part> {
    let further = f64::from(c.documents.saturating_sub(1));
    let why = format!("spread over {}", counted(u64::from(c.documents), "document"));
    points(MOST * further / (further + HALF_WAY), why)
}
