//! Opening a database: address, checks that give a plain cause, connection settings, schema.

mod address;
mod fallback;
mod names;
mod schema;

pub use address::missing_file;
pub(crate) use schema::{current as current_schema, known as known_schemas};

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{ConnectOptions as _, Connection as _};
use sea_orm::{ConnectOptions, Database, DatabaseConnection};

use crate::StoreError;
use crate::fault::{db, one_line};
use address::{Access, Address, Place};

/// How long a writer waits for another one, and a question for a free connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often a file that is just being made by another process is tried, and how long to wait in between.
const CONNECT_ATTEMPTS: u32 = 100;
const CONNECT_PAUSE: Duration = Duration::from_millis(50);

/// Connections to a SQLite file: one writes, the others read beside it.
const SQLITE_CONNECTIONS: u32 = 4;
/// Page cache of one connection to a file: 16 MiB (a negative number counts KiB). Keys of statements fall anywhere in their
/// table, and SQLite's own 2 MiB would read and write most pages for each of them; memory is taken only as it is used.
const CACHE: &str = "-16384";
/// Rows that the thread of a connection may read ahead of who asks for them: with the driver's 50, a queue of 500 claims changes
/// threads at every row.
const ROWS_AHEAD: usize = 1_000;

/// Connections to a PostgreSQL server from one process.
const POSTGRES_CONNECTIONS: u32 = 8;

/// A database that was opened.
pub(crate) struct Opened {
    pub(crate) connection: DatabaseConnection,
    /// What it is, without secrets.
    pub(crate) description: String,
    /// Why it can only be read; `None` when it can be written as far as anybody knows.
    pub(crate) unwritable: Option<StoreError>,
}

/// Opens `url`, brings its schema up to date and says what was opened.
pub(crate) async fn open(url: &str, now: DateTime<Utc>) -> Result<Opened, StoreError> {
    let address = Address::read(url)?;
    match &address.place {
        Place::File { path, .. } => check_file(path, &address)?,
        Place::Server => check_server(&address).await?,
        Place::Memory => {}
    }
    match made_ready(&address, now).await {
        Ok(connection) => Ok(Opened { connection, description: address.description, unwritable: None }),
        Err(cause) => fallback::open(address, cause, now).await,
    }
}

/// Connects and brings the schema up to date.
async fn made_ready(address: &Address, now: DateTime<Utc>) -> Result<DatabaseConnection, StoreError> {
    let connection = connect(address).await?;
    let ready = async {
        names::refuse_unreadable(&connection, address).await?;
        schema::bring_up_to_date(&connection, address, now).await
    };
    match ready.await {
        Ok(()) => Ok(connection),
        Err(error) => {
            // The cause is in `error`; a failure to close after it adds nothing.
            let _ = connection.close().await;
            Err(error)
        }
    }
}

/// Connects; SQLite refuses at once, whatever the busy timeout, while another process makes a new file a WAL one.
async fn connect(address: &Address) -> Result<DatabaseConnection, StoreError> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        match Database::connect(options(address)).await.map_err(|error| address.explain(db(error))) {
            Err(StoreError::Busy { .. }) if attempt < CONNECT_ATTEMPTS => tokio::time::sleep(CONNECT_PAUSE).await,
            done => return done,
        }
    }
}

/// Finds what SQLite would only call "unable to open database file".
fn check_file(path: &Path, address: &Address) -> Result<(), StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(StoreError::FolderMissing { folder: folder.to_owned() });
    }
    if path.is_dir() {
        return Err(StoreError::NotOurs { what: address.description.clone(), why: "it is a folder".to_owned() });
    }
    Ok(())
}

/// Makes one connection to a server, because a pool goes on trying until its patience ends and then forgets why.
async fn check_server(address: &Address) -> Result<(), StoreError> {
    let failed = |why: &str| address.explain(StoreError::Database { why: one_line(why) });
    let options = PgConnectOptions::from_str(&address.url).map_err(|error| failed(&error.to_string()))?;
    match tokio::time::timeout(PATIENCE, options.connect()).await {
        Ok(Ok(connection)) => connection.close().await.map_err(|error| failed(&error.to_string())),
        Ok(Err(error)) if is_missing_there(&error) => {
            let name = options.get_database().unwrap_or_default();
            Err(failed(&format!("the server has no database {name:?}; make it first, with 'createdb {name}'")))
        }
        Ok(Err(error)) => Err(failed(&error.to_string())),
        Err(_) => Err(failed("the server does not answer")),
    }
}

/// Tells whether the server knows no database of the name (`invalid_catalog_name`, PostgreSQL's appendix A).
fn is_missing_there(error: &sea_orm::sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.code().as_deref() == Some("3D000"))
}

fn options(address: &Address) -> ConnectOptions {
    let mut options = ConnectOptions::new(address.url.clone());
    options.sqlx_logging(false).acquire_timeout(PATIENCE);
    match address.place {
        Place::Memory => options
            .max_connections(1)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .map_sqlx_sqlite_opts(|sqlite| sqlite.foreign_keys(true)),
        Place::File { access, .. } => options
            .max_connections(SQLITE_CONNECTIONS)
            .map_sqlx_sqlite_opts(move |sqlite| file_settings(sqlite, access)),
        Place::Server => options.max_connections(POSTGRES_CONNECTIONS),
    };
    options
}

/// WAL with `synchronous = FULL`: readers and the writer do not wait for one another, and what is acknowledged survives a
/// loss of power.
fn file_settings(sqlite: SqliteConnectOptions, access: Access) -> SqliteConnectOptions {
    let sqlite = sqlite.foreign_keys(true).busy_timeout(PATIENCE);
    match access {
        Access::Write => {}
        Access::Read => return sqlite,
        Access::Still => return sqlite.read_only(true).immutable(true),
    }
    let sqlite = sqlite.pragma("cache_size", CACHE).row_buffer_size(ROWS_AHEAD);
    sqlite.create_if_missing(true).journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full)
}

#[cfg(test)]
mod tests {
    use onrecord_testkit::{TempDatabase, moment};
    use sea_orm::{ConnectionTrait, DbBackend, Statement};

    #[tokio::test]
    async fn every_connection_to_a_file_is_safe() {
        let database = TempDatabase::sqlite();
        let opened = super::open(database.url(), moment("2026-02-01T12:00:00Z")).await.unwrap();
        let connection = opened.connection;
        let pragma = async |name: &str| {
            let statement = Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {name}"));
            let row = connection.query_one_raw(statement).await.unwrap().unwrap();
            row.try_get_by_index::<i64>(0).unwrap()
        };
        assert_eq!(pragma("synchronous").await, 2, "FULL");
        assert_eq!(pragma("foreign_keys").await, 1);
        assert_eq!(pragma("busy_timeout").await, 10_000);
    }
}
