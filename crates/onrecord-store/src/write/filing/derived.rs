//! What a claim has from its mentions, made anew: worth and first publication.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::StoreError;
use crate::audit::mentioned;
use crate::column::TENANT;
use crate::entity::claim;
use crate::fault::db;

/// Makes worth and first publication of claims anew.
pub(super) async fn renew<C: ConnectionTrait>(connection: &C, claims: &[Uuid]) -> Result<(), StoreError> {
    for (id, origin) in mentioned(connection, claims).await? {
        claim::Entity::update_many()
            .col_expr(claim::Column::Worth, origin.worth.into())
            .col_expr(claim::Column::FirstPublishedDay, origin.published.into())
            .filter(claim::Column::Tenant.eq(TENANT))
            .filter(claim::Column::Id.eq(id))
            .exec(connection)
            .await
            .map_err(db)?;
    }
    Ok(())
}
