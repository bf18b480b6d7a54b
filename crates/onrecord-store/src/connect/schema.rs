//! Bringing the schema up to date, with a copy of the file first.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use onrecord_migrations::{IntoSchemaManagerConnection, Migrator, MigratorTrait, SchemaManager};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait as _,
};

use super::address::{Access, Address, Place, backup_path};
use crate::fault::{db, one_line};
use crate::{StoreError, halt};

/// How often two processes that open a new database at once may get in each other's way.
const ATTEMPTS: u32 = 5;
/// How often the patience of a connection may end while another process copies a file and changes it.
const WAITS: u32 = 12;

/// Applies the schema changes that are missing.
pub(super) async fn bring_up_to_date(
    connection: &DatabaseConnection,
    address: &Address,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let explain = |error| address.explain(db(error));
    let applied = applied(connection).await.map_err(explain)?;
    if pending(&applied, address)? == 0 {
        return Ok(());
    }
    let Place::File { path, access } = &address.place else { return migrate(connection, address).await };
    if *access != Access::Write {
        return Err(StoreError::ReadOnly { what: address.description.clone() });
    }
    migrate_file(connection, address, (path, now)).await
}

/// Applies what is missing to a file, in one transaction, after a copy of the file was made: a second process that opens it waits,
/// and then sees all of it and copies nothing.
async fn migrate_file(
    connection: &DatabaseConnection,
    address: &Address,
    (path, now): (&Path, DateTime<Utc>),
) -> Result<(), StoreError> {
    let begun = begin(connection, address).await?;
    let applied = applied(&begun).await.map_err(|e| address.explain(db(e)))?;
    if applied.is_empty() {
        refuse_foreign(&begun, address).await?;
    }
    if pending(&applied, address)? > 0 {
        if let Some(schema) = applied.last() {
            // Another connection of the pool, which sees the file as it is before this transaction.
            back_up(connection, path, schema, now).await?;
            halt::at("backed up");
        }
        Migrator::up(&begun, None).await.map_err(|error| failure(error, address))?;
        halt::at("migrating");
    }
    begun.commit().await.map_err(|error| failure(error, address))?;
    halt::at("migrated");
    Ok(())
}

/// Begins to write, when the process that may just be bringing a large file up to date has done so.
async fn begin(connection: &DatabaseConnection, address: &Address) -> Result<DatabaseTransaction, StoreError> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        match connection.begin_with_options(options).await.map_err(|e| address.explain(db(e))) {
            Err(StoreError::Busy { .. }) if attempt < WAITS => {}
            done => return done,
        }
    }
}

/// Lists the schema changes this program knows, in order.
pub(crate) fn known() -> Vec<String> {
    Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect()
}

/// Returns the last schema change a database has seen.
pub(crate) async fn current(connection: &impl ConnectionTrait) -> Result<String, StoreError> {
    let statement =
        Statement::from_string(connection.get_database_backend(), "SELECT MAX(version) FROM seaql_migrations");
    let row = connection.query_one_raw(statement).await.map_err(db)?;
    let found: Option<String> = row.map_or(Ok(None), |row| row.try_get_by_index(0)).map_err(db)?;
    Ok(found.unwrap_or_default())
}

/// Lists the schema changes a database has seen, in order; empty when it has seen none.
async fn applied<'c, C>(connection: &'c C) -> Result<Vec<String>, DbErr>
where
    C: ConnectionTrait,
    &'c C: IntoSchemaManagerConnection<'c>,
{
    if !SchemaManager::new(connection).has_table("seaql_migrations").await? {
        return Ok(Vec::new());
    }
    let statement = Statement::from_string(
        connection.get_database_backend(),
        "SELECT version FROM seaql_migrations ORDER BY version",
    );
    let rows = connection.query_all_raw(statement).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// Counts the schema changes still to apply, or refuses a database that has seen others than we know.
fn pending(applied: &[String], address: &Address) -> Result<usize, StoreError> {
    let known = Migrator::migrations();
    let unknown = applied.iter().rfind(|name| !known.iter().any(|m| m.name() == *name));
    match unknown {
        Some(found) => Err(StoreError::SchemaNewer { what: address.description.clone(), found: found.clone() }),
        None => Ok(known.len().saturating_sub(applied.len())),
    }
}

/// Refuses a SQLite file that holds another program's tables.
async fn refuse_foreign(connection: &impl ConnectionTrait, address: &Address) -> Result<(), StoreError> {
    let statement = Statement::from_string(
        DbBackend::Sqlite,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'seaql_migrations' \
         ORDER BY name LIMIT 1",
    );
    let row = connection.query_one_raw(statement).await.map_err(|error| address.explain(db(error)))?;
    let Some(row) = row else { return Ok(()) };
    let table: String = row.try_get_by_index(0).map_err(db)?;
    Err(StoreError::NotOurs {
        what: address.description.clone(),
        why: format!("it holds another program's table {table:?}"),
    })
}

/// Copies the database as SQLite sees it, write-ahead log included.
async fn back_up(
    connection: &DatabaseConnection,
    path: &Path,
    schema: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let target = free_backup_path(path, schema, now);
    let failed = |why: String| StoreError::Backup { path: target.clone(), why };
    let name = target.to_str().ok_or_else(|| failed("its path is not UTF-8".to_owned()))?;
    let statement = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [name.into()]);
    match connection.execute_raw(statement).await {
        Ok(_) => Ok(()),
        Err(error) => Err(failed(one_line(&error.to_string()))),
    }
}

fn free_backup_path(path: &Path, schema: &str, now: DateTime<Utc>) -> PathBuf {
    let plain = backup_path(path, schema);
    if !plain.exists() {
        return plain;
    }
    backup_path(path, &format!("{schema}-{}", now.format("%Y%m%dT%H%M%S%6fZ")))
}

/// Applies what is missing; another process may be doing the same, so a failure counts only while something is missing.
async fn migrate(connection: &DatabaseConnection, address: &Address) -> Result<(), StoreError> {
    let mut attempt = 0;
    loop {
        let Err(error) = Migrator::up(connection, None).await else {
            return Ok(());
        };
        attempt += 1;
        tokio::time::sleep(Duration::from_millis(100) * attempt).await;
        let applied = applied(connection).await.map_err(|e| address.explain(db(e)))?;
        if pending(&applied, address)? == 0 {
            return Ok(());
        }
        if attempt >= ATTEMPTS {
            return Err(failure(error, address));
        }
    }
}

fn failure(error: DbErr, address: &Address) -> StoreError {
    match address.explain(db(error)) {
        StoreError::Unreachable { what, why } => StoreError::Migration { what, why },
        known => known,
    }
}

#[cfg(test)]
mod tests {
    use onrecord_testkit::moment;
    use sea_orm::Database;

    use super::*;

    #[tokio::test]
    async fn copies_are_whole_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let connection = Database::connect(format!("sqlite://{}?mode=rwc", path.display())).await.unwrap();
        connection.execute_unprepared("CREATE TABLE t (n INTEGER)").await.unwrap();
        connection.execute_unprepared("INSERT INTO t VALUES (7)").await.unwrap();
        let now = moment("2026-02-01T12:00:00Z");
        for name in ["desk.backup-m1.db", "desk.backup-m1-20260201T120000000000Z.db"] {
            back_up(&connection, &path, "m1", now).await.unwrap();
            let copy = folder.path().join(name);
            let copy = Database::connect(format!("sqlite://{}", copy.display())).await.unwrap();
            let statement = Statement::from_string(DbBackend::Sqlite, "SELECT n FROM t");
            let row = copy.query_one_raw(statement).await.unwrap().unwrap();
            assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), 7);
        }
        let refused = back_up(&connection, &path, "m1", now).await;
        assert!(matches!(refused, Err(StoreError::Backup { .. })), "{refused:?}");
    }
}
