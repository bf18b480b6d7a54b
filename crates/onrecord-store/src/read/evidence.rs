//! Evidence, and the copies kept of sources.

use onrecord_model::{ClaimId, ContentHash, EvidenceId, EvidenceItem, Handle};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{number, rows_with};
use crate::StoreError;
use crate::column::{TENANT, from_text, moment};
use crate::entity::evidence::{Column, Entity, Model};
use crate::entity::snapshot;
use crate::fault::{damaged, db};
use crate::wire;

/// Reads the piece of evidence with this handle; `None` when there is none, or it was taken out.
pub(crate) async fn by_handle<C: ConnectionTrait>(
    connection: &C,
    handle: Handle,
) -> Result<Option<EvidenceItem>, StoreError> {
    let row = row(connection, handle).await?;
    row.as_ref().map(item).transpose().map(Option::flatten)
}

/// Reads the id of the evidence with this handle, be it taken out or not; `None` when there never was any.
pub(crate) async fn id<C: ConnectionTrait>(connection: &C, handle: Handle) -> Result<Option<EvidenceId>, StoreError> {
    Ok(row(connection, handle).await?.map(|row| EvidenceId(row.id)))
}

async fn row<C: ConnectionTrait>(connection: &C, handle: Handle) -> Result<Option<Model>, StoreError> {
    let query = Entity::find().filter(Column::Tenant.eq(TENANT)).filter(Column::Handle.eq(i64::from(handle.number)));
    query.one(connection).await.map_err(db)
}

/// Lists the evidence on these claims, by handle.
pub(crate) async fn of_claims<C: ConnectionTrait>(
    connection: &C,
    claims: &[ClaimId],
) -> Result<Vec<EvidenceItem>, StoreError> {
    let ids: Vec<Uuid> = claims.iter().map(|claim| claim.0).collect();
    let mut rows = rows_with::<Entity, _, _>(connection, Column::Tenant, Column::ClaimId, &ids).await?;
    rows.sort_by_key(|row| row.handle);
    rows.iter().filter_map(|row| item(row).transpose()).collect()
}

/// Lists at most `limit` pieces of evidence past number `after`, by handle; with `stale` those alone that have to be
/// confirmed again. Fewer than `limit` do not mean the end: what was taken out is passed over.
pub(crate) async fn page<C: ConnectionTrait>(
    connection: &C,
    stale: bool,
    after: u32,
    limit: u32,
) -> Result<Vec<EvidenceItem>, StoreError> {
    let mut query = Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Handle.gt(i64::from(after)))
        .filter(Column::Payload.is_not_null());
    if stale {
        query = query.filter(Column::IsStale.eq(true));
    }
    let rows = query.order_by_asc(Column::Handle).limit(u64::from(limit)).all(connection).await.map_err(db)?;
    rows.iter().filter_map(|row| item(row).transpose()).collect()
}

/// Reads the copy of a source with this hash; `None` when it is not kept.
pub(crate) async fn snapshot<C: ConnectionTrait>(
    connection: &C,
    hash: ContentHash,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = snapshot::Entity::find_by_id((TENANT, hash.0.to_vec())).one(connection).await.map_err(db)?;
    Ok(row.map(|row| row.raw))
}

/// Makes evidence of its row; `None` when it was taken out.
pub(crate) fn item(row: &Model) -> Result<Option<EvidenceItem>, StoreError> {
    let bad = |column, why: String| damaged("evidence", row.id, column, why);
    let Some(payload) = &row.payload else { return Ok(None) };
    let actor = from_text(&row.actor);
    Ok(Some(EvidenceItem {
        id: EvidenceId(row.id),
        handle: Handle::evidence(number("evidence", row.id, "handle", row.handle)?),
        claim: ClaimId(row.claim_id),
        by: actor.parse().map_err(|_| bad("actor", format!("{actor:?} is no reviewer")))?,
        at: moment(row.at).ok_or_else(|| bad("at", "no moment".to_owned()))?,
        evidence: wire::evidence::read(payload).map_err(|why| bad("payload", why))?,
    }))
}
