//! In whose voice the claim stands.

use onrecord_model::Voice;

use super::Candidate;
use super::part::{Part, points};

/// Adds 0.1 for a headline, which most readers see, and 0.05 for a claim the outlet makes in its own name.
pub(super) fn part(c: &Candidate<'_>) -> Option<Part> {
    match c.voice {
        Voice::Headline => points(0.1, "stands in a headline".to_owned()),
        Voice::Own if !c.credited => points(0.05, "the outlet's own voice, nobody credited".to_owned()),
        _ => None,
    }
}
