//! The parts of a priority, one a file; the list is the registry.

use super::{Candidate, age, attention, due, open_targets, spread, voice, work, worth};

/// One part of a priority.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// What it adds, in hundredths, so that the points shown add up to the score exactly; never 0.
    pub(super) hundredths: u32,
    /// Why: a lower-case fragment.
    pub(super) why: String,
}

/// Looks at a candidate and adds points with a reason, or nothing.
pub(super) type Maker = fn(&Candidate<'_>) -> Option<Part>;

/// All makers of parts, in the order in which equal parts are listed.
pub(super) const ALL: [Maker; 8] =
    [worth::part, spread::part, open_targets::part, age::part, voice::part, work::part, due::part, attention::part];

/// Makes a part of a score, rounded to hundredths; `None` when nothing is left of it.
pub(super) fn points(points: f64, why: String) -> Option<Part> {
    // A cast from float to integer saturates, and every part stays far below the limit.
    #[expect(clippy::cast_sign_loss, reason = "parts add points, they never take any away")]
    let hundredths = (points * 100.0).round() as u32;
    (hundredths > 0).then_some(Part { hundredths, why })
}
