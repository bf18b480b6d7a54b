//! Outlets.

use onrecord_model::{Handle, Outlet, OutletFacts};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::insert as insert_rows;
use crate::StoreError;
use crate::column::{TENANT, name_key, text};
use crate::entity::outlet::{Column, Entity, Model};
use crate::fault::db;

/// Stores outlets.
pub(crate) async fn insert<C: ConnectionTrait>(connection: &C, outlets: &[Outlet]) -> Result<(), StoreError> {
    insert_rows::<Entity, _>(connection, outlets.iter().map(row)).await
}

/// Writes down what is known of an outlet, provided it still is what it was.
pub(crate) async fn set_facts<C: ConnectionTrait>(
    connection: &C,
    handle: Handle,
    before: &OutletFacts,
    after: &OutletFacts,
) -> Result<(), StoreError> {
    let is = |column: Column, value: Option<&str>| match value {
        Some(value) => column.eq(text(value)),
        None => column.is_null(),
    };
    let result = Entity::update_many()
        .col_expr(Column::Owner, after.owner.as_deref().map(text).into())
        .col_expr(Column::Controller, after.controller.as_deref().map(text).into())
        .col_expr(Column::Agency, after.agency.into())
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Handle.eq(i64::from(handle.number)))
        .filter(is(Column::Owner, before.owner.as_deref()))
        .filter(is(Column::Controller, before.controller.as_deref()))
        .filter(Column::Agency.eq(before.agency))
        .exec(connection)
        .await
        .map_err(db)?;
    if result.rows_affected == 1 { Ok(()) } else { Err(StoreError::OutletConflict { handle }) }
}

fn row(outlet: &Outlet) -> Model {
    Model {
        tenant: TENANT,
        id: outlet.id.0,
        handle: i64::from(outlet.handle.number),
        name: text(&outlet.name),
        name_key: name_key(&outlet.name),
        owner: outlet.owner.as_deref().map(text),
        controller: outlet.controller.as_deref().map(text),
        agency: outlet.agency,
    }
}
