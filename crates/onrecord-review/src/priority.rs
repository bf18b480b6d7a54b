//! What to check first, and why.

use onrecord_model::{Claim, Voice};

use crate::rule;

/// A claim in the queue with what was counted about it.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// The voice of its first mention.
    pub voice: Voice,
    /// Whether somebody is credited with it.
    pub credited: bool,
    /// How many drifts lie between its wordings.
    pub drifts: usize,
    /// How many documents mention it.
    pub documents: u32,
    /// Days since it was first published, never negative in effect; `None` when it has no date.
    pub age_days: Option<i64>,
}

/// How early a claim should be looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Priority {
    /// 0 and up; higher comes first. The sum of the points named in `reasons`.
    pub score: f64,
    /// One line for each part of the score, the heaviest first: "+0.62 worth checking: 0.62 of 1".
    pub reasons: Vec<String>,
}

/// One part of a priority.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// What it adds; rules never return 0 or less.
    pub(crate) points: f64,
    /// Why: a lower-case fragment.
    pub(crate) why: String,
}

/// Works out how early a claim should be looked at.
///
/// A claim of which every target is decided scores 0: it is out of the queue.
pub fn priority(c: &Candidate<'_>) -> Priority {
    let mut parts: Vec<Part> = Vec::new();
    if rule::open_targets::open(c) > 0 {
        parts = rule::ALL.iter().filter_map(|rule| rule(c)).collect();
    }
    parts.sort_by(|x, y| y.points.total_cmp(&x.points));
    let reasons = parts.iter().map(|part| format!("+{:.2} {}", part.points, part.why));
    Priority {
        reasons: if parts.is_empty() {
            vec![decided()]
        } else {
            reasons.collect()
        },
        score: parts.iter().map(|part| part.points).sum(),
    }
}

fn decided() -> String {
    "+0.00 every target is decided".to_owned()
}
