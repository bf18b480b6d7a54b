//! The tallies of tables.

use sea_orm::{ConnectionTrait, Statement, Value};

use super::all_written;
use crate::StoreError;
use crate::column::TENANT;
use crate::fault::db;
use crate::kept::{MODULUS, Tallies, Tally};

/// Adds to what is stored; one statement whatever the number of tables, in their order, so that two never wait for one
/// another.
pub(crate) async fn add<C: ConnectionTrait>(connection: &C, tallies: &Tallies) -> Result<(), StoreError> {
    let changed: Vec<(&str, &Tally)> =
        tallies.iter().filter(|(_, tally)| **tally != Tally::default()).map(|(kind, tally)| (*kind, tally)).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let asked = changed.len() as u64;
    let row = |n: usize| format!("(${}, ${}, ${}, ${})", 4 * n + 1, 4 * n + 2, 4 * n + 3, 4 * n + 4);
    let rows: Vec<String> = (0..changed.len()).map(row).collect();
    let sql = format!(
        "INSERT INTO tally (tenant, kind, number, total) VALUES {} ON CONFLICT (tenant, kind) DO UPDATE \
         SET number = tally.number + excluded.number, total = (tally.total + excluded.total) % {MODULUS}",
        rows.join(", ")
    );
    let values = changed
        .into_iter()
        .flat_map(|(kind, tally)| -> [Value; 4] { [TENANT.into(), kind.into(), tally.rows.into(), tally.sum.into()] });
    let statement = Statement::from_sql_and_values(connection.get_database_backend(), sql, values);
    let written = connection.execute_raw(statement).await.map_err(db)?.rows_affected();
    all_written("tally", asked, written)
}

/// Keeps others from changing a table whose rows are written over until the transaction ends.
pub(crate) async fn lock<C: ConnectionTrait>(connection: &C, kind: &'static str) -> Result<(), StoreError> {
    let statement = Statement::from_sql_and_values(
        connection.get_database_backend(),
        "INSERT INTO tally (tenant, kind, number, total) VALUES ($1, $2, 0, 0) \
         ON CONFLICT (tenant, kind) DO UPDATE SET number = tally.number",
        [TENANT.into(), kind.into()],
    );
    connection.execute_raw(statement).await.map_err(db)?;
    Ok(())
}
