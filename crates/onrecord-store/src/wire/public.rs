//! What readers are told, as it stands in the database and in the log.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use onrecord_model::{
    Action, ClaimId, Correction, DocumentId, EventId, Grade, Gravity, Handle, PublicChange, PublicEntry, PublicId,
    PublicKind, PublicSubject, Publication, Rating, Reason, StatusKind,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::action::read_reason;
use super::json;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct EntryRecord {
    id: Uuid,
    subject: SubjectRecord,
    by: String,
    at: String,
    on: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<PublicationRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<CorrectionRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rated: Option<RatingRecord>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SubjectRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<Uuid>,
    handle: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct PublicationRecord {
    size: u64,
    root: String,
    report: Option<String>,
    address: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct CorrectionRecord {
    gravity: String,
    note: String,
    was: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    withdraws: bool,
}

/// Numbers are in thousandths.
#[derive(Debug, Serialize, Deserialize)]
struct RatingRecord {
    name: String,
    text: String,
    value: i64,
    worst: i64,
    best: i64,
    explanation: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ground: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PublicRecord {
    entry: EntryRecord,
    stands: bool,
    reason: Option<String>,
    takes_back: Option<Uuid>,
}

/// Writes an entry: equal entries give equal text.
pub(crate) fn write(entry: &PublicEntry) -> String {
    json(&EntryRecord::write(entry))
}

/// Reads what [`write`] wrote.
pub(crate) fn read(text: &str) -> Result<PublicEntry, String> {
    let record: EntryRecord = serde_json::from_str(text).map_err(|error| error.to_string())?;
    record.read()
}

impl EntryRecord {
    fn write(entry: &PublicEntry) -> Self {
        let (document, claim) = match entry.subject {
            PublicSubject::Document(id, _) => (Some(id.0), None),
            PublicSubject::Claim(id, _) => (None, Some(id.0)),
        };
        EntryRecord {
            id: entry.id.0,
            subject: SubjectRecord { document, claim, handle: entry.subject.handle().number },
            by: entry.by.name().to_owned(),
            at: entry.at.to_rfc3339_opts(SecondsFormat::Micros, true),
            on: entry.kind.on(),
            published: entry.publication().map(PublicationRecord::write),
            corrected: entry.correction().map(CorrectionRecord::write),
            rated: entry.rating().map(RatingRecord::write),
        }
    }

    fn read(self) -> Result<PublicEntry, String> {
        let number = self.subject.handle;
        let subject = match (self.subject.document, self.subject.claim) {
            (Some(id), None) => PublicSubject::Document(DocumentId(id), Handle::document(number)),
            (None, Some(id)) => PublicSubject::Claim(ClaimId(id), Handle::claim(number)),
            _ => return Err("about neither one document nor one claim".to_owned()),
        };
        let kind = match (self.published, self.corrected, self.rated) {
            (Some(one), None, None) => PublicKind::Published(one.read(self.on)?),
            (None, Some(one), None) => PublicKind::Corrected(one.read(self.on)?),
            (None, None, Some(one)) => PublicKind::Rated(one.read(self.on)?),
            _ => return Err("not one of a publication, a correction and a verdict".to_owned()),
        };
        Ok(PublicEntry {
            id: PublicId(self.id),
            subject,
            by: self.by.parse().map_err(|_| format!("{:?} is no reviewer", self.by))?,
            at: self.at.parse::<DateTime<Utc>>().map_err(|error| error.to_string())?,
            kind,
        })
    }
}

impl PublicationRecord {
    fn write(one: &Publication) -> Self {
        PublicationRecord {
            size: one.size,
            root: one.root.to_string(),
            report: one.report.map(|hash| hash.to_string()),
            address: one.address.clone(),
        }
    }

    fn read(self, on: NaiveDate) -> Result<Publication, String> {
        let hash = |hex: &str| hex.parse().map_err(|_| format!("{hex:?} is no hash"));
        let report = self.report.as_deref().map(hash).transpose()?;
        Ok(Publication { on, size: self.size, root: hash(&self.root)?, report, address: self.address })
    }
}

impl CorrectionRecord {
    fn write(one: &Correction) -> Self {
        CorrectionRecord {
            gravity: one.gravity.as_str().to_owned(),
            note: one.note.as_str().to_owned(),
            was: one.was.clone(),
            withdraws: one.withdraws,
        }
    }

    fn read(self, on: NaiveDate) -> Result<Correction, String> {
        let gravity = Gravity::parse(&self.gravity).ok_or_else(|| format!("unknown gravity {:?}", self.gravity))?;
        Ok(Correction { on, gravity, note: read_reason(&self.note)?, was: self.was, withdraws: self.withdraws })
    }
}

impl RatingRecord {
    fn write(one: &Rating) -> Self {
        RatingRecord {
            name: one.name.clone(),
            text: one.text.clone(),
            value: one.value.thousandths(),
            worst: one.worst.thousandths(),
            best: one.best.thousandths(),
            explanation: one.explanation.as_str().to_owned(),
            ground: one.ground.map(|kind| kind.as_str().to_owned()),
        }
    }

    fn read(self, on: NaiveDate) -> Result<Rating, String> {
        let [value, worst, best] = [self.value, self.worst, self.best].map(Grade::of_thousandths);
        let explanation = read_reason(&self.explanation)?;
        let kind = |word: &str| StatusKind::parse(word).ok_or_else(|| format!("unknown status {word:?}"));
        let ground = self.ground.as_deref().map(kind).transpose()?;
        Ok(Rating { on, name: self.name, text: self.text, value, worst, best, explanation, ground })
    }
}

impl PublicRecord {
    pub(super) fn write(change: &PublicChange, reason: Option<&Reason>, takes_back: Option<EventId>) -> Self {
        PublicRecord {
            entry: EntryRecord::write(&change.entry),
            stands: change.stands,
            reason: reason.map(|reason| reason.as_str().to_owned()),
            takes_back: takes_back.map(|id| id.0),
        }
    }

    pub(super) fn read(self) -> Result<Action, String> {
        Ok(Action::PublicChanged {
            change: PublicChange { entry: self.entry.read()?, stands: self.stands },
            reason: self.reason.as_deref().map(read_reason).transpose()?,
            takes_back: self.takes_back.map(EventId),
        })
    }
}

#[cfg(test)]
mod tests {
    use onrecord_model::ContentHash;
    use onrecord_testkit::{day, moment};

    use super::*;

    #[test]
    fn entries_read_back_and_their_form_is_fixed() {
        let entry = |subject, kind| PublicEntry {
            id: PublicId(Uuid::from_u128(1)),
            subject,
            by: "Ana".parse().unwrap(),
            at: moment("2026-02-01T12:00:00.5Z"),
            kind,
        };
        let note = "a comma\u{0}was lost".parse().unwrap();
        let was = Some("3,000".to_owned());
        let correction =
            Correction { on: day("2026-02-01"), gravity: Gravity::Correction, note, was, withdraws: false };
        let withdrawn = PublicKind::Corrected(Correction { withdraws: true, ..correction.clone() });
        let corrected =
            entry(PublicSubject::Claim(ClaimId(Uuid::nil()), Handle::claim(7)), PublicKind::Corrected(correction));
        let publication = Publication {
            on: day("2026-01-31"),
            size: 4,
            root: ContentHash([7; 32]),
            report: Some(ContentHash([8; 32])),
            address: None,
        };
        let subject = PublicSubject::Document(DocumentId(Uuid::nil()), Handle::document(1));
        let rated = |ground| {
            PublicKind::Rated(Rating {
                on: day("2026-02-02"),
                name: "half".to_owned(),
                text: "Half true".to_owned(),
                value: Grade::new(2.5),
                worst: Grade::new(1.0),
                best: Grade::new(5.0),
                explanation: "two of four".parse().unwrap(),
                ground,
            })
        };
        let published = PublicKind::Published(publication);
        let kinds = [published, withdrawn, rated(None), rated(Some(StatusKind::Disputed))];
        for entry in kinds.map(|kind| entry(subject, kind)).into_iter().chain([corrected.clone()]) {
            assert_eq!(read(&write(&entry)), Ok(entry));
        }
        let before_it_was_kept = write(&entry(subject, rated(None)));
        assert!(before_it_was_kept.ends_with("\"explanation\":\"two of four\"}}"), "{before_it_was_kept}");
        assert_eq!(
            write(&corrected),
            "{\"id\":\"00000000-0000-0000-0000-000000000001\",\"subject\":{\"claim\":\
             \"00000000-0000-0000-0000-000000000000\",\"handle\":7},\"by\":\"Ana\",\"at\":\
             \"2026-02-01T12:00:00.500000Z\",\"on\":\"2026-02-01\",\"corrected\":{\"gravity\":\"correction\",\
             \"note\":\"a comma\\u0000was lost\",\"was\":\"3,000\"}}"
        );
    }
}
