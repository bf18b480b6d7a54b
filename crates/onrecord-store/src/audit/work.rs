//! In whose hands claims are, against the log replayed.

use std::collections::BTreeMap;

use onrecord_model::{Action, EventId, Handle, WorkChange, WorkState};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::decided::entries_of;
use super::{BATCH, Faults, forward};
use crate::column::TENANT;
use crate::entity::{event, work};
use crate::fault::db;
use crate::{StoreError, read, seal};

/// What the log says of one claim.
struct Told {
    position: i64,
    handle: Handle,
    state: WorkState,
    changes: i64,
}

/// What replaying the log gives.
#[derive(Default)]
struct Replayed {
    states: BTreeMap<Uuid, Told>,
    entries: BTreeMap<EventId, Vec<WorkChange>>,
}

/// Checks the work state of every claim that somebody changed, or seems to have.
pub(super) async fn check<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<(), StoreError> {
    let mut replayed = replay(connection, faults).await?;
    let mut after = Uuid::nil();
    loop {
        let rows = stored(connection, after).await?;
        let Some(last) = rows.last() else { break };
        forward(&mut after, last.claim_id, "work")?;
        for row in &rows {
            let told = replayed.states.remove(&row.claim_id);
            compare(row, told.as_ref(), faults)?;
        }
    }
    for told in replayed.states.values() {
        faults.add(Some(told.position), format!("the work state of {} is missing", told.handle));
    }
    Ok(())
}

async fn stored<C: ConnectionTrait>(connection: &C, after: Uuid) -> Result<Vec<work::Model>, StoreError> {
    work::Entity::find()
        .filter(work::Column::Tenant.eq(TENANT))
        .filter(work::Column::ClaimId.gt(after))
        .order_by_asc(work::Column::ClaimId)
        .limit(u64::from(BATCH))
        .all(connection)
        .await
        .map_err(db)
}

fn compare(row: &work::Model, told: Option<&Told>, faults: &mut Faults) -> Result<(), StoreError> {
    let position = told.map(|told| told.position);
    let Some(state) = faults.absorb(position, read::work::state(row))? else { return Ok(()) };
    let Some(told) = told else {
        let what = format!("claim {} is {}, of which no entry tells", row.claim_id, state.kind().as_str());
        faults.add(None, what);
        return Ok(());
    };
    if state != told.state || row.revision != told.changes {
        let (handle, is) = (told.handle, state.kind().as_str());
        faults.add(position, format!("the work state of {handle} ({is}) is not what the log says"));
    }
    Ok(())
}

async fn replay<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<Replayed, StoreError> {
    let mut replayed = Replayed::default();
    let mut after = 0;
    loop {
        let rows = entries_of(connection, &["work_changed"], after).await?;
        let Some(last) = rows.last() else { return Ok(replayed) };
        forward(&mut after, last.position, "event")?;
        for row in &rows {
            // What cannot be read is a fault of the chain and told there.
            if let Ok(Action::WorkChanged { changes, takes_back, .. }) = seal::read_action(row) {
                replayed.take(row, changes, takes_back, faults);
            }
        }
    }
}

impl Replayed {
    fn take(&mut self, row: &event::Model, changes: Vec<WorkChange>, takes_back: Option<EventId>, faults: &mut Faults) {
        let position = Some(row.position);
        if let Some(back) = takes_back
            && self.entries.get(&back).is_none_or(|earlier| !reverses(&changes, earlier))
        {
            faults.add(position, "takes back what no earlier entry about the same claims tells of");
        }
        for change in &changes {
            if takes_back.is_none()
                && let Err(refusal) = change.check()
            {
                faults.add(position, format!("{} moved as nobody may move it: {refusal}", change.handle));
            }
            self.follow(row.position, change, faults);
        }
        self.entries.insert(EventId(row.id), changes);
    }

    fn follow(&mut self, position: i64, change: &WorkChange, faults: &mut Faults) {
        let (was, changes) = self.states.remove(&change.claim.0).map_or((WorkState::New, 0), |t| (t.state, t.changes));
        if was != change.before {
            faults.add(Some(position), format!("does not continue the history of the work on {}", change.handle));
        }
        let (handle, state) = (change.handle, change.after.clone());
        self.states.insert(change.claim.0, Told { position, handle, state, changes: changes + 1 });
    }
}

/// Tells whether changes take back others, the last first.
pub(crate) fn reverses(changes: &[WorkChange], earlier: &[WorkChange]) -> bool {
    earlier.iter().rev().map(WorkChange::reversed).eq(changes.iter().cloned())
}
