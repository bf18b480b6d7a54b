//! Copies of documents.

use onrecord_model::{CopyChange, CopyLink, CopyVerdict};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::{AT_ONCE, finite};
use crate::StoreError;
use crate::column::{TENANT, text};
use crate::entity::copy_link::{Column, Entity, Model};
use crate::entity::passage;
use crate::fault::db;
use crate::read::copy::verdict_of;

/// Files documents, by handle number, under passages.
pub(crate) async fn file<C: ConnectionTrait>(connection: &C, rows: &[(i64, u32)]) -> Result<(), StoreError> {
    let known = OnConflict::columns([passage::Column::Tenant, passage::Column::Passage, passage::Column::Handle])
        .do_nothing()
        .to_owned();
    for chunk in rows.chunks(AT_ONCE) {
        let rows = chunk.iter().map(|(passage, handle)| {
            let handle = i64::from(*handle);
            passage::Model { tenant: TENANT, passage: *passage, handle }.into_active_model()
        });
        let insert = passage::Entity::insert_many(rows).on_conflict(known.clone());
        insert.exec_without_returning(connection).await.map_err(db)?;
    }
    Ok(())
}

/// Stores what documents share; a pair that is known keeps what a person said of it.
pub(crate) async fn insert<C: ConnectionTrait>(connection: &C, links: &[CopyLink]) -> Result<(), StoreError> {
    let known = OnConflict::columns([Column::Tenant, Column::A, Column::B]).do_nothing().to_owned();
    for chunk in links.chunks(AT_ONCE) {
        let rows = chunk.iter().map(row).collect::<Result<Vec<_>, _>>()?;
        let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
        Entity::insert_many(rows).on_conflict(known.clone()).exec_without_returning(connection).await.map_err(db)?;
    }
    Ok(())
}

fn row(link: &CopyLink) -> Result<Model, StoreError> {
    Ok(Model {
        tenant: TENANT,
        a: link.a.0,
        b: link.b.0,
        sentences: i64::from(link.sentences),
        of_sentences: i64::from(link.of),
        containment: finite(link.containment, || "the containment of a copy".to_owned())?,
        agency: link.agency.as_deref().map(text),
        verdict: CopyVerdict::Open.as_str().to_owned(),
    })
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
