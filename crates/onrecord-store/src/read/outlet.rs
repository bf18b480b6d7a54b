//! Outlets.

use std::collections::BTreeMap;

use onrecord_model::{Handle, Outlet, OutletId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{number, rows_with};
use crate::StoreError;
use crate::column::{TENANT, from_text, name_key};
use crate::entity::outlet::{Column, Entity, Model};
use crate::fault::db;

/// Lists outlets by handle.
pub(crate) async fn outlets<C: ConnectionTrait>(connection: &C) -> Result<Vec<Outlet>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .order_by_asc(Column::Handle)
        .all(connection)
        .await
        .map_err(db)?;
    rows.iter().map(outlet).collect()
}

/// Finds outlets by name.
pub(crate) async fn by_name<C: ConnectionTrait>(
    connection: &C,
    names: &[String],
) -> Result<Vec<(String, Outlet)>, StoreError> {
    let keys: Vec<Vec<u8>> = names.iter().map(|name| name_key(name)).collect();
    let mut found = BTreeMap::new();
    let rows = rows_with::<Entity, _, _>(connection, Column::Tenant, Column::NameKey, &keys).await?;
    for row in rows {
        found.insert(row.name_key.clone(), outlet(&row)?);
    }
    let pairs = names.iter().zip(&keys);
    Ok(pairs.filter_map(|(name, key)| found.get(key).map(|outlet| (name.clone(), outlet.clone()))).collect())
}

/// Reads outlets by id.
pub(crate) async fn by_id<C: ConnectionTrait>(
    connection: &C,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, Outlet>, StoreError> {
    let mut found = BTreeMap::new();
    let rows = rows_with::<Entity, _, _>(connection, Column::Tenant, Column::Id, ids).await?;
    for row in rows {
        found.insert(row.id, outlet(&row)?);
    }
    Ok(found)
}

fn outlet(row: &Model) -> Result<Outlet, StoreError> {
    Ok(Outlet {
        id: OutletId(row.id),
        handle: Handle::outlet(number("outlet", row.id, "handle", row.handle)?),
        name: from_text(&row.name),
        owner: row.owner.as_deref().map(from_text),
        controller: row.controller.as_deref().map(from_text),
        agency: row.agency,
    })
}
