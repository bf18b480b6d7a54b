//! Outlets.

use std::collections::BTreeMap;

use onrecord_model::{Handle, Outlet, OutletId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Statement};
use uuid::Uuid;

use super::{distinct, number, rows_with};
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

/// Finds the first document of each outlet.
pub(crate) async fn first_documents<C: ConnectionTrait>(
    connection: &C,
) -> Result<BTreeMap<OutletId, Handle>, StoreError> {
    let sql = "SELECT outlet_id, MIN(handle) FROM document \
               WHERE tenant = $1 AND outlet_id IS NOT NULL GROUP BY outlet_id";
    let asked = Statement::from_sql_and_values(connection.get_database_backend(), sql, [TENANT.into()]);
    let mut found = BTreeMap::new();
    for row in connection.query_all_raw(asked).await.map_err(db)? {
        let (id, handle): (Uuid, i64) = (row.try_get_by_index(0).map_err(db)?, row.try_get_by_index(1).map_err(db)?);
        found.insert(OutletId(id), Handle::document(number("document", id, "handle", handle)?));
    }
    Ok(found)
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

/// Lists outlets with the addresses of their articles that hold a text, by outlet and address.
pub(crate) async fn by_address<C: ConnectionTrait>(
    connection: &C,
    part: &str,
) -> Result<Vec<(Outlet, String)>, StoreError> {
    let literal = part.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let sql = "SELECT DISTINCT document.outlet_id, article.url FROM article \
               JOIN document ON document.tenant = article.tenant AND document.article_id = article.id \
               WHERE article.tenant = $1 AND lower(article.url) LIKE $2 ESCAPE '\\' AND document.outlet_id IS NOT NULL";
    let values = [TENANT.into(), format!("%{literal}%").into()];
    let asked = Statement::from_sql_and_values(connection.get_database_backend(), sql, values);
    let mut found = Vec::new();
    for row in connection.query_all_raw(asked).await.map_err(db)? {
        let url: String = row.try_get_by_index(1).map_err(db)?;
        found.push((row.try_get_by_index::<Uuid>(0).map_err(db)?, from_text(&url)));
    }
    let outlets = by_id(connection, &distinct(found.iter().map(|(id, _)| *id))).await?;
    let mut named: Vec<(Outlet, String)> =
        found.into_iter().filter_map(|(id, url)| Some((outlets.get(&id)?.clone(), url))).collect();
    named.sort_by(|x, y| (x.0.handle, &x.1).cmp(&(y.0.handle, &y.1)));
    Ok(named)
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
