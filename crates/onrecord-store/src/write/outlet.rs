//! Outlets.

use onrecord_model::Outlet;
use sea_orm::ConnectionTrait;

use super::insert as insert_rows;
use crate::StoreError;
use crate::column::{TENANT, name_key, text};
use crate::entity::outlet::{Entity, Model};

/// Stores outlets.
pub(crate) async fn insert<C: ConnectionTrait>(connection: &C, outlets: &[Outlet]) -> Result<(), StoreError> {
    insert_rows::<Entity, _>(connection, outlets.iter().map(row)).await
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
