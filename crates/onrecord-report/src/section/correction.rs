//! Corrections of what was published.

use std::borrow::Cow;

use onrecord_model::{Correction, Gravity, PublicEntry};

use super::words::{self, When};
use crate::isolate::isolate;
use crate::language::{say, say_with};

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

/// Names the gravest correction among these entries, for the head of a page; `None` when nothing was put right.
pub(crate) fn notice(entries: &[PublicEntry]) -> Option<String> {
    Some(said_of("correction-notice", gravest(entries)?))
}

/// Finds the gravest correction among entries, of several the latest: what came after a retraction does not take it back.
pub(crate) fn gravest(entries: &[PublicEntry]) -> Option<&Correction> {
    let corrections = entries.iter().filter_map(|entry| Some((entry.correction()?, entry.at)));
    corrections.max_by_key(|(correction, at)| (correction.gravity, *at)).map(|(correction, _)| correction)
}

/// Puts how grave a correction is, and its day, into a message.
pub(crate) fn said_of(id: &'static str, correction: &Correction) -> String {
    let on = When::day(correction.on).people;
    say_with(id, [("gravity", gravity(correction.gravity).into()), ("on", on.into())]).into_owned()
}

/// Words how grave a correction is, its day and what readers are told.
pub(crate) fn shortly(correction: &Correction) -> (Cow<'static, str>, When, String) {
    (gravity(correction.gravity), When::day(correction.on), isolate(correction.note.as_str()))
}

fn gravity(gravity: Gravity) -> Cow<'static, str> {
    say(match gravity {
        Gravity::Clarification => "correction-clarification",
        Gravity::Correction => "correction-correction",
        Gravity::Retraction => "correction-retraction",
    })
}

/// Words the corrections among these entries, in their order.
pub(crate) fn corrections(entries: &[PublicEntry]) -> Vec<CorrectionWords> {
    let words = |entry: &PublicEntry| {
        let correction = entry.correction()?;
        Some(CorrectionWords {
            claim: entry.subject.handle().to_string(),
            on: When::day(correction.on),
            gravity: gravity(correction.gravity),
            note: isolate(correction.note.as_str()),
            was: words::foreign(correction.was.as_deref()),
            by: isolate(entry.by.name()),
            at: When::moment(entry.at),
        })
    };
    entries.iter().filter_map(words).collect()
}
