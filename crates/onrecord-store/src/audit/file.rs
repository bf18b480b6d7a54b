//! A SQLite file against itself: pages, indexes beside their tables, the index of words; and what is not the program's.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::Faults;
use crate::fault::{db, one_line};
use crate::{StoreError, foreign};

/// How many faults of the file are listed.
const MOST: u32 = 100;

/// Names what others put into the database.
pub(super) async fn foreign<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<(), StoreError> {
    for object in foreign::objects(connection).await? {
        faults.add(None, format!("the database holds the {object}, which this program did not make"));
    }
    Ok(())
}

/// Lets SQLite check its file; PostgreSQL checks its own pages.
///
/// SQLite sees no changed value in a row. It sees a row that is not in the index in which it should be, and the other way
/// round, so that what is checked row by row is what is found through an index.
pub(super) async fn check<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<(), StoreError> {
    if connection.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    let asked = Statement::from_string(DbBackend::Sqlite, format!("PRAGMA integrity_check({MOST})"));
    for row in connection.query_all_raw(asked).await.map_err(db)? {
        let told: String = row.try_get_by_index(0).map_err(db)?;
        if told != "ok" {
            faults.add(None, format!("the file is damaged: {}", one_line(&told)));
        }
    }
    Ok(())
}
