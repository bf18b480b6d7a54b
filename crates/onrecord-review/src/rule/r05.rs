//! R5: one speaker, opposite polarity, two dates: a flag, no dispute.

use std::collections::BTreeMap;

use super::RuleId;
use crate::suggest::{Exhibit, Outcome, Suggestion, Weighing, WhyNot, not_counted};

/// Flags every speaker who said the claim and its contrary on two dates; empty where nobody did.
///
/// The flag is about speakers and their words, so it stands under `said`; under `fact` where the claim has no `said`.
pub(super) fn suggest(weighing: &Weighing<'_>) -> Vec<Suggestion> {
    if weighing.case.targets().next() != Some(weighing.target) {
        return Vec::new();
    }
    let mut speakers: BTreeMap<&str, Vec<&Exhibit>> = BTreeMap::new();
    for exhibit in weighing.all.iter().filter(|exhibit| is_statement(exhibit)) {
        speakers.entry(exhibit.speaker.as_deref().unwrap_or_default()).or_default().push(exhibit);
    }
    speakers.iter().filter_map(|(speaker, statements)| of_speaker(weighing, speaker, statements)).collect()
}

/// Tells whether an exhibit differs in polarity and date from another statement of its speaker.
pub(super) fn inconsistent(weighing: &Weighing<'_>, exhibit: &Exhibit) -> bool {
    let contrary =
        |other: &&Exhibit| other.speaker == exhibit.speaker && is_statement(other) && differs(exhibit, other);
    is_statement(exhibit) && weighing.all.iter().any(contrary)
}

/// Tells whether an exhibit can be held against another of its speaker; a denial is a matter of rule R3.
fn is_statement(exhibit: &Exhibit) -> bool {
    let live = exhibit.stale.is_none() && !exhibit.copy && !exhibit.denial;
    live && exhibit.speaker.is_some() && exhibit.polarity.is_some()
}

fn differs(a: &Exhibit, b: &Exhibit) -> bool {
    let dates = a.said_on.zip(b.said_on);
    a.polarity != b.polarity && dates.is_some_and(|(x, y)| x != y)
}

fn of_speaker(weighing: &Weighing<'_>, speaker: &str, statements: &[&Exhibit]) -> Option<Suggestion> {
    let first = statements.first()?;
    if statements.iter().all(|other| other.polarity == first.polarity) {
        return None;
    }
    let (dated, undated): (Vec<&Exhibit>, Vec<&Exhibit>) = statements.iter().partition(|e| e.said_on.is_some());
    let flagged = dated.iter().any(|a| dated.iter().any(|b| differs(a, b)));
    if !flagged && undated.is_empty() {
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
    let polarity = exhibit.polarity.map_or("", |polarity| polarity.as_str());
    exhibit.said_on.map_or_else(|| polarity.to_owned(), |date| format!("{polarity}, {date}"))
}
