//! By when it should be done.

use super::Candidate;
use super::part::{Part, points};
use crate::words::counted;

/// Points once the day has come.
const MOST: f64 = 0.3;

/// Days before the day at which it begins to count: a week, the rhythm of a desk.
const AHEAD: i64 = 7;

/// Adds up to 0.3 as the day draws near on which somebody wants it done, all of it from that day on.
pub(super) fn part(c: &Candidate<'_>) -> Option<Part> {
    let days = c.due_days?;
    let when = match days {
        0 => "due today".to_owned(),
        1.. => format!("due in {}", counted(days.unsigned_abs(), "day")),
        _ => format!("due {} ago", counted(days.unsigned_abs(), "day")),
    };
    let near = (AHEAD - days.clamp(0, AHEAD)) as f64 / AHEAD as f64;
    points(MOST * near, when)
}
