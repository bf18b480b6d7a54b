//! `log`: what was done, by whom and when.

use std::collections::BTreeMap;

use onrecord_app::{Desk, EventFilter, SealedEvent, TakenBack};
use onrecord_model::{
    Action, ContentHash, EventId, Evidence, EvidenceChange, Handle, OutletFacts, PublicChange, PublicKind, RulesChange,
    SearchChange, StatusChange, WorkChange,
};
use onrecord_report::json::{to_line, v1};

use crate::cli::{Global, Log};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output};

use super::{filing_view, work_view};

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Log) -> Result<Exit, CliError> {
    let subject = match args.handle {
        Some(handle) => Some(desk.logged_as(handle).await?),
        None => None,
    };
    let actors = match &args.by {
        Some(name) => Some(desk.actors_called(name).await?),
        None => None,
    };
    let filter = EventFilter {
        subject,
        actors,
        kind: args.kind,
        since: args.since.map(super::begins),
        until: args.until.map(super::begins),
        newest_first: !args.oldest_first,
        limit: args.limit,
        ..EventFilter::default()
    };
    let mut listing = Listing::new(&["entry", "when", "who", "what", "why"]);
    let mut entries = desk.log(&filter).await?;
    desk.veil(&mut entries, &desk::viewer(global)?).await?;
    let backs = desk.taken_back(&entries).await?;
    for sealed in entries {
        listing.push(cells(&sealed, &backs), to_line(&record(&sealed)));
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    Ok(Exit::Ok)
}

fn cells(sealed: &SealedEvent, backs: &BTreeMap<EventId, TakenBack>) -> Vec<String> {
    vec![
        sealed.position.to_string(),
        sealed.event.at.format("%Y-%m-%d %H:%M:%S").to_string(),
        sealed.event.actor.name().to_owned(),
        what_of(sealed, backs),
        why(&sealed.event.action),
    ]
}

/// Returns the record of a log entry for programs.
pub(crate) fn record(sealed: &SealedEvent) -> v1::LogEntry {
    let mut entry = v1::LogEntry::from(&sealed.event);
    entry.entry = Some(sealed.position);
    entry.hash = Some(sealed.hash.to_string());
    entry
}

/// Returns a log entry as one line for people.
pub(crate) fn sentence(sealed: &SealedEvent) -> String {
    told(sealed, &BTreeMap::new())
}

/// Returns log entries as one line each, with whose entry was taken back by them.
pub(crate) async fn sentences(desk: &Desk, entries: &[SealedEvent]) -> Result<Vec<String>, CliError> {
    let backs = desk.taken_back(entries).await?;
    Ok(entries.iter().map(|sealed| told(sealed, &backs)).collect())
}

fn told(sealed: &SealedEvent, backs: &BTreeMap<EventId, TakenBack>) -> String {
    let event = &sealed.event;
    let why = why(&event.action);
    let why = if why.is_empty() { why } else { format!(": {why}") };
    format!("{} {} {}{why}", event.at.format("%Y-%m-%d %H:%M UTC"), event.actor.name(), what_of(sealed, backs))
}

/// Returns what was done in words, and which entry of whom it takes back.
fn what_of(sealed: &SealedEvent, backs: &BTreeMap<EventId, TakenBack>) -> String {
    let what = what(&sealed.event.action);
    let Some(back) = backs.get(&sealed.event.id) else { return what };
    let what = if back.again { again(&what) } else { what };
    format!("{what} (entry {} of {})", back.position, back.of.name())
}

/// Turns the words for something taken back into those for something done again.
pub(crate) fn again(what: &str) -> String {
    what.strip_prefix("took back").map_or_else(|| what.to_owned(), |rest| format!("did again{rest}"))
}

/// Returns what was done in words.
pub(crate) fn what(action: &Action) -> String {
    match action {
        Action::Ingested { handle, version, mentions, new_claims, .. } => {
            format!("took in {handle} (version {version}, {mentions} mentions, {new_claims} new claims)")
        }
        Action::StatusSet(change) => changed("set", change),
        Action::Undone { change, .. } => changed("took back", change),
        Action::AliasDecided { handle, alias, after, .. } => {
            format!("{} alias {alias:?} of {handle}", after.as_str())
        }
        Action::MatchDecided { changes, takes_back, .. } => {
            let pairs = changes.iter().map(|c| pair(c.handles, c.before.as_str(), c.after.as_str()));
            decided("match", takes_back.is_some(), pairs)
        }
        Action::CopyDecided { changes, takes_back, .. } => {
            let pairs = changes.iter().map(|c| pair(c.handles, c.before.as_str(), c.after.as_str()));
            decided("copy", takes_back.is_some(), pairs)
        }
        Action::OutletSet { handle, before, after, takes_back, .. } => {
            let facts = std::iter::once(format!("{handle}: {} → {}", facts(before), facts(after)));
            decided("outlet", takes_back.is_some(), facts)
        }
        Action::FindingsImported { source, count, .. } => format!("imported {count} findings from {source}"),
        Action::EvidenceChanged { changes, takes_back, .. } => {
            decided("evidence", takes_back.is_some(), changes.iter().map(evidence))
        }
        Action::WorkChanged { changes, takes_back, .. } => work(changes, takes_back.is_some()),
        Action::FilingChanged { filing, takes_back, .. } => filing_view::sentence(filing, takes_back.is_some()),
        Action::RulesAdopted { change, takes_back, .. } => rules(change, takes_back.is_some()),
        Action::PublicChanged { change, takes_back, .. } => public(change, takes_back.is_some()),
        Action::SearchKept { change, takes_back, .. } => search(change, takes_back.is_some()),
    }
}

fn search(change: &SearchChange, took_back: bool) -> String {
    let side = |query: &Option<String>| query.as_deref().map_or("nothing".to_owned(), |q| format!("{q:?}"));
    let what = format!("{:?}: {} → {}", change.name, side(&change.before), side(&change.after));
    decided("saved queue", took_back, std::iter::once(what))
}

fn rules(change: &RulesChange, took_back: bool) -> String {
    let what = match &change.after {
        Some(text) => format!("house rules {:.12}", ContentHash::of(text.as_bytes()).to_string()),
        None => "house rules: none in force".to_owned(),
    };
    if took_back { format!("took back to {what}") } else { format!("adopted {what}") }
}

/// Says what readers are told.
pub(crate) fn public(change: &PublicChange, took_back: bool) -> String {
    let handle = change.entry.subject.handle();
    let what = match &change.entry.kind {
        PublicKind::Published(one) => format!("published {handle} on {}", one.on),
        PublicKind::Corrected(one) => format!("{} of {handle} on {}", one.gravity.as_str(), one.on),
        PublicKind::Rated(one) => {
            format!("verdict on {handle}: {} ({} of {} to {})", one.text, one.value, one.worst, one.best)
        }
    };
    match (took_back, change.stands) {
        (false, _) => what,
        (true, false) => format!("took back: {what}"),
        (true, true) => format!("did again: {what}"),
    }
}

fn work(changes: &[WorkChange], took_back: bool) -> String {
    let part = |change: &WorkChange| format!("{}: {}", change.handle, work_view::words(&change.after));
    let verb = if took_back { "took back work, now" } else { "work" };
    format!("{verb} {}", changes.iter().map(part).collect::<Vec<_>>().join(", "))
}

fn pair((a, b): (Handle, Handle), before: &str, after: &str) -> String {
    format!("{a} and {b}: {before} → {after}")
}

fn decided(noun: &str, took_back: bool, parts: impl Iterator<Item = String>) -> String {
    let verb = if took_back { "took back" } else { "set" };
    format!("{verb} {noun} {}", parts.collect::<Vec<_>>().join(", "))
}

fn evidence(change: &EvidenceChange) -> String {
    let side = |evidence: &Evidence| {
        let stale = if evidence.stale.is_some() { ", stale" } else { "" };
        format!("{} {}{stale}", evidence.stance.as_str(), evidence.target.as_str())
    };
    let what = match (&change.before, &change.after) {
        (None, Some(after)) => format!("added, {}", side(after)),
        (Some(before), None) => format!("taken out, {}", side(before)),
        (Some(before), Some(after)) if side(before) != side(after) => format!("{} → {}", side(before), side(after)),
        _ => "changed".to_owned(),
    };
    format!("{} on {}: {what}", change.handle, change.claim_handle)
}

fn facts(facts: &OutletFacts) -> String {
    let agency = facts.agency.then(|| "agency".to_owned());
    let owner = facts.owner.as_ref().map(|owner| format!("owner {owner}"));
    let controller = facts.controller.as_ref().map(|who| format!("controller {who}"));
    let known: Vec<String> = [agency, owner, controller].into_iter().flatten().collect();
    if known.is_empty() { "nothing known".to_owned() } else { known.join(", ") }
}

/// Returns a status change in words.
pub(crate) fn changed(verb: &str, change: &StatusChange) -> String {
    let (before, after) = (change.before.kind().as_str(), change.after.kind().as_str());
    format!("{verb} {} {}: {before} → {after}", change.handle, change.target.as_str())
}

fn why(action: &Action) -> String {
    match action {
        Action::Ingested { .. } | Action::FindingsImported { .. } => String::new(),
        Action::StatusSet(change) => set_because(change),
        Action::WorkChanged { reason, .. }
        | Action::SearchKept { reason, .. }
        | Action::Undone { reason, .. }
        | Action::PublicChanged { reason, .. } => reason.as_ref().map(ToString::to_string).unwrap_or_default(),
        Action::AliasDecided { reason, .. }
        | Action::MatchDecided { reason, .. }
        | Action::CopyDecided { reason, .. }
        | Action::OutletSet { reason, .. }
        | Action::EvidenceChanged { reason, .. }
        | Action::FilingChanged { reason, .. }
        | Action::RulesAdopted { reason, .. } => reason.to_string(),
    }
}

/// Returns the reason of a decision, and why a rule of the house was overridden where one was.
fn set_because(change: &StatusChange) -> String {
    let reason = change.after.decision().map(|d| d.reason.to_string()).unwrap_or_default();
    match change.judged.as_ref().and_then(|judged| judged.overrides.as_ref()) {
        Some(overrides) => format!("{reason} (against the rule that should hold: {overrides})"),
        None => reason,
    }
}
