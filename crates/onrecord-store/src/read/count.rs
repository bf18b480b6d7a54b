//! How much is stored.

use sea_orm::{ConnectionTrait, Statement};

use crate::column::TENANT;
use crate::fault::db;
use crate::{Counts, StoreError};

/// Counts what is stored.
pub(crate) async fn counts<C: ConnectionTrait>(connection: &C) -> Result<Counts, StoreError> {
    Ok(Counts {
        documents: count(connection, "document").await?,
        mentions: count(connection, "mention").await?,
        claims: count(connection, "claim").await?,
        speakers: count(connection, "speaker").await?,
        outlets: count(connection, "outlet").await?,
        events: count(connection, "event").await?,
    })
}

/// Counts the rows of one table.
pub(crate) async fn count<C: ConnectionTrait>(connection: &C, table: &'static str) -> Result<u64, StoreError> {
    let statement = Statement::from_sql_and_values(
        connection.get_database_backend(),
        format!("SELECT COUNT(*) FROM {table} WHERE tenant = $1"),
        [TENANT.into()],
    );
    let row = connection.query_one_raw(statement).await.map_err(db)?;
    let rows: i64 = match row {
        Some(row) => row.try_get_by_index(0).map_err(db)?,
        None => 0,
    };
    Ok(rows.unsigned_abs())
}
