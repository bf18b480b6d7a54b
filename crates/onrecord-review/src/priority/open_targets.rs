//! What is still open about the claim.

use onrecord_model::{EvidenceStatus, StatusKind};

use super::Candidate;
use super::part::{Part, points};

/// Points of each open target.
const EACH: f64 = 0.1;

/// Names the targets nobody has decided, or on which a decision was withdrawn.
pub(super) fn open(c: &Candidate<'_>) -> Vec<&'static str> {
    let is_open = |status: &EvidenceStatus| status.kind() == StatusKind::Unverified;
    let open = c.claim.statuses.iter().filter(|(_, status)| is_open(status));
    open.map(|(target, _)| target.as_str()).collect()
}

/// Adds 0.1 for each open target: the more is open, the more one look can settle.
pub(super) fn part(c: &Candidate<'_>) -> Option<Part> {
    let names = open(c);
    points(EACH * names.len() as f64, format!("open: {}", names.join(" and ")))
}
