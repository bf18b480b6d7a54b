//! Distinct statements, by fingerprint, by key and by word.

use std::collections::BTreeMap;

use onrecord_model::{Claim, ContentHash};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, Statement,
};

use super::{AT_ONCE, hash, number, rows_with};
use crate::StoreError;
use crate::column::TENANT;
use crate::entity::{claim, statement, statement_band};
use crate::fault::db;

/// Finds the numbers of statements with these fingerprints.
pub(crate) async fn by_fingerprint<C: ConnectionTrait>(
    connection: &C,
    fingerprints: &[ContentHash],
) -> Result<BTreeMap<ContentHash, u32>, StoreError> {
    let keys: Vec<Vec<u8>> = fingerprints.iter().map(|f| f.0.to_vec()).collect();
    let rows = rows_with::<statement::Entity, _, _>(
        connection,
        statement::Column::Tenant,
        statement::Column::Fingerprint,
        &keys,
    )
    .await?;
    rows.iter().map(named).collect()
}

fn named(row: &statement::Model) -> Result<(ContentHash, u32), StoreError> {
    let fingerprint = hash("statement", row.number, "fingerprint", &row.fingerprint)?;
    Ok((fingerprint, number("statement", row.number, "number", row.number)?))
}

/// Reads the statements filed under these bands, each bucket in order of numbers.
pub(crate) async fn buckets<C: ConnectionTrait>(
    connection: &C,
    bands: &[i64],
) -> Result<BTreeMap<i64, Vec<u32>>, StoreError> {
    let mut buckets: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
    for chunk in bands.chunks(AT_ONCE) {
        for row in select(chunk).all(connection).await.map_err(db)? {
            buckets.entry(row.band).or_default().push(number("statement_band", row.band, "number", row.number)?);
        }
    }
    for bucket in buckets.values_mut() {
        bucket.sort_unstable();
    }
    Ok(buckets)
}

/// The question behind [`buckets`], apart so that a test can read its plan.
pub(crate) fn select(bands: &[i64]) -> Select<statement_band::Entity> {
    statement_band::Entity::find()
        .filter(statement_band::Column::Tenant.eq(TENANT))
        .filter(statement_band::Column::Band.is_in(bands.to_vec()))
}

/// Reads the claims that make the statements with these numbers, at most `each` for one, by handle.
pub(crate) async fn claims<C: ConnectionTrait>(
    connection: &C,
    numbers: &[u32],
    each: usize,
) -> Result<Vec<(u32, Claim)>, StoreError> {
    let wanted: Vec<i64> = numbers.iter().map(|n| i64::from(*n)).collect();
    let rows =
        rows_with::<statement::Entity, _, _>(connection, statement::Column::Tenant, statement::Column::Number, &wanted)
            .await?;
    let numbers: BTreeMap<ContentHash, u32> = rows.iter().map(named).collect::<Result<_, _>>()?;
    let mut taken: BTreeMap<u32, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for claim in with_fingerprints(connection, numbers.keys()).await? {
        let Some(number) = numbers.get(&claim.fingerprint) else { continue };
        let taken = taken.entry(*number).or_default();
        *taken += 1;
        if *taken <= each {
            found.push((*number, claim));
        }
    }
    Ok(found)
}

/// Reads every claim with one of these fingerprints, whoever makes it, by handle.
pub(crate) async fn with_fingerprints<C: ConnectionTrait>(
    connection: &C,
    fingerprints: impl IntoIterator<Item = &ContentHash>,
) -> Result<Vec<Claim>, StoreError> {
    let keys: Vec<Vec<u8>> = fingerprints.into_iter().map(|f| f.0.to_vec()).collect();
    let mut rows =
        rows_with::<claim::Entity, _, _>(connection, claim::Column::Tenant, claim::Column::Fingerprint, &keys).await?;
    rows.sort_by_key(|row| row.handle);
    rows.iter().map(super::claim::claim).collect()
}

/// Reads every claim with one of these fingerprints, whoever makes it, by handle.
pub(crate) async fn claims_saying<C: ConnectionTrait>(
    connection: &C,
    fingerprints: &[ContentHash],
) -> Result<Vec<Claim>, StoreError> {
    with_fingerprints(connection, fingerprints).await
}

/// Lists the numbers of statements that hold all of `words`, the latest first.
pub(crate) async fn with_words<C: ConnectionTrait>(
    connection: &C,
    words: &[String],
    limit: u32,
) -> Result<Vec<u32>, StoreError> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let rows =
        connection.query_all_raw(words_query(connection.get_database_backend(), words, limit)).await.map_err(db)?;
    rows.iter().map(|row| number("statement", "?", "number", row.try_get_by_index::<i64>(0).map_err(db)?)).collect()
}

/// The question behind [`with_words`], apart so that a test can read its plan.
pub(crate) fn words_query(backend: DbBackend, words: &[String], limit: u32) -> Statement {
    let (sql, asked) = match backend {
        DbBackend::Sqlite => (
            "SELECT rowid FROM statement_words WHERE statement_words MATCH $1 ORDER BY rowid DESC LIMIT $2",
            words.join(" AND "),
        ),
        _ => (
            "SELECT number FROM statement WHERE words @@ to_tsquery('simple', $1) ORDER BY number DESC LIMIT $2",
            words.join(" & "),
        ),
    };
    Statement::from_sql_and_values(backend, sql, [asked.into(), i64::from(limit).into()])
}

/// Lists claims past `after` whose wording is not among the statements yet, by handle.
pub(crate) async fn unfiled<C: ConnectionTrait>(
    connection: &C,
    after: u32,
    limit: u32,
) -> Result<Vec<Claim>, StoreError> {
    let mut query = sea_orm::sea_query::Query::select();
    query
        .column(statement::Column::Fingerprint)
        .from(statement::Entity)
        .and_where(statement::Column::Tenant.eq(TENANT));
    let rows = claim::Entity::find()
        .filter(claim::Column::Tenant.eq(TENANT))
        .filter(claim::Column::Handle.gt(i64::from(after)))
        .filter(claim::Column::Fingerprint.not_in_subquery(query))
        .order_by_asc(claim::Column::Handle)
        .limit(u64::from(limit))
        .all(connection)
        .await
        .map_err(db)?;
    rows.iter().map(super::claim::claim).collect()
}

/// Tells whether there are claims and none of them is filed: a database that an earlier version made.
pub(crate) async fn is_behind<C: ConnectionTrait>(connection: &C) -> Result<bool, StoreError> {
    let filed = statement::Entity::find().filter(statement::Column::Tenant.eq(TENANT)).limit(1);
    if filed.one(connection).await.map_err(db)?.is_some() {
        return Ok(false);
    }
    let claims = claim::Entity::find().filter(claim::Column::Tenant.eq(TENANT)).limit(1);
    Ok(claims.one(connection).await.map_err(db)?.is_some())
}

#[cfg(test)]
mod tests {
    use onrecord_testkit::{SKIPPED, TempDatabase, moment};
    use sea_orm::{DatabaseConnection, QueryTrait};

    use super::*;
    use crate::Store;

    /// Keys of one statement: two that few share, and one of a bucket that is full.
    const KEYS: [&str; 3] = ["n * 7919 + 1", "n * 104729 + 2", "-(n % 500)"];
    /// Statements of one bucket.
    const CAP: u32 = 64;

    /// Files statements `from` to `to` as matching does: no bucket holds more than the cap.
    async fn file(connection: &DatabaseConnection, from: u32, to: u32) {
        let postgres = connection.get_database_backend() == DbBackend::Postgres;
        let numbers = if postgres {
            format!("SELECT n FROM generate_series({from}::bigint, {to}::bigint) AS n")
        } else {
            format!(
                "WITH RECURSIVE s(n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM s WHERE n < {to}) SELECT n FROM s"
            )
        };
        for key in KEYS {
            let room = format!("{key} > 0 OR n < {}", 500 * CAP);
            let sql = format!(
                "INSERT INTO statement_band (tenant, band, number) SELECT 1, {key}, n FROM ({numbers}) AS x WHERE {room}"
            );
            connection.execute_unprepared(&sql).await.unwrap();
        }
        connection.execute_unprepared("ANALYZE").await.unwrap();
    }

    fn asked(number: i64) -> Vec<i64> {
        vec![number * 7919 + 1, number * 104_729 + 2, -(number % 500)]
    }

    /// Returns the plan of the question for one statement, its last column a line each.
    async fn plan(connection: &DatabaseConnection, explain: &str, number: i64) -> String {
        let mut statement = select(&asked(number)).build(connection.get_database_backend());
        statement.sql = format!("{explain} {}", statement.sql);
        let rows = connection.query_all_raw(statement).await.unwrap();
        let last = |row: sea_orm::QueryResult| row.try_get_by_index::<String>(row.column_names().len() - 1).unwrap();
        rows.into_iter().map(last).collect::<Vec<_>>().join("\n")
    }

    /// Returns the blocks a plan of PostgreSQL with buffers tells of: those of the first line that names any.
    fn blocks(plan: &str) -> u32 {
        let line = plan.lines().find(|line| line.contains("Buffers:")).unwrap_or_default();
        let numbers = line.split(['=', ' ']).filter_map(|word| word.parse::<u32>().ok());
        numbers.sum()
    }

    /// What a new statement touches must not grow with what is stored.
    async fn rows_stay_bounded(connection: &DatabaseConnection) {
        for number in [17, 1_700] {
            let found = buckets(connection, &asked(number)).await.unwrap();
            let rows: usize = found.values().map(Vec::len).sum();
            assert!(rows <= 2 + CAP as usize, "{rows} rows for one statement");
            assert!(rows >= CAP as usize / 11, "the shared bucket was read: {rows} rows");
        }
    }

    #[tokio::test]
    async fn a_probe_enters_the_index_on_sqlite_whatever_the_size() {
        let database = TempDatabase::sqlite();
        let store = Store::open(database.url(), moment("2026-02-01T12:00:00Z")).await.unwrap();
        let mut from = 1;
        for size in [3_000, 30_000, 300_000] {
            file(store.connection(), from, size).await;
            from = size + 1;
            let plan = plan(store.connection(), "EXPLAIN QUERY PLAN", 17).await;
            assert_eq!(plan, "SEARCH statement_band USING PRIMARY KEY (tenant=? AND band=?)", "{size} statements");
            rows_stay_bounded(store.connection()).await;
        }
        store.close().await;
    }

    #[tokio::test]
    async fn a_probe_enters_the_index_on_postgres_whatever_the_size() {
        let Some(database) = TempDatabase::postgres().await else {
            println!("{SKIPPED}");
            return;
        };
        let store = Store::open(database.url(), moment("2026-02-01T12:00:00Z")).await.unwrap();
        let (mut from, mut before) = (1, None);
        for size in [3_000, 30_000, 300_000] {
            file(store.connection(), from, size).await;
            from = size + 1;
            let plan = plan(store.connection(), "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF)", 17).await;
            let entered = plan.contains("statement_band_pkey") && !plan.contains("Seq Scan");
            assert!(entered || size == 3_000, "a small table may be read whole: {plan}");
            rows_stay_bounded(store.connection()).await;
            let now = blocks(&plan);
            if let Some(before) = before.filter(|_| size > 30_000) {
                assert!(2 * now <= 3 * before, "{before} blocks, then {now}: {plan}");
            }
            before = Some(now);
        }
        store.close().await;
        database.remove().await;
    }
}
