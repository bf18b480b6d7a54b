//! Questions kept under a name.

use onrecord_model::{SavedSearch, SearchId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::StoreError;
use crate::column::{TENANT, from_text, moment, name_key};
use crate::entity::saved_search::{Column, Entity, Model};
use crate::fault::{damaged, db};

/// Lists all, by name.
pub(crate) async fn all<C: ConnectionTrait>(connection: &C) -> Result<Vec<SavedSearch>, StoreError> {
    let rows = Entity::find().filter(Column::Tenant.eq(TENANT)).all(connection).await.map_err(db)?;
    let mut found = rows.iter().map(search).collect::<Result<Vec<_>, _>>()?;
    // The databases sort letters each in their own way.
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// Reads the one with this name, whatever its case and spacing.
pub(crate) async fn by_name<C: ConnectionTrait>(connection: &C, name: &str) -> Result<Option<SavedSearch>, StoreError> {
    let query = Entity::find().filter(Column::Tenant.eq(TENANT)).filter(Column::NameKey.eq(name_key(name)));
    query.one(connection).await.map_err(db)?.as_ref().map(search).transpose()
}

/// Reads one row.
pub(crate) fn search(row: &Model) -> Result<SavedSearch, StoreError> {
    let bad = |column, why: &str| damaged("saved_search", row.id, column, why);
    let name = from_text(&row.name);
    if row.name_key != name_key(&name) {
        return Err(bad("name_key", "not that of its name"));
    }
    Ok(SavedSearch {
        id: SearchId(row.id),
        name,
        query: from_text(&row.query),
        by: from_text(&row.actor).parse().map_err(|_| bad("actor", "no reviewer"))?,
        at: moment(row.at).ok_or_else(|| bad("at", "no moment"))?,
    })
}
