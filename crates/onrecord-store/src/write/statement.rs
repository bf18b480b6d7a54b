//! Distinct statements and the keys under which their rewordings meet.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};

use crate::column::TENANT;
use crate::entity::{statement, statement_band};
use crate::fault::db;
use crate::kept::{Kept, Tallies, Worded, tally};
use crate::write::counter::next_numbers;
use crate::{NewStatement, StoreError};

/// Rows of one statement with words: SQLite binds two values a row, PostgreSQL four.
const WORDS_AT_ONCE: usize = 200;

/// Takes the next `count` statement numbers and returns the first.
pub(crate) async fn numbers<C: ConnectionTrait>(connection: &C, count: u32) -> Result<u32, StoreError> {
    next_numbers(connection, "statement", count).await
}

/// Stores statements and counts what they are found by; the bands given are those whose bucket has room.
pub(crate) async fn insert<C: ConnectionTrait>(connection: &C, new: &[NewStatement]) -> Result<Tallies, StoreError> {
    for chunk in new.chunks(WORDS_AT_ONCE) {
        if connection.get_database_backend() == DbBackend::Sqlite {
            super::insert::<statement::Entity, _>(connection, chunk.iter().map(row)).await?;
            insert_words(connection, chunk).await?;
        } else {
            insert_with_words(connection, chunk).await?;
        }
    }
    let bands: Vec<statement_band::Model> = new.iter().flat_map(bands).collect();
    super::insert::<statement_band::Entity, _>(connection, bands.iter().cloned()).await?;
    Ok(Tallies::from([
        (statement::Model::TABLE, tally(&new.iter().map(row).collect::<Vec<_>>())),
        (statement_band::Model::TABLE, tally(&bands)),
        (Worded::TABLE, tally(&new.iter().flat_map(words).collect::<Vec<_>>())),
    ]))
}

/// Returns the keys of a statement, each once.
fn bands(new: &NewStatement) -> impl Iterator<Item = statement_band::Model> {
    let bands: BTreeSet<i64> = new.bands.iter().copied().collect();
    let number = i64::from(new.number);
    bands.into_iter().map(move |band| statement_band::Model { tenant: TENANT, band, number })
}

/// Returns the words of a statement, each once.
fn words(new: &NewStatement) -> impl Iterator<Item = Worded<'_>> {
    let words: BTreeSet<&str> = new.words.iter().map(String::as_str).collect();
    let number = i64::from(new.number);
    words.into_iter().map(move |word| Worded(number, word))
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
