//! The rows that are counted, read in order of their keys.

use sea_orm_migration::SchemaManager;
use sea_orm_migration::sea_orm::{ConnectionTrait as _, DbBackend, DbErr, QueryResult, Statement, Value};

use super::digest::{Kind, Tally, digest, part, value, worded};

/// Rows read at a time.
const PAGE: i64 = 1_000;

/// A table whose rows are counted.
pub(super) struct Table {
    pub(super) name: &'static str,
    /// Whether each row carries its digest.
    pub(super) carries: bool,
    /// Whether the table has a tally.
    pub(super) is_counted: bool,
    /// The key of a row, behind the tenant.
    key: &'static [(&'static str, Kind)],
    /// What the digest covers, in order.
    covers: &'static [(&'static str, Kind)],
}

const fn carrying(
    name: &'static str,
    key: &'static [(&'static str, Kind)],
    covers: &'static [(&'static str, Kind)],
) -> Table {
    Table { name, carries: true, is_counted: true, key, covers }
}

const fn dense(
    name: &'static str,
    key: &'static [(&'static str, Kind)],
    covers: &'static [(&'static str, Kind)],
) -> Table {
    Table { name, carries: false, is_counted: true, key, covers }
}

pub(super) const TABLES: [Table; 12] = [
    carrying(
        "outlet",
        &[("id", Kind::Id)],
        &[
            ("id", Kind::Id),
            ("handle", Kind::Number),
            ("name", Kind::Text),
            ("name_key", Kind::Bytes),
            ("owner", Kind::Text),
            ("controller", Kind::Text),
            ("agency", Kind::Flag),
        ],
    ),
    carrying(
        "document",
        &[("id", Kind::Id)],
        &[
            ("id", Kind::Id),
            ("handle", Kind::Number),
            ("article_id", Kind::Id),
            ("version", Kind::Number),
            ("hash", Kind::Bytes),
            ("outlet_id", Kind::Id),
            ("retrieved_at", Kind::Number),
            ("published_day", Kind::Small),
            ("metadata", Kind::Text),
        ],
    ),
    carrying("speaker", &[("id", Kind::Id)], &[("id", Kind::Id), ("handle", Kind::Number), ("name", Kind::Text)]),
    carrying(
        "speaker_alias",
        &[("speaker_id", Kind::Id), ("alias_key", Kind::Bytes)],
        &[("speaker_id", Kind::Id), ("name", Kind::Text), ("why", Kind::Text)],
    ),
    carrying(
        "claim_pair",
        &[("a", Kind::Id), ("b", Kind::Id)],
        &[
            ("a", Kind::Id),
            ("b", Kind::Id),
            ("relation", Kind::Text),
            ("score", Kind::Real),
            ("vetoes", Kind::Text),
            ("why", Kind::Text),
        ],
    ),
    carrying(
        "copy_link",
        &[("a", Kind::Id), ("b", Kind::Id)],
        &[
            ("a", Kind::Id),
            ("b", Kind::Id),
            ("sentences", Kind::Number),
            ("of_sentences", Kind::Number),
            ("containment", Kind::Real),
            ("agency", Kind::Text),
        ],
    ),
    carrying(
        "finding",
        &[("id", Kind::Id)],
        &[("id", Kind::Id), ("source_key", Kind::Bytes), ("imported_at", Kind::Number), ("payload", Kind::Text)],
    ),
    Table {
        name: "lease",
        carries: true,
        is_counted: false,
        key: &[("claim_id", Kind::Id)],
        covers: &[
            ("claim_id", Kind::Id),
            ("holder", Kind::Text),
            ("holder_key", Kind::Text),
            ("ends_at", Kind::Number),
        ],
    },
    dense("claim", &[("id", Kind::Id)], &[("id", Kind::Id), ("handle", Kind::Number)]),
    dense("statement", &[("fingerprint", Kind::Bytes)], &[("fingerprint", Kind::Bytes), ("number", Kind::Number)]),
    dense(
        "statement_band",
        &[("band", Kind::Number), ("number", Kind::Number)],
        &[("band", Kind::Number), ("number", Kind::Number)],
    ),
    dense(
        "passage",
        &[("passage", Kind::Number), ("handle", Kind::Number)],
        &[("passage", Kind::Number), ("handle", Kind::Number)],
    ),
];

/// Counts the rows of a table, and writes the digest into each that carries one.
pub(super) async fn count(manager: &SchemaManager<'_>, table: &Table) -> Result<Tally, DbErr> {
    let mut tally = Tally::default();
    let mut after = Vec::new();
    loop {
        let rows = page(manager, table, &after).await?;
        let Some(last) = rows.last() else { return Ok(tally) };
        after = key_of(last, table)?;
        for row in &rows {
            let first = table.key.len();
            let parts = (first..).zip(table.covers).map(|(index, (_, kind))| part(row, index, *kind));
            let digest = digest(table.name, &parts.collect::<Result<Vec<_>, _>>()?);
            tally.add(digest);
            if table.carries {
                carry(manager, table, digest, key_of(row, table)?).await?;
            }
        }
    }
}

fn key_of(row: &QueryResult, table: &Table) -> Result<Vec<Value>, DbErr> {
    table.key.iter().enumerate().map(|(index, (_, kind))| value(row, index, *kind)).collect()
}

fn names(columns: &[(&str, Kind)]) -> String {
    columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

async fn page(manager: &SchemaManager<'_>, table: &Table, after: &[Value]) -> Result<Vec<QueryResult>, DbErr> {
    let (key, covers, name) = (names(table.key), names(table.covers), table.name);
    let marks: Vec<String> = (1..=after.len()).map(|n| format!("${n}")).collect();
    let past = if after.is_empty() { String::new() } else { format!("AND ({key}) > ({})", marks.join(", ")) };
    let sql = format!("SELECT {key}, {covers} FROM {name} WHERE tenant = 1 {past} ORDER BY {key} LIMIT {PAGE}");
    let asked = Statement::from_sql_and_values(manager.get_database_backend(), sql, after.to_vec());
    manager.get_connection().query_all_raw(asked).await
}

async fn carry(manager: &SchemaManager<'_>, table: &Table, digest: i64, key: Vec<Value>) -> Result<(), DbErr> {
    let is = (2..).zip(table.key).map(|(n, (name, _))| format!("{name} = ${n}")).collect::<Vec<_>>().join(" AND ");
    let sql = format!("UPDATE {} SET digest = $1 WHERE tenant = 1 AND {is}", table.name);
    let values = [Value::from(digest)].into_iter().chain(key);
    let statement = Statement::from_sql_and_values(manager.get_database_backend(), sql, values);
    manager.get_connection().execute_raw(statement).await?;
    Ok(())
}

/// Counts the words statements are found by.
pub(super) async fn count_words(manager: &SchemaManager<'_>) -> Result<Tally, DbErr> {
    let connection = manager.get_connection();
    let sqlite = manager.get_database_backend() == DbBackend::Sqlite;
    let sql = if sqlite {
        let view = "CREATE VIRTUAL TABLE temp.words_now USING fts5vocab(main, statement_words, instance)";
        connection.execute_unprepared(view).await?;
        "SELECT term, group_concat(doc, ' ') FROM temp.words_now WHERE term > $1 GROUP BY term ORDER BY term LIMIT 50"
    } else {
        "SELECT w.word, string_agg(s.number::text, ' ') FROM statement AS s, unnest(tsvector_to_array(s.words)) AS w(word) \
         WHERE s.tenant = 1 AND $1 = '' GROUP BY w.word"
    };
    let (mut tally, mut after) = (Tally::default(), String::new());
    loop {
        let asked = Statement::from_sql_and_values(manager.get_database_backend(), sql, [after.clone().into()]);
        let rows = connection.query_all_raw(asked).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            after = row.try_get_by_index(0)?;
            let numbers: String = row.try_get_by_index(1)?;
            for number in numbers.split(' ') {
                let number = number.parse().map_err(|_| DbErr::Custom(format!("{number:?} is no statement")))?;
                tally.add(digest("statement_words", &worded(number, &after)));
            }
        }
    }
    if sqlite {
        connection.execute_unprepared("DROP TABLE temp.words_now").await?;
    }
    Ok(tally)
}

/// Writes down the tally of a table.
pub(super) async fn store(manager: &SchemaManager<'_>, kind: &str, tally: Tally) -> Result<(), DbErr> {
    let sql = "INSERT INTO tally (tenant, kind, number, total) VALUES (1, $1, $2, $3)";
    let values = [kind.into(), tally.rows.into(), tally.sum.into()];
    let statement = Statement::from_sql_and_values(manager.get_database_backend(), sql, values);
    manager.get_connection().execute_raw(statement).await?;
    Ok(())
}
