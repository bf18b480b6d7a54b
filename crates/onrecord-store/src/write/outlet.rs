//! Outlets.

use onrecord_model::{Handle, Outlet, OutletFacts};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::insert as insert_rows;
use crate::StoreError;
use crate::column::{TENANT, name_key, text};
use crate::entity::outlet::{Column, Entity, Model};
use crate::fault::db;
use crate::kept::{Kept as _, Tally, tally};

/// Stores outlets and counts them.
pub(crate) async fn insert<C: ConnectionTrait>(connection: &C, outlets: &[Outlet]) -> Result<Tally, StoreError> {
    let rows: Vec<Model> = outlets.iter().map(row).collect();
    let counted = tally(&rows);
    insert_rows::<Entity, _>(connection, rows).await?;
    Ok(counted)
}

/// Writes down what is known of an outlet, provided it still is what it was, and returns what that changes in the tally.
pub(crate) async fn set_facts<C: ConnectionTrait>(
    connection: &C,
    handle: Handle,
    before: &OutletFacts,
    after: &OutletFacts,
) -> Result<Tally, StoreError> {
    let query = Entity::find().filter(Column::Tenant.eq(TENANT)).filter(Column::Handle.eq(i64::from(handle.number)));
    let was = query.one(connection).await.map_err(db)?.ok_or(StoreError::OutletConflict { handle })?;
    let mut now = Model {
        owner: after.owner.as_deref().map(text),
        controller: after.controller.as_deref().map(text),
        agency: after.agency,
        ..was.clone()
    };
    now.digest = now.digest();
    let mut counted = Tally::default();
    counted.replace(was.digest, now.digest);
    let is = |column: Column, value: Option<&str>| match value {
        Some(value) => column.eq(text(value)),
        None => column.is_null(),
    };
    let result = Entity::update_many()
        .col_expr(Column::Owner, now.owner.into())
        .col_expr(Column::Controller, now.controller.into())
        .col_expr(Column::Agency, now.agency.into())
        .col_expr(Column::Digest, now.digest.into())
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Id.eq(was.id))
        .filter(Column::Digest.eq(was.digest))
        .filter(is(Column::Owner, before.owner.as_deref()))
        .filter(is(Column::Controller, before.controller.as_deref()))
        .filter(Column::Agency.eq(before.agency))
        .exec(connection)
        .await
        .map_err(db)?;
    if result.rows_affected == 1 { Ok(counted) } else { Err(StoreError::OutletConflict { handle }) }
}

fn row(outlet: &Outlet) -> Model {
    let mut row = Model {
        tenant: TENANT,
        id: outlet.id.0,
        handle: i64::from(outlet.handle.number),
        name: text(&outlet.name),
        name_key: name_key(&outlet.name),
        owner: outlet.owner.as_deref().map(text),
        controller: outlet.controller.as_deref().map(text),
        agency: outlet.agency,
        digest: 0,
    };
    row.digest = row.digest();
    row
}
