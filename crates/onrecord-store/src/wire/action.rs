//! What an entry of the log tells, as canonical JSON: fields in a fixed order, no spaces, moments in microseconds UTC.

use std::collections::BTreeSet;

use chrono::{DateTime, SecondsFormat, Utc};
use onrecord_model::{
    Action, ArticleId, ClaimId, ContentHash, Decision, DocumentId, EventId, EvidenceStatus, Handle, HandleKind,
    ProposalState, PublicEntry, PublicSubject, Reason, SpeakerId, StatusChange, Target,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::decided::{CopiesRecord, FindingsRecord, OutletRecord, PairsRecord};
use super::evidence::EvidenceRecord;
use super::filing::FilingRecord;
use super::house::{JudgedRecord, RulesRecord};
use super::public::PublicRecord;
use super::search::SearchRecord;
use super::work::WorksRecord;

/// Version of the form below.
const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
struct Versioned<T> {
    v: u32,
    #[serde(flatten)]
    record: T,
}

#[derive(Debug, Serialize, Deserialize)]
struct IngestedRecord {
    document: Uuid,
    handle: u32,
    article: Uuid,
    version: u32,
    hash: String,
    content: String,
    mentions: u32,
    new_claims: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct ChangeRecord {
    claim: Uuid,
    handle: u32,
    target: String,
    before: StatusRecord,
    after: StatusRecord,
    revision: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    judged: Option<JudgedRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bulk: Option<Uuid>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StatusRecord {
    status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct UndoneRecord {
    event: Uuid,
    change: ChangeRecord,
    reason: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct AliasRecord {
    speaker: Uuid,
    handle: u32,
    alias: String,
    before: String,
    after: String,
    reason: String,
}

/// Writes what was done; the kind stands in a column of its own.
pub(crate) fn write(action: &Action) -> String {
    match action {
        Action::Ingested { .. } => ingested(action).map_or_else(String::new, versioned),
        Action::StatusSet(change) => versioned(write_change(change)),
        Action::Undone { event, change, reason } => versioned(UndoneRecord {
            event: event.0,
            change: write_change(change),
            reason: reason.as_ref().map(|reason| reason.as_str().to_owned()),
        }),
        Action::AliasDecided { speaker, handle, alias, before, after, reason } => versioned(AliasRecord {
            speaker: speaker.0,
            handle: handle.number,
            alias: alias.clone(),
            before: before.as_str().to_owned(),
            after: after.as_str().to_owned(),
            reason: reason.as_str().to_owned(),
        }),
        Action::MatchDecided { changes, reason, takes_back } => {
            versioned(PairsRecord::write(changes, reason, *takes_back))
        }
        Action::CopyDecided { changes, reason, takes_back } => {
            versioned(CopiesRecord::write(changes, reason, *takes_back))
        }
        Action::OutletSet { outlet, handle, before, after, reason, takes_back } => {
            versioned(OutletRecord::write((*outlet, *handle), (before, after), reason, *takes_back))
        }
        Action::FindingsImported { source, hash, count } => {
            versioned(FindingsRecord { source: source.clone(), hash: hash.to_string(), count: *count })
        }
        Action::EvidenceChanged { changes, reason, takes_back } => {
            versioned(EvidenceRecord::write(changes, reason, *takes_back))
        }
        Action::WorkChanged { changes, reason, takes_back, bulk } => {
            versioned(WorksRecord::write(changes, reason.as_ref(), *takes_back, *bulk))
        }
        Action::FilingChanged { filing, reason, takes_back } => {
            versioned(FilingRecord::write(filing, reason, *takes_back))
        }
        Action::RulesAdopted { change, reason, takes_back } => {
            versioned(RulesRecord::write(change, reason, *takes_back))
        }
        Action::PublicChanged { change, reason, takes_back } => {
            versioned(PublicRecord::write(change, reason.as_ref(), *takes_back))
        }
        Action::SearchKept { change, reason, takes_back } => {
            versioned(SearchRecord::write(change, reason.as_ref(), *takes_back))
        }
    }
}

/// Reads what [`write`] wrote for an action of this kind.
pub(crate) fn read(kind: &str, json: &str) -> Result<Action, String> {
    match kind {
        "ingested" => read_ingested(&parse(json)?),
        "status_set" => read_change(parse(json)?).map(Action::StatusSet),
        "undone" => read_undone(parse(json)?),
        "alias_decided" => read_alias(parse(json)?),
        "match_decided" => parse::<PairsRecord>(json)?.read(),
        "copy_decided" => parse::<CopiesRecord>(json)?.read(),
        "outlet_set" => parse::<OutletRecord>(json)?.read(),
        "findings_imported" => parse::<FindingsRecord>(json)?.read(),
        "evidence_changed" => parse::<EvidenceRecord>(json)?.read(),
        "work_changed" => parse::<WorksRecord>(json)?.read(),
        "filing_changed" => parse::<FilingRecord>(json)?.read(),
        "rules_adopted" => parse::<RulesRecord>(json)?.read(),
        "public_changed" => parse::<PublicRecord>(json)?.read(),
        "search_kept" => parse::<SearchRecord>(json)?.read(),
        other => Err(format!("unknown kind {other:?}")),
    }
}

/// Returns the id of what an action is about: a document, a claim, a speaker or an outlet; of several the first, of a file
/// the first half of its hash, of the house nil.
pub(crate) fn subject(action: &Action) -> Uuid {
    match action {
        Action::Ingested { document, .. } => document.0,
        Action::StatusSet(change) | Action::Undone { change, .. } => change.claim.0,
        Action::AliasDecided { speaker, .. } => speaker.0,
        Action::MatchDecided { changes, .. } => changes.first().map_or(Uuid::nil(), |change| change.a.0),
        Action::CopyDecided { changes, .. } => changes.first().map_or(Uuid::nil(), |change| change.a.0),
        Action::OutletSet { outlet, .. } => outlet.0,
        Action::EvidenceChanged { changes, .. } => changes.first().map_or(Uuid::nil(), |change| change.claim.0),
        Action::FindingsImported { hash, .. } => Uuid::from_slice(&hash.0[..16]).unwrap_or_default(),
        Action::WorkChanged { changes, .. } => changes.first().map_or(Uuid::nil(), |change| change.claim.0),
        Action::FilingChanged { filing, .. } => filing.claims.first().map_or(Uuid::nil(), |change| change.claim.0),
        Action::RulesAdopted { .. } => Uuid::nil(),
        Action::PublicChanged { change, .. } => public_subject(&change.entry),
        Action::SearchKept { change, .. } => change.id.0,
    }
}

/// Returns the id of the document or claim that readers are told of.
pub(crate) fn public_subject(entry: &PublicEntry) -> Uuid {
    match entry.subject {
        PublicSubject::Document(id, _) => id.0,
        PublicSubject::Claim(id, _) => id.0,
    }
}

/// Returns the ids of what an action is about beside its [`subject`]: the claims or documents of a decision on several,
/// the pieces of evidence, the documents and speakers of mentions put right.
pub(crate) fn further_subjects(action: &Action) -> BTreeSet<Uuid> {
    let mut all: BTreeSet<Uuid> = match action {
        Action::MatchDecided { changes, .. } => changes.iter().flat_map(|change| [change.a.0, change.b.0]).collect(),
        Action::CopyDecided { changes, .. } => changes.iter().flat_map(|change| [change.a.0, change.b.0]).collect(),
        Action::EvidenceChanged { changes, .. } => changes.iter().map(|change| change.id.0).collect(),
        Action::WorkChanged { changes, .. } => changes.iter().map(|change| change.claim.0).collect(),
        Action::FilingChanged { filing, .. } => {
            let claims = filing.claims.iter().map(|change| change.claim.0);
            let documents = filing.mentions.iter().map(|change| change.document.0);
            claims.chain(documents).chain(filing.speakers.iter().map(|change| change.speaker.0)).collect()
        }
        _ => BTreeSet::new(),
    };
    all.remove(&subject(action));
    all
}

/// Returns the word under which a status is stored; [`EvidenceStatus::Returned`] has one of its own.
pub(crate) fn status_word(status: &EvidenceStatus) -> &'static str {
    match status {
        EvidenceStatus::Unverified => "unverified",
        EvidenceStatus::Returned(_) => "returned",
        EvidenceStatus::Corroborated(_) => "corroborated",
        EvidenceStatus::Disputed(_) => "disputed",
    }
}

/// Makes a status of its stored word and the decision beside it.
pub(crate) fn status(word: &str, decision: Option<Decision>) -> Result<EvidenceStatus, String> {
    match (word, decision) {
        ("unverified", None) => Ok(EvidenceStatus::Unverified),
        ("returned", Some(decision)) => Ok(EvidenceStatus::Returned(decision)),
        ("corroborated", Some(decision)) => Ok(EvidenceStatus::Corroborated(decision)),
        ("disputed", Some(decision)) => Ok(EvidenceStatus::Disputed(decision)),
        ("returned" | "corroborated" | "disputed", None) => Err(format!("{word} without a decision")),
        ("unverified", Some(_)) => Err("unverified with a decision".to_owned()),
        _ => Err(format!("unknown status {word:?}")),
    }
}

fn versioned<T: Serialize>(record: T) -> String {
    super::json(&Versioned { v: VERSION, record })
}

fn parse<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, String> {
    let versioned: Versioned<T> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    if versioned.v == VERSION { Ok(versioned.record) } else { Err(format!("form {} is not known", versioned.v)) }
}

fn ingested(action: &Action) -> Option<IngestedRecord> {
    let Action::Ingested { document, handle, article, version, hash, content, mentions, new_claims } = action else {
        return None;
    };
    Some(IngestedRecord {
        document: document.0,
        handle: handle.number,
        article: article.0,
        version: *version,
        hash: hash.to_string(),
        content: content.to_string(),
        mentions: *mentions,
        new_claims: *new_claims,
    })
}

fn read_ingested(record: &IngestedRecord) -> Result<Action, String> {
    let hash = |hex: &str| hex.parse::<ContentHash>().map_err(|error| error.to_string());
    Ok(Action::Ingested {
        document: DocumentId(record.document),
        handle: Handle::document(record.handle),
        article: ArticleId(record.article),
        version: record.version,
        hash: hash(&record.hash)?,
        content: hash(&record.content)?,
        mentions: record.mentions,
        new_claims: record.new_claims,
    })
}

fn write_change(change: &StatusChange) -> ChangeRecord {
    ChangeRecord {
        claim: change.claim.0,
        handle: change.handle.number,
        target: change.target.as_str().to_owned(),
        before: write_status(&change.before),
        after: write_status(&change.after),
        revision: change.revision,
        judged: change.judged.as_ref().map(JudgedRecord::write),
        bulk: change.bulk,
    }
}

fn read_change(record: ChangeRecord) -> Result<StatusChange, String> {
    Ok(StatusChange {
        claim: ClaimId(record.claim),
        handle: Handle { kind: HandleKind::Claim, number: record.handle },
        target: Target::parse(&record.target).ok_or_else(|| format!("unknown target {:?}", record.target))?,
        before: read_status(record.before)?,
        after: read_status(record.after)?,
        revision: record.revision,
        judged: record.judged.map(JudgedRecord::read).transpose()?,
        bulk: record.bulk,
    })
}

fn write_status(status: &EvidenceStatus) -> StatusRecord {
    let decision = status.decision();
    StatusRecord {
        status: status_word(status).to_owned(),
        by: decision.map(|d| d.by.name().to_owned()),
        at: decision.map(|d| d.at.to_rfc3339_opts(SecondsFormat::Micros, true)),
        reason: decision.map(|d| d.reason.as_str().to_owned()),
    }
}

fn read_status(record: StatusRecord) -> Result<EvidenceStatus, String> {
    let decision = match (record.by, record.at, record.reason) {
        (None, None, None) => None,
        (Some(by), Some(at), Some(reason)) => Some(Decision {
            by: by.parse().map_err(|_| format!("{by:?} is no reviewer"))?,
            at: at.parse::<DateTime<Utc>>().map_err(|error| error.to_string())?,
            reason: read_reason(&reason)?,
        }),
        _ => return Err("half a decision".to_owned()),
    };
    status(&record.status, decision)
}

pub(super) fn read_reason(reason: &str) -> Result<Reason, String> {
    reason.parse().map_err(|_| "a blank reason".to_owned())
}

fn read_undone(record: UndoneRecord) -> Result<Action, String> {
    Ok(Action::Undone {
        event: EventId(record.event),
        change: read_change(record.change)?,
        reason: record.reason.as_deref().map(read_reason).transpose()?,
    })
}

fn read_alias(record: AliasRecord) -> Result<Action, String> {
    let state = |word: &str| ProposalState::parse(word).ok_or_else(|| format!("unknown state {word:?}"));
    Ok(Action::AliasDecided {
        speaker: SpeakerId(record.speaker),
        handle: Handle::speaker(record.handle),
        before: state(&record.before)?,
        after: state(&record.after)?,
        reason: read_reason(&record.reason)?,
        alias: record.alias,
    })
}
