//! Earlier fact-checks.

use onrecord_model::{Finding, FindingId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::StoreError;
use crate::column::{TENANT, moment};
use crate::entity::finding::{Column, Entity, Model};
use crate::fault::{damaged, db};
use crate::wire;

/// Lists findings past `after`, by id, at most `limit`.
pub(crate) async fn page<C: ConnectionTrait>(
    connection: &C,
    after: Option<FindingId>,
    limit: u32,
) -> Result<Vec<Finding>, StoreError> {
    let mut query = Entity::find().filter(Column::Tenant.eq(TENANT));
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.0));
    }
    let rows = query.order_by_asc(Column::Id).limit(u64::from(limit)).all(connection).await.map_err(db)?;
    rows.iter().map(finding).collect()
}

fn finding(row: &Model) -> Result<Finding, StoreError> {
    let bad = |column, why: String| damaged("finding", row.id, column, why);
    let at = moment(row.imported_at).ok_or_else(|| bad("imported_at", "no moment".to_owned()))?;
    wire::finding::read(FindingId(row.id), at, &row.payload).map_err(|why| bad("payload", why))
}
