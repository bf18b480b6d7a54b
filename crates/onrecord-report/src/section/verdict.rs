//! The verdict of the house.

use onrecord_model::PublicEntry;

use super::words::When;
use crate::isolate::isolate;

/// A verdict in words.
#[derive(Clone, Debug)]
pub(crate) struct VerdictWords {
    /// What it says.
    pub(crate) text: String,
    /// Its number on the scale of the house.
    pub(crate) scale: String,
    /// Why.
    pub(crate) explanation: String,
    /// The day.
    pub(crate) on: When,
    /// Who gave it.
    pub(crate) by: String,
}

/// Words the latest verdict among entries, the newest of which comes first; `None` when none was given.
pub(crate) fn verdict(entries: &[PublicEntry]) -> Option<VerdictWords> {
    let (entry, rating) = entries.iter().find_map(|entry| Some((entry, entry.rating()?)))?;
    Some(VerdictWords {
        text: isolate(&rating.text),
        scale: format!("{} on a scale from {} to {}", rating.value, rating.worst, rating.best),
        explanation: isolate(rating.explanation.as_str()),
        on: When::day(rating.on),
        by: isolate(entry.by.name()),
    })
}
