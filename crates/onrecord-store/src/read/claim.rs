//! Claims.

use std::collections::BTreeSet;

use onrecord_model::{
    Claim, ClaimId, ClaimStatuses, ContentHash, Decision, DocumentId, EvidenceStatus, Handle, SpeakerId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{distinct, hash, number, rows_with};
use crate::StoreError;
use crate::column::{TENANT, from_day, from_text, moment};
use crate::entity::claim::{Column, Entity, Model};
use crate::entity::mention;
use crate::fault::{damaged, db};
use crate::wire::action::status;

/// Reads the claim with this handle.
pub(crate) async fn by_handle<C: ConnectionTrait>(connection: &C, handle: Handle) -> Result<Option<Claim>, StoreError> {
    let row = Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Handle.eq(i64::from(handle.number)))
        .one(connection)
        .await
        .map_err(db)?;
    row.as_ref().map(claim).transpose()
}

/// Reads claims by id, in order of their handles.
pub(crate) async fn by_id<C: ConnectionTrait>(connection: &C, ids: &[ClaimId]) -> Result<Vec<Claim>, StoreError> {
    let ids = distinct(ids.iter().map(|id| id.0));
    let rows = rows_with::<Entity, _, _>(connection, Column::Tenant, Column::Id, &ids).await?;
    in_order(rows)
}

/// Lists the claims mentioned in a document.
pub(crate) async fn of_document<C: ConnectionTrait>(
    connection: &C,
    document: DocumentId,
) -> Result<Vec<Claim>, StoreError> {
    let ids: Vec<Uuid> = mention::Entity::find()
        .select_only()
        .column(mention::Column::ClaimId)
        .filter(mention::Column::Tenant.eq(TENANT))
        .filter(mention::Column::DocumentId.eq(document.0))
        .into_tuple()
        .all(connection)
        .await
        .map_err(db)?;
    by_id(connection, &ids.into_iter().map(ClaimId).collect::<Vec<_>>()).await
}

/// Finds the claims of these claimants with these fingerprints.
pub(crate) async fn by_fingerprint<C: ConnectionTrait>(
    connection: &C,
    keys: &[(Option<SpeakerId>, ContentHash)],
) -> Result<Vec<Claim>, StoreError> {
    let wanted: BTreeSet<(Option<Uuid>, Vec<u8>)> =
        keys.iter().map(|(speaker, fingerprint)| (speaker.map(|id| id.0), fingerprint.0.to_vec())).collect();
    let fingerprints: BTreeSet<Vec<u8>> = keys.iter().map(|(_, fingerprint)| fingerprint.0.to_vec()).collect();
    let fingerprints: Vec<Vec<u8>> = fingerprints.into_iter().collect();
    let mut rows = rows_with::<Entity, _, _>(connection, Column::Tenant, Column::Fingerprint, &fingerprints).await?;
    rows.retain(|row| wanted.contains(&(row.claimant_id, row.fingerprint.clone())));
    in_order(rows)
}

/// Lists the claims of a claimant.
pub(crate) async fn of_speaker<C: ConnectionTrait>(
    connection: &C,
    speaker: SpeakerId,
    limit: u32,
) -> Result<Vec<Claim>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::ClaimantId.eq(speaker.0))
        .order_by_desc(Column::Worth)
        .order_by_asc(Column::Handle)
        .limit(u64::from(limit))
        .all(connection)
        .await
        .map_err(db)?;
    rows.iter().map(claim).collect()
}

fn in_order(mut rows: Vec<Model>) -> Result<Vec<Claim>, StoreError> {
    rows.sort_by_key(|row| row.handle);
    rows.iter().map(claim).collect()
}

/// Reads one claim.
pub(crate) fn claim(row: &Model) -> Result<Claim, StoreError> {
    let handle = Handle::claim(number("claim", row.id, "handle", row.handle)?);
    let bad = |column, why: String| damaged("claim", handle, column, why);
    let published = |days| from_day(days).ok_or_else(|| bad("first_published_day", "no day".to_owned()));
    let statuses = statuses(row).map_err(|(column, why)| bad(column, why))?;
    if statuses.said.is_some() != row.claimant_id.is_some() {
        return Err(bad("said_status", "there is one exactly when somebody is credited".to_owned()));
    }
    Ok(Claim {
        id: ClaimId(row.id),
        handle,
        claimant: row.claimant_id.map(SpeakerId),
        wording: from_text(&row.wording),
        fingerprint: hash("claim", handle, "fingerprint", &row.fingerprint)?,
        statuses,
        revision: number("claim", handle, "revision", row.revision)?,
        worth: row.worth,
        first_published: row.first_published_day.map(published).transpose()?,
    })
}

/// Reads the statuses of both targets; the error names the column.
pub(crate) fn statuses(row: &Model) -> Result<ClaimStatuses, (&'static str, String)> {
    let said = |why| ("said_status", why);
    let fact = |why| ("fact_status", why);
    let said_decision = decision(row.said_by.as_deref(), row.said_at, row.said_reason.as_deref()).map_err(said)?;
    let fact_decision = decision(row.fact_by.as_deref(), row.fact_at, row.fact_reason.as_deref()).map_err(fact)?;
    let said_status: Option<EvidenceStatus> =
        row.said_status.as_deref().map(|word| status(word, said_decision)).transpose().map_err(said)?;
    Ok(ClaimStatuses { said: said_status, fact: status(&row.fact_status, fact_decision).map_err(fact)? })
}

fn decision(by: Option<&str>, at: Option<i64>, reason: Option<&str>) -> Result<Option<Decision>, String> {
    match (by, at, reason) {
        (None, None, None) => Ok(None),
        (Some(by), Some(at), Some(reason)) => Ok(Some(Decision {
            by: from_text(by).parse().map_err(|_| format!("{by:?} is no reviewer"))?,
            at: moment(at).ok_or("no moment")?,
            reason: from_text(reason).parse().map_err(|_| "a blank reason")?,
        })),
        _ => Err("half a decision".to_owned()),
    }
}
