//! How much the claim is worth checking.

use super::Candidate;
use super::part::{Part, points};

/// Adds the check-worthiness itself, 0..1: the yardstick for every other part.
pub(super) fn part(c: &Candidate<'_>) -> Option<Part> {
    let worth = c.claim.worth;
    let worth = if worth.is_finite() { worth.clamp(0.0, 1.0) } else { 0.0 };
    points(worth, format!("worth checking: {worth:.2} of 1"))
}
