//! What to check first, and why.

mod age;
mod attention;
mod due;
mod open_targets;
mod part;
mod spread;
mod voice;
mod work;
mod worth;

use std::cmp::Reverse;

use onrecord_model::{Claim, Voice, WorkKind, WorkState};

use part::Part;

/// A claim in the queue with what was counted about it.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// The voice of its first mention.
    pub voice: Voice,
    /// Whether somebody is credited with it.
    pub credited: bool,
    /// How many documents mention it.
    pub documents: u32,
    /// In whose hands it is.
    pub work: &'a WorkState,
    /// Days since it was first published, never negative in effect; `None` when it has no date.
    pub age_days: Option<i64>,
    /// Days until it should be done, negative when that day is over; `None` when nobody named one.
    pub due_days: Option<i64>,
    /// How many pieces of evidence on it have to be confirmed again.
    pub stale: u32,
}

/// How early a claim should be looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Priority {
    /// 0 and up; higher comes first. The sum of the points named in `reasons`.
    pub score: f64,
    /// One line for each part of the score, the heaviest first: "+0.62 worth checking: 0.62 of 1".
    pub reasons: Vec<String>,
}

/// Works out how early a claim should be looked at.
///
/// A claim of which every target is decided scores 0, unless somebody took it up again: it is out of the queue.
pub fn priority(c: &Candidate<'_>) -> Priority {
    let mut parts: Vec<Part> = Vec::new();
    if !open_targets::open(c).is_empty() || (c.work.is_work() && c.work.kind() != WorkKind::New) {
        parts = part::ALL.iter().filter_map(|make| make(c)).collect();
    }
    parts.sort_by_key(|part| Reverse(part.hundredths));
    let shown = |part: &Part| format!("+{:.2} {}", ratio(part.hundredths), part.why);
    Priority {
        reasons: if parts.is_empty() { vec![decided()] } else { parts.iter().map(shown).collect() },
        score: ratio(parts.iter().map(|part| part.hundredths).sum()),
    }
}

fn ratio(hundredths: u32) -> f64 {
    f64::from(hundredths) / 100.0
}

fn decided() -> String {
    "+0.00 every target is decided".to_owned()
}
