//! The parts of a priority, one rule a file; the list is the registry.

pub(crate) mod age;
pub(crate) mod open_targets;
pub(crate) mod spread;
pub(crate) mod voice;
pub(crate) mod worth;

use crate::priority::{Candidate, Part};

/// A rule looks at a candidate and adds points with a reason, or nothing.
pub(crate) type Rule = fn(&Candidate<'_>) -> Option<Part>;

/// All rules, in the order in which equal parts are listed.
pub(crate) const ALL: [Rule; 5] = [worth::part, spread::part, open_targets::part, age::part, voice::part];

/// Makes a part of a score, rounded to hundredths; `None` when nothing is left of it.
fn part(points: f64, why: String) -> Option<Part> {
    // A cast from float to integer saturates, and every rule stays far below the limit.
    #[expect(clippy::cast_sign_loss, reason = "rules add points, they never take any away")]
    let hundredths = (points * 100.0).round() as u32;
    (hundredths > 0).then_some(Part { hundredths, why })
}

/// Names a count of things: "1 document", "3 documents".
fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
