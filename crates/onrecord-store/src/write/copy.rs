//! Copies of documents.

use onrecord_model::{CopyChange, CopyLink, CopyVerdict};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{finite, insert_new};
use crate::StoreError;
use crate::column::{TENANT, text};
use crate::entity::copy_link::{Column, Entity, Model};
use crate::entity::passage;
use crate::fault::db;
use crate::kept::{Kept as _, Tally, tally};
use crate::read::copy::verdict_of;

/// Files documents, by handle number, under passages, and counts the new places.
pub(crate) async fn file<C: ConnectionTrait>(connection: &C, rows: &[(i64, u32)]) -> Result<Tally, StoreError> {
    let known = OnConflict::columns([passage::Column::Tenant, passage::Column::Passage, passage::Column::Handle])
        .do_nothing()
        .to_owned();
    let row = |(passage, handle): &(i64, u32)| passage::Model {
        tenant: TENANT,
        passage: *passage,
        handle: i64::from(*handle),
    };
    let rows = rows.iter().map(row).collect();
    Ok(tally(&insert_new::<passage::Entity, _>(connection, rows, &known).await?))
}

/// Stores what documents share and counts the new pairs; one that is known keeps what a person said of it.
pub(crate) async fn insert<C: ConnectionTrait>(connection: &C, links: &[CopyLink]) -> Result<Tally, StoreError> {
    let known = OnConflict::columns([Column::Tenant, Column::A, Column::B]).do_nothing().to_owned();
    let rows = links.iter().map(row).collect::<Result<Vec<_>, _>>()?;
    Ok(tally(&insert_new::<Entity, _>(connection, rows, &known).await?))
}

fn row(link: &CopyLink) -> Result<Model, StoreError> {
    let mut row = Model {
        tenant: TENANT,
        a: link.a.0,
        b: link.b.0,
        sentences: i64::from(link.sentences),
        of_sentences: i64::from(link.of),
        containment: finite(link.containment, || "the containment of a copy".to_owned())?,
        agency: link.agency.as_deref().map(text),
        verdict: CopyVerdict::Open.as_str().to_owned(),
        digest: 0,
    };
    row.digest = row.digest();
    Ok(row)
}

/// Moves what a person says of two documents from one verdict to another.
pub(crate) async fn set_verdict<C: ConnectionTrait>(connection: &C, change: &CopyChange) -> Result<(), StoreError> {
    let result = Entity::update_many()
        .col_expr(Column::Verdict, change.after.as_str().into())
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::A.eq(change.a.0))
        .filter(Column::B.eq(change.b.0))
        .filter(Column::Verdict.eq(change.before.as_str()))
        .exec(connection)
        .await
        .map_err(db)?;
    if result.rows_affected == 1 {
        return Ok(());
    }
    let (a, b) = change.handles;
    Err(match verdict_of(connection, change.a, change.b).await? {
        Some(found) => StoreError::CopyConflict { a, b, expected: change.before, found },
        None => StoreError::NotFound { what: format!("the pair of {a} and {b}") },
    })
}
