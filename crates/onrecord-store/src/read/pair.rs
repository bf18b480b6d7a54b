//! Claims set side by side.

use onrecord_model::{ClaimId, ClaimPair, ProposalState, Relation, Veto};
use sea_orm::sea_query::Condition;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use super::{AT_ONCE, distinct};
use crate::column::{TENANT, from_text};
use crate::entity::claim_pair::{Column, Entity, Model};
use crate::fault::{damaged, db};
use crate::{PairFilter, StoreError};

/// Lists pairs, the most alike first.
pub(crate) async fn pairs<C: ConnectionTrait>(
    connection: &C,
    filter: &PairFilter,
) -> Result<Vec<ClaimPair>, StoreError> {
    let rows = select(filter)
        .order_by_desc(Column::Score)
        .order_by_asc(Column::A)
        .order_by_asc(Column::B)
        .limit(u64::from(filter.limit))
        .all(connection)
        .await
        .map_err(db)?;
    rows.iter().map(pair).collect()
}

/// Counts the pairs that a filter lets pass, whatever its limit.
pub(crate) async fn count<C: ConnectionTrait>(connection: &C, filter: &PairFilter) -> Result<u64, StoreError> {
    select(filter).count(connection).await.map_err(db)
}

fn select(filter: &PairFilter) -> Select<Entity> {
    let mut query = Entity::find().filter(Column::Tenant.eq(TENANT)).filter(is_pair());
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.as_str()));
    }
    match filter.contrasts {
        Some(true) => query = query.filter(Column::Vetoes.ne("")),
        Some(false) => query = query.filter(Column::Vetoes.eq("")),
        None => {}
    }
    if filter.repeats {
        query = query.filter(Column::Relation.eq(Relation::Repeats.as_str()));
    }
    if filter.min > 0.0 {
        let decided = Column::State.ne(ProposalState::Proposed.as_str());
        let mut near = Condition::any().add(Column::Score.gte(filter.min)).add(decided);
        if filter.spares_contradictions {
            near = near.add(Column::Relation.eq(Relation::Contradicts.as_str()));
        }
        query = query.filter(near);
    }
    query
}

/// Leaves out what a person set side by side against the program's word and took back: it is nothing anybody says.
fn is_pair() -> Condition {
    let decided = Column::State.ne(ProposalState::Proposed.as_str());
    Condition::any().add(decided).add(Column::Relation.ne(Relation::Unrelated.as_str()))
}

/// Lists the pairs in which one of these claims stands, the most alike first.
pub(crate) async fn of_claims<C: ConnectionTrait>(
    connection: &C,
    claims: &[ClaimId],
) -> Result<Vec<ClaimPair>, StoreError> {
    let ids: Vec<Uuid> = distinct(claims.iter().map(|claim| claim.0));
    let mut rows = Vec::new();
    for chunk in ids.chunks(AT_ONCE) {
        for column in [Column::A, Column::B] {
            let query = Entity::find().filter(Column::Tenant.eq(TENANT)).filter(is_pair());
            let query = query.filter(column.is_in(chunk.to_vec()));
            rows.extend(query.all(connection).await.map_err(db)?);
        }
    }
    rows.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    rows.dedup_by_key(|row| (row.a, row.b));
    rows.iter().map(pair).collect()
}

/// Lists at most `limit` pairs past `after`, by their claims; those among them that nobody says.
pub(crate) async fn page<C: ConnectionTrait>(
    connection: &C,
    after: Option<(ClaimId, ClaimId)>,
    limit: u32,
) -> Result<Vec<ClaimPair>, StoreError> {
    let mut query = Entity::find().filter(Column::Tenant.eq(TENANT));
    if let Some((a, b)) = after {
        let same = Condition::all().add(Column::A.eq(a.0)).add(Column::B.gt(b.0));
        query = query.filter(Condition::any().add(Column::A.gt(a.0)).add(same));
    }
    let query = query.order_by_asc(Column::A).order_by_asc(Column::B).limit(u64::from(limit));
    query.all(connection).await.map_err(db)?.iter().map(pair).collect()
}

/// Reads what became of a pair; `None` when it is not stored.
pub(crate) async fn state_of<C: ConnectionTrait>(
    connection: &C,
    a: ClaimId,
    b: ClaimId,
) -> Result<Option<ProposalState>, StoreError> {
    let both = Condition::all().add(Column::A.eq(a.0)).add(Column::B.eq(b.0));
    let row = Entity::find().filter(Column::Tenant.eq(TENANT)).filter(both).one(connection).await.map_err(db)?;
    row.as_ref().map(|row| pair(row).map(|pair| pair.state)).transpose()
}

/// Reads one pair.
pub(crate) fn pair(row: &Model) -> Result<ClaimPair, StoreError> {
    let name = || format!("{} {}", row.a, row.b);
    let bad = |column, word: &str| damaged("claim_pair", name(), column, format!("unknown word {word:?}"));
    let words = row.vetoes.split(',').filter(|word| !word.is_empty());
    Ok(ClaimPair {
        a: ClaimId(row.a),
        b: ClaimId(row.b),
        relation: Relation::parse(&row.relation).ok_or_else(|| bad("relation", &row.relation))?,
        score: row.score,
        vetoes: words.map(|word| Veto::parse(word).ok_or_else(|| bad("vetoes", word))).collect::<Result<_, _>>()?,
        why: from_text(&row.why),
        state: ProposalState::parse(&row.state).ok_or_else(|| bad("state", &row.state))?,
    })
}
