//! House rules, what readers are told, and how old what is kept is.

use chrono::{DateTime, Utc};
use onrecord_model::{ContentHash, PublicEntry};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::rows_with;
use crate::StoreError;
use crate::column::{TENANT, from_text, micros};
use crate::entity::public_entry::{Column, Entity, Model};
use crate::entity::{document, house, snapshot};
use crate::fault::{damaged, db};
use crate::wire;

/// Reads the text of the house rules in force; `None` when there are none.
pub(crate) async fn rules<C: ConnectionTrait>(connection: &C) -> Result<Option<String>, StoreError> {
    let row = house::Entity::find_by_id(TENANT).one(connection).await.map_err(db)?;
    Ok(row.and_then(|row| row.rules).as_deref().map(from_text))
}

/// Returns the hash of the house rules in force; `None` when there are none.
pub(crate) async fn hash<C: ConnectionTrait>(connection: &C) -> Result<Option<ContentHash>, StoreError> {
    Ok(rules(connection).await?.map(|text| ContentHash::of(text.as_bytes())))
}

/// Lists all that readers are told, the oldest first.
pub(crate) async fn public<C: ConnectionTrait>(connection: &C) -> Result<Vec<PublicEntry>, StoreError> {
    let query = Entity::find().filter(Column::Tenant.eq(TENANT)).filter(Column::Payload.is_not_null());
    let rows = query.order_by_asc(Column::At).order_by_asc(Column::Id).all(connection).await.map_err(db)?;
    rows.iter().filter_map(|row| entry(row).transpose()).collect()
}

/// Lists what readers are told of these documents and claims, the oldest first.
pub(crate) async fn public_of<C: ConnectionTrait>(
    connection: &C,
    subjects: &[Uuid],
) -> Result<Vec<PublicEntry>, StoreError> {
    let mut rows = rows_with::<Entity, _, _>(connection, Column::Tenant, Column::SubjectId, subjects).await?;
    rows.sort_by_key(|row| (row.at, row.id));
    rows.iter().filter_map(|row| entry(row).transpose()).collect()
}

/// Makes an entry of its row; `None` when it was taken out.
pub(crate) fn entry(row: &Model) -> Result<Option<PublicEntry>, StoreError> {
    let Some(payload) = &row.payload else { return Ok(None) };
    wire::public::read(payload).map(Some).map_err(|why| damaged("public_entry", row.id, "payload", why))
}

/// Counts the copies of sources kept since before `at`.
pub(crate) async fn snapshots_before<C: ConnectionTrait>(connection: &C, at: DateTime<Utc>) -> Result<u64, StoreError> {
    let query = snapshot::Entity::find()
        .filter(snapshot::Column::Tenant.eq(TENANT))
        .filter(snapshot::Column::At.lt(micros(at)));
    query.count(connection).await.map_err(db)
}

/// Counts the documents taken in before `at`.
pub(crate) async fn documents_before<C: ConnectionTrait>(connection: &C, at: DateTime<Utc>) -> Result<u64, StoreError> {
    let query = document::Entity::find()
        .filter(document::Column::Tenant.eq(TENANT))
        .filter(document::Column::RetrievedAt.lt(micros(at)));
    query.count(connection).await.map_err(db)
}
