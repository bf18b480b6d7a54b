//! How the database itself is.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, Statement};

use crate::column::{TENANT, micros};
use crate::connect::current_schema;
use crate::entity::lease;
use crate::fault::db;
use crate::{Store, StoreError, foreign};

/// How the database itself is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// The last schema change applied.
    pub schema: String,
    /// How SQLite keeps its journal, `wal` as it should; `None` on PostgreSQL.
    pub journal: Option<String>,
    /// The file; `None` for a server, or a database in memory.
    pub file: Option<PathBuf>,
    /// Why nothing can be written; `None` when a transaction that writes can be begun.
    pub not_writable: Option<String>,
    /// Triggers, views, tables and the like that the program did not make, such as `trigger "tr"`.
    pub foreign: Vec<String>,
    /// How many leases have ended and wait to be taken over.
    pub ended_leases: u64,
}

impl Store {
    /// Looks how the database itself is at `now`.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot answer.
    pub async fn health(&self, now: DateTime<Utc>) -> Result<Health, StoreError> {
        let connection = self.connection();
        let is_sqlite = connection.get_database_backend() == DbBackend::Sqlite;
        let ended = lease::Entity::find()
            .filter(lease::Column::Tenant.eq(TENANT))
            .filter(lease::Column::EndsAt.lte(micros(now)))
            .count(connection);
        Ok(Health {
            schema: current_schema(connection).await?,
            journal: if is_sqlite { word(connection, "PRAGMA journal_mode").await? } else { None },
            file: if is_sqlite { self.file().await? } else { None },
            not_writable: self.why_not_writable().await,
            foreign: foreign::objects(connection).await?,
            ended_leases: ended.await.map_err(db)?,
        })
    }

    async fn file(&self) -> Result<Option<PathBuf>, StoreError> {
        let path = word(self.connection(), "SELECT file FROM pragma_database_list WHERE name = 'main'").await?;
        Ok(path.filter(|path| !path.is_empty()).map(PathBuf::from))
    }

    async fn why_not_writable(&self) -> Option<String> {
        let tried = async {
            let tx = self.begin().await?;
            // Whether pages can be written shows only when one is.
            tx.connection().execute_unprepared("UPDATE log_head SET size = size").await.map_err(db)?;
            tx.rollback().await
        };
        tried.await.err().map(|error: StoreError| error.to_string())
    }
}

/// Asks for one word; `None` when there is no row, or nothing in it.
async fn word<C: ConnectionTrait>(connection: &C, sql: &str) -> Result<Option<String>, StoreError> {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let row = connection.query_one_raw(statement).await.map_err(db)?;
    row.map_or(Ok(None), |row| row.try_get_by_index(0).map_err(db))
}
