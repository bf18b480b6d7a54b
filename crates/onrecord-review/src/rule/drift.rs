//! How much the wording has moved.

use super::{counted, part as points};
use crate::priority::{Candidate, Part};

/// Points of the first drift; each further one adds half of what the one before it added, so the sum stays below 0.3.
const FIRST: f64 = 0.15;

/// Adds up to 0.3 for changes between the wordings of the claim: a statement that moves is the one to pin down.
pub(crate) fn part(c: &Candidate<'_>) -> Option<Part> {
    let drifts = i32::try_from(c.drifts).unwrap_or(i32::MAX);
    let sum = 2.0 * FIRST * (1.0 - 0.5_f64.powi(drifts));
    points(sum, format!("{} between its wordings", counted(c.drifts as u64, "drift")))
}
