//! Work states and leases.

use chrono::{DateTime, Utc};
use onrecord_model::{ClaimId, Handle, Lease, WorkChange, WorkKind, WorkState};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, Statement,
};

use crate::StoreError;
use crate::column::{TENANT, day, micros, text};
use crate::entity::work::{Column, Entity, Model};
use crate::entity::{claim, lease};
use crate::fault::db;
use crate::kept::Kept as _;
use crate::wire::work::write;

/// Changes a work state that is `change.before` so far.
pub(crate) async fn set<C: ConnectionTrait>(connection: &C, change: &WorkChange) -> Result<(), StoreError> {
    lock(connection, change.claim).await?;
    let row = row(change);
    let result = Entity::update_many()
        .col_expr(Column::Revision, Expr::cust("revision + 1"))
        .col_expr(Column::State, row.state.clone().into())
        .col_expr(Column::Assignee, row.assignee.clone().into())
        .col_expr(Column::UntilDay, row.until_day.into())
        .col_expr(Column::DueDay, row.due_day.into())
        .col_expr(Column::WaitingSince, row.waiting_since.into())
        .col_expr(Column::Payload, row.payload.clone().into())
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::ClaimId.eq(change.claim.0))
        .filter(Column::Payload.eq(write(&change.before)))
        .exec(connection)
        .await
        .map_err(db)?;
    if result.rows_affected == 1 || (change.before == WorkState::New && first(connection, row).await?) {
        return Ok(());
    }
    Err(why_not(connection, change.claim, change.handle).await?)
}

/// Keeps others from setting a status of the claim until the transaction ends, so that none is set beside a proposal that is
/// just being made; on SQLite the transaction holds the write lock already.
async fn lock<C: ConnectionTrait>(connection: &C, claim: ClaimId) -> Result<(), StoreError> {
    if connection.get_database_backend() == DbBackend::Postgres {
        let query = claim::Entity::find_by_id((TENANT, claim.0)).select_only().column(claim::Column::Revision);
        query.lock_exclusive().into_tuple::<i64>().one(connection).await.map_err(db)?;
    }
    Ok(())
}

fn row(change: &WorkChange) -> Model {
    let until = match &change.after {
        WorkState::Deferred { until, .. } => Some(day(*until)),
        _ => None,
    };
    Model {
        tenant: TENANT,
        claim_id: change.claim.0,
        revision: 1,
        state: change.after.kind().as_str().to_owned(),
        assignee: change.after.holder().map(|who| text(&who.key())),
        until_day: until,
        due_day: change.after.due().map(day),
        waiting_since: change.after.waiting_since().map(|since| since.timestamp()),
        payload: write(&change.after),
    }
}

/// Writes the first row of a claim that has none; `false` when somebody else was first.
async fn first<C: ConnectionTrait>(connection: &C, row: Model) -> Result<bool, StoreError> {
    if !is_stored(connection, ClaimId(row.claim_id)).await? {
        return Ok(false);
    }
    let known = OnConflict::columns([Column::Tenant, Column::ClaimId]).do_nothing().to_owned();
    let insert = Entity::insert_many([row.into_active_model()]).on_conflict(known);
    let rows = insert.exec_without_returning(connection).await.map_err(db)?;
    Ok(rows == 1)
}

async fn is_stored<C: ConnectionTrait>(connection: &C, claim: ClaimId) -> Result<bool, StoreError> {
    let row = claim::Entity::find_by_id((TENANT, claim.0)).one(connection).await.map_err(db)?;
    Ok(row.is_some())
}

async fn why_not<C: ConnectionTrait>(connection: &C, claim: ClaimId, handle: Handle) -> Result<StoreError, StoreError> {
    if is_stored(connection, claim).await? {
        return Ok(StoreError::WorkConflict { handle });
    }
    Ok(StoreError::NotFound { what: handle.to_string() })
}

/// Refuses to set a status while other people have to look at a proposal, or while the claim is set aside for good.
pub(crate) async fn check_free<C: ConnectionTrait>(
    connection: &C,
    claim: ClaimId,
    handle: Handle,
) -> Result<(), StoreError> {
    let row = Entity::find_by_id((TENANT, claim.0)).one(connection).await.map_err(db)?;
    let kind = row.as_ref().and_then(|row| WorkKind::parse(&row.state));
    let is_free = |kind: WorkKind| !kind.is_pending() && (!kind.is_side_exit() || kind == WorkKind::Deferred);
    match kind.filter(|kind| !is_free(*kind)) {
        None => Ok(()),
        Some(kind) => Err(StoreError::WorkRefused {
            handle,
            why: format!(
                "no status is set while it is {}; 'onrecord show {handle}' says who has to do what",
                kind.as_str()
            ),
        }),
    }
}

/// Takes a lease unless another person holds one that has not ended; tells whether it was taken.
///
/// One statement decides, so that of two who ask at once exactly one gets it on both databases.
pub(crate) async fn take_lease<C: ConnectionTrait>(
    connection: &C,
    claim: ClaimId,
    wanted: &Lease,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let row = lease::Model {
        tenant: TENANT,
        claim_id: claim.0,
        holder: text(wanted.by.name()),
        holder_key: text(&wanted.by.key()),
        ends_at: micros(wanted.until),
        digest: 0,
    };
    let digest = row.digest();
    let statement = Statement::from_sql_and_values(
        connection.get_database_backend(),
        "INSERT INTO lease (tenant, claim_id, holder, holder_key, ends_at, digest) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (tenant, claim_id) DO UPDATE SET holder = excluded.holder, holder_key = excluded.holder_key, \
         ends_at = excluded.ends_at, digest = excluded.digest \
         WHERE lease.holder_key = excluded.holder_key OR lease.ends_at <= $7",
        [
            TENANT.into(),
            claim.0.into(),
            row.holder.into(),
            row.holder_key.into(),
            row.ends_at.into(),
            digest.into(),
            micros(now).into(),
        ],
    );
    Ok(connection.execute_raw(statement).await.map_err(db)?.rows_affected() == 1)
}

/// Ends the lease of a claim; tells whether there was one, ended or not.
pub(crate) async fn end_lease<C: ConnectionTrait>(connection: &C, claim: ClaimId) -> Result<bool, StoreError> {
    let result = lease::Entity::delete_many()
        .filter(lease::Column::Tenant.eq(TENANT))
        .filter(lease::Column::ClaimId.eq(claim.0))
        .exec(connection)
        .await
        .map_err(db)?;
    Ok(result.rows_affected > 0)
}
