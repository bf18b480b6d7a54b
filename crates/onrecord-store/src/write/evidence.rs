//! Evidence, and the copies kept of sources.

use chrono::{DateTime, Utc};
use onrecord_model::{ContentHash, EvidenceChange, Reviewer};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::{all_written, insert as insert_rows};
use crate::StoreError;
use crate::column::{TENANT, micros, text};
use crate::entity::evidence::{Column, Entity, Model};
use crate::entity::snapshot;
use crate::fault::db;
use crate::wire;

/// Keeps a copy of a source; the same bytes are kept once.
pub(crate) async fn keep<C: ConnectionTrait>(
    connection: &C,
    hash: ContentHash,
    raw: &[u8],
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    if ContentHash::of(raw) != hash {
        return Err(StoreError::Unstorable { what: format!("{hash} is not the hash of the copy") });
    }
    let known = OnConflict::columns([snapshot::Column::Tenant, snapshot::Column::Hash]).do_nothing().to_owned();
    let row = snapshot::Model { tenant: TENANT, hash: hash.0.to_vec(), at: micros(at), raw: raw.to_vec() };
    let insert = snapshot::Entity::insert_many([row.into_active_model()]).on_conflict(known);
    if insert.exec_without_returning(connection).await.map_err(db)? == 1 {
        return Ok(());
    }
    let stored = snapshot::Entity::find_by_id((TENANT, hash.0.to_vec())).one(connection).await.map_err(db)?;
    all_written("snapshot", 1, u64::from(stored.is_some()))
}

/// Adds, changes or takes out a piece of evidence, provided it still is what the change was made for. Who brought it forward,
/// and when, stays; who changed it is in the log.
pub(crate) async fn change<C: ConnectionTrait>(
    connection: &C,
    change: &EvidenceChange,
    by: &Reviewer,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let stored = Entity::find_by_id((TENANT, change.id.0)).one(connection).await.map_err(db)?;
    let before = change.before.as_ref().map(wire::evidence::write);
    if stored.is_none() && before.is_none() {
        return insert_rows::<Entity, _>(connection, [row(change, by, at)]).await;
    }
    let row = row(change, by, at);
    let is_before = match before {
        Some(before) => Column::Payload.eq(before),
        None => Column::Payload.is_null(),
    };
    let result = Entity::update_many()
        .col_expr(Column::IsStale, row.is_stale.into())
        .col_expr(Column::Payload, row.payload.into())
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Id.eq(change.id.0))
        .filter(is_before)
        .exec(connection)
        .await
        .map_err(db)?;
    if result.rows_affected == 1 { Ok(()) } else { Err(StoreError::EvidenceConflict { handle: change.handle }) }
}

fn row(change: &EvidenceChange, by: &Reviewer, at: DateTime<Utc>) -> Model {
    Model {
        tenant: TENANT,
        id: change.id.0,
        handle: i64::from(change.handle.number),
        claim_id: change.claim.0,
        actor: text(by.name()),
        at: micros(at),
        is_stale: change.after.as_ref().is_some_and(|evidence| evidence.stale.is_some()),
        payload: change.after.as_ref().map(wire::evidence::write),
    }
}
