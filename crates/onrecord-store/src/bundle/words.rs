//! Statements with the words they are found by, which each database keeps in an index of its own kind.

use onrecord_model::ContentHash;
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement as Question};
use serde::{Deserialize, Serialize};

use super::links::Links;
use super::table::{Sorted as _, Table};
use super::wire::Hex;
use crate::column::TENANT;
use crate::fault::{damaged, db};
use crate::kept::Tallies;
use crate::read::walk::After;
use crate::{NewStatement, StoreError, write};

/// The table `statement` with the words of each.
pub(super) struct Statement;

/// A statement by number.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatementRow {
    number: i64,
    fingerprint: Hex,
    /// In order, each once.
    words: Vec<String>,
}

/// Turns the index of SQLite, which knows the statements of a word, round to the words of a statement; on the disk, because
/// it may be larger than memory.
const TURN_ROUND: [&str; 4] = [
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_filed USING fts5vocab(main, statement_words, instance)",
    "DROP TABLE IF EXISTS temp.words_of",
    "CREATE TEMP TABLE words_of (number INTEGER PRIMARY KEY, words TEXT NOT NULL)",
    "INSERT INTO temp.words_of SELECT doc, group_concat(term, ' ') FROM temp.words_filed GROUP BY doc",
];

const CLEAR_AWAY: [&str; 2] = ["DROP TABLE IF EXISTS temp.words_of", "DROP TABLE IF EXISTS temp.words_filed"];

const ON_SQLITE: &str = "SELECT s.number, s.fingerprint, COALESCE(w.words, '') FROM statement AS s \
    LEFT JOIN temp.words_of AS w ON w.number = s.number \
    WHERE s.tenant = $1 AND s.number > $2 ORDER BY s.number LIMIT $3";

const ON_POSTGRES: &str = "SELECT number, fingerprint, array_to_string(tsvector_to_array(words), ' ') FROM statement \
    WHERE tenant = $1 AND number > $2 ORDER BY number LIMIT $3";

impl Table for Statement {
    const NAME: &'static str = "statement";
    const PAGE: u64 = 500;
    const BEFORE: &'static [&'static str] = &TURN_ROUND;
    const AFTER: &'static [&'static str] = &CLEAR_AWAY;

    type Row = StatementRow;

    fn key(row: &StatementRow) -> Vec<u8> {
        let mut key = Vec::new();
        row.number.write(&mut key);
        key
    }

    fn link(_: &StatementRow, _: &mut Links) -> Result<(), String> {
        Ok(())
    }

    async fn page<C: ConnectionTrait>(
        connection: &C,
        after: Option<After>,
    ) -> Result<(Vec<StatementRow>, Option<After>), StoreError> {
        let sql = if connection.get_database_backend() == DbBackend::Sqlite { ON_SQLITE } else { ON_POSTGRES };
        let after = after.and_then(|after| after.into_iter().next()).unwrap_or_else(|| i64::MIN.into());
        let limit = i64::try_from(Self::PAGE).unwrap_or(i64::MAX);
        let asked =
            Question::from_sql_and_values(connection.get_database_backend(), sql, [TENANT.into(), after, limit.into()]);
        let rows = connection.query_all_raw(asked).await.map_err(db)?;
        let rows = rows.iter().map(row).collect::<Result<Vec<_>, _>>()?;
        let last = rows.last().map(|row| vec![row.number.into()]);
        Ok((rows, last))
    }

    async fn insert<C: ConnectionTrait>(connection: &C, rows: Vec<StatementRow>) -> Result<Tallies, StoreError> {
        let new = rows.into_iter().map(new).collect::<Result<Vec<_>, _>>()?;
        write::statement::insert(connection, &new).await
    }
}

fn row(found: &QueryResult) -> Result<StatementRow, StoreError> {
    let words: String = found.try_get_by_index(2).map_err(db)?;
    let mut words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    words.sort_unstable();
    Ok(StatementRow {
        number: found.try_get_by_index(0).map_err(db)?,
        fingerprint: Hex(found.try_get_by_index(1).map_err(db)?),
        words,
    })
}

fn new(row: StatementRow) -> Result<NewStatement, StoreError> {
    let bad = |column, why: &str| damaged("statement", row.number, column, why);
    let number = u32::try_from(row.number).map_err(|_| bad("number", "out of range"))?;
    let fingerprint: [u8; 32] =
        row.fingerprint.0.as_slice().try_into().map_err(|_| bad("fingerprint", "not 32 bytes"))?;
    Ok(NewStatement { number, fingerprint: ContentHash(fingerprint), bands: Vec::new(), words: row.words })
}
