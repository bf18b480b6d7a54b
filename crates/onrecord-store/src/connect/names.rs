//! The names a SQLite file gives to its tables and columns, read before anything that uses them.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use super::address::{Address, Place};
use crate::StoreError;
use crate::fault::db;

/// Refuses a SQLite file whose schema is not text: the driver (sqlx-sqlite 0.9.0, `column_decltype`) panics on a column type that
/// is not UTF-8, in a thread of its own, and who asks it something else at that moment is never answered.
pub(super) async fn refuse_unreadable(connection: &DatabaseConnection, address: &Address) -> Result<(), StoreError> {
    if matches!(address.place, Place::Server) {
        return Ok(());
    }
    // Expressions have no column type, and bytes are no text: neither can fail in the driver.
    let statement = Statement::from_string(
        DbBackend::Sqlite,
        "SELECT CAST(COALESCE(name, '') AS BLOB), CAST(COALESCE(sql, '') AS BLOB) FROM sqlite_schema",
    );
    let rows = connection.query_all_raw(statement).await.map_err(|error| address.explain(db(error)))?;
    for row in &rows {
        let name: Vec<u8> = row.try_get_by_index(0).map_err(db)?;
        let sql: Vec<u8> = row.try_get_by_index(1).map_err(db)?;
        if std::str::from_utf8(&name).is_err() || std::str::from_utf8(&sql).is_err() {
            return Err(StoreError::NotOurs {
                what: address.description.clone(),
                why: format!(
                    "it is damaged: what it says of its table or index {:?} is not text",
                    String::from_utf8_lossy(&name)
                ),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use onrecord_testkit::moment;

    use crate::StoreError;

    /// The type of a column of the one table that is not `STRICT`: of the others SQLite itself refuses an unknown type.
    const TYPE: &[u8] = b"varchar NOT NULL";

    #[tokio::test]
    async fn a_column_type_that_is_no_text_is_refused_before_it_is_used() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let url = format!("sqlite://{}", path.display());
        let now = moment("2026-02-01T12:00:00Z");
        super::super::open(&url, now).await.unwrap().connection.close().await.unwrap();
        assert!(spoil(&path) > 0, "no column has the type");
        let refused = super::super::open(&url, now).await.map(|_| ());
        let Err(StoreError::NotOurs { what, why }) = refused else { panic!("{refused:?}") };
        assert!(what.contains("desk.db") && why.contains("is not text"), "{what}: {why}");
    }

    /// Makes one byte of the names of every column type one that stands in no text, and counts them.
    fn spoil(path: &Path) -> usize {
        let mut bytes = std::fs::read(path).unwrap();
        let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(TYPE)).collect();
        for place in &places {
            bytes[*place] = 0xb5;
        }
        std::fs::write(path, bytes).unwrap();
        places.len()
    }
}
