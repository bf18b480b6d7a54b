//! Everything a SQLite file holds, as one text.

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement};

/// Writes the schema and every row of every table of a SQLite database, each value to the bit and with its type, so that two
/// databases that read the same hold the same. Indices are not read: `PRAGMA integrity_check` tells whether they agree.
///
/// # Errors
/// What SQLite says when a page cannot be read.
pub async fn rows(url: &str) -> Result<String, DbErr> {
    let connection = Database::connect(url).await?;
    let read = all(&connection).await;
    connection.close().await?;
    read
}

async fn all(connection: &DatabaseConnection) -> Result<String, DbErr> {
    let schema = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name";
    let mut whole = joined(
        connection,
        &format!("SELECT quote(type) || quote(name) || quote(tbl_name) || quote(sql) AS line FROM ({schema})"),
    )
    .await?;
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
    for table in strings(connection, tables).await? {
        let named = format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid");
        let values: Vec<String> = strings(connection, &named).await?.iter().map(|column| value(column)).collect();
        whole.extend(["\n", table.as_str(), "\n"]);
        let line = values.join(" || ',' || ");
        whole.push_str(&joined(connection, &format!("SELECT {line} AS line FROM \"{table}\" NOT INDEXED")).await?);
    }
    Ok(whole)
}

/// Writes a value to the bit: of a text or blob the bytes, whatever they are.
fn value(column: &str) -> String {
    format!(
        "CASE typeof(\"{column}\") WHEN 'real' THEN quote(\"{column}\") \
         ELSE typeof(\"{column}\") || hex(CAST(\"{column}\" AS BLOB)) END"
    )
}

/// Reads all lines as one value, which is far faster than row by row.
async fn joined(connection: &DatabaseConnection, lines: &str) -> Result<String, DbErr> {
    let read =
        strings(connection, &format!("SELECT coalesce(group_concat(line, char(10)), '') FROM ({lines})")).await?;
    Ok(read.into_iter().next().unwrap_or_default())
}

async fn strings(connection: &DatabaseConnection, sql: &str) -> Result<Vec<String>, DbErr> {
    let rows = connection.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TempDatabase;

    #[tokio::test]
    async fn every_value_tells() -> Result<(), DbErr> {
        let database = TempDatabase::sqlite();
        let url = format!("{}?mode=rwc", database.url());
        let connection = Database::connect(&url).await?;
        connection.execute_unprepared("CREATE TABLE t (n INTEGER, r REAL, s TEXT, b BLOB)").await?;
        connection.execute_unprepared("INSERT INTO t VALUES (1, 0.1, 'a', x'00ff')").await?;
        let mut seen = vec![rows(&url).await?];
        for change in ["n = 2", "r = 0.10000000000000002", "s = x'61'", "s = 'a' || char(0) || 'b'", "b = NULL"] {
            connection.execute_unprepared(&format!("UPDATE t SET {change}")).await?;
            let now = rows(&url).await?;
            assert!(!seen.contains(&now), "{change}");
            seen.push(now);
        }
        Ok(())
    }
}
