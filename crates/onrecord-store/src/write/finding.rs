//! Earlier fact-checks.

use onrecord_model::Finding;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};

use super::AT_ONCE;
use crate::StoreError;
use crate::column::{TENANT, exact_key, micros};
use crate::entity::finding::{Column, Entity, Model};
use crate::fault::db;
use crate::wire;

/// Stores findings; one with the same source and id is written over by what was said of it last.
pub(crate) async fn put<C: ConnectionTrait>(connection: &C, findings: &[Finding]) -> Result<(), StoreError> {
    let newer = OnConflict::columns([Column::Tenant, Column::SourceKey])
        .update_columns([Column::ImportedAt, Column::Payload])
        .to_owned();
    for chunk in findings.chunks(AT_ONCE) {
        let rows = chunk.iter().map(|finding| row(finding).into_active_model());
        Entity::insert_many(rows).on_conflict(newer.clone()).exec_without_returning(connection).await.map_err(db)?;
    }
    Ok(())
}

fn row(finding: &Finding) -> Model {
    Model {
        tenant: TENANT,
        id: finding.id.0,
        source_key: exact_key(&format!("{}\n{}", finding.source, finding.source_id)),
        imported_at: micros(finding.imported_at),
        payload: wire::finding::write(finding),
    }
}
