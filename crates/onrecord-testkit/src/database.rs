//! Databases that end with the test.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use tempfile::TempDir;

/// Names the variable that holds the address of a PostgreSQL server on which databases may be made and dropped, such as
/// `postgres://postgres@127.0.0.1:5432/`.
pub const POSTGRES: &str = "ONRECORD_TEST_POSTGRES";

/// What a test says that has no server to run on.
pub const SKIPPED: &str = "skipped: PostgreSQL contract: ONRECORD_TEST_POSTGRES is not set";

/// A database of its own for one test: a SQLite file in a temporary folder, or a new database on a PostgreSQL server.
#[derive(Debug)]
pub struct TempDatabase {
    url: String,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Sqlite { _folder: TempDir },
    Postgres { server: String, name: String },
}

impl TempDatabase {
    /// Chooses a SQLite file that does not exist yet.
    ///
    /// # Panics
    /// When no temporary folder can be made.
    #[expect(clippy::panic, reason = "a test without a folder must stop")]
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("no temporary folder: {e}"));
        TempDatabase {
            url: format!("sqlite://{}/onrecord.db", folder.path().display()),
            kind: Kind::Sqlite { _folder: folder },
        }
    }

    /// Makes an empty PostgreSQL database; `None` when [`POSTGRES`] is not set: then print [`SKIPPED`] and return.
    ///
    /// # Panics
    /// When the server that is named cannot be used: a test that is asked for must not be skipped in silence.
    #[expect(clippy::panic, reason = "a test without its server must stop")]
    pub async fn postgres() -> Option<Self> {
        let server = std::env::var(POSTGRES).ok()?;
        let name = format!("onrecord_test_{:016x}", RandomState::new().build_hasher().finish());
        let connection = connect(&server).await;
        connection
            .execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
            .await
            .unwrap_or_else(|e| panic!("cannot make database {name}: {e}"));
        Some(TempDatabase { url: in_database(&server, &name), kind: Kind::Postgres { server, name } })
    }

    /// Returns its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Tells whether it is a PostgreSQL database.
    pub fn is_postgres(&self) -> bool {
        matches!(self.kind, Kind::Postgres { .. })
    }

    /// Removes it; a PostgreSQL database that is not removed stays on the server.
    ///
    /// # Panics
    /// When the server refuses.
    #[expect(clippy::panic, reason = "a test that leaves things behind must say so")]
    pub async fn remove(self) {
        if let Kind::Postgres { server, name } = &self.kind {
            connect(server)
                .await
                .execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)"))
                .await
                .unwrap_or_else(|e| panic!("cannot drop database {name}: {e}"));
        }
    }
}

#[expect(clippy::panic, reason = "a test without its server must stop")]
async fn connect(server: &str) -> DatabaseConnection {
    Database::connect(server).await.unwrap_or_else(|e| panic!("{POSTGRES} names a server that cannot be used: {e}"))
}

/// Puts a database name in the place of the path of a server's address.
fn in_database(server: &str, name: &str) -> String {
    let (address, parameters) = server.split_once('?').unwrap_or((server, ""));
    let start = address.find("://").map_or(0, |at| at + 3);
    let end = address[start..].find('/').map_or(address.len(), |at| start + at);
    let separator = if parameters.is_empty() { "" } else { "?" };
    format!("{}/{name}{separator}{parameters}", &address[..end])
}

#[cfg(test)]
mod tests {
    use super::in_database;

    #[test]
    fn puts_the_name_in_the_address() {
        assert_eq!(in_database("postgres://me@host:1/", "t"), "postgres://me@host:1/t");
        assert_eq!(in_database("postgres://me@host:1", "t"), "postgres://me@host:1/t");
        assert_eq!(in_database("postgres://host/x?a=b", "t"), "postgres://host/t?a=b");
    }
}
