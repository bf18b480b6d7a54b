//! Copies of documents.

use std::collections::BTreeMap;

use onrecord_model::{CopyLink, CopyVerdict, DocumentId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{AT_ONCE, distinct, number, rows_with};
use crate::StoreError;
use crate::column::{TENANT, from_text};
use crate::entity::copy_link::{Column, Entity, Model};
use crate::entity::{document, passage};
use crate::fault::{damaged, db};

/// Reads the handle numbers of documents filed under these passages.
pub(crate) async fn passages<C: ConnectionTrait>(
    connection: &C,
    passages: &[i64],
) -> Result<BTreeMap<i64, Vec<u32>>, StoreError> {
    let rows =
        rows_with::<passage::Entity, _, _>(connection, passage::Column::Tenant, passage::Column::Passage, passages)
            .await?;
    let mut found: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
    for row in rows {
        found.entry(row.passage).or_default().push(number("passage", row.passage, "handle", row.handle)?);
    }
    for bucket in found.values_mut() {
        bucket.sort_unstable();
    }
    Ok(found)
}

/// Lists the links in which one of these documents stands.
pub(crate) async fn links<C: ConnectionTrait>(
    connection: &C,
    documents: &[DocumentId],
) -> Result<Vec<CopyLink>, StoreError> {
    let ids: Vec<Uuid> = distinct(documents.iter().map(|document| document.0));
    let mut rows = Vec::new();
    for chunk in ids.chunks(AT_ONCE) {
        for column in [Column::A, Column::B] {
            let query = Entity::find().filter(Column::Tenant.eq(TENANT)).filter(column.is_in(chunk.to_vec()));
            rows.extend(query.all(connection).await.map_err(db)?);
        }
    }
    rows.sort_by_key(|row| (row.a, row.b));
    rows.dedup_by_key(|row| (row.a, row.b));
    rows.iter().map(link).collect()
}

/// Reads what a person said of two documents; `None` when nothing is stored of them.
pub(crate) async fn verdict_of<C: ConnectionTrait>(
    connection: &C,
    a: DocumentId,
    b: DocumentId,
) -> Result<Option<CopyVerdict>, StoreError> {
    let query = Entity::find().filter(Column::Tenant.eq(TENANT)).filter(Column::A.eq(a.0)).filter(Column::B.eq(b.0));
    let row = query.one(connection).await.map_err(db)?;
    row.as_ref().map(|row| link(row).map(|link| link.verdict)).transpose()
}

/// Reads one link.
pub(crate) fn link(row: &Model) -> Result<CopyLink, StoreError> {
    let name = || format!("{} {}", row.a, row.b);
    let unknown = || damaged("copy_link", name(), "verdict", format!("unknown word {:?}", row.verdict));
    Ok(CopyLink {
        a: DocumentId(row.a),
        b: DocumentId(row.b),
        sentences: number("copy_link", name(), "sentences", row.sentences)?,
        of: number("copy_link", name(), "of_sentences", row.of_sentences)?,
        containment: row.containment,
        agency: row.agency.as_deref().map(from_text),
        verdict: CopyVerdict::parse(&row.verdict).ok_or_else(unknown)?,
    })
}

/// Tells whether there are documents and none of them is filed: a database that an earlier version made.
pub(crate) async fn is_behind<C: ConnectionTrait>(connection: &C) -> Result<bool, StoreError> {
    let filed = passage::Entity::find().filter(passage::Column::Tenant.eq(TENANT)).limit(1);
    if filed.one(connection).await.map_err(db)?.is_some() {
        return Ok(false);
    }
    let documents = document::Entity::find().filter(document::Column::Tenant.eq(TENANT)).limit(1);
    Ok(documents.one(connection).await.map_err(db)?.is_some())
}
