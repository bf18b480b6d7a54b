//! In whose hands the claim is.

use onrecord_model::{Verdict, WorkState};

use super::Candidate;
use super::part::{Part, points};

/// Adds 0.2 where other people have begun and one look settles it, and 0.1 where a claim was taken up again.
pub(super) fn part(c: &Candidate<'_>) -> Option<Part> {
    match c.work {
        WorkState::Proposed(_) => points(0.2, "proposed, waits for another person".to_owned()),
        WorkState::SecondReview(round) if round.verdict() == Verdict::Split => {
            points(0.2, "opinions differ, waits for a person who has given none".to_owned())
        }
        WorkState::SecondReview(_) => points(0.2, "a second opinion is in, waits for another person".to_owned()),
        WorkState::Reopened(_) => points(0.1, "taken up again".to_owned()),
        _ => None,
    }
}
