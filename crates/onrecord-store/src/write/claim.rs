//! Claims.

use onrecord_model::{Claim, ClaimStatuses};
use sea_orm::ConnectionTrait;

use super::{finite, insert as insert_rows};
use crate::StoreError;
use crate::column::{TENANT, day, text};
use crate::entity::claim::{Entity, Model};
use crate::kept::{Named, Tally, tally};
use crate::wire::action::status_word;

/// Stores claims and counts their handles.
pub(crate) async fn insert<C: ConnectionTrait>(connection: &C, claims: &[Claim]) -> Result<Tally, StoreError> {
    let rows = claims.iter().map(row).collect::<Result<Vec<_>, _>>()?;
    let counted = tally(&rows.iter().map(Named::from).collect::<Vec<_>>());
    insert_rows::<Entity, _>(connection, rows).await?;
    Ok(counted)
}

fn row(claim: &Claim) -> Result<Model, StoreError> {
    if claim.statuses != ClaimStatuses::start(claim.claimant.is_some()) || claim.revision != 1 {
        return Err(StoreError::Unstorable { what: format!("{} is new but already decided", claim.handle) });
    }
    Ok(Model {
        tenant: TENANT,
        id: claim.id.0,
        handle: i64::from(claim.handle.number),
        claimant_id: claim.claimant.map(|id| id.0),
        wording: text(&claim.wording),
        fingerprint: claim.fingerprint.0.to_vec(),
        worth: finite(claim.worth, || format!("the worth of {}", claim.handle))?,
        revision: 1,
        first_published_day: claim.first_published.map(day),
        is_open: true,
        said_status: claim.statuses.said.as_ref().map(|said| status_word(said).to_owned()),
        said_by: None,
        said_at: None,
        said_reason: None,
        fact_status: status_word(&claim.statuses.fact).to_owned(),
        fact_by: None,
        fact_at: None,
        fact_reason: None,
    })
}
