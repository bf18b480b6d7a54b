//! Corrections of what was published.

use std::borrow::Cow;

use onrecord_model::{Gravity, PublicEntry};

use super::words::{self, When};
use crate::isolate::isolate;
use crate::language::say;

/// One correction in words.
#[derive(Clone, Debug)]
pub(crate) struct CorrectionWords {
    /// Short name of the claim.
    pub(crate) claim: String,
    /// The day.
    pub(crate) on: When,
    /// How grave: `Clarification`, `Correction` or `Retraction`.
    pub(crate) gravity: Cow<'static, str>,
    /// What readers are told.
    pub(crate) note: String,
    /// What it said before.
    pub(crate) was: Option<String>,
    /// Who entered it.
    pub(crate) by: String,
    /// When.
    pub(crate) at: When,
}

/// Words the corrections among these entries, in their order.
pub(crate) fn corrections(entries: &[PublicEntry]) -> Vec<CorrectionWords> {
    let words = |entry: &PublicEntry| {
        let correction = entry.correction()?;
        Some(CorrectionWords {
            claim: entry.subject.handle().to_string(),
            on: When::day(correction.on),
            gravity: say(match correction.gravity {
                Gravity::Clarification => "correction-clarification",
                Gravity::Correction => "correction-correction",
                Gravity::Retraction => "correction-retraction",
            }),
            note: isolate(correction.note.as_str()),
            was: words::foreign(correction.was.as_deref()),
            by: isolate(entry.by.name()),
            at: When::moment(entry.at),
        })
    };
    entries.iter().filter_map(words).collect()
}
