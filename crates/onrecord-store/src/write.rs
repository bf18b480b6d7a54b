//! Changes, each written for a transaction.

pub(crate) mod claim;
pub(crate) mod copy;
pub(crate) mod counter;
pub(crate) mod document;
pub(crate) mod event;
pub(crate) mod evidence;
pub(crate) mod filing;
pub(crate) mod finding;
pub(crate) mod house;
pub(crate) mod mention;
pub(crate) mod outlet;
pub(crate) mod pair;
pub(crate) mod search;
pub(crate) mod speaker;
pub(crate) mod statement;
pub(crate) mod status;
pub(crate) mod tally;
pub(crate) mod work;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};

use crate::StoreError;
use crate::fault::db;

/// Rows of one `INSERT`: measured, 500 cost a third of one by one; the widest table then binds 9,000 values, well under
/// the 32,766 of SQLite and the 65,535 of PostgreSQL.
pub(crate) const AT_ONCE: usize = 500;

/// Inserts rows in batches.
pub(crate) async fn insert<E, C>(connection: &C, rows: impl IntoIterator<Item = E::Model>) -> Result<(), StoreError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    C: ConnectionTrait,
{
    let mut rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    loop {
        let batch: Vec<E::ActiveModel> = rows.by_ref().take(AT_ONCE).collect();
        if batch.is_empty() {
            return Ok(());
        }
        let asked = batch.len() as u64;
        let written = E::insert_many(batch).exec_without_returning(connection).await.map_err(db)?;
        all_written(E::default().table_name(), asked, written)?;
    }
}

/// Refuses to go on where the database took fewer rows than it was given and called that well: a trigger or a rule of
/// somebody else can do so.
pub(crate) fn all_written(table: &str, asked: u64, written: u64) -> Result<(), StoreError> {
    if asked == written { Ok(()) } else { Err(StoreError::KeptOut { table: table.to_owned(), asked, written }) }
}

/// Inserts the rows that are not there yet, in batches, and returns those.
pub(crate) async fn insert_new<E, C>(
    connection: &C,
    rows: Vec<E::Model>,
    known: &OnConflict,
) -> Result<Vec<E::Model>, StoreError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + Clone,
    C: ConnectionTrait,
{
    let mut inserted = Vec::new();
    for chunk in rows.chunks(AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        let insert = E::insert_many(rows).on_conflict(known.clone());
        inserted.extend(insert.exec_with_returning(connection).await.map_err(db)?);
    }
    Ok(inserted)
}

/// Refuses a number that the databases or JSON would not give back.
pub(crate) fn finite(value: f64, what: impl FnOnce() -> String) -> Result<f64, StoreError> {
    if value.is_finite() { Ok(value) } else { Err(StoreError::Unstorable { what: format!("{} is {value}", what()) }) }
}
