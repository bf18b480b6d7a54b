//! Handles.

use onrecord_model::HandleKind;
use sea_orm::{ConnectionTrait, Statement};

use crate::StoreError;
use crate::column::TENANT;
use crate::fault::{damaged, db};

/// Takes the next `count` handles and returns the first.
pub(crate) async fn next_handles<C: ConnectionTrait>(
    connection: &C,
    kind: HandleKind,
    count: u32,
) -> Result<u32, StoreError> {
    next_numbers(connection, kind.noun(), count).await
}

/// Takes the next `count` numbers of a kind and returns the first.
pub(crate) async fn next_numbers<C: ConnectionTrait>(
    connection: &C,
    kind: &'static str,
    count: u32,
) -> Result<u32, StoreError> {
    let count = i64::from(count);
    let statement = Statement::from_sql_and_values(
        connection.get_database_backend(),
        "INSERT INTO counter (tenant, kind, next) VALUES ($1, $2, $3) \
         ON CONFLICT (tenant, kind) DO UPDATE SET next = counter.next + $4 RETURNING next",
        [TENANT.into(), kind.into(), (1 + count).into(), count.into()],
    );
    let row = connection.query_one_raw(statement).await.map_err(db)?;
    let row = row.ok_or_else(|| damaged("counter", kind, "next", "was not returned"))?;
    let next: i64 = row.try_get_by_index(0).map_err(db)?;
    let last = u32::try_from(next - 1)
        .map_err(|_| StoreError::Unstorable { what: format!("all {kind} handles have been given") })?;
    u32::try_from(next - count).map_err(|_| damaged("counter", kind, "next", format!("{last} is out of range")))
}
