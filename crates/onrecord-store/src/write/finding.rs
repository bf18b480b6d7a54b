//! Earlier fact-checks.

use std::collections::BTreeMap;

use onrecord_model::Finding;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};

use super::{AT_ONCE, tally as tallies};
use crate::StoreError;
use crate::column::{TENANT, exact_key, micros};
use crate::entity::finding::{Column, Entity, Model};
use crate::fault::db;
use crate::kept::{Kept, Tally};
use crate::read::rows_with;
use crate::wire;

/// Stores findings and counts them; one with the same source and id is written over by what was said of it last.
pub(crate) async fn put<C: ConnectionTrait>(connection: &C, findings: &[Finding]) -> Result<Tally, StoreError> {
    tallies::lock(connection, Model::TABLE).await?;
    let mut counted = Tally::default();
    let newer = OnConflict::columns([Column::Tenant, Column::SourceKey])
        .update_columns([Column::ImportedAt, Column::Payload, Column::Digest])
        .to_owned();
    for chunk in findings.chunks(AT_ONCE) {
        let mut rows: Vec<Model> = chunk.iter().map(row).collect();
        let known = known(connection, &rows).await?;
        for row in &mut rows {
            count(row, &known, &mut counted);
        }
        let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
        Entity::insert_many(rows).on_conflict(newer.clone()).exec_without_returning(connection).await.map_err(db)?;
    }
    Ok(counted)
}

/// Reads the findings that are about to be written over, by source and id.
async fn known<C: ConnectionTrait>(connection: &C, rows: &[Model]) -> Result<BTreeMap<Vec<u8>, Model>, StoreError> {
    let keys: Vec<Vec<u8>> = rows.iter().map(|row| row.source_key.clone()).collect();
    let found = rows_with::<Entity, _, _>(connection, Column::Tenant, Column::SourceKey, &keys).await?;
    Ok(found.into_iter().map(|row| (row.source_key.clone(), row)).collect())
}

/// Gives a row its digest and counts it. What is written over keeps its id, which the digest covers.
fn count(row: &mut Model, known: &BTreeMap<Vec<u8>, Model>, counted: &mut Tally) {
    let before = known.get(&row.source_key);
    row.digest = Model { id: before.map_or(row.id, |before| before.id), ..row.clone() }.digest();
    match before {
        Some(before) => counted.replace(before.digest, row.digest),
        None => counted.add(row.digest),
    }
}

fn row(finding: &Finding) -> Model {
    Model {
        tenant: TENANT,
        id: finding.id.0,
        source_key: exact_key(&format!("{}\n{}", finding.source, finding.source_id)),
        imported_at: micros(finding.imported_at),
        payload: wire::finding::write(finding),
        digest: 0,
    }
}
