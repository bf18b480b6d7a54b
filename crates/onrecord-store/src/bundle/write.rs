//! From the database into a bundle.

use std::io::Write;

use sea_orm::{ConnectionTrait, DbBackend};

use super::parts::{Lines, Parts};
use super::table::Table;
use super::{BundleError, BundleManifest, tables};
use crate::fault::db;
use crate::kept::Tallies;
use crate::read::walk::Trail;
use crate::{StoreError, audit, connect};

/// Writes everything that `connection` sees, once it is found to be what the log tells of: a bundle that cannot be entered
/// is no use to anybody, and is better found out now. `what` names the database.
pub(crate) async fn write<C: ConnectionTrait>(
    connection: &C,
    what: &str,
    to: impl Write,
    mut seen: impl FnMut(u64),
) -> Result<BundleManifest, BundleError> {
    let found = audit::verify(connection, &Tallies::new()).await?;
    if !found.faults.is_empty() {
        return Err(BundleError::Broken { what: what.to_owned(), faults: found.faults });
    }
    let schema = connect::current_schema(connection).await?;
    let mut parts = Parts::begin(to, &schema)?;
    tables::each(connection, &mut parts, &mut seen).await?;
    let (_, manifest) = parts.finish(schema, found.head)?;
    Ok(manifest)
}

/// Hands over every row of a table as a line.
pub(super) async fn table<T: Table, C: ConnectionTrait>(
    connection: &C,
    into: &mut impl Lines,
    seen: &mut impl FnMut(u64),
) -> Result<(), BundleError> {
    into.table(T::NAME)?;
    tell(connection, T::BEFORE).await?;
    let (mut after, mut trail) = (None, Trail::default());
    loop {
        let (rows, last) = T::page(connection, after).await?;
        trail.step(T::NAME, last.as_ref())?;
        for row in &rows {
            into.line(&line(row)?)?;
        }
        seen(rows.len() as u64);
        if last.is_none() {
            break;
        }
        after = last;
    }
    Ok(tell(connection, T::AFTER).await?)
}

/// Tells SQLite, and no other database.
async fn tell<C: ConnectionTrait>(connection: &C, sqlite: &[&str]) -> Result<(), StoreError> {
    if connection.get_database_backend() == DbBackend::Sqlite {
        for sql in sqlite {
            connection.execute_unprepared(sql).await.map_err(db)?;
        }
    }
    Ok(())
}

/// Writes a row as a line with its line feed.
pub(super) fn line(row: &impl serde::Serialize) -> Result<Vec<u8>, StoreError> {
    let failed = |error: serde_json::Error| StoreError::Unstorable { what: format!("a row in a bundle: {error}") };
    let mut line = serde_json::to_vec(row).map_err(failed)?;
    line.push(b'\n');
    Ok(line)
}
