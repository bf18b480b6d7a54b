//! What differs between the two databases when a table is described.

use sea_orm_migration::SchemaManager;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

/// A placeholder in a table description, what SQLite calls it and what PostgreSQL calls it.
///
/// SQLite's `STRICT` tables know five types; a UUID is a blob of 16 bytes there.
const WORDS: [(&str, &str, &str); 10] = [
    ("$uuid", "BLOB", "UUID"),
    ("$bytes", "BLOB", "BYTEA"),
    ("$text", "TEXT", "TEXT"),
    ("$bool", "INTEGER", "BOOLEAN"),
    ("$small", "INTEGER", "INTEGER"),
    ("$int", "INTEGER", "BIGINT"),
    ("$real", "REAL", "DOUBLE PRECISION"),
    ("$strict", "STRICT", ""),
    ("$packed", "STRICT, WITHOUT ROWID", ""),
    ("$zero", "zeroblob(32)", "decode(repeat('00', 32), 'hex')"),
];

/// Writes `template` in the words of `backend`.
pub(crate) fn speak(backend: DbBackend, template: &str) -> String {
    WORDS.iter().fold(template.to_owned(), |sql, (placeholder, sqlite, postgres)| {
        let word = if backend == DbBackend::Sqlite { sqlite } else { postgres };
        sql.replace(placeholder, word)
    })
}

/// Runs `templates` one after the other in the words of the database at hand.
pub(crate) async fn run(manager: &SchemaManager<'_>, templates: &[&str]) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    for template in templates {
        let sql = speak(manager.get_database_backend(), template);
        connection.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Tells whether a table holds anything.
pub(crate) async fn holds_rows(manager: &SchemaManager<'_>, table: &str) -> Result<bool, DbErr> {
    let count = Statement::from_string(manager.get_database_backend(), format!("SELECT COUNT(*) FROM {table}"));
    let row = manager.get_connection().query_one_raw(count).await?;
    let count: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(count > 0)
}

#[cfg(test)]
mod tests {
    use sea_orm_migration::MigratorTrait as _;

    use super::*;

    #[test]
    fn speaks_both_languages() {
        let template = "CREATE TABLE t (id $uuid, n $int, s $small) $strict";
        assert_eq!(speak(DbBackend::Sqlite, template), "CREATE TABLE t (id BLOB, n INTEGER, s INTEGER) STRICT");
        assert_eq!(speak(DbBackend::Postgres, template), "CREATE TABLE t (id UUID, n BIGINT, s INTEGER) ");
    }

    #[test]
    fn names_are_in_order() {
        let names: Vec<_> = crate::Migrator::migrations().iter().map(|m| m.name().to_owned()).collect();
        let mut sorted = names.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(names, sorted);
    }
}
