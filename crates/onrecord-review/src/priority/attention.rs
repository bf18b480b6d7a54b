//! Whether something under it gave way.

use super::Candidate;
use super::part::{Part, points};
use crate::words::counted;

/// Adds 0.2 where evidence has to be confirmed again: it is not counted until somebody has looked.
pub(super) fn part(c: &Candidate<'_>) -> Option<Part> {
    let what = counted(u64::from(c.stale), "piece");
    points(if c.stale > 0 { 0.2 } else { 0.0 }, format!("{what} of evidence to be confirmed again"))
}
