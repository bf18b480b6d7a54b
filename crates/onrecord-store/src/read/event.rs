//! The log.

use onrecord_model::EventId;
use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::column::{TENANT, text};
use crate::entity::event::{Column, Entity, Model};
use crate::entity::log_head;
use crate::fault::{damaged, db};
use crate::{Checkpoint, EventFilter, SealedEvent, StoreError, seal};

/// Lists entries.
pub(crate) async fn events<C: ConnectionTrait>(
    connection: &C,
    filter: &EventFilter,
) -> Result<Vec<SealedEvent>, StoreError> {
    let mut query = Entity::find().filter(Column::Tenant.eq(TENANT));
    if let Some(subject) = filter.subject {
        let about = Condition::any().add(Column::SubjectId.eq(subject));
        query = query.filter(about.add_option(filter.among.then(|| among(subject))));
    }
    if let Some(actor) = &filter.actor {
        query = query.filter(Column::Actor.eq(text(actor)));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind));
    }
    if let Some(after) = filter.after {
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        query = query.filter(if filter.newest_first { Column::Position.lt(after) } else { Column::Position.gt(after) });
    }
    query =
        if filter.newest_first { query.order_by_desc(Column::Position) } else { query.order_by_asc(Column::Position) };
    let rows = query.limit(u64::from(filter.limit)).all(connection).await.map_err(db)?;
    rows.iter().map(seal::read).collect()
}

/// Finds a claim among those an entry on the work tells of. Such entries are found by their kind, so that only they are
/// searched.
fn among(claim: Uuid) -> Condition {
    Condition::all()
        .add(Column::Kind.eq("work_changed"))
        .add(Column::Payload.contains(format!("\"claim\":\"{claim}\"")))
}

/// Reads rows by position, at most `limit` of those past `after`.
pub(crate) async fn page<C: ConnectionTrait>(connection: &C, after: i64, limit: u64) -> Result<Vec<Model>, StoreError> {
    Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Position.gt(after))
        .order_by_asc(Column::Position)
        .limit(limit)
        .all(connection)
        .await
        .map_err(db)
}

/// Lists places before the first that entries stand at, which nobody writes; at most `limit`.
pub(crate) async fn places_before_first<C: ConnectionTrait>(
    connection: &C,
    limit: u64,
) -> Result<Vec<i64>, StoreError> {
    Entity::find()
        .select_only()
        .column(Column::Position)
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Position.lt(1))
        .order_by_asc(Column::Position)
        .limit(limit)
        .into_tuple()
        .all(connection)
        .await
        .map_err(db)
}

/// Reads the entry with this id.
pub(crate) async fn by_id<C: ConnectionTrait>(connection: &C, id: EventId) -> Result<Option<SealedEvent>, StoreError> {
    let row = Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Id.eq(id.0))
        .one(connection)
        .await
        .map_err(db)?;
    row.as_ref().map(seal::read).transpose()
}

/// Reads the entry at this position.
pub(crate) async fn at<C: ConnectionTrait>(connection: &C, position: u64) -> Result<Option<SealedEvent>, StoreError> {
    let Ok(position) = i64::try_from(position) else {
        return Ok(None);
    };
    let row = Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Position.eq(position))
        .one(connection)
        .await
        .map_err(db)?;
    row.as_ref().map(seal::read).transpose()
}

/// Reads the head of the log.
pub(crate) async fn head<C: ConnectionTrait>(connection: &C) -> Result<Checkpoint, StoreError> {
    let row = log_head::Entity::find().filter(log_head::Column::Tenant.eq(TENANT)).one(connection).await.map_err(db)?;
    let row = row.ok_or_else(|| damaged("log_head", TENANT, "size", "the head of the log is missing"))?;
    checkpoint(&row)
}

/// Reads a stored head.
pub(crate) fn checkpoint(row: &log_head::Model) -> Result<Checkpoint, StoreError> {
    Ok(Checkpoint {
        size: u64::try_from(row.size).map_err(|error| damaged("log_head", row.tenant, "size", error))?,
        root: seal::hash(&row.root).ok_or_else(|| damaged("log_head", row.tenant, "root", "not 32 bytes"))?,
    })
}
