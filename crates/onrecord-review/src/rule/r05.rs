//! R5: one speaker, opposite polarity, two dates: a flag, no dispute.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use onrecord_model::Polarity;

use super::RuleId;
use crate::suggest::{Exhibit, Outcome, Suggestion, Weighing, WhyNot, not_counted};

/// What each speaker affirmed and denied, over both targets.
pub(crate) struct Voices<'a> {
    speakers: BTreeMap<&'a str, Voice<'a>>,
}

/// The statements of one speaker in the fixed order, and their dates by polarity.
#[derive(Default)]
struct Voice<'a> {
    statements: Vec<&'a Exhibit>,
    affirmed: BTreeSet<Option<NaiveDate>>,
    negated: BTreeSet<Option<NaiveDate>>,
}

/// Flags every speaker who said the claim and its contrary on two dates; empty where nobody did.
///
/// The flag is about speakers and their words, so it stands under `said`; under `fact` where the claim has no `said`.
pub(super) fn suggest(weighing: &Weighing<'_>) -> Vec<Suggestion> {
    if weighing.case.targets().next() != Some(weighing.target) {
        return Vec::new();
    }
    let voices = weighing.voices.speakers.iter();
    voices.filter_map(|(speaker, voice)| of_speaker(weighing, speaker, voice)).collect()
}

impl<'a> Voices<'a> {
    /// Sorts live statements by speaker.
    pub(crate) fn of(exhibits: &[&'a Exhibit]) -> Self {
        let mut speakers: BTreeMap<&str, Voice<'a>> = BTreeMap::new();
        for exhibit in exhibits.iter().filter(|exhibit| is_statement(exhibit)) {
            if let Some(speaker) = &exhibit.speaker {
                speakers.entry(speaker).or_default().hear(exhibit);
            }
        }
        Voices { speakers }
    }

    /// Tells whether an exhibit differs in polarity and date from another statement of its speaker.
    pub(crate) fn inconsistent(&self, exhibit: &Exhibit) -> bool {
        let voice = exhibit.speaker.as_deref().and_then(|speaker| self.speakers.get(speaker));
        is_statement(exhibit) && voice.is_some_and(|voice| voice.contradicts(exhibit))
    }
}

impl<'a> Voice<'a> {
    fn hear(&mut self, exhibit: &'a Exhibit) {
        self.statements.push(exhibit);
        match exhibit.polarity {
            Some(Polarity::Affirmed) => self.affirmed.insert(exhibit.said_on),
            Some(Polarity::Negated) => self.negated.insert(exhibit.said_on),
            None => false,
        };
    }

    /// Tells whether the speaker said the contrary of an exhibit on another known date.
    fn contradicts(&self, exhibit: &Exhibit) -> bool {
        let contrary = match exhibit.polarity {
            Some(Polarity::Affirmed) => &self.negated,
            Some(Polarity::Negated) => &self.affirmed,
            None => return false,
        };
        let mut dates = contrary.iter().flatten();
        // At most two are looked at: they are distinct, so one of them is another date.
        exhibit.said_on.is_some_and(|date| dates.any(|other| *other != date))
    }
}

/// Tells whether an exhibit can be held against another of its speaker; a denial is a matter of rule R3.
fn is_statement(exhibit: &Exhibit) -> bool {
    let live = exhibit.stale.is_none() && !exhibit.copy && !exhibit.denial;
    live && exhibit.speaker.is_some() && exhibit.polarity.is_some()
}

fn of_speaker(weighing: &Weighing<'_>, speaker: &str, voice: &Voice<'_>) -> Option<Suggestion> {
    let statements = &voice.statements;
    let (dated, undated): (Vec<&Exhibit>, Vec<&Exhibit>) = statements.iter().partition(|e| e.said_on.is_some());
    let flagged = dated.iter().any(|exhibit| voice.contradicts(exhibit));
    let one_sided = voice.affirmed.is_empty() || voice.negated.is_empty();
    if one_sided || !flagged && undated.is_empty() {
        return None;
    }
    let (outcome, why) = words(flagged, speaker);
    let mut suggestion = weighing.suggestion(RuleId::R5, outcome, why);
    // What bears on either target is looked at here, so what the other rules set aside says nothing.
    suggestion.not_counted = undated.iter().map(|e| not_counted(e, WhyNot::DateUnknown)).collect();
    if flagged {
        suggestion.counted = dated.iter().map(|e| weighing.counted(e, dated_note(e))).collect();
    }
    suggestion.missing = undated.iter().map(|e| format!("the date of {}", e.label)).collect();
    Some(suggestion)
}

fn words(flagged: bool, speaker: &str) -> (Outcome, String) {
    if flagged {
        (Outcome::SpeakerInconsistent, format!("{speaker} affirms it on one date and denies it on another"))
    } else {
        (Outcome::Nothing, format!("{speaker} affirms it and denies it, and not every date is known"))
    }
}

fn dated_note(exhibit: &Exhibit) -> String {
    let polarity = exhibit.polarity.map_or("", Polarity::as_str);
    exhibit.said_on.map_or_else(|| polarity.to_owned(), |date| format!("{polarity}, {date}"))
}
