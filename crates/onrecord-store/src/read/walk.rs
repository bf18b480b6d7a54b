//! Every row of a table, page by page in order of its key.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ConnectionTrait, EntityTrait, Iterable, ModelTrait, PrimaryKeyToColumn, QueryFilter, QueryOrder, QuerySelect, Value,
};

use crate::StoreError;
use crate::column::TENANT;
use crate::fault::{db, led_back};

/// Rows of one page.
const PAGE: u64 = 2_000;

/// The key of a row without the tenant.
pub(crate) type After = Vec<Value>;

/// Hands over every row of a table whose key begins with the tenant.
pub(crate) async fn each<E, C>(connection: &C, mut visit: impl FnMut(E::Model)) -> Result<(), StoreError>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E>,
    C: ConnectionTrait,
{
    let (mut after, mut trail) = (None, Trail::default());
    loop {
        let (rows, last) = page::<E, C>(connection, after, PAGE).await?;
        if last.is_none() {
            return Ok(());
        }
        trail.step(E::default().table_name(), last.as_ref())?;
        after = last;
        rows.into_iter().for_each(&mut visit);
    }
}

/// The keys that a walk has passed. The index of a damaged file may lead back to them, and a walk has to end.
#[derive(Default)]
pub(crate) struct Trail(BTreeSet<String>);

impl Trail {
    /// Notes the key of the last row of a page.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when the walk was there before.
    pub(crate) fn step(&mut self, table: &'static str, last: Option<&After>) -> Result<(), StoreError> {
        let Some(last) = last.map(|last| format!("{last:?}")) else { return Ok(()) };
        if self.0.contains(&last) {
            return Err(led_back(table, last));
        }
        self.0.insert(last);
        Ok(())
    }
}

/// Reads at most `limit` rows past a key, and the key of the last of them; `None` when there is none any more.
pub(crate) async fn page<E, C>(
    connection: &C,
    after: Option<After>,
    limit: u64,
) -> Result<(Vec<E::Model>, Option<After>), StoreError>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E>,
    C: ConnectionTrait,
{
    let columns: Vec<E::Column> = E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column).collect();
    let Some((tenant, key)) = columns.split_first() else { return Ok((Vec::new(), None)) };
    if key.is_empty() && after.is_some() {
        return Ok((Vec::new(), None));
    }
    let mut query = E::find().filter(Expr::col(*tenant).eq(TENANT));
    if let Some(after) = after {
        // As one tuple, which both databases look up in the index of the key.
        let key = key.iter().map(|column| Expr::col(*column));
        query = query.filter(Expr::tuple(key).gt(Expr::tuple(after.into_iter().map(Expr::val))));
    }
    for column in key {
        query = query.order_by_asc(*column);
    }
    let rows = query.limit(limit).all(connection).await.map_err(db)?;
    let last = rows.last().map(|last| last.get_primary_key_value().into_iter().skip(1).collect());
    Ok((rows, last))
}
