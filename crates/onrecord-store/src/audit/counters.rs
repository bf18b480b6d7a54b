//! The counters of handles against the handles given.

use onrecord_model::HandleKind;
use sea_orm::{ConnectionTrait, Statement};

use super::Faults;
use crate::StoreError;
use crate::column::TENANT;
use crate::fault::db;

/// Checks that no counter would give a handle a second time.
pub(super) async fn check<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<(), StoreError> {
    for kind in HandleKind::ALL {
        let noun = kind.noun();
        let last = number(connection, format!("SELECT MAX(handle) FROM {noun} WHERE tenant = $1")).await?;
        let next = format!("SELECT MAX(next) FROM counter WHERE tenant = $1 AND kind = '{noun}'");
        let next = number(connection, next).await?.unwrap_or(1);
        if let Some(last) = last.filter(|last| *last >= next) {
            faults.add(None, format!("the next {noun} would be number {next}, but number {last} is stored"));
        }
    }
    Ok(())
}

async fn number<C: ConnectionTrait>(connection: &C, sql: String) -> Result<Option<i64>, StoreError> {
    let statement = Statement::from_sql_and_values(connection.get_database_backend(), sql, [TENANT.into()]);
    match connection.query_one_raw(statement).await.map_err(db)? {
        Some(row) => row.try_get_by_index(0).map_err(db),
        None => Ok(None),
    }
}
