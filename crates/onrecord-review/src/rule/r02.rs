//! R2: the words are corroborated by a primary record, or by two independent outlets that report the same quotation.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use onrecord_model::{SourceClass, Target};

use super::RuleId;
use crate::suggest::{
    Exhibit, Outcome, Suggestion, Tally, Weighing, WhyNot, answer, labels, lacking, not_counted, note, tally,
};
use crate::words::counted;

const RECORD: &str = "a primary record (transcript, recording, the speaker's own publication)";

/// Suggests `corroborated` on `said`, or says why not.
pub(super) fn suggest(weighing: &Weighing<'_>) -> Vec<Suggestion> {
    if weighing.target != Target::Said {
        return Vec::new();
    }
    let is_record = |exhibit: &&Exhibit| exhibit.class == Some(SourceClass::Primary);
    let (records, reports): (Vec<&Exhibit>, Vec<&Exhibit>) = weighing.supporting.iter().partition(|e| is_record(e));
    let (quoting, aside): (Vec<&Exhibit>, Vec<&Exhibit>) = reports.iter().partition(|e| quotes(e));
    let records = tally(weighing, &records);
    let (quoted, other_words) = same_words(weighing, &quoting);
    let against: Vec<&Exhibit> =
        weighing.against.iter().filter(|e| !other_words_of_claimant(weighing, e)).copied().collect();
    let met = (!records.counted.is_empty() || quoted.counted.len() >= 2) && against.is_empty();
    let outcome = if met { Outcome::Corroborated } else { Outcome::Nothing };
    let mut suggestion = weighing.suggestion(RuleId::R2, outcome, words(&records, &quoted, &against));
    suggestion.counted.extend(records.counted.iter().map(|e| weighing.counted(e, note(e))));
    suggestion.counted.extend(quoted.counted.iter().map(|e| weighing.counted(e, report_note(e))));
    suggestion.missing = missing(&records, &quoted, &against);
    suggestion.not_counted.extend(aside.iter().map(|e| not_counted(e, no_quotation(e))));
    suggestion.not_counted.extend(other_words.iter().map(|e| not_counted(e, WhyNot::OtherWords)));
    suggestion.not_counted.extend(records.not_counted.into_iter().chain(quoted.not_counted));
    suggestion.not_counted.extend(weighing.refuting.iter().map(|e| not_counted(e, WhyNot::SpeaksAgainst)));
    vec![suggestion]
}

/// Tells whether an exhibit is something else the claimant said: no denial, so it leaves what was said before as it is.
fn other_words_of_claimant(weighing: &Weighing<'_>, exhibit: &Exhibit) -> bool {
    let claimant = weighing.case.claimant.as_ref().map(|claimant| &claimant.name);
    !exhibit.denial && exhibit.speaker.is_some() && exhibit.speaker.as_ref() == claimant
}

/// Tells whether an outlet reports the words itself and as a quotation.
fn quotes(exhibit: &Exhibit) -> bool {
    exhibit.own_reporting && exhibit.quotation.is_some()
}

fn no_quotation(exhibit: &Exhibit) -> WhyNot {
    if exhibit.own_reporting { WhyNot::Paraphrase } else { WhyNot::NotOwnReporting }
}

fn report_note(exhibit: &Exhibit) -> String {
    format!("own report of the same words, {}", note(exhibit))
}

/// Counts the quotation that most origins report; the reports of other words come second.
fn same_words<'a>(weighing: &Weighing<'a>, quoting: &[&'a Exhibit]) -> (Tally<'a>, Vec<&'a Exhibit>) {
    let mut quotations: BTreeMap<&str, Vec<&Exhibit>> = BTreeMap::new();
    for exhibit in quoting {
        quotations.entry(exhibit.quotation.as_deref().unwrap_or_default()).or_default().push(exhibit);
    }
    let tallies = quotations.into_iter().map(|(words, exhibits)| (tally(weighing, &exhibits), words));
    let Some((tally, words)) = tallies.min_by_key(|(tally, words)| (Reverse(tally.counted.len()), *words)) else {
        return (Tally::default(), Vec::new());
    };
    let other = quoting.iter().filter(|exhibit| exhibit.quotation.as_deref() != Some(words));
    (tally, other.copied().collect())
}

fn words(records: &Tally<'_>, quoted: &Tally<'_>, against: &[&Exhibit]) -> String {
    let mut words = match (records.counted.len(), quoted.counted.len()) {
        (0, 0) => "there is no record and no quotation that counts".to_owned(),
        (0, 1) => "one outlet alone reports the words".to_owned(),
        (0, outlets) => format!("{outlets} independent outlets report the same words, no primary record"),
        (n, _) => format!("there is a primary record of it ({})", counted(n as u64, "origin")),
    };
    if !against.is_empty() {
        words.push_str("; it is refuted by ");
        words.push_str(&labels(against));
    }
    words
}

fn missing(records: &Tally<'_>, quoted: &Tally<'_>, against: &[&Exhibit]) -> Vec<String> {
    let mut missing = match (records.counted.len(), quoted.counted.len()) {
        (0, 0) => vec![format!("{RECORD}, or two independent outlets with their own reports of the same words")],
        (0, 1) => vec![format!("{RECORD}, or one more independent outlet with its own report of the same words")],
        (0, _) => vec!["a primary record".to_owned()],
        _ => Vec::new(),
    };
    missing.extend(lacking(&records.counted));
    missing.extend(lacking(&quoted.counted));
    missing.extend((!against.is_empty()).then(answer));
    missing
}
