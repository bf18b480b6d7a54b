//! The words statements are found by, as the index of words holds them.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::StoreError;
use crate::column::TENANT;
use crate::fault::{damaged, db};
use crate::kept::{Kept as _, Tally, Worded};

/// Words read at a time on SQLite, each with all statements it is in.
const WORDS: i64 = 50;

/// Statements read at a time on PostgreSQL.
const STATEMENTS: i64 = 2_000;

/// Counts every word of every statement once.
pub(super) async fn count<C: ConnectionTrait>(connection: &C) -> Result<Tally, StoreError> {
    match connection.get_database_backend() {
        DbBackend::Sqlite => by_word(connection).await,
        _ => by_statement(connection).await,
    }
}

/// Reads the index from the inside, through a view of it that SQLite brings along: its text is not kept anywhere else.
async fn by_word<C: ConnectionTrait>(connection: &C) -> Result<Tally, StoreError> {
    let view = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_filed USING fts5vocab(main, statement_words, instance)";
    connection.execute_unprepared(view).await.map_err(db)?;
    let counted = words(connection).await;
    // Another check on this connection makes it again.
    connection.execute_unprepared("DROP TABLE IF EXISTS temp.words_filed").await.map_err(db)?;
    counted
}

async fn words<C: ConnectionTrait>(connection: &C) -> Result<Tally, StoreError> {
    let sql = "SELECT term, group_concat(doc, ' ') FROM temp.words_filed WHERE term > $1 \
               GROUP BY term ORDER BY term LIMIT $2";
    let (mut tally, mut after) = (Tally::default(), String::new());
    loop {
        let values = [after.clone().into(), WORDS.into()];
        let asked = Statement::from_sql_and_values(connection.get_database_backend(), sql, values);
        let rows = connection.query_all_raw(asked).await.map_err(db)?;
        if rows.is_empty() {
            return Ok(tally);
        }
        for row in rows {
            after = row.try_get_by_index(0).map_err(db)?;
            let numbers: String = row.try_get_by_index(1).map_err(db)?;
            for number in numbers.split(' ') {
                let number = number.parse().map_err(|_| damaged("statement_words", &after, "rowid", "no number"))?;
                tally.add(Worded(number, &after).digest());
            }
        }
    }
}

async fn by_statement<C: ConnectionTrait>(connection: &C) -> Result<Tally, StoreError> {
    let sql = "SELECT number, array_to_string(tsvector_to_array(words), ' ') FROM statement \
               WHERE tenant = $1 AND number > $2 ORDER BY number LIMIT $3";
    let (mut tally, mut after) = (Tally::default(), i64::MIN);
    loop {
        let values = [TENANT.into(), after.into(), STATEMENTS.into()];
        let asked = Statement::from_sql_and_values(connection.get_database_backend(), sql, values);
        let rows = connection.query_all_raw(asked).await.map_err(db)?;
        if rows.is_empty() {
            return Ok(tally);
        }
        for row in rows {
            after = row.try_get_by_index(0).map_err(db)?;
            let words: String = row.try_get_by_index(1).map_err(db)?;
            let words = words.split(' ').filter(|word| !word.is_empty());
            words.for_each(|word| tally.add(Worded(after, word).digest()));
        }
    }
}
