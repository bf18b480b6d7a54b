//! From what the driver says to what a person is told.

use sea_orm::sqlx::{self, error::ErrorKind};
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr};

use crate::StoreError;

/// SQLite's result code `SQLITE_IOERR_SHMSIZE`.
const NO_ROOM_FOR_INDEX: &str = "4874";

/// Turns a driver's error into one of ours.
#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
pub(crate) fn db(error: DbErr) -> StoreError {
    match &error {
        DbErr::Conn(RuntimeErr::SqlxError(e))
        | DbErr::Exec(RuntimeErr::SqlxError(e))
        | DbErr::Query(RuntimeErr::SqlxError(e)) => from_sqlx(e),
        DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => {
            StoreError::Busy { why: "no connection became free in time".to_owned() }
        }
        _ => other(&error),
    }
}

/// Makes the error for a stored value that cannot be what was written.
#[expect(clippy::needless_pass_by_value, reason = "handles, numbers and messages alike read better without `&`")]
pub(crate) fn damaged(table: &'static str, row: impl ToString, column: &'static str, why: impl ToString) -> StoreError {
    StoreError::Damaged { table, row: row.to_string(), column, why: why.to_string() }
}

/// Makes the error for a walk that came back to rows it had read.
pub(crate) fn led_back(table: &'static str, row: impl ToString) -> StoreError {
    damaged(table, row, "key", "the index leads back to rows that were read")
}

fn from_sqlx(error: &sqlx::Error) -> StoreError {
    match error {
        sqlx::Error::Database(e) => from_code(e.as_ref()),
        sqlx::Error::PoolTimedOut => StoreError::Busy { why: "no connection became free in time".to_owned() },
        _ => other(error),
    }
}

/// Sorts by SQLSTATE (five characters) or by SQLite's result code (a number; the low byte is the primary code).
fn from_code(error: &dyn sqlx::error::DatabaseError) -> StoreError {
    let code = error.code().unwrap_or_default();
    if error.kind() == ErrorKind::UniqueViolation {
        return StoreError::Duplicate { what: one_line(error.message()) };
    }
    let why = one_line(error.message());
    match code.as_ref() {
        "40001" | "40P01" | "55P03" => return StoreError::Busy { why },
        "53100" => return StoreError::DiskFull,
        "25006" => return read_only(),
        _ => {}
    }
    // SQLite could not make room for the index of its write-ahead log, which is how it meets a full disk first.
    if code == NO_ROOM_FOR_INDEX {
        return StoreError::DiskFull;
    }
    let primary = (code.len() < 5).then(|| code.parse::<u32>().ok()).flatten();
    match primary.map(|code| code & 0xff) {
        Some(5 | 6) => StoreError::Busy { why },
        Some(8) => read_only(),
        Some(13) => StoreError::DiskFull,
        Some(11) => {
            StoreError::NotOurs { what: "the file".to_owned(), why: "it is damaged, or not a SQLite file".to_owned() }
        }
        Some(26) => StoreError::NotOurs { what: "the file".to_owned(), why: "it is not a SQLite file".to_owned() },
        _ => StoreError::Database { why },
    }
}

fn read_only() -> StoreError {
    StoreError::ReadOnly { what: "the database".to_owned() }
}

fn other(error: &dyn std::error::Error) -> StoreError {
    StoreError::Database { why: one_line(&error.to_string()) }
}

/// Puts a message on one line.
pub(crate) fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}
