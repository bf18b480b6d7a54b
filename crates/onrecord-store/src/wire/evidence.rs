//! Evidence as canonical JSON, in its table and in the log.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use onrecord_model::{
    Action, Basis, Citation, ClaimId, ContentHash, DocumentId, EventId, Evidence, EvidenceChange, EvidenceId, Handle,
    Independence, Keeping, Kinship, Published, Quote, Reason, Snapshot, SourceClass, Stance, Target,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::action::read_reason;

/// Version of the form below.
const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
struct Record {
    v: u32,
    target: String,
    stance: String,
    quote: Option<QuoteRecord>,
    citation: CitationRecord,
    snapshot: Option<SnapshotRecord>,
    link: Option<String>,
    waived: Option<String>,
    retrieved_at: Option<DateTime<Utc>>,
    as_of: Option<AsOfRecord>,
    publisher: Option<String>,
    speaker: Option<String>,
    class: String,
    basis: String,
    independence: Vec<IndependenceRecord>,
    interest: Option<String>,
    stale: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_seen: Option<String>,
    note: Option<String>,
    confidential: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct QuoteRecord {
    exact: String,
    prefix: String,
    suffix: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum CitationRecord {
    Url(String),
    Offline(String),
    Document { id: Uuid, handle: u32 },
}

#[derive(Debug, Serialize, Deserialize)]
struct SnapshotRecord {
    hash: String,
    path: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct AsOfRecord {
    date: NaiveDate,
    at: Option<DateTime<FixedOffset>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct IndependenceRecord {
    of: String,
    kinship: String,
    reason: String,
}

/// Writes everything about a piece of evidence but its id, handle and claim.
pub(crate) fn write(evidence: &Evidence) -> String {
    super::json(&record(evidence))
}

/// Reads what [`write`] wrote.
pub(crate) fn read(json: &str) -> Result<Evidence, String> {
    evidence(serde_json::from_str(json).map_err(|error| error.to_string())?)
}

fn record(evidence: &Evidence) -> Record {
    let word = |reason: &Reason| reason.as_str().to_owned();
    let independence = evidence.independence.iter().map(|one| IndependenceRecord {
        of: one.of.to_string(),
        kinship: one.kinship.as_str().to_owned(),
        reason: word(&one.reason),
    });
    Record {
        v: VERSION,
        target: evidence.target.as_str().to_owned(),
        stance: evidence.stance.as_str().to_owned(),
        quote: evidence.quote.as_ref().map(|quote| QuoteRecord {
            exact: quote.exact.clone(),
            prefix: quote.prefix.clone(),
            suffix: quote.suffix.clone(),
        }),
        citation: match &evidence.citation {
            Citation::Url(url) => CitationRecord::Url(url.clone()),
            Citation::Offline(place) => CitationRecord::Offline(place.clone()),
            Citation::Document { id, handle } => CitationRecord::Document { id: id.0, handle: handle.number },
        },
        snapshot: (evidence.keeping.snapshot.as_ref())
            .map(|one| SnapshotRecord { hash: one.hash.to_string(), path: one.path.clone() }),
        link: evidence.keeping.link.clone(),
        waived: evidence.keeping.waived.as_ref().map(word),
        retrieved_at: evidence.retrieved_at,
        as_of: evidence.as_of.map(|p| AsOfRecord { date: p.date, at: p.at }),
        publisher: evidence.publisher.clone(),
        speaker: evidence.speaker.clone(),
        class: evidence.class.as_str().to_owned(),
        basis: evidence.basis.as_str().to_owned(),
        independence: independence.collect(),
        interest: evidence.interest.clone(),
        stale: evidence.stale.clone(),
        last_seen: evidence.last_seen.map(|hash| hash.to_string()),
        note: evidence.note.clone(),
        confidential: evidence.confidential,
    }
}

fn evidence(record: Record) -> Result<Evidence, String> {
    if record.v != VERSION {
        return Err(format!("form {} is not known", record.v));
    }
    let unknown = |what: &str, word: &str| format!("unknown {what} {word:?}");
    Ok(Evidence {
        target: Target::parse(&record.target).ok_or_else(|| unknown("target", &record.target))?,
        stance: Stance::parse(&record.stance).ok_or_else(|| unknown("stance", &record.stance))?,
        quote: record.quote.map(|q| Quote { exact: q.exact, prefix: q.prefix, suffix: q.suffix }),
        citation: match record.citation {
            CitationRecord::Url(url) => Citation::Url(url),
            CitationRecord::Offline(place) => Citation::Offline(place),
            CitationRecord::Document { id, handle } => {
                Citation::Document { id: DocumentId(id), handle: Handle::document(handle) }
            }
        },
        keeping: Keeping {
            snapshot: record.snapshot.map(snapshot).transpose()?,
            link: record.link,
            waived: record.waived.as_deref().map(read_reason).transpose()?,
        },
        retrieved_at: record.retrieved_at,
        as_of: record.as_of.map(|p| Published { date: p.date, at: p.at }),
        publisher: record.publisher,
        speaker: record.speaker,
        class: SourceClass::parse(&record.class).ok_or_else(|| unknown("source class", &record.class))?,
        basis: Basis::parse(&record.basis).ok_or_else(|| unknown("basis", &record.basis))?,
        independence: record.independence.iter().map(independence).collect::<Result<_, _>>()?,
        interest: record.interest,
        stale: record.stale,
        last_seen: record.last_seen.as_deref().map(hash).transpose()?,
        note: record.note,
        confidential: record.confidential,
    })
}

fn hash(word: &str) -> Result<ContentHash, String> {
    word.parse::<ContentHash>().map_err(|error| error.to_string())
}

fn snapshot(record: SnapshotRecord) -> Result<Snapshot, String> {
    let hash = hash(&record.hash)?;
    Ok(Snapshot { hash, path: record.path })
}

fn independence(record: &IndependenceRecord) -> Result<Independence, String> {
    Ok(Independence {
        of: record.of.parse::<Handle>().map_err(|error| error.to_string())?,
        kinship: Kinship::parse(&record.kinship).ok_or_else(|| format!("unknown kinship {:?}", record.kinship))?,
        reason: read_reason(&record.reason)?,
    })
}

/// A change of evidence as it stands in the log.
#[derive(Debug, Serialize, Deserialize)]
struct ChangeRecord {
    id: Uuid,
    handle: u32,
    claim: Uuid,
    claim_handle: u32,
    before: Option<Record>,
    after: Option<Record>,
}

/// What was done to evidence, as it stands in the log.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct EvidenceRecord {
    changes: Vec<ChangeRecord>,
    reason: String,
    takes_back: Option<Uuid>,
}

impl EvidenceRecord {
    pub(super) fn write(changes: &[EvidenceChange], reason: &Reason, takes_back: Option<EventId>) -> Self {
        let write = |change: &EvidenceChange| ChangeRecord {
            id: change.id.0,
            handle: change.handle.number,
            claim: change.claim.0,
            claim_handle: change.claim_handle.number,
            before: change.before.as_ref().map(record),
            after: change.after.as_ref().map(record),
        };
        EvidenceRecord {
            changes: changes.iter().map(write).collect(),
            reason: reason.as_str().to_owned(),
            takes_back: takes_back.map(|id| id.0),
        }
    }

    pub(super) fn read(self) -> Result<Action, String> {
        if self.changes.is_empty() {
            return Err("a change of nothing".to_owned());
        }
        let read = |change: ChangeRecord| {
            Ok::<_, String>(EvidenceChange {
                id: EvidenceId(change.id),
                handle: Handle::evidence(change.handle),
                claim: ClaimId(change.claim),
                claim_handle: Handle::claim(change.claim_handle),
                before: change.before.map(evidence).transpose()?,
                after: change.after.map(evidence).transpose()?,
            })
        };
        Ok(Action::EvidenceChanged {
            changes: self.changes.into_iter().map(read).collect::<Result<_, _>>()?,
            reason: read_reason(&self.reason)?,
            takes_back: self.takes_back.map(EventId),
        })
    }
}
