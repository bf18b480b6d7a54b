//! What to check, and first what is most worth it.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{ClaimId, DocumentId, StatusKind, Target, Voice};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use super::work::{Among, among, not_aside, taken_up_again};
use super::{AT_ONCE, about, claim, distinct, document, number, speaker};
use crate::column::{TENANT, day};
use crate::entity::claim::{Column, Entity, Model};
use crate::entity::mention;
use crate::fault::{damaged, db};
use crate::{DocumentSummary, QueueClaim, QueueFilter, QueueOrder, QueueRow, StoreError};

/// Lists what to check.
pub(crate) async fn queue<C: ConnectionTrait>(
    connection: &C,
    filter: &QueueFilter,
) -> Result<Vec<QueueRow>, StoreError> {
    rows(connection, &claims(connection, filter).await?).await
}

/// Lists what to check, without what only its lines show.
pub(crate) async fn claims<C: ConnectionTrait>(
    connection: &C,
    filter: &QueueFilter,
) -> Result<Vec<QueueClaim>, StoreError> {
    let asked = among(connection, &filter.work, filter.limit).await?;
    let asked = match &filter.only {
        Some(only) => asked.only(distinct(only.iter().map(|claim| claim.0))),
        None => asked,
    };
    let mut claims = match asked {
        Among::All => walk(connection, filter, &Condition::all()).await?,
        Among::Walked(asked) => walk(connection, filter, &asked).await?,
        Among::These(ids) => these(connection, filter, &ids).await?,
    };
    sort(filter.order, &mut claims);
    claims.dedup_by_key(|claim| claim.id);
    claims.truncate(filter.limit as usize);
    placed(connection, &claims).await
}

/// Reads claims in the order asked for until there are enough.
async fn walk<C: ConnectionTrait>(
    connection: &C,
    filter: &QueueFilter,
    asked: &Condition,
) -> Result<Vec<Model>, StoreError> {
    let mut claims = Vec::new();
    for part in parts(filter) {
        let query = select(&part).filter(asked.clone());
        claims.extend(query.all(connection).await.map_err(db)?);
        if part.order == QueueOrder::Age {
            undated(connection, &part, asked, &mut claims).await?;
        }
    }
    if filter.open_only && filter.work.today.is_some() {
        let closed = again(connection, filter).await?;
        claims.extend(closed);
    }
    Ok(claims)
}

/// Reads claims that were taken up again, whatever has been decided on them.
async fn again<C: ConnectionTrait>(connection: &C, filter: &QueueFilter) -> Result<Vec<Model>, StoreError> {
    let ids = taken_up_again(connection).await?;
    let claims = with_ids(connection, filter, &ids).await?;
    Ok(claims.into_iter().filter(|claim| !claim.is_open).collect())
}

/// Reads those of these claims that are asked for.
async fn these<C: ConnectionTrait>(
    connection: &C,
    filter: &QueueFilter,
    ids: &[Uuid],
) -> Result<Vec<Model>, StoreError> {
    let mut claims = with_ids(connection, filter, ids).await?;
    if filter.open_only {
        let again = if filter.work.today.is_some() { taken_up_again(connection).await? } else { Vec::new() };
        let again: BTreeSet<Uuid> = again.into_iter().collect();
        // Asked for in the statement, SQLite walks through all that are open instead.
        claims.retain(|claim| claim.is_open || again.contains(&claim.id));
    }
    Ok(claims)
}

async fn with_ids<C: ConnectionTrait>(
    connection: &C,
    filter: &QueueFilter,
    ids: &[Uuid],
) -> Result<Vec<Model>, StoreError> {
    let mut claims = Vec::new();
    for chunk in ids.chunks(AT_ONCE) {
        let query = Entity::find().filter(Column::Tenant.eq(TENANT)).filter(Column::Id.is_in(chunk.to_vec()));
        claims.extend(query.filter(condition(filter)).all(connection).await.map_err(db)?);
    }
    Ok(claims)
}

/// Splits a question for decided claims into one for each target, which an index answers each.
fn parts(filter: &QueueFilter) -> Vec<QueueFilter> {
    let is_decided = filter.decided || filter.status.is_some_and(|kind| kind != StatusKind::Unverified);
    if !is_decided || filter.target.is_some() {
        return vec![filter.clone()];
    }
    Target::ALL.map(|target| QueueFilter { target: Some(target), ..filter.clone() }).to_vec()
}

fn select(filter: &QueueFilter) -> Select<Entity> {
    ordered(filter).filter(open(filter))
}

fn open(filter: &QueueFilter) -> Condition {
    Condition::all().add_option(filter.open_only.then(|| Column::IsOpen.eq(true)))
}

fn ordered(filter: &QueueFilter) -> Select<Entity> {
    let query = Entity::find().filter(Column::Tenant.eq(TENANT)).filter(condition(filter));
    let query = match filter.order {
        QueueOrder::Worth => query.order_by_desc(Column::Worth),
        QueueOrder::Age => {
            query.filter(Column::FirstPublishedDay.is_not_null()).order_by_asc(Column::FirstPublishedDay)
        }
    };
    query.order_by_asc(Column::Handle).limit(u64::from(filter.limit))
}

fn sort(order: QueueOrder, claims: &mut [Model]) {
    claims.sort_by(|a, b| match order {
        QueueOrder::Worth => b.worth.total_cmp(&a.worth).then(a.handle.cmp(&b.handle)),
        QueueOrder::Age => {
            let key = |row: &Model| (row.first_published_day.is_none(), row.first_published_day, row.handle);
            key(a).cmp(&key(b))
        }
    });
}

/// Fills what is left of the limit with claims that have no date, which an index keeps apart on both databases.
async fn undated<C: ConnectionTrait>(
    connection: &C,
    filter: &QueueFilter,
    asked: &Condition,
    claims: &mut Vec<Model>,
) -> Result<(), StoreError> {
    let left = u64::from(filter.limit).saturating_sub(claims.len() as u64);
    if left == 0 {
        return Ok(());
    }
    let worth = QueueFilter { order: QueueOrder::Worth, ..filter.clone() };
    let query = select(&worth).filter(asked.clone()).filter(Column::FirstPublishedDay.is_null()).limit(left);
    claims.extend(query.all(connection).await.map_err(db)?);
    Ok(())
}

fn condition(filter: &QueueFilter) -> Condition {
    Condition::all()
        .add_option(status(filter))
        .add_option(filter.speaker.map(|speaker| Column::ClaimantId.eq(speaker.0)))
        .add_option(filter.document.map(|document| Column::Id.in_subquery(claims_in(document.0))))
        .add_option(filter.since.map(|since| Column::FirstPublishedDay.gte(day(since))))
        .add_option(filter.outlets.as_ref().map(|outlets| about::of_outlets(outlets)))
        .add_option(filter.drift.map(about::against))
        .add_option(filter.stale.then(about::has_stale_evidence))
        .add_option(filter.decided.then(|| decided(filter.target)))
        .add_option(filter.work.today.map(not_aside))
        .add_option(filter.after.map(|(worth, handle)| past(worth, i64::from(handle.number))))
}

/// Writes "past this row" so that the index is entered at the right place: the textbook form
/// `p < ? OR (p = ? AND id > ?)` is read from the top on both databases.
fn past(worth: f64, handle: i64) -> Condition {
    Condition::all()
        .add(Column::Worth.lte(worth))
        .add(Condition::any().add(Column::Worth.lt(worth)).add(Column::Handle.gt(handle)))
}

fn status(filter: &QueueFilter) -> Option<Condition> {
    let has = |target: Target, kind: StatusKind| column(target).is_in(words(kind).iter().copied());
    let wanted = match (filter.status, filter.target) {
        (None, None) => return None,
        (Some(kind), Some(target)) if kind != StatusKind::Unverified => decided(Some(target)).add(has(target, kind)),
        (Some(kind), Some(target)) => Condition::all().add(has(target, kind)),
        (Some(kind), None) => Condition::any().add(has(Target::Said, kind)).add(has(Target::Fact, kind)),
        (None, Some(target)) if filter.open_only => Condition::all().add(has(target, StatusKind::Unverified)),
        (None, Some(target)) => Condition::all().add(column(target).is_not_null()),
    };
    Some(wanted)
}

/// Writes "it is decided", as literally as the index that holds only such claims.
fn decided(target: Option<Target>) -> Condition {
    let is_set = |target| {
        let column = IdenStatic::as_str(&column(target));
        Expr::cust(format!("\"claim\".\"{column}\" IN ('corroborated', 'disputed')"))
    };
    match target {
        Some(target) => Condition::all().add(is_set(target)),
        None => Condition::any().add(is_set(Target::Said)).add(is_set(Target::Fact)),
    }
}

fn column(target: Target) -> Column {
    match target {
        Target::Said => Column::SaidStatus,
        Target::Fact => Column::FactStatus,
    }
}

fn words(kind: StatusKind) -> &'static [&'static str] {
    match kind {
        StatusKind::Unverified => &["unverified", "returned"],
        StatusKind::Corroborated => &["corroborated"],
        StatusKind::Disputed => &["disputed"],
    }
}

fn claims_in(document: Uuid) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(mention::Column::ClaimId)
        .from(mention::Entity)
        .and_where(Expr::col(mention::Column::Tenant).eq(TENANT))
        .and_where(Expr::col(mention::Column::DocumentId).eq(document))
        .to_owned()
}

/// Adds to claims what places them in the queue.
async fn placed<C: ConnectionTrait>(connection: &C, claims: &[Model]) -> Result<Vec<QueueClaim>, StoreError> {
    let ids = distinct(claims.iter().map(|row| row.id));
    let counts = counts(connection, &ids).await?;
    let firsts = firsts(connection, &ids).await?;
    let works = super::work::of_claims(connection, &ids.iter().copied().map(ClaimId).collect::<Vec<_>>()).await?;
    claims
        .iter()
        .map(|row| {
            let lost = || damaged("claim", format!("c{}", row.handle), "id", "no mention of it is stored");
            let (document, voice) = *firsts.get(&row.id).ok_or_else(lost)?;
            let (mentions, documents) = counts.get(&row.id).copied().unwrap_or_default();
            let claim = claim::claim(row)?;
            let work = works.get(&claim.id).cloned().unwrap_or_default();
            Ok(QueueClaim { claim, voice, document, mentions, documents, work })
        })
        .collect()
}

/// Adds to claims what the lines of a queue show beside them.
pub(crate) async fn rows<C: ConnectionTrait>(
    connection: &C,
    claims: &[QueueClaim],
) -> Result<Vec<QueueRow>, StoreError> {
    let claimants = distinct(claims.iter().filter_map(|row| row.claim.claimant).map(|id| id.0));
    let names = speaker::names(connection, &claimants).await?;
    let documents = distinct(claims.iter().map(|row| row.document.0));
    let summaries = document::summaries(connection, document::rows_by_id(connection, &documents).await?).await?;
    let summaries: BTreeMap<DocumentId, DocumentSummary> = summaries.into_iter().map(|s| (s.id, s)).collect();
    claims
        .iter()
        .map(|row| {
            let lost = || damaged("claim", row.claim.handle, "id", "its document is missing");
            Ok(QueueRow {
                claim: row.claim.clone(),
                speaker: row.claim.claimant.and_then(|id| names.get(&id.0).cloned()),
                voice: row.voice,
                document: summaries.get(&row.document).ok_or_else(lost)?.clone(),
                mentions: row.mentions,
                documents: row.documents,
                work: row.work.clone(),
            })
        })
        .collect()
}

/// Counts the mentions of claims, and the documents they stand in.
async fn counts<C: ConnectionTrait>(connection: &C, claims: &[Uuid]) -> Result<BTreeMap<Uuid, (u32, u32)>, StoreError> {
    let mut counts = BTreeMap::new();
    for chunk in claims.chunks(AT_ONCE) {
        let rows: Vec<(Uuid, i64, i64)> = mention::Entity::find()
            .select_only()
            .column(mention::Column::ClaimId)
            .column_as(mention::Column::Number.count(), "mentions")
            .column_as(Expr::col(mention::Column::DocumentId).count_distinct(), "documents")
            .filter(mention::Column::Tenant.eq(TENANT))
            .filter(mention::Column::ClaimId.is_in(chunk.to_vec()))
            .group_by(mention::Column::ClaimId)
            .into_tuple()
            .all(connection)
            .await
            .map_err(db)?;
        for (claim, mentions, documents) in rows {
            let count = |count| number("mention", claim, "number", count);
            counts.insert(claim, (count(mentions)?, count(documents)?));
        }
    }
    Ok(counts)
}

/// Reads where the first mention of each claim stands, and its voice: the first in the first document taken in (ids rise with
/// time).
async fn firsts<C: ConnectionTrait>(
    connection: &C,
    claims: &[Uuid],
) -> Result<BTreeMap<Uuid, (DocumentId, Voice)>, StoreError> {
    let mut firsts = BTreeMap::new();
    for chunk in claims.chunks(AT_ONCE) {
        let rows: Vec<(Uuid, Uuid, Uuid, String)> = mention::Entity::find()
            .select_only()
            .columns([
                mention::Column::Id,
                mention::Column::ClaimId,
                mention::Column::DocumentId,
                mention::Column::Voice,
            ])
            .filter(mention::Column::Tenant.eq(TENANT))
            .filter(mention::Column::ClaimId.is_in(chunk.to_vec()))
            .filter(is_first())
            .into_tuple()
            .all(connection)
            .await
            .map_err(db)?;
        for (id, claim, document, voice) in rows {
            firsts.insert(claim, (DocumentId(document), super::mention::voice(id, &voice)?));
        }
    }
    Ok(firsts)
}

fn is_first() -> Expr {
    Expr::cust(
        "\"mention\".\"id\" = (SELECT f.id FROM mention f WHERE f.tenant = \"mention\".\"tenant\" \
         AND f.claim_id = \"mention\".\"claim_id\" ORDER BY f.document_id, f.number LIMIT 1)",
    )
}

#[cfg(test)]
mod tests {
    use onrecord_model::Handle;
    use onrecord_testkit::{SKIPPED, TempDatabase, day, moment};
    use sea_orm::{DatabaseTransaction, DbBackend, QueryTrait, Statement, TransactionTrait};

    use super::*;
    use crate::{Store, WorkFilter};

    /// Returns the plan of the second page of the queue.
    async fn plan(transaction: &DatabaseTransaction, explain: &str, work: WorkFilter) -> String {
        let page = QueueFilter { after: Some((0.5, Handle::claim(9))), work, ..QueueFilter::default() };
        plan_of(transaction, explain, page).await
    }

    async fn plan_of(transaction: &DatabaseTransaction, explain: &str, page: QueueFilter) -> String {
        let mut statement = select(&page).build(transaction.get_database_backend());
        statement.sql = format!("{explain} {}", statement.sql);
        let rows = transaction.query_all_raw(statement).await.unwrap();
        let last = |row: sea_orm::QueryResult| row.try_get_by_index::<String>(row.column_names().len() - 1).unwrap();
        rows.into_iter().map(last).collect::<Vec<_>>().join("\n")
    }

    async fn begin(database: &TempDatabase) -> DatabaseTransaction {
        let store = Store::open(database.url(), moment("2026-02-01T12:00:00Z")).await.unwrap();
        store.connection().begin().await.unwrap()
    }

    #[tokio::test]
    async fn a_page_enters_the_index_on_sqlite() {
        let database = TempDatabase::sqlite();
        let transaction = begin(&database).await;
        let page = plan(&transaction, "EXPLAIN QUERY PLAN", WorkFilter::default()).await;
        let index = "SEARCH claim USING INDEX claim_open_by_worth (tenant=? AND is_open=? AND worth<?)";
        assert_eq!(page, index, "no sorting, no scan from the top");
        let work = WorkFilter { today: Some(day("2026-02-01")), ..WorkFilter::default() };
        let without = plan(&transaction, "EXPLAIN QUERY PLAN", work).await;
        assert!(without.starts_with(index) && !without.contains("TEMP B-TREE"), "{without}");
        assert!(
            without.contains("SEARCH work USING INDEX sqlite_autoindex_work_1 (tenant=? AND claim_id=?)"),
            "{without}"
        );
    }

    #[tokio::test]
    async fn what_lies_round_a_claim_is_found_by_an_index_on_sqlite() {
        let database = TempDatabase::sqlite();
        let transaction = begin(&database).await;
        let plan = async |page| plan_of(&transaction, "EXPLAIN QUERY PLAN", page).await;
        for kind in onrecord_model::DriftKind::ALL {
            let against = plan(QueueFilter { drift: Some(kind), ..QueueFilter::default() }).await;
            for index in [
                "claim_open_by_worth",
                "sqlite_autoindex_claim_pair_1 (tenant=? AND a=?)",
                "claim_pair_by_b (tenant=? AND b=?)",
            ] {
                assert!(against.contains(index), "{index}: {against}");
            }
            assert!(!against.contains("SCAN") && !against.contains("TEMP B-TREE"), "{against}");
        }
        let outlet = QueueFilter { outlets: Some(vec![onrecord_model::OutletId::default()]), ..QueueFilter::default() };
        let outlet = plan(outlet).await;
        assert!(outlet.contains("document_by_outlet (tenant=? AND outlet_id=?)"), "{outlet}");
        assert!(!outlet.contains("SCAN"), "{outlet}");
        let stale = plan(QueueFilter { stale: true, open_only: false, ..QueueFilter::default() }).await;
        assert!(stale.contains("evidence_stale (tenant=? AND is_stale=?)") && !stale.contains("SCAN"), "{stale}");
        let disputed = QueueFilter { status: Some(StatusKind::Disputed), open_only: false, ..QueueFilter::default() };
        for (part, index) in parts(&disputed).into_iter().zip(["claim_by_said_decided", "claim_by_fact_decided"]) {
            let found = plan(part).await;
            assert!(found.contains(index) && !found.contains("TEMP B-TREE"), "{index}: {found}");
        }
    }

    #[tokio::test]
    async fn a_page_enters_the_index_on_postgres() {
        let Some(database) = TempDatabase::postgres().await else {
            println!("{SKIPPED}");
            return;
        };
        let transaction = begin(&database).await;
        // An empty table is read whole whatever its indexes; forbid that to see whether the index could be used.
        for setting in ["SET LOCAL enable_seqscan = off", "SET LOCAL enable_bitmapscan = off"] {
            let statement = Statement::from_string(DbBackend::Postgres, setting);
            transaction.execute_raw(statement).await.unwrap();
        }
        let plan = plan(&transaction, "EXPLAIN (COSTS OFF)", WorkFilter::default()).await;
        // Which of the two indexes in this order it takes depends on how many claims are open.
        assert!(plan.contains("by_worth on claim"), "{plan}");
        assert!(plan.contains("(worth <= "), "{plan}");
        assert!(!plan.contains("Sort"), "{plan}");
        transaction.rollback().await.unwrap();
        database.remove().await;
    }
}
