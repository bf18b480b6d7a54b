//! The verdict of the house.

use std::borrow::Cow;

use onrecord_model::PublicEntry;

use super::correction;
use super::words::When;
use crate::isolate::isolate;
use crate::language::say_with;

/// A verdict in words.
#[derive(Clone, Debug)]
pub(crate) struct VerdictWords {
    /// What it says.
    pub(crate) text: String,
    /// Its number on the scale of the house.
    pub(crate) scale: Cow<'static, str>,
    /// Why.
    pub(crate) explanation: String,
    /// The day.
    pub(crate) on: When,
    /// Who gave it.
    pub(crate) by: String,
    /// The verdicts whose place it took, the latest first.
    pub(crate) earlier: Vec<VerdictWords>,
}

/// Words the latest verdict among entries, the newest of which comes first; `None` when none was given.
pub(crate) fn verdict(entries: &[PublicEntry]) -> Option<VerdictWords> {
    let mut given = entries.iter().filter_map(one);
    let latest = given.next()?;
    Some(VerdictWords { earlier: given.collect(), ..latest })
}

/// What readers were told of a claim, for a line that leads to its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ToldWords {
    /// The verdict of the house and its day; `None` when none stands.
    pub(crate) verdict: Option<(String, When)>,
    /// The gravest correction: how grave, its day, what readers are told; `None` when nothing was put right.
    pub(crate) corrected: Option<(Cow<'static, str>, When, String)>,
}

impl ToldWords {
    /// Words entries, the newest of which comes first.
    pub(crate) fn new(entries: &[PublicEntry]) -> Self {
        ToldWords {
            verdict: verdict(entries).map(|verdict| (verdict.text, verdict.on)),
            corrected: correction::gravest(entries).map(correction::shortly),
        }
    }
}

fn one(entry: &PublicEntry) -> Option<VerdictWords> {
    let rating = entry.rating()?;
    let scale = [("value", rating.value), ("worst", rating.worst), ("best", rating.best)];
    Some(VerdictWords {
        text: isolate(&rating.text),
        scale: say_with("verdict-scale", scale.map(|(name, grade)| (name, grade.to_string().into()))),
        explanation: isolate(rating.explanation.as_str()),
        on: When::day(rating.on),
        by: isolate(entry.by.name()),
        earlier: Vec::new(),
    })
}
