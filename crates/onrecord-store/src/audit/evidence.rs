//! Evidence against the log replayed, and copies of sources against their hashes.

use std::collections::BTreeMap;

use onrecord_model::{Action, Actor, ContentHash, Event, Evidence};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::decided::entries_of;
use super::{BATCH, Faults, forward};
use crate::column::{TENANT, from_text, micros};
use crate::entity::{evidence, snapshot};
use crate::fault::db;
use crate::{StoreError, read, seal, wire};

/// What the log says of a piece of evidence: as it is, and who brought it forward when.
struct Told {
    position: i64,
    claim: Uuid,
    handle: u32,
    by: String,
    at: i64,
    evidence: Option<Evidence>,
}

/// Checks all evidence and every copy it rests on.
pub(super) async fn check<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<(), StoreError> {
    let mut told = replay(connection, faults).await?;
    let mut after = 0;
    loop {
        let rows = page(connection, after).await?;
        let Some(last) = rows.last() else { break };
        forward(&mut after, last.handle, "evidence")?;
        for row in &rows {
            compare(row, told.remove(&row.id).as_ref(), faults)?;
        }
    }
    for one in told.into_values() {
        faults.add(Some(one.position), format!("tells of e{}, which is not stored", one.handle));
    }
    snapshots(connection, faults).await
}

async fn page<C: ConnectionTrait>(connection: &C, after: i64) -> Result<Vec<evidence::Model>, StoreError> {
    evidence::Entity::find()
        .filter(evidence::Column::Tenant.eq(TENANT))
        .filter(evidence::Column::Handle.gt(after))
        .order_by_asc(evidence::Column::Handle)
        .limit(u64::from(BATCH))
        .all(connection)
        .await
        .map_err(db)
}

async fn replay<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<BTreeMap<Uuid, Told>, StoreError> {
    let mut told: BTreeMap<Uuid, Told> = BTreeMap::new();
    let mut after = 0;
    loop {
        let rows = entries_of(connection, &["evidence_changed"], after).await?;
        let Some(last) = rows.last() else { return Ok(told) };
        forward(&mut after, last.position, "event")?;
        for row in &rows {
            // What cannot be read is a fault of the chain and told there.
            if let Ok(sealed) = seal::read(row) {
                take(&mut told, row.position, &sealed.event, faults);
            }
        }
    }
}

fn take(told: &mut BTreeMap<Uuid, Told>, position: i64, event: &Event, faults: &mut Faults) {
    let (Action::EvidenceChanged { changes, .. }, Actor::Person(by)) = (&event.action, &event.actor) else { return };
    for change in changes {
        let was = told.remove(&change.id.0);
        let brought = was.as_ref().map(|was| (was.by.clone(), was.at));
        let (by, at) = brought.unwrap_or_else(|| (by.name().to_owned(), micros(event.at)));
        let (claim, handle, evidence) = (change.claim.0, change.handle.number, change.after.clone());
        told.insert(change.id.0, Told { position, claim, handle, by, at, evidence });
        if was.and_then(|was| was.evidence) != change.before {
            faults.add(Some(position), format!("does not continue the history of {}", change.handle));
        }
    }
}

fn compare(row: &evidence::Model, told: Option<&Told>, faults: &mut Faults) -> Result<(), StoreError> {
    let position = told.map(|told| told.position);
    let Some(stored) = faults.absorb(position, read::evidence::item(row))? else { return Ok(()) };
    let Some(told) = told else {
        faults.add(None, format!("no entry tells of e{}", row.handle));
        return Ok(());
    };
    let same = told.evidence.as_ref() == stored.as_ref().map(|item| &item.evidence)
        // The form is canonical, so that other bytes for the same are a change as well.
        && row.payload == told.evidence.as_ref().map(wire::evidence::write)
        && (told.claim, i64::from(told.handle), told.at) == (row.claim_id, row.handle, row.at)
        && told.by == from_text(&row.actor)
        && row.is_stale == told.evidence.as_ref().is_some_and(|evidence| evidence.stale.is_some());
    if !same {
        faults.add(position, format!("e{} is not what the log says", row.handle));
    }
    Ok(())
}

/// Checks that copies are what their hashes say, and that none is missing.
async fn snapshots<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<(), StoreError> {
    let mut after: Vec<u8> = Vec::new();
    loop {
        // One at a time: a copy may be large.
        let query = snapshot::Entity::find()
            .filter(snapshot::Column::Tenant.eq(TENANT))
            .filter(snapshot::Column::Hash.gt(after.clone()))
            .order_by_asc(snapshot::Column::Hash);
        let Some(row) = query.one(connection).await.map_err(db)? else { break };
        if ContentHash::of(&row.raw).0.to_vec() != row.hash {
            let hash = seal::hash(&row.hash).map_or_else(|| "a broken hash".to_owned(), |hash| hash.to_string());
            faults.add(None, format!("the copy {hash} of a source is not what was kept"));
        }
        forward(&mut after, row.hash, "snapshot")?;
    }
    missing(connection, faults).await
}

async fn missing<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let rows = page(connection, after).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        forward(&mut after, last.handle, "evidence")?;
        for row in &rows {
            let Ok(Some(item)) = read::evidence::item(row) else { continue };
            let Some(kept) = item.evidence.keeping.snapshot else { continue };
            let key = (TENANT, kept.hash.0.to_vec());
            if snapshot::Entity::find_by_id(key).one(connection).await.map_err(db)?.is_none() {
                faults.add(None, format!("the copy that {} rests on is missing", item.handle));
            }
        }
    }
}
