//! Database addresses and what may be shown of them.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::SqliteConnectOptions;

use crate::StoreError;
use crate::fault::one_line;

/// A database address that was understood.
#[derive(Debug)]
pub(crate) struct Address {
    /// The address as given, passwords included: never shown.
    pub(crate) url: String,
    /// What it leads to.
    pub(crate) place: Place,
    /// What it leads to, in words, without secrets.
    pub(crate) description: String,
}

/// What an address leads to.
#[derive(Debug)]
pub(crate) enum Place {
    /// A SQLite database that ends with the process.
    Memory,
    /// A SQLite file.
    File {
        /// Where it is.
        path: PathBuf,
        /// How it is opened.
        access: Access,
    },
    /// A PostgreSQL server.
    Server,
}

/// How a SQLite file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// To be read and written.
    Write,
    /// To be read, as the address asks.
    Read,
    /// To be read as it lies there, without any file beside it, because none can be made.
    Still,
}

impl Address {
    /// Reads `url`.
    pub(crate) fn read(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("sqlite:") {
            sqlite(url)
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            postgres(url)
        } else {
            Err(refusal(url, "it begins with neither sqlite: nor postgres:"))
        }
    }

    /// Names the database in an error that could not know it.
    pub(crate) fn explain(&self, error: StoreError) -> StoreError {
        let what = self.description.clone();
        match error {
            StoreError::NotOurs { why, .. } => StoreError::NotOurs { what, why },
            StoreError::ReadOnly { .. } => StoreError::ReadOnly { what },
            StoreError::Database { why } => StoreError::Unreachable { what, why: without_password(&why, &self.url) },
            other => other,
        }
    }
}

/// Returns the file that an address names and that is not there; `None` for one that is, and for other databases.
pub fn missing_file(url: &str) -> Option<PathBuf> {
    match Address::read(url).ok()?.place {
        Place::File { path, .. } => Some(path).filter(|path| !path.exists()),
        Place::Memory | Place::Server => None,
    }
}

fn sqlite(url: &str) -> Result<Address, StoreError> {
    let options = SqliteConnectOptions::from_str(url).map_err(|e| refusal(url, &e.to_string()))?;
    let (name, parameters) = url.split_once('?').unwrap_or((url, ""));
    let has = |parameter: &str| parameters.split('&').any(|given| given == parameter);
    let path = options.get_filename().to_owned();
    if name.ends_with(":memory:") || has("mode=memory") {
        return Ok(Address {
            url: url.to_owned(),
            place: Place::Memory,
            description: "SQLite database in memory".to_owned(),
        });
    }
    if path.as_os_str().is_empty() {
        return Err(refusal(url, "it names no file"));
    }
    let asks_to_read = has("mode=ro") || has("immutable=true") || has("immutable=1");
    Ok(Address {
        url: url.to_owned(),
        description: format!("SQLite file {}", path.display()),
        place: Place::File { path, access: if asks_to_read { Access::Read } else { Access::Write } },
    })
}

fn postgres(url: &str) -> Result<Address, StoreError> {
    let options = PgConnectOptions::from_str(url).map_err(|e| refusal(url, &e.to_string()))?;
    let database = options.get_database().unwrap_or(options.get_username());
    let server = match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    };
    Ok(Address {
        url: url.to_owned(),
        place: Place::Server,
        description: format!("PostgreSQL database {database} at {server}"),
    })
}

fn refusal(url: &str, why: &str) -> StoreError {
    StoreError::Url { url: one_line(&shown(url)), why: one_line(&without_password(why, url)) }
}

/// Returns the password of `url` and where it stands; `None` when there is none.
fn password(url: &str) -> Option<std::ops::Range<usize>> {
    let start = url.find("://")? + 3;
    let rest = url.get(start..)?;
    let authority = rest.get(..rest.find('/').unwrap_or(rest.len()))?;
    // A password may hold '@' or '/' that should have been escaped: take the last '@' before the query.
    let end = rest.get(..rest.find('?').unwrap_or(rest.len()))?.rfind('@')?;
    let colon = authority.find(':').filter(|colon| *colon < end)?;
    Some(start + colon + 1..start + end)
}

/// Returns `url` with its password and its parameters, which may hold one too, left out.
fn shown(url: &str) -> String {
    let mut shown = url.to_owned();
    if let Some(place) = password(url) {
        shown.replace_range(place, "…");
    }
    match shown.split_once('?') {
        Some((before, _)) => format!("{before}?…"),
        None => shown,
    }
}

fn without_password(message: &str, url: &str) -> String {
    match password(url).and_then(|place| url.get(place)) {
        Some(secret) if !secret.is_empty() => message.replace(secret, "…"),
        _ => message.to_owned(),
    }
}

/// Returns the path beside `path` that keeps its data from before `schema` was changed.
pub(crate) fn backup_path(path: &Path, suffix: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}.backup-{suffix}.db"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        for url in [
            "postgres://me:hunter2@host/db",
            "postgres://me:hunter2@host:99999999/db",
            "postgresql://me:hunter2/x@host/db?sslmode=what",
            "mysql://me:hunter2@host/db",
            "postgres://host/db?password=hunter2&sslmode=what",
        ] {
            let seen = match Address::read(url) {
                Ok(address) => address.description,
                Err(error) => error.to_string(),
            };
            assert!(!seen.contains("hunter2"), "{seen}");
            assert!(!seen.contains('\n'), "{seen}");
        }
    }

    #[test]
    fn says_what_it_leads_to() {
        let described = |url: &str| Address::read(url).unwrap().description;
        assert_eq!(described("sqlite:///x/on%20record.db?mode=rwc"), "SQLite file /x/on record.db");
        assert_eq!(described("sqlite::memory:"), "SQLite database in memory");
        assert_eq!(described("postgres://me:pw@db.example:6000/desk"), "PostgreSQL database desk at db.example:6000");
    }

    #[test]
    fn names_backups_after_the_schema() {
        let path = backup_path(Path::new("/x/onrecord.db"), "m1");
        assert_eq!(path, Path::new("/x/onrecord.backup-m1.db"));
    }
}
