//! Questions kept under a name.

use chrono::{DateTime, Utc};
use onrecord_model::{Reviewer, SearchChange};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::insert as insert_rows;
use crate::StoreError;
use crate::column::{TENANT, micros, name_key, text};
use crate::entity::saved_search::{Column, Entity, Model};
use crate::fault::db;

/// Keeps, changes or takes out a question, provided it still is what the change was made for.
pub(crate) async fn change<C: ConnectionTrait>(
    connection: &C,
    change: &SearchChange,
    by: &Reviewer,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (before, after) = match (&change.before, &change.after) {
        (None, Some(after)) => return insert_rows::<Entity, _>(connection, [row(change, after, by, at)]).await,
        (Some(before), after) => (before, after),
        (None, None) => return Err(StoreError::Unstorable { what: "a change of no question".to_owned() }),
    };
    let (is_it, is_before) = (Column::Id.eq(change.id.0), Column::Query.eq(text(before)));
    let changed = if let Some(after) = after {
        let update = Entity::update_many()
            .col_expr(Column::Query, text(after).into())
            .col_expr(Column::Actor, text(by.name()).into())
            .col_expr(Column::At, micros(at).into());
        let only = update.filter(Column::Tenant.eq(TENANT)).filter(is_it).filter(is_before);
        only.exec(connection).await.map_err(db)?.rows_affected
    } else {
        let only = Entity::delete_many().filter(Column::Tenant.eq(TENANT)).filter(is_it).filter(is_before);
        only.exec(connection).await.map_err(db)?.rows_affected
    };
    if changed == 1 { Ok(()) } else { Err(StoreError::SearchConflict { name: change.name.clone() }) }
}

fn row(change: &SearchChange, query: &str, by: &Reviewer, at: DateTime<Utc>) -> Model {
    Model {
        tenant: TENANT,
        id: change.id.0,
        name: text(&change.name),
        name_key: name_key(&change.name),
        query: text(query),
        actor: text(by.name()),
        at: micros(at),
    }
}
