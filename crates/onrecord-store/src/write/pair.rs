//! Claims set side by side.

use onrecord_model::{ClaimPair, PairChange, Veto};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{finite, insert_new};
use crate::StoreError;
use crate::column::{TENANT, text};
use crate::entity::claim_pair::{Column, Entity, Model};
use crate::fault::db;
use crate::kept::{Kept as _, Tally, tally};
use crate::read::pair::state_of;

/// Stores pairs and counts the new ones; one that is known stays as it is, whatever became of it.
pub(crate) async fn propose<C: ConnectionTrait>(connection: &C, pairs: &[ClaimPair]) -> Result<Tally, StoreError> {
    let known = OnConflict::columns([Column::Tenant, Column::A, Column::B]).do_nothing().to_owned();
    let rows = pairs.iter().map(row).collect::<Result<Vec<_>, _>>()?;
    Ok(tally(&insert_new::<Entity, _>(connection, rows, &known).await?))
}

fn row(pair: &ClaimPair) -> Result<Model, StoreError> {
    let mut row = Model {
        tenant: TENANT,
        a: pair.a.0,
        b: pair.b.0,
        relation: pair.relation.as_str().to_owned(),
        score: finite(pair.score, || "the likeness of a pair".to_owned())?,
        vetoes: pair.vetoes.iter().copied().map(Veto::as_str).collect::<Vec<_>>().join(","),
        why: text(&pair.why),
        state: pair.state.as_str().to_owned(),
        digest: 0,
    };
    row.digest = row.digest();
    Ok(row)
}

/// Writes over what was found of pairs, whatever people decided of them, and counts the change; one that is gone is none.
pub(crate) async fn renew<C: ConnectionTrait>(connection: &C, pairs: &[ClaimPair]) -> Result<Tally, StoreError> {
    let mut counted = Tally::default();
    for now in pairs.iter().map(row) {
        let now = now?;
        let known = Entity::find_by_id((TENANT, now.a, now.b)).one(connection).await.map_err(db)?;
        let Some(before) = known.map(|row| row.digest) else { continue };
        let update = Entity::update_many()
            .col_expr(Column::Relation, now.relation.into())
            .col_expr(Column::Score, now.score.into())
            .col_expr(Column::Vetoes, now.vetoes.into())
            .col_expr(Column::Why, now.why.into())
            .col_expr(Column::Digest, now.digest.into())
            .filter(Column::Tenant.eq(TENANT))
            .filter(Column::A.eq(now.a))
            .filter(Column::B.eq(now.b))
            .filter(Column::Digest.eq(before));
        if update.exec(connection).await.map_err(db)?.rows_affected == 1 {
            counted.replace(before, now.digest);
        }
    }
    Ok(counted)
}

/// Moves a pair from one state to another.
pub(crate) async fn set_state<C: ConnectionTrait>(connection: &C, change: &PairChange) -> Result<(), StoreError> {
    let result = Entity::update_many()
        .col_expr(Column::State, change.after.as_str().into())
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::A.eq(change.a.0))
        .filter(Column::B.eq(change.b.0))
        .filter(Column::State.eq(change.before.as_str()))
        .exec(connection)
        .await
        .map_err(db)?;
    if result.rows_affected == 1 {
        return Ok(());
    }
    let (a, b) = change.handles;
    Err(match state_of(connection, change.a, change.b).await? {
        Some(found) => StoreError::PairConflict { a, b, expected: change.before, found },
        None => StoreError::NotFound { what: format!("the pair of {a} and {b}") },
    })
}
