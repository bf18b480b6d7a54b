//! Decisions on pairs and outlets, and imports, as they stand in the log.

use onrecord_model::{
    Action, ClaimId, CopyChange, CopyVerdict, DocumentId, EventId, Handle, OutletFacts, OutletId, PairChange,
    ProposalState, Reason,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::action::read_reason;

#[derive(Debug, Serialize, Deserialize)]
struct ChangeRecord {
    a: Uuid,
    b: Uuid,
    a_handle: u32,
    b_handle: u32,
    before: String,
    after: String,
    #[serde(default, skip_serializing_if = "is_false")]
    is_new: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PairsRecord {
    changes: Vec<ChangeRecord>,
    reason: String,
    takes_back: Option<Uuid>,
}

impl PairsRecord {
    pub(super) fn write(changes: &[PairChange], reason: &Reason, takes_back: Option<EventId>) -> Self {
        let write = |change: &PairChange| ChangeRecord {
            a: change.a.0,
            b: change.b.0,
            a_handle: change.handles.0.number,
            b_handle: change.handles.1.number,
            before: change.before.as_str().to_owned(),
            after: change.after.as_str().to_owned(),
            is_new: change.is_new,
        };
        PairsRecord {
            changes: changes.iter().map(write).collect(),
            reason: reason.as_str().to_owned(),
            takes_back: takes_back.map(|id| id.0),
        }
    }

    pub(super) fn read(self) -> Result<Action, String> {
        let state = |word: &str| ProposalState::parse(word).ok_or_else(|| format!("unknown state {word:?}"));
        let read = |change: ChangeRecord| {
            Ok::<_, String>(PairChange {
                a: ClaimId(change.a),
                b: ClaimId(change.b),
                handles: (Handle::claim(change.a_handle), Handle::claim(change.b_handle)),
                before: state(&change.before)?,
                after: state(&change.after)?,
                is_new: change.is_new,
            })
        };
        Ok(Action::MatchDecided {
            changes: some(self.changes)?.into_iter().map(read).collect::<Result<_, _>>()?,
            reason: read_reason(&self.reason)?,
            takes_back: self.takes_back.map(EventId),
        })
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CopiesRecord {
    changes: Vec<ChangeRecord>,
    reason: String,
    takes_back: Option<Uuid>,
}

impl CopiesRecord {
    pub(super) fn write(changes: &[CopyChange], reason: &Reason, takes_back: Option<EventId>) -> Self {
        let write = |change: &CopyChange| ChangeRecord {
            a: change.a.0,
            b: change.b.0,
            a_handle: change.handles.0.number,
            b_handle: change.handles.1.number,
            before: change.before.as_str().to_owned(),
            after: change.after.as_str().to_owned(),
            is_new: false,
        };
        CopiesRecord {
            changes: changes.iter().map(write).collect(),
            reason: reason.as_str().to_owned(),
            takes_back: takes_back.map(|id| id.0),
        }
    }

    pub(super) fn read(self) -> Result<Action, String> {
        let verdict = |word: &str| CopyVerdict::parse(word).ok_or_else(|| format!("unknown verdict {word:?}"));
        let read = |change: ChangeRecord| {
            Ok::<_, String>(CopyChange {
                a: DocumentId(change.a),
                b: DocumentId(change.b),
                handles: (Handle::document(change.a_handle), Handle::document(change.b_handle)),
                before: verdict(&change.before)?,
                after: verdict(&change.after)?,
            })
        };
        Ok(Action::CopyDecided {
            changes: some(self.changes)?.into_iter().map(read).collect::<Result<_, _>>()?,
            reason: read_reason(&self.reason)?,
            takes_back: self.takes_back.map(EventId),
        })
    }
}

/// Refuses a decision on nothing.
fn some<T>(changes: Vec<T>) -> Result<Vec<T>, String> {
    if changes.is_empty() { Err("a decision on nothing".to_owned()) } else { Ok(changes) }
}

#[derive(Debug, Serialize, Deserialize)]
struct FactsRecord {
    owner: Option<String>,
    controller: Option<String>,
    agency: bool,
}

impl FactsRecord {
    fn write(facts: &OutletFacts) -> Self {
        FactsRecord { owner: facts.owner.clone(), controller: facts.controller.clone(), agency: facts.agency }
    }

    fn read(self) -> OutletFacts {
        OutletFacts { owner: self.owner, controller: self.controller, agency: self.agency }
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct OutletRecord {
    outlet: Uuid,
    handle: u32,
    before: FactsRecord,
    after: FactsRecord,
    reason: String,
    takes_back: Option<Uuid>,
}

impl OutletRecord {
    pub(super) fn write(
        (outlet, handle): (OutletId, Handle),
        (before, after): (&OutletFacts, &OutletFacts),
        reason: &Reason,
        takes_back: Option<EventId>,
    ) -> Self {
        OutletRecord {
            outlet: outlet.0,
            handle: handle.number,
            before: FactsRecord::write(before),
            after: FactsRecord::write(after),
            reason: reason.as_str().to_owned(),
            takes_back: takes_back.map(|id| id.0),
        }
    }

    pub(super) fn read(self) -> Result<Action, String> {
        Ok(Action::OutletSet {
            outlet: OutletId(self.outlet),
            handle: Handle::outlet(self.handle),
            before: self.before.read(),
            after: self.after.read(),
            reason: read_reason(&self.reason)?,
            takes_back: self.takes_back.map(EventId),
        })
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FindingsRecord {
    pub(super) source: String,
    pub(super) hash: String,
    pub(super) count: u32,
}

impl FindingsRecord {
    pub(super) fn read(self) -> Result<Action, String> {
        let hash = self.hash.parse().map_err(|_| format!("{:?} is no hash", self.hash))?;
        Ok(Action::FindingsImported { source: self.source, hash, count: self.count })
    }
}
