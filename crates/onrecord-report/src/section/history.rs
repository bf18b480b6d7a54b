//! What was done with a claim.

use onrecord_model::{Action, Event, Filing, FilingKind, Handle, Reason, StatusChange};

use super::words::When;
use crate::isolate::isolate;

/// One entry.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// When.
    pub(crate) at: When,
    /// Who.
    pub(crate) who: String,
    /// What was done.
    pub(crate) what: String,
    /// Why; `None` when no reason was given.
    pub(crate) reason: Option<String>,
}

/// Words the entries about `claim`; others are left out.
pub(crate) fn entries(events: &[Event], claim: Handle) -> Vec<Entry> {
    events.iter().filter_map(|event| entry(event, claim)).collect()
}

fn entry(event: &Event, claim: Handle) -> Option<Entry> {
    let (change, verb, reason) = match &event.action {
        Action::StatusSet(change) => (change, "set", change.after.decision().map(|d| &d.reason)),
        Action::Undone { change, reason, .. } => (change, "took back a decision:", reason.as_ref()),
        Action::FilingChanged { filing, reason, takes_back } => {
            let is_about = filing.claims.iter().any(|change| change.handle == claim);
            return is_about.then(|| Entry {
                at: When::moment(event.at),
                who: isolate(event.actor.name()),
                what: filed(filing, claim, takes_back.is_some()),
                reason: Some(isolate(reason.as_str())),
            });
        }
        _ => return None,
    };
    (change.handle == claim).then(|| Entry {
        at: When::moment(event.at),
        who: isolate(event.actor.name()),
        what: words(change, verb),
        reason: reason.map(|r| why(r, change)),
    })
}

/// Words what was put right of a claim by hand.
fn filed(filing: &Filing, claim: Handle, took_back: bool) -> String {
    let what = match filing.kind {
        FilingKind::Added => "added a place where it is claimed",
        FilingKind::Split => "split places off that claim something else",
        FilingKind::Merged => "put places together that claim the same",
        FilingKind::Respanned => "put right which words are claimed",
        FilingKind::Attributed => "put right who is credited",
    };
    let others = filing.claims.iter().filter(|change| change.handle != claim);
    let others: Vec<String> = others.map(|change| change.handle.to_string()).collect();
    let with = if others.is_empty() { String::new() } else { format!(" (with {})", others.join(", ")) };
    let back = if took_back { "took back having " } else { "" };
    format!("{back}{what}{with}")
}

/// Returns the reason, and why a rule of the house was overridden where one was.
fn why(reason: &Reason, change: &StatusChange) -> String {
    match change.judged.as_ref().and_then(|judged| judged.overrides.as_ref()) {
        None => isolate(reason.as_str()),
        Some(overrides) => {
            format!("{} (against the rule that should hold: {})", isolate(reason.as_str()), isolate(overrides.as_str()))
        }
    }
}

fn words(change: &StatusChange, verb: &str) -> String {
    let (target, before, after) = (change.target.as_str(), change.before.kind().as_str(), change.after.kind().as_str());
    format!("{verb} “{target}” from {before} to {after}")
}
