//! House rules, and what readers are told.

use onrecord_model::{PublicChange, RulesChange};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::insert as insert_rows;
use crate::StoreError;
use crate::column::{TENANT, micros, text};
use crate::entity::{house, public_entry};
use crate::fault::db;
use crate::wire;
use crate::wire::action::public_subject;

/// Puts house rules into force, provided those in force are what the change was made for.
pub(crate) async fn adopt<C: ConnectionTrait>(connection: &C, change: &RulesChange) -> Result<(), StoreError> {
    let stored = house::Entity::find_by_id(TENANT).one(connection).await.map_err(db)?;
    let after = change.after.as_deref().map(text);
    if stored.is_none() && change.before.is_none() {
        return insert_rows::<house::Entity, _>(
            connection,
            [house::Model { tenant: TENANT, revision: 1, rules: after }],
        )
        .await;
    }
    let is_before = match &change.before {
        Some(before) => house::Column::Rules.eq(text(before)),
        None => house::Column::Rules.is_null(),
    };
    let result = house::Entity::update_many()
        .col_expr(house::Column::Rules, after.into())
        .col_expr(house::Column::Revision, Expr::cust("revision + 1"))
        .filter(house::Column::Tenant.eq(TENANT))
        .filter(is_before)
        .exec(connection)
        .await
        .map_err(db)?;
    if result.rows_affected == 1 { Ok(()) } else { Err(StoreError::RulesConflict) }
}

/// Writes an entry that readers are told of, or takes it out again.
pub(crate) async fn tell<C: ConnectionTrait>(connection: &C, change: &PublicChange) -> Result<(), StoreError> {
    let (entry, payload) = (&change.entry, wire::public::write(&change.entry));
    let stored = public_entry::Entity::find_by_id((TENANT, entry.id.0)).one(connection).await.map_err(db)?;
    if stored.is_none() && change.stands {
        return insert_rows::<public_entry::Entity, _>(connection, [row(change, payload)]).await;
    }
    let (before, after) = if change.stands { (None, Some(payload)) } else { (Some(payload), None) };
    let is_before = match before {
        Some(before) => public_entry::Column::Payload.eq(before),
        None => public_entry::Column::Payload.is_null(),
    };
    let result = public_entry::Entity::update_many()
        .col_expr(public_entry::Column::Payload, after.into())
        .filter(public_entry::Column::Tenant.eq(TENANT))
        .filter(public_entry::Column::Id.eq(entry.id.0))
        .filter(is_before)
        .exec(connection)
        .await
        .map_err(db)?;
    if result.rows_affected == 1 { Ok(()) } else { Err(StoreError::PublicConflict { handle: entry.subject.handle() }) }
}

fn row(change: &PublicChange, payload: String) -> public_entry::Model {
    let entry = &change.entry;
    let kind = entry.kind.as_str();
    public_entry::Model {
        tenant: TENANT,
        id: entry.id.0,
        kind: kind.to_owned(),
        subject_id: public_subject(entry),
        at: micros(entry.at),
        payload: Some(payload),
    }
}
