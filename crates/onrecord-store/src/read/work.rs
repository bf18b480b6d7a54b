//! Work states and leases.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use onrecord_model::{ClaimId, Lease, Reviewer, WorkKind, WorkState};
use sea_orm::sea_query::{Condition, Expr, ExprTrait as _, IntoCondition as _, Query, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use super::{distinct, rows_with};
use crate::column::{TENANT, day, from_text, micros, moment, text};
use crate::entity::work::{Column, Entity, Model};
use crate::entity::{claim, lease};
use crate::fault::{damaged, db};
use crate::wire::work::read;
use crate::{StoreError, WorkFilter, WorkOrder};

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
    if row.waiting_since != state.waiting_since().map(|since| since.timestamp()) {
        return Err(bad("waiting_since", "not that of its payload".to_owned()));
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

/// The states of what was set aside for good.
const DROPPED: [WorkKind; 3] = [WorkKind::NotAClaim, WorkKind::DuplicateOf, WorkKind::OutOfScope];
/// How many claims a question to the work may name before the claims are walked through instead.
const FEW: u64 = 3_000;

/// How a queue finds the claims of which it asks for the work.
pub(crate) enum Among {
    /// Work is not asked for.
    All,
    /// These, of which there are few: reading them beats walking through all claims.
    These(Vec<Uuid>),
    /// Too many to name: each claim walked through is looked up.
    Walked(Condition),
}

impl Among {
    /// Keeps of these claims those that are asked for.
    pub(crate) fn only(self, ids: Vec<Uuid>) -> Self {
        match self {
            Self::All => Self::These(ids),
            Self::These(asked) => {
                let asked: BTreeSet<Uuid> = asked.into_iter().collect();
                Self::These(ids.into_iter().filter(|id| asked.contains(id)).collect())
            }
            Self::Walked(asked) => Self::Walked(asked.add(claim::Column::Id.is_in(ids))),
        }
    }
}

/// Finds out which claims a queue asks for by the work on them; what is set aside is told by [`not_aside`].
pub(crate) async fn among<C: ConnectionTrait>(
    connection: &C,
    filter: &WorkFilter,
    limit: u32,
) -> Result<Among, StoreError> {
    if let Some(first) = filter.first {
        return first_ones(connection, filter, (first, limit)).await.map(Among::These);
    }
    let mut asked = Condition::all();
    if let Some(kind) = filter.stored {
        asked = asked.add(Column::State.eq(kind.as_str()));
    }
    if let Some((who, now)) = &filter.held_by {
        let leased = leased(connection, &text(&who.key()), micros(*now)).await?;
        let given = Column::Assignee.eq(text(&who.key()));
        asked = asked.add(Condition::any().add(given).add(Column::ClaimId.is_in(leased.clone())));
        // Most claims that are leased have no row here.
        if filter.stored.is_none() {
            return Ok(match few(connection, asked.clone()).await? {
                Some(ids) => Among::These(distinct(ids.into_iter().chain(leased))),
                None => Among::Walked(
                    Condition::all().add(Condition::any().add(exists(asked)).add(claim::Column::Id.is_in(leased))),
                ),
            });
        }
    }
    if asked.is_empty() {
        return Ok(Among::All);
    }
    Ok(few(connection, asked.clone())
        .await?
        .map_or_else(|| Among::Walked(exists(asked).into_condition()), Among::These))
}

/// Returns the claims of which this holds, or `None` when they are many.
async fn few<C: ConnectionTrait>(connection: &C, asked: Condition) -> Result<Option<Vec<Uuid>>, StoreError> {
    let ids = ids(connection, Entity::find().filter(asked).limit(FEW + 1)).await?;
    Ok((ids.len() as u64 <= FEW).then_some(ids))
}

/// Lists claims whose targets may all be decided, and about which there is something to do nevertheless.
pub(crate) async fn taken_up_again<C: ConnectionTrait>(connection: &C) -> Result<Vec<Uuid>, StoreError> {
    let kinds = [WorkKind::Reopened, WorkKind::Proposed, WorkKind::SecondReview].map(WorkKind::as_str);
    ids(connection, Entity::find().filter(Column::State.is_in(kinds)).limit(FEW)).await
}

/// Lists the claims on which a proposal waits for opinions, or opinions differ.
pub(crate) async fn pending<C: ConnectionTrait>(connection: &C) -> Result<Vec<(ClaimId, WorkState)>, StoreError> {
    of_kinds(connection, [WorkKind::Proposed, WorkKind::SecondReview]).await
}

/// Lists the claims that were set aside for good.
pub(crate) async fn dropped<C: ConnectionTrait>(connection: &C) -> Result<Vec<(ClaimId, WorkState)>, StoreError> {
    of_kinds(connection, DROPPED).await
}

async fn of_kinds<C: ConnectionTrait, const N: usize>(
    connection: &C,
    kinds: [WorkKind; N],
) -> Result<Vec<(ClaimId, WorkState)>, StoreError> {
    let kinds = kinds.map(WorkKind::as_str);
    let query = Entity::find().filter(Column::Tenant.eq(TENANT)).filter(Column::State.is_in(kinds));
    let rows = query.order_by_asc(Column::ClaimId).all(connection).await.map_err(db)?;
    rows.iter().map(|row| Ok((ClaimId(row.claim_id), state(row)?))).collect()
}

/// Lists the claims that come first by a day somebody named, or by how long somebody has waited.
async fn first_ones<C: ConnectionTrait>(
    connection: &C,
    filter: &WorkFilter,
    (first, limit): (WorkOrder, u32),
) -> Result<Vec<Uuid>, StoreError> {
    let column = match first {
        WorkOrder::Due => Column::DueDay,
        WorkOrder::Waiting => Column::WaitingSince,
    };
    let state = filter.stored.map(|kind| Column::State.eq(kind.as_str()));
    let given = filter.held_by.as_ref().map(|(who, _)| Column::Assignee.eq(text(&who.key())));
    let asked = Condition::all().add(column.is_not_null()).add_option(state).add_option(given);
    ids(connection, Entity::find().filter(asked).order_by_asc(column).limit(u64::from(limit))).await
}

async fn ids<C: ConnectionTrait>(connection: &C, query: Select<Entity>) -> Result<Vec<Uuid>, StoreError> {
    let query = query.filter(Column::Tenant.eq(TENANT)).select_only().column(Column::ClaimId);
    query.into_tuple().all(connection).await.map_err(db)
}

async fn leased<C: ConnectionTrait>(connection: &C, key: &str, now: i64) -> Result<Vec<Uuid>, StoreError> {
    lease::Entity::find()
        .select_only()
        .column(lease::Column::ClaimId)
        .filter(lease::Column::Tenant.eq(TENANT))
        .filter(lease::Column::HolderKey.eq(key))
        .filter(lease::Column::EndsAt.gt(now))
        .limit(FEW)
        .into_tuple()
        .all(connection)
        .await
        .map_err(db)
}

/// Writes "it is neither set aside for good nor deferred past this day", each claim looked up by its key.
pub(crate) fn not_aside(today: NaiveDate) -> SimpleExpr {
    let kinds = DROPPED.map(WorkKind::as_str);
    let deferred = Column::State.eq(WorkKind::Deferred.as_str()).and(Column::UntilDay.gt(day(today)));
    exists(Condition::any().add(Column::State.is_in(kinds)).add(deferred)).not()
}

fn exists(asked: Condition) -> SimpleExpr {
    let of_the_claim = Expr::col((Entity, Column::ClaimId)).equals((claim::Entity, claim::Column::Id));
    let rows = Query::select()
        .expr(Expr::val(1))
        .from(Entity)
        .and_where(Expr::col((Entity, Column::Tenant)).eq(TENANT))
        .and_where(of_the_claim)
        .cond_where(asked)
        .to_owned();
    Expr::exists(rows)
}
