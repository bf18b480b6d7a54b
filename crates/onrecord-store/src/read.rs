//! Questions, each written for any connection: a pool or a transaction.

pub(crate) mod about;
pub(crate) mod claim;
pub(crate) mod copy;
pub(crate) mod count;
pub(crate) mod document;
pub(crate) mod event;
pub(crate) mod evidence;
pub(crate) mod finding;
pub(crate) mod house;
pub(crate) mod mention;
pub(crate) mod outlet;
pub(crate) mod pair;
pub(crate) mod queue;
pub(crate) mod search;
pub(crate) mod speaker;
pub(crate) mod statement;
pub(crate) mod walk;
pub(crate) mod work;

use std::collections::BTreeSet;

use onrecord_model::ContentHash;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Value};
use uuid::Uuid;

use crate::StoreError;
use crate::column::TENANT;
use crate::fault::{damaged, db};
use crate::seal;

/// How many values one `IN (…)` holds: both databases allow tens of thousands, but plans get no better.
pub(crate) const AT_ONCE: usize = 500;

/// Reads the rows of which `column` holds one of `values`, in no particular order; `tenant` is the table's column of that
/// name.
pub(crate) async fn rows_with<E, C, V>(
    connection: &C,
    tenant: E::Column,
    column: E::Column,
    values: &[V],
) -> Result<Vec<E::Model>, StoreError>
where
    E: EntityTrait,
    C: ConnectionTrait,
    V: Clone + Into<Value>,
{
    let mut rows = Vec::new();
    for chunk in values.chunks(AT_ONCE) {
        let query = E::find().filter(tenant.eq(TENANT)).filter(column.is_in(chunk.to_vec()));
        rows.extend(query.all(connection).await.map_err(db)?);
    }
    Ok(rows)
}

/// Returns the different ids among `ids`, in order.
pub(crate) fn distinct(ids: impl IntoIterator<Item = Uuid>) -> Vec<Uuid> {
    ids.into_iter().collect::<BTreeSet<_>>().into_iter().collect()
}

/// Reads a number that is stored as 64 bits and means at most 32.
pub(crate) fn number(
    table: &'static str,
    row: impl ToString,
    column: &'static str,
    value: i64,
) -> Result<u32, StoreError> {
    u32::try_from(value).map_err(|_| damaged(table, row, column, "out of range"))
}

/// Reads a stored hash.
pub(crate) fn hash(
    table: &'static str,
    row: impl ToString,
    column: &'static str,
    bytes: &[u8],
) -> Result<ContentHash, StoreError> {
    seal::hash(bytes).ok_or_else(|| damaged(table, row, column, "not 32 bytes"))
}
