//! Distinct statements and the keys under which their rewordings meet.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, Statement, Value};

use super::AT_ONCE;
use crate::column::TENANT;
use crate::entity::{statement, statement_band};
use crate::fault::db;
use crate::write::counter::next_numbers;
use crate::{NewStatement, StoreError};

/// Rows of one statement with words: SQLite binds two values a row, PostgreSQL four.
const WORDS_AT_ONCE: usize = 200;

/// Takes the next `count` statement numbers and returns the first.
pub(crate) async fn numbers<C: ConnectionTrait>(connection: &C, count: u32) -> Result<u32, StoreError> {
    next_numbers(connection, "statement", count).await
}

/// Stores statements; the bands given are those whose bucket has room.
pub(crate) async fn insert<C: ConnectionTrait>(connection: &C, new: &[NewStatement]) -> Result<(), StoreError> {
    for chunk in new.chunks(WORDS_AT_ONCE) {
        if connection.get_database_backend() == DbBackend::Sqlite {
            super::insert::<statement::Entity, _>(connection, chunk.iter().map(row)).await?;
            insert_words(connection, chunk).await?;
        } else {
            insert_with_words(connection, chunk).await?;
        }
    }
    let bands = new.iter().flat_map(|s| s.bands.iter().map(move |band| (*band, s.number)));
    let rows: Vec<statement_band::Model> =
        bands.map(|(band, number)| statement_band::Model { tenant: TENANT, band, number: i64::from(number) }).collect();
    let known = OnConflict::columns([
        statement_band::Column::Tenant,
        statement_band::Column::Band,
        statement_band::Column::Number,
    ])
    .do_nothing()
    .to_owned();
    for chunk in rows.chunks(AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        let insert = statement_band::Entity::insert_many(rows).on_conflict(known.clone());
        insert.exec_without_returning(connection).await.map_err(db)?;
    }
    Ok(())
}

fn row(new: &NewStatement) -> statement::Model {
    statement::Model { tenant: TENANT, fingerprint: new.fingerprint.0.to_vec(), number: i64::from(new.number) }
}

async fn insert_words<C: ConnectionTrait>(connection: &C, new: &[NewStatement]) -> Result<(), StoreError> {
    let values = new.iter().flat_map(|s| [i64::from(s.number).into(), s.words.join(" ").into()]);
    run(
        connection,
        "INSERT INTO statement_words (rowid, words)",
        new.len(),
        |n| format!("(${}, ${})", 2 * n + 1, 2 * n + 2),
        values,
    )
    .await
}

async fn insert_with_words<C: ConnectionTrait>(connection: &C, new: &[NewStatement]) -> Result<(), StoreError> {
    let values = new.iter().flat_map(|s| {
        [TENANT.into(), s.fingerprint.0.to_vec().into(), i64::from(s.number).into(), s.words.join(" ").into()]
    });
    let row = |n: usize| {
        let first = 4 * n;
        format!("(${}, ${}, ${}, to_tsvector('simple', ${}))", first + 1, first + 2, first + 3, first + 4)
    };
    run(connection, "INSERT INTO statement (tenant, fingerprint, number, words)", new.len(), row, values).await
}

async fn run<C: ConnectionTrait>(
    connection: &C,
    insert: &str,
    rows: usize,
    row: impl Fn(usize) -> String,
    values: impl Iterator<Item = Value>,
) -> Result<(), StoreError> {
    if rows == 0 {
        return Ok(());
    }
    let rows: Vec<String> = (0..rows).map(row).collect();
    let sql = format!("{insert} VALUES {}", rows.join(", "));
    let statement = Statement::from_sql_and_values(connection.get_database_backend(), sql, values);
    connection.execute_raw(statement).await.map_err(db)?;
    Ok(())
}
