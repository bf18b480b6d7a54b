//! Which claims are asked for by what lies round them: outlets, pairs, evidence.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{ClaimId, DriftKind, Handle, OutletId, ProposalState};
use sea_orm::sea_query::{Condition, Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{AT_ONCE, distinct, number};
use crate::StoreError;
use crate::column::TENANT;
use crate::entity::{claim, claim_pair, document, evidence, mention};
use crate::fault::db;

/// Writes "it is mentioned in a document of one of these outlets".
pub(super) fn of_outlets(outlets: &[OutletId]) -> SimpleExpr {
    claim::Column::Id.in_subquery(in_documents_of(outlets))
}

/// One question inside the other: of a join SQLite, which knows no numbers of rows, begins with all mentions.
fn in_documents_of(outlets: &[OutletId]) -> SelectStatement {
    let documents = Query::select()
        .column(document::Column::Id)
        .from(document::Entity)
        .and_where(document::Column::Tenant.eq(TENANT))
        .and_where(document::Column::OutletId.is_in(outlets.iter().map(|outlet| outlet.0)))
        .to_owned();
    Query::select()
        .column(mention::Column::ClaimId)
        .from(mention::Entity)
        .and_where(mention::Column::Tenant.eq(TENANT))
        .and_where(mention::Column::DocumentId.in_subquery(documents))
        .to_owned()
}

/// Writes "it stands against another claim in this way". Every pair is asked for by its key, so that no more of them are read
/// than claims are looked at.
pub(super) fn against(kind: DriftKind) -> Condition {
    let side = |side: claim_pair::Column| {
        let pairs = Query::select()
            .expr(Expr::val(1))
            .from(claim_pair::Entity)
            .and_where(claim_pair::Column::Tenant.eq(TENANT))
            .and_where(Expr::col((claim_pair::Entity, side)).equals((claim::Entity, claim::Column::Id)))
            .and_where(claim_pair::Column::State.ne(ProposalState::Refused.as_str()))
            .cond_where(differs(kind))
            .to_owned();
        Expr::exists(pairs)
    };
    Condition::any().add(side(claim_pair::Column::A)).add(side(claim_pair::Column::B))
}

fn differs(kind: DriftKind) -> Condition {
    let mut any = Condition::any();
    for veto in kind.vetoes() {
        any = any.add(claim_pair::Column::Vetoes.contains(veto.as_str()));
    }
    if any.is_empty() { any.add(claim_pair::Column::Why.contains(format!("{}: ", kind.as_str()))) } else { any }
}

/// Writes "there is evidence on it that has to be confirmed again".
pub(super) fn has_stale_evidence() -> SimpleExpr {
    let stale = Query::select()
        .column(evidence::Column::ClaimId)
        .from(evidence::Entity)
        .and_where(evidence::Column::Tenant.eq(TENANT))
        .and_where(evidence::Column::IsStale.eq(true))
        .to_owned();
    claim::Column::Id.in_subquery(stale)
}

/// Tells which of these claims are mentioned in a document of one of these outlets.
pub(crate) async fn of_these<C: ConnectionTrait>(
    connection: &C,
    claims: &[ClaimId],
    outlets: &[OutletId],
) -> Result<BTreeSet<ClaimId>, StoreError> {
    let mut found = BTreeSet::new();
    for chunk in distinct(claims.iter().map(|claim| claim.0)).chunks(AT_ONCE) {
        let rows: Vec<Uuid> = claim::Entity::find()
            .select_only()
            .column(claim::Column::Id)
            .filter(claim::Column::Tenant.eq(TENANT))
            .filter(claim::Column::Id.is_in(chunk.to_vec()))
            .filter(of_outlets(outlets))
            .into_tuple()
            .all(connection)
            .await
            .map_err(db)?;
        found.extend(rows.into_iter().map(ClaimId));
    }
    Ok(found)
}

/// Lists the evidence on these claims that has to be confirmed again.
pub(crate) async fn stale<C: ConnectionTrait>(
    connection: &C,
    claims: &[ClaimId],
) -> Result<BTreeMap<ClaimId, Vec<Handle>>, StoreError> {
    let mut found: BTreeMap<ClaimId, Vec<Handle>> = BTreeMap::new();
    for chunk in distinct(claims.iter().map(|claim| claim.0)).chunks(AT_ONCE) {
        let rows: Vec<(Uuid, i64)> = evidence::Entity::find()
            .select_only()
            .column(evidence::Column::ClaimId)
            .column(evidence::Column::Handle)
            .filter(evidence::Column::Tenant.eq(TENANT))
            .filter(evidence::Column::ClaimId.is_in(chunk.to_vec()))
            .filter(evidence::Column::IsStale.eq(true))
            .order_by_asc(evidence::Column::Handle)
            .into_tuple()
            .all(connection)
            .await
            .map_err(db)?;
        for (claim, handle) in rows {
            found
                .entry(ClaimId(claim))
                .or_default()
                .push(Handle::evidence(number("evidence", claim, "handle", handle)?));
        }
    }
    Ok(found)
}
