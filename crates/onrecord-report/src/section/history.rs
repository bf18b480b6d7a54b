//! What was done with a claim.

use onrecord_model::{
    Action, Event, EvidenceStatus, Filing, FilingKind, Handle, PublicChange, Reason, StatusChange, WorkChange,
};

use super::aside;
use super::correction;
use super::words::{self, When};
use crate::isolate::isolate;
use crate::language::{say, say_with};

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

/// What is told of a decision: when it was made, by whom and why.
pub(crate) type Told<'a> = (&'a When, &'a str, Option<&'a str>);

/// Returns the entries where they tell more than the decisions that stand, which were told; none else.
pub(crate) fn beyond(entries: Vec<Entry>, standing: &[Told<'_>]) -> Vec<Entry> {
    let is_told = |entry: &Entry| standing.contains(&(&entry.at, &entry.who, entry.reason.as_deref()));
    if entries.iter().all(is_told) { Vec::new() } else { entries }
}

/// Words the entries about `claim`; others are left out.
pub(crate) fn entries(events: &[Event], claim: Handle) -> Vec<Entry> {
    events.iter().filter_map(|event| entry(event, claim)).collect()
}

fn entry(event: &Event, claim: Handle) -> Option<Entry> {
    let (change, verb, reason) = match &event.action {
        Action::StatusSet(change) => (change, "decision-set", change.after.decision().map(|d| &d.reason)),
        Action::Undone { change, reason, .. } => (change, "decision-took-back", reason.as_ref()),
        Action::FilingChanged { filing, reason, takes_back } => {
            let is_about = filing.claims.iter().any(|change| change.handle == claim);
            return is_about.then(|| Entry {
                at: When::moment(event.at),
                who: isolate(event.actor.name()),
                what: filed(filing, claim, takes_back.is_some()),
                reason: Some(isolate(reason.as_str())),
            });
        }
        Action::PublicChanged { change, reason, takes_back: Some(_) } => {
            return told(event, change, reason.as_ref()).filter(|_| change.entry.subject.handle() == claim);
        }
        Action::WorkChanged { changes, reason, .. } => {
            let change = changes.iter().find(|change| change.handle == claim)?;
            return Some(Entry {
                at: When::moment(event.at),
                who: isolate(event.actor.name()),
                what: worked(change)?,
                reason: reason.as_ref().map(|reason| isolate(reason.as_str())),
            });
        }
        _ => return None,
    };
    (change.handle == claim).then(|| Entry {
        at: When::moment(event.at),
        who: isolate(event.actor.name()),
        what: decided(change, verb),
        reason: reason.map(|r| why(r, change)),
    })
}

/// Words that a claim was set aside for good, or taken up again after that; other work is the desk's own affair.
fn worked(change: &WorkChange) -> Option<String> {
    match (change.before.dropped_as(), change.after.dropped_as()) {
        (_, Some(exit)) => Some(aside::decided(&exit).into_owned()),
        (Some(_), None) => Some(say("decision-taken-up").into_owned()),
        (None, None) => None,
    }
}

/// Words that a correction was taken back, or made again: what readers were told once does not vanish.
fn told(event: &Event, change: &PublicChange, reason: Option<&Reason>) -> Option<Entry> {
    let id = if change.stands { "decision-correction-again" } else { "decision-correction-withdrawn" };
    Some(Entry {
        at: When::moment(event.at),
        who: isolate(event.actor.name()),
        what: correction::said_of(id, change.entry.correction()?),
        reason: reason.map(|reason| isolate(reason.as_str())),
    })
}

/// Words what was put right of a claim by hand.
fn filed(filing: &Filing, claim: Handle, took_back: bool) -> String {
    let mut what = say(match filing.kind {
        FilingKind::Added => "filed-added",
        FilingKind::Split => "filed-split",
        FilingKind::Merged => "filed-merged",
        FilingKind::Respanned => "filed-respanned",
        FilingKind::Attributed => "filed-attributed",
    });
    if took_back {
        what = say_with("filed-took-back", [("what", what.into())]);
    }
    let others = filing.claims.iter().filter(|change| change.handle != claim);
    let others = words::list(others.map(|change| change.handle.to_string()));
    if !others.is_empty() {
        what = say_with("filed-with", [("what", what.into()), ("claims", others.into())]);
    }
    what.into_owned()
}

/// Returns the reason, and why a rule of the house was overridden where one was.
fn why(reason: &Reason, change: &StatusChange) -> String {
    match change.judged.as_ref().and_then(|judged| judged.overrides.as_ref()) {
        None => isolate(reason.as_str()),
        Some(overrides) => {
            let (reason, overrides) = (isolate(reason.as_str()), isolate(overrides.as_str()));
            let args = [("reason", reason.into()), ("override", overrides.into())];
            say_with("decision-against-rule", args).into_owned()
        }
    }
}

fn decided(change: &StatusChange, verb: &'static str) -> String {
    let status = |status: &EvidenceStatus| words::status(status.kind()).into();
    let target = words::target(change.target).into();
    let args = [("target", target), ("before", status(&change.before)), ("after", status(&change.after))];
    say_with(verb, args).into_owned()
}
