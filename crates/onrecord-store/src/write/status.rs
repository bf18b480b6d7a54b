//! Statuses.

use onrecord_model::{EvidenceStatus, StatusChange, StatusKind, Target};
use sea_orm::sea_query::{Condition, Expr, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::StoreError;
use crate::column::{TENANT, micros, text};
use crate::entity::claim::{Column, Entity};
use crate::fault::db;
use crate::read::number;
use crate::wire::action::status_word;

/// The columns of one target: status, who, when, why.
struct Columns {
    status: Column,
    by: Column,
    at: Column,
    reason: Column,
}

const SAID: Columns =
    Columns { status: Column::SaidStatus, by: Column::SaidBy, at: Column::SaidAt, reason: Column::SaidReason };

const FACT: Columns =
    Columns { status: Column::FactStatus, by: Column::FactBy, at: Column::FactAt, reason: Column::FactReason };

/// Sets a status, provided nobody else changed the claim.
pub(crate) async fn set<C: ConnectionTrait>(
    connection: &C,
    change: &StatusChange,
    expected: u32,
) -> Result<(), StoreError> {
    if expected.checked_add(1) != Some(change.revision) {
        return Err(StoreError::Unstorable {
            what: format!("revision {} does not follow {expected}", change.revision),
        });
    }
    let (columns, other) = match change.target {
        Target::Said => (SAID, FACT),
        Target::Fact => (FACT, SAID),
    };
    let decision = change.after.decision();
    let result = Entity::update_many()
        .col_expr(columns.status, status_word(&change.after).into())
        .col_expr(columns.by, decision.map(|d| text(d.by.name())).into())
        .col_expr(columns.at, decision.map(|d| micros(d.at)).into())
        .col_expr(columns.reason, decision.map(|d| text(d.reason.as_str())).into())
        .col_expr(Column::Revision, i64::from(change.revision).into())
        .col_expr(Column::IsOpen, is_open(&change.after, &other))
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Id.eq(change.claim.0))
        .filter(Column::Revision.eq(i64::from(expected)))
        .filter(columns.status.is_not_null())
        .exec(connection)
        .await
        .map_err(db)?;
    match result.rows_affected {
        1 => Ok(()),
        _ => Err(why_not(connection, change, expected).await?),
    }
}

/// Writes "this target or the other one is still unverified".
fn is_open(after: &EvidenceStatus, other: &Columns) -> SimpleExpr {
    if after.kind() == StatusKind::Unverified {
        return Expr::val(true);
    }
    let open = Condition::all().add(other.status.is_not_null()).add(other.status.is_in(["unverified", "returned"]));
    Expr::case(open, true).finally(false).into()
}

async fn why_not<C: ConnectionTrait>(
    connection: &C,
    change: &StatusChange,
    expected: u32,
) -> Result<StoreError, StoreError> {
    let found: Option<i64> = Entity::find()
        .select_only()
        .column(Column::Revision)
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Id.eq(change.claim.0))
        .into_tuple()
        .one(connection)
        .await
        .map_err(db)?;
    let Some(found) = found else {
        return Ok(StoreError::NotFound { what: change.handle.to_string() });
    };
    let found = number("claim", change.handle, "revision", found)?;
    if found == expected {
        return Ok(StoreError::Unstorable {
            what: format!("{} has no target {:?}", change.handle, change.target.as_str()),
        });
    }
    Ok(StoreError::Conflict { handle: change.handle, expected, found })
}
