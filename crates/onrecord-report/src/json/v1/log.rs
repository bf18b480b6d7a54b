//! The log and its check.

use chrono::{DateTime, Utc};
use onrecord_model::{self as model, Action, ContentHash};
use serde::Serialize;

use super::{EvidenceChange, Filing, TargetStatus, WorkChange, moment};

/// One entry of `log`; fields that the action has no use for are `null`.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    /// `findings_imported`, `evidence_changed`, `work_changed`, `filing_changed`, `rules_adopted` or `public_changed`.
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
    /// The claims and mentions put right (`filing_changed`).
    pub filing: Option<Filing>,
    /// The change of the house rules (`rules_adopted`).
    pub rules: Option<RulesChange>,
    /// What readers are told (`public_changed`).
    pub public: Option<PublicEntry>,
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
    /// Under which house rules; `null` when the desk had none, or what is done takes a decision back.
    pub judged: Option<Judged>,
    /// Id of the command that decided on several claims; `null` for one on its own.
    pub bulk: Option<String>,
}

/// Under which house rules a status was set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judged {
    /// BLAKE3 of the text of the rules.
    pub rules: String,
    /// Why a rule that had to hold was overridden; `null` when it held or none had to.
    pub overrides: Option<String>,
}

/// A change of the house rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RulesChange {
    /// BLAKE3 of the text before; `null` when there were none.
    pub before: Option<String>,
    /// BLAKE3 of the text now; `null` when there are none.
    pub after: Option<String>,
}

/// What readers are told of a document or a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PublicEntry {
    /// Its id.
    pub id: String,
    /// Short name of the document or claim.
    pub subject: String,
    /// `published`, `corrected` or `rated`.
    pub kind: &'static str,
    /// The day.
    pub on: String,
    /// Who entered it.
    pub by: String,
    /// When.
    pub at: String,
    /// `clarification`, `correction` or `retraction` (`corrected`).
    pub gravity: Option<&'static str>,
    /// What readers are told (`corrected`).
    pub note: Option<String>,
    /// What it said before (`corrected`).
    pub was: Option<String>,
    /// How many entries the log held (`published`).
    pub size: Option<u64>,
    /// Hash of the last of them (`published`).
    pub root: Option<String>,
    /// BLAKE3 of the report as it was written (`published`, of a document).
    pub report: Option<String>,
    /// Where it can be read (`published`).
    pub address: Option<String>,
    /// The verdict of the house (`rated`).
    pub rating: Option<Rating>,
    /// Why readers are not told of the verdict any more (in `verdict list`): `open` while it is open again whether the claim is
    /// true, `turned` where that was decided otherwise since, `retracted`; `null` where they are, and elsewhere.
    pub withheld: Option<&'static str>,
    /// Whether it stands; `false` for one that was taken out.
    pub stands: bool,
}

/// The verdict of the house on a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rating {
    /// Its name in the house rules.
    pub name: String,
    /// What readers are told in a word or two.
    pub text: String,
    /// Its number.
    pub value: f64,
    /// The worst number there is.
    pub worst: f64,
    /// The best number there is.
    pub best: f64,
    /// Why.
    pub explanation: String,
    /// What the `fact` target was when it was given; `null` for one given before this was kept.
    pub ground: Option<&'static str>,
}

impl From<&model::Rating> for Rating {
    fn from(rating: &model::Rating) -> Self {
        Rating {
            name: rating.name.clone(),
            text: rating.text.clone(),
            value: rating.value.number(),
            worst: rating.worst.number(),
            best: rating.best.number(),
            explanation: rating.explanation.to_string(),
            ground: rating.ground.map(model::StatusKind::as_str),
        }
    }
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
            judged: change.judged.as_ref().map(|judged| Judged {
                rules: judged.rules.to_string(),
                overrides: judged.overrides.as_ref().map(ToString::to_string),
            }),
            bulk: change.bulk.map(|id| id.to_string()),
        }
    }
}

impl From<&model::RulesChange> for RulesChange {
    fn from(change: &model::RulesChange) -> Self {
        let hash = |text: &Option<String>| text.as_ref().map(|text| ContentHash::of(text.as_bytes()).to_string());
        RulesChange { before: hash(&change.before), after: hash(&change.after) }
    }
}

impl From<&model::PublicChange> for PublicEntry {
    fn from(change: &model::PublicChange) -> Self {
        PublicEntry { stands: change.stands, ..PublicEntry::from(&change.entry) }
    }
}

impl From<&model::PublicEntry> for PublicEntry {
    fn from(entry: &model::PublicEntry) -> Self {
        let (published, corrected) = (entry.publication(), entry.correction());
        PublicEntry {
            id: entry.id.to_string(),
            subject: entry.subject.handle().to_string(),
            kind: entry.kind.as_str(),
            on: entry.kind.on().to_string(),
            by: entry.by.name().to_owned(),
            at: moment(entry.at),
            gravity: corrected.map(|one| one.gravity.as_str()),
            note: corrected.map(|one| one.note.to_string()),
            was: corrected.and_then(|one| one.was.clone()),
            size: published.map(|one| one.size),
            root: published.map(|one| one.root.to_string()),
            report: published.and_then(|one| one.report).map(|hash| hash.to_string()),
            address: published.and_then(|one| one.address.clone()),
            rating: entry.rating().map(Rating::from),
            withheld: None,
            stands: true,
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
            Action::WorkChanged { changes, reason, takes_back, .. } => LogEntry {
                work: Some(changes.iter().map(WorkChange::from).collect()),
                ..entry.done(reason.as_ref(), *takes_back)
            },
            Action::FilingChanged { filing, reason, takes_back } => {
                LogEntry { filing: Some(Filing::from(filing)), ..entry.decided(reason, *takes_back) }
            }
            Action::RulesAdopted { change, reason, takes_back } => {
                LogEntry { rules: Some(RulesChange::from(change)), ..entry.decided(reason, *takes_back) }
            }
            Action::PublicChanged { change, reason, takes_back } => {
                LogEntry { public: Some(PublicEntry::from(change)), ..entry.done(reason.as_ref(), *takes_back) }
            }
            Action::SearchKept { change, reason, takes_back } => {
                LogEntry { search: Some(SearchChange::from(change)), ..entry.done(reason.as_ref(), *takes_back) }
            }
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
            filing: None,
            rules: None,
            public: None,
            search: None,
        }
    }

    fn decided(self, reason: &model::Reason, takes_back: Option<model::EventId>) -> Self {
        self.done(Some(reason), takes_back)
    }

    fn done(self, reason: Option<&model::Reason>, takes_back: Option<model::EventId>) -> Self {
        let (reason, undoes) = (reason.map(ToString::to_string), takes_back.map(|event| event.to_string()));
        LogEntry { undoes, reason, ..self }
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
        Action::FilingChanged { filing, .. } => filing.claims.first().map(|c| c.handle.to_string()).unwrap_or_default(),
        Action::RulesAdopted { .. } => "house rules".to_owned(),
        Action::PublicChanged { change, .. } => change.entry.subject.handle().to_string(),
        Action::SearchKept { change, .. } => change.name.clone(),
    }
}
