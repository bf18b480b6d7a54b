//! How fresh the claim is.

use super::Candidate;
use super::part::{Part, points};
use crate::words::counted;

/// Days after which freshness counts half: a week, the rhythm of a desk.
const HALF_LIFE: f64 = 7.0;

/// Points on the day of publication.
const MOST: f64 = 0.2;

/// Adds up to 0.2 for freshness, halving every week; an undated claim gets none, a future date counts as today.
pub(super) fn part(c: &Candidate<'_>) -> Option<Part> {
    let days = c.age_days?.max(0);
    let share = 0.5_f64.powf(days as f64 / HALF_LIFE);
    let when = match days {
        0 => "published today".to_owned(),
        _ => format!("published {} ago", counted(days.unsigned_abs(), "day")),
    };
    points(MOST * share, when)
}
