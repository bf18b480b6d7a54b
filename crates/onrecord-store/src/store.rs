//! A database that is open.

use std::io::Write;

use chrono::{DateTime, Utc};
use sea_orm::{
    DatabaseConnection, DbBackend, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::fault::db;
use crate::kept::Tallies;
use crate::{Audit, BundleError, BundleManifest, StoreError, Tx, audit, bundle, connect, halt};

/// A database that is open, with its schema up to date; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    connection: DatabaseConnection,
    description: String,
    /// Why it can only be read.
    unwritable: Option<StoreError>,
}

impl Store {
    /// Opens the database at `url`, makes it when it is a SQLite file that does not exist yet, and brings its schema up
    /// to date.
    ///
    /// Addresses are `sqlite://PATH`, `sqlite::memory:` and `postgres://USER@HOST/NAME`. A SQLite file whose schema is
    /// about to change is first copied to `NAME.backup-SCHEMA.db` beside it; `now` is only used in the name of that copy,
    /// when the plain name is taken. An in-memory database has one connection: a question asked of the store waits while
    /// a transaction is open.
    ///
    /// A SQLite file that lies where nothing can be written (a read-only folder, a full disk) is opened to be read: then
    /// [`Self::begin`] says why nothing can be written.
    ///
    /// # Errors
    /// [`StoreError`] with a cause of one line: wrong address, missing folder, read-only or foreign file, server that
    /// cannot be reached, schema newer than this program.
    pub async fn open(url: &str, now: DateTime<Utc>) -> Result<Store, StoreError> {
        let opened = connect::open(url, now).await?;
        Ok(Store { connection: opened.connection, description: opened.description, unwritable: opened.unwritable })
    }

    /// Begins a transaction that may write; only use cases call this.
    ///
    /// On SQLite it takes the write lock at once (a transaction that reads first and writes later would fail when
    /// another one wrote in between), waiting up to ten seconds for it.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another transaction does not end, [`StoreError::ReadOnly`] and others.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        if let Some(cause) = &self.unwritable {
            return Err(cause.clone());
        }
        let options = TransactionOptions {
            sqlite_transaction_mode: self.on_sqlite(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.connection.begin_with_options(options).await.map_err(db)?;
        halt::at("begun");
        Ok(Tx::new(transaction))
    }

    /// Checks the whole database against its log, within one snapshot and in bounded memory.
    ///
    /// Checked are the chain (changed, missing, moved and cut entries), that every entry can be read, that documents and
    /// the entries that tell of them agree both ways down to bytes, text, mentions and the claims these are filed
    /// under, that every status and every decided alias is what replaying the log gives, both ways, and that what is kept
    /// beside these (fingerprints, places in the queue, claimants, outlets, addresses, counters) is what follows from them.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot answer; damage is not an error but a [`crate::Fault`].
    pub async fn verify(&self) -> Result<Audit, StoreError> {
        let options = TransactionOptions {
            isolation_level: (!self.is_sqlite()).then_some(IsolationLevel::RepeatableRead),
            sqlite_transaction_mode: self.on_sqlite(SqliteTransactionMode::Deferred),
            ..TransactionOptions::default()
        };
        let snapshot = self.connection.begin_with_options(options).await.map_err(db)?;
        let found = audit::verify(&snapshot, &Tallies::new()).await;
        snapshot.rollback().await.map_err(db)?;
        found
    }

    /// Writes everything that is stored into one file, as one moment has it and in bounded memory, once it is found to be
    /// what the log tells of. `seen` is told how many rows were written, from time to time.
    ///
    /// The same rows give the same bytes, on either database and any machine.
    ///
    /// # Errors
    /// [`BundleError::Broken`] when the database is not what its log tells of, others when it cannot answer or `to` fails:
    /// then what was written so far is no bundle.
    pub async fn bundle(&self, to: impl Write, seen: impl FnMut(u64)) -> Result<BundleManifest, BundleError> {
        let options = TransactionOptions {
            isolation_level: (!self.is_sqlite()).then_some(IsolationLevel::RepeatableRead),
            sqlite_transaction_mode: self.on_sqlite(SqliteTransactionMode::Deferred),
            ..TransactionOptions::default()
        };
        let snapshot = self.connection.begin_with_options(options).await.map_err(db)?;
        let written = bundle::write(&snapshot, &self.description, to, seen).await;
        snapshot.rollback().await.map_err(db)?;
        written
    }

    /// Closes all connections, waiting for those in use.
    pub async fn close(self) {
        // Nothing is left to save at this point, so a failure to say goodbye changes nothing.
        let _ = self.connection.close().await;
    }

    /// Says which database this is, without secrets: `SQLite file /x/onrecord.db`.
    pub fn describe(&self) -> String {
        self.description.clone()
    }

    pub(crate) fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    fn is_sqlite(&self) -> bool {
        self.connection.get_database_backend() == DbBackend::Sqlite
    }

    fn on_sqlite(&self, mode: SqliteTransactionMode) -> Option<SqliteTransactionMode> {
        self.is_sqlite().then_some(mode)
    }
}
