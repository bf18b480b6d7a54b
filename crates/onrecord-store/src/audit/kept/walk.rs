//! Every row of a table, page by page in order of its key.

use sea_orm::sea_query::{Expr, ExprTrait as _, SimpleExpr};
use sea_orm::{
    ConnectionTrait, EntityTrait, Iterable, ModelTrait, PrimaryKeyToColumn, QueryFilter, QueryOrder, QuerySelect,
};

use crate::StoreError;
use crate::column::TENANT;
use crate::fault::db;

/// Rows of one page.
const PAGE: u64 = 2_000;

/// Hands over every row of a table whose key begins with the tenant.
pub(super) async fn each<E, C>(connection: &C, mut visit: impl FnMut(E::Model)) -> Result<(), StoreError>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E>,
    C: ConnectionTrait,
{
    let columns: Vec<E::Column> = E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column).collect();
    let Some((tenant, key)) = columns.split_first() else { return Ok(()) };
    let mut after: Option<Vec<SimpleExpr>> = None;
    loop {
        let mut query = E::find().filter(Expr::col(*tenant).eq(TENANT));
        if let Some(after) = after {
            // As one tuple, which both databases look up in the index of the key.
            let key = key.iter().map(|column| Expr::col(*column));
            query = query.filter(Expr::tuple(key).gt(Expr::tuple(after)));
        }
        for column in key {
            query = query.order_by_asc(*column);
        }
        let rows = query.limit(PAGE).all(connection).await.map_err(db)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = Some(last.get_primary_key_value().into_iter().skip(1).map(Expr::val).collect());
        rows.into_iter().for_each(&mut visit);
    }
}
