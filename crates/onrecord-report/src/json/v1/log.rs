//! The log and its check.

use chrono::{DateTime, Utc};
use onrecord_model::{self as model, Action, ContentHash};
use serde::Serialize;

use super::{EvidenceChange, TargetStatus, WorkChange, moment};

/// One entry of `log`; fields that the action has no use for are `null`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogEntry {
    /// Its place in the log, from 1; `null` when it is not sealed yet.
    pub entry: Option<u64>,
    /// Id of the operation.
    pub id: String,
    /// When.
    pub at: String,
    /// Who; `onrecord` for the program itself.
    pub actor: String,
    /// `ingested`, `status_set`, `undone`, `alias_decided`, `match_decided`, `copy_decided`, `outlet_set`,
    /// `findings_imported`, `evidence_changed` or `work_changed`.
    pub action: &'static str,
    /// Short name of what it was done to.
    pub subject: String,
    /// The change of a status; for `undone` what taking it back changed.
    pub change: Option<StatusChange>,
    /// The entry taken back (`undone`, and the other decisions where they take one back).
    pub undoes: Option<String>,
    /// The other name (`alias_decided`).
    pub alias: Option<String>,
    /// What became of the alias (`alias_decided`).
    pub alias_state: Option<&'static str>,
    /// The pairs decided on (`match_decided`, `copy_decided`).
    pub pairs: Option<Vec<PairChange>>,
    /// What is known of the outlet now (`outlet_set`).
    pub facts: Option<OutletFacts>,
    /// What was done to evidence (`evidence_changed`).
    pub evidence: Option<Vec<EvidenceChange>>,
    /// The reason a person gave.
    pub reason: Option<String>,
    /// BLAKE3 of the bytes taken in (`ingested`, `findings_imported`).
    pub hash: Option<String>,
    /// How many mentions were found (`ingested`).
    pub mentions: Option<u32>,
    /// How many claims were new (`ingested`).
    pub new_claims: Option<u32>,
    /// How many findings were imported (`findings_imported`).
    pub findings: Option<u32>,
    /// The changes of the work on claims (`work_changed`).
    pub work: Option<Vec<WorkChange>>,
    /// What was done to a kept question (`search_kept`).
    pub search: Option<SearchChange>,
}

/// A question to the queue that was kept, changed or taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SearchChange {
    /// Its name.
    pub name: String,
    /// What was asked; `null` when it is new.
    pub before: Option<String>,
    /// What is asked now; `null` when it is taken out.
    pub after: Option<String>,
}

impl From<&model::SearchChange> for SearchChange {
    fn from(change: &model::SearchChange) -> Self {
        SearchChange { name: change.name.clone(), before: change.before.clone(), after: change.after.clone() }
    }
}

/// A decision on two claims or two documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairChange {
    /// Short name of the one.
    pub a: String,
    /// Short name of the other.
    pub b: String,
    /// What it was: `proposed`, `confirmed` or `refused` for claims, `open`, `linked` or `unlinked` for documents.
    pub before: &'static str,
    /// What it became.
    pub after: &'static str,
}

/// What is known of an outlet beyond its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutletFacts {
    /// Who owns it.
    pub owner: Option<String>,
    /// Who controls the owner.
    pub controller: Option<String>,
    /// Whether it is a wire agency.
    pub agency: bool,
}

/// A change of one target's status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusChange {
    /// `said` or `fact`.
    pub target: &'static str,
    /// What it was.
    pub before: TargetStatus,
    /// What it became.
    pub after: TargetStatus,
    /// Revision of the claim after the change.
    pub revision: u32,
}

/// A point of the log that can be kept outside and compared with later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checkpoint {
    /// How many entries it covers.
    pub size: u64,
    /// Head of the hash chain.
    pub root: String,
    /// When it was made.
    pub at: String,
}

/// What `audit verify` found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditResult {
    /// Whether the chain is whole.
    pub ok: bool,
    /// How many entries were checked.
    pub entries: u64,
    /// Head of the chain as computed; `null` when it is broken.
    pub root: Option<String>,
    /// The newest checkpoint the log agrees with.
    pub checkpoint: Option<Checkpoint>,
    /// What is broken, first place first.
    pub broken: Vec<Broken>,
}

/// One broken place of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// Number of the entry, from 1; `null` when the place is no entry.
    pub entry: Option<u64>,
    /// Id of the entry, where it can still be read.
    pub id: Option<String>,
    /// What is wrong: a lower-case fragment.
    pub why: String,
}

impl Checkpoint {
    /// Makes a checkpoint over `size` entries.
    pub fn new(size: u64, root: ContentHash, at: DateTime<Utc>) -> Self {
        Checkpoint { size, root: root.to_string(), at: moment(at) }
    }
}

impl From<&model::StatusChange> for StatusChange {
    fn from(change: &model::StatusChange) -> Self {
        StatusChange {
            target: change.target.as_str(),
            before: TargetStatus::from(&change.before),
            after: TargetStatus::from(&change.after),
            revision: change.revision,
        }
    }
}

impl From<&model::OutletFacts> for OutletFacts {
    fn from(facts: &model::OutletFacts) -> Self {
        OutletFacts { owner: facts.owner.clone(), controller: facts.controller.clone(), agency: facts.agency }
    }
}

impl From<&model::PairChange> for PairChange {
    fn from(change: &model::PairChange) -> Self {
        PairChange {
            a: change.handles.0.to_string(),
            b: change.handles.1.to_string(),
            before: change.before.as_str(),
            after: change.after.as_str(),
        }
    }
}

impl From<&model::CopyChange> for PairChange {
    fn from(change: &model::CopyChange) -> Self {
        PairChange {
            a: change.handles.0.to_string(),
            b: change.handles.1.to_string(),
            before: change.before.as_str(),
            after: change.after.as_str(),
        }
    }
}

impl From<&model::Event> for LogEntry {
    fn from(event: &model::Event) -> Self {
        let entry = LogEntry::bare(event);
        match &event.action {
            Action::Ingested { hash, mentions, new_claims, .. } => LogEntry {
                hash: Some(hash.to_string()),
                mentions: Some(*mentions),
                new_claims: Some(*new_claims),
                ..entry
            },
            Action::StatusSet(change) => LogEntry {
                reason: change.after.decision().map(|d| d.reason.as_str().to_owned()),
                change: Some(StatusChange::from(change)),
                ..entry
            },
            Action::Undone { event: undone, change, reason } => LogEntry {
                change: Some(StatusChange::from(change)),
                undoes: Some(undone.to_string()),
                reason: reason.as_ref().map(|r| r.as_str().to_owned()),
                ..entry
            },
            Action::AliasDecided { alias, after, reason, .. } => LogEntry {
                alias: Some(alias.clone()),
                alias_state: Some(after.as_str()),
                reason: Some(reason.as_str().to_owned()),
                ..entry
            },
            Action::MatchDecided { changes, reason, takes_back } => LogEntry {
                pairs: Some(changes.iter().map(PairChange::from).collect()),
                ..entry.decided(reason, *takes_back)
            },
            Action::CopyDecided { changes, reason, takes_back } => LogEntry {
                pairs: Some(changes.iter().map(PairChange::from).collect()),
                ..entry.decided(reason, *takes_back)
            },
            Action::OutletSet { after, reason, takes_back, .. } => {
                LogEntry { facts: Some(OutletFacts::from(after)), ..entry.decided(reason, *takes_back) }
            }
            Action::FindingsImported { hash, count, .. } => {
                LogEntry { hash: Some(hash.to_string()), findings: Some(*count), ..entry }
            }
            Action::EvidenceChanged { changes, reason, takes_back } => LogEntry {
                evidence: Some(changes.iter().map(EvidenceChange::from).collect()),
                ..entry.decided(reason, *takes_back)
            },
            Action::WorkChanged { changes, reason, takes_back } => LogEntry {
                work: Some(changes.iter().map(WorkChange::from).collect()),
                reason: reason.as_ref().map(ToString::to_string),
                undoes: takes_back.map(|event| event.to_string()),
                ..entry
            },
            Action::SearchKept { change, reason, takes_back } => LogEntry {
                search: Some(SearchChange::from(change)),
                reason: reason.as_ref().map(ToString::to_string),
                undoes: takes_back.map(|event| event.to_string()),
                ..entry
            },
        }
    }
}

impl LogEntry {
    fn bare(event: &model::Event) -> Self {
        LogEntry {
            entry: None,
            id: event.id.to_string(),
            at: moment(event.at),
            actor: event.actor.name().to_owned(),
            action: event.action.kind(),
            subject: subject(&event.action),
            change: None,
            undoes: None,
            alias: None,
            alias_state: None,
            pairs: None,
            facts: None,
            evidence: None,
            reason: None,
            hash: None,
            mentions: None,
            new_claims: None,
            findings: None,
            work: None,
            search: None,
        }
    }

    fn decided(self, reason: &model::Reason, takes_back: Option<model::EventId>) -> Self {
        LogEntry { reason: Some(reason.as_str().to_owned()), undoes: takes_back.map(|event| event.to_string()), ..self }
    }
}

fn subject(action: &Action) -> String {
    let first =
        |handles: Option<(model::Handle, model::Handle)>| handles.map(|(a, _)| a.to_string()).unwrap_or_default();
    match action {
        Action::Ingested { handle, .. } | Action::AliasDecided { handle, .. } | Action::OutletSet { handle, .. } => {
            handle.to_string()
        }
        Action::StatusSet(change) | Action::Undone { change, .. } => change.handle.to_string(),
        Action::MatchDecided { changes, .. } => first(changes.first().map(|change| change.handles)),
        Action::CopyDecided { changes, .. } => first(changes.first().map(|change| change.handles)),
        Action::EvidenceChanged { changes, .. } => {
            changes.first().map(|change| change.claim_handle.to_string()).unwrap_or_default()
        }
        Action::FindingsImported { source, .. } => source.clone(),
        Action::WorkChanged { changes, .. } => changes.first().map(|c| c.handle.to_string()).unwrap_or_default(),
        Action::SearchKept { change, .. } => change.name.clone(),
    }
}
