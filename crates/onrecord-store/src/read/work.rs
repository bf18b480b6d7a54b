//! Work states and leases.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use onrecord_model::WorkKind;
use onrecord_model::{ClaimId, Lease, Reviewer, WorkState};
use sea_orm::sea_query::{Condition, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait};

use super::{distinct, rows_with};
use crate::column::{TENANT, day, from_text, micros, moment, text};
use crate::entity::work::{Column, Entity, Model};
use crate::entity::{claim, lease};
use crate::fault::damaged;
use crate::wire::work::read;
use crate::{StoreError, WorkFilter};

/// Reads what people did to the work on these claims.
pub(crate) async fn of_claims<C: ConnectionTrait>(
    connection: &C,
    claims: &[ClaimId],
) -> Result<BTreeMap<ClaimId, WorkState>, StoreError> {
    let ids = distinct(claims.iter().map(|claim| claim.0));
    let rows = rows_with::<Entity, _, _>(connection, Column::Tenant, Column::ClaimId, &ids).await?;
    rows.iter().map(|row| Ok((ClaimId(row.claim_id), state(row)?))).collect()
}

/// Reads one state, and checks what is kept beside it.
pub(crate) fn state(row: &Model) -> Result<WorkState, StoreError> {
    let bad = |column, why: String| damaged("work", row.claim_id, column, why);
    let state = read(&row.payload).map_err(|why| bad("payload", why))?;
    if row.state != state.kind().as_str() {
        return Err(bad("state", format!("{:?} is not the state of its payload", row.state)));
    }
    let assignee = row.assignee.as_deref().map(from_text);
    if assignee != state.holder().map(Reviewer::key) {
        return Err(bad("assignee", "not that of its payload".to_owned()));
    }
    if row.due_day != state.due().map(day) {
        return Err(bad("due_day", "not that of its payload".to_owned()));
    }
    let until = match &state {
        WorkState::Deferred { until, .. } => Some(day(*until)),
        _ => None,
    };
    if row.until_day != until {
        return Err(bad("until_day", "not that of its payload".to_owned()));
    }
    Ok(state)
}

/// Reads who holds these claims at `now`.
pub(crate) async fn leases<C: ConnectionTrait>(
    connection: &C,
    claims: &[ClaimId],
    now: DateTime<Utc>,
) -> Result<BTreeMap<ClaimId, Lease>, StoreError> {
    let ids = distinct(claims.iter().map(|claim| claim.0));
    let rows =
        rows_with::<lease::Entity, _, _>(connection, lease::Column::Tenant, lease::Column::ClaimId, &ids).await?;
    let live = rows.iter().filter(|row| row.ends_at > micros(now));
    live.map(|row| Ok((ClaimId(row.claim_id), lease(row)?))).collect()
}

fn lease(row: &lease::Model) -> Result<Lease, StoreError> {
    let bad = |column, why: &str| damaged("lease", row.claim_id, column, why);
    Ok(Lease {
        by: from_text(&row.holder).parse().map_err(|_| bad("holder", "no reviewer"))?,
        until: moment(row.ends_at).ok_or_else(|| bad("ends_at", "no moment"))?,
    })
}

/// Writes what a queue asks of the work on claims with this id; `None` when it asks nothing.
pub(crate) fn condition(filter: &WorkFilter, id: claim::Column) -> Option<Condition> {
    let aside = filter.today.map(|today| id.not_in_subquery(set_aside(day(today))));
    let stored = filter.stored.map(|kind| id.in_subquery(with(Column::State.eq(kind.as_str()))));
    let touched = filter.touched.then(|| id.in_subquery(with(Column::State.ne(WorkKind::New.as_str()))));
    let due = filter.due.then(|| id.in_subquery(due_first()));
    let held = filter.held_by.as_ref().map(|(who, now)| {
        let given = id.in_subquery(with(Column::Assignee.eq(text(&who.key()))));
        Condition::any().add(given).add(id.in_subquery(leased(text(&who.key()), micros(*now))))
    });
    let all =
        Condition::all().add_option(aside).add_option(stored).add_option(touched).add_option(due).add_option(held);
    (!all.is_empty()).then_some(all)
}

/// Writes "every target is decided, and still there is something to do about it".
pub(crate) fn taken_up_again(is_open: claim::Column, id: claim::Column) -> Condition {
    let kinds = [WorkKind::Reopened, WorkKind::Proposed, WorkKind::SecondReview].map(WorkKind::as_str);
    Condition::all().add(is_open.eq(false)).add(id.in_subquery(with(Column::State.is_in(kinds))))
}

fn set_aside(today: i32) -> SelectStatement {
    let kinds = [WorkKind::NotAClaim, WorkKind::DuplicateOf, WorkKind::OutOfScope].map(WorkKind::as_str);
    let deferred = Column::State.eq(WorkKind::Deferred.as_str()).and(Column::UntilDay.gt(today));
    with(Column::State.is_in(kinds).or(deferred))
}

fn with(condition: sea_orm::sea_query::SimpleExpr) -> SelectStatement {
    let tenant = Column::Tenant.eq(TENANT);
    Query::select().column(Column::ClaimId).from(Entity).and_where(tenant).and_where(condition).to_owned()
}

/// How many claims are read that are due.
const DUE_FIRST: u64 = 500;

fn due_first() -> SelectStatement {
    let mut dated = with(Column::DueDay.is_not_null());
    dated.order_by(Column::DueDay, sea_orm::sea_query::Order::Asc).limit(DUE_FIRST);
    dated
}

fn leased(key: String, now: i64) -> SelectStatement {
    Query::select()
        .column(lease::Column::ClaimId)
        .from(lease::Entity)
        .and_where(lease::Column::Tenant.eq(TENANT))
        .and_where(lease::Column::HolderKey.eq(key))
        .and_where(lease::Column::EndsAt.gt(now))
        .to_owned()
}
