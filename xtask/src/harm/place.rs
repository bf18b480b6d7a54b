//! New databases to try things on: a file, and one on a PostgreSQL server where one is named.

use std::path::Path;
use std::process::Command;

use crate::shell::say;

/// Names the variable that holds the address of a server on which databases may be made and dropped.
const SERVER: &str = "ONRECORD_TEST_POSTGRES";

/// A database that ends with the harness.
pub(crate) struct Place {
    pub(crate) name: &'static str,
    pub(crate) url: String,
    server: Option<(String, String)>,
}

impl Place {
    /// Names a SQLite file in `folder` that does not exist yet.
    pub(crate) fn file(folder: &Path, stem: &str) -> Self {
        let url = folder.join(format!("{stem}.db")).display().to_string();
        Place { name: "SQLite", url, server: None }
    }

    /// Makes a database on the server; `None`, and a word about it, when no server is named.
    pub(crate) fn server(stem: &str) -> Result<Option<Self>, String> {
        let Ok(server) = std::env::var(SERVER) else {
            say(&format!("skipped: PostgreSQL: {SERVER} is not set"));
            return Ok(None);
        };
        let database = format!("onrecord_{stem}_{}", std::process::id());
        sql(&server, &format!("CREATE DATABASE {database} TEMPLATE template0 ENCODING 'UTF8'"))?;
        let url = in_database(&server, &database);
        Ok(Some(Place { name: "PostgreSQL", url, server: Some((server, database)) }))
    }

    /// Lists the databases there are to try things on.
    pub(crate) fn all(folder: &Path, stem: &str) -> Result<Vec<Self>, String> {
        Ok([Place::file(folder, stem)].into_iter().chain(Place::server(stem)?).collect())
    }
}

/// How often a server is asked whether it is done with what a killed program left.
const ASKED: u32 = 500;

impl Place {
    /// Waits until the server has heard that a killed program is gone: what that had sent may still be on its way, a commit
    /// among it.
    pub(crate) fn settle(&self) -> Result<(), String> {
        let Some((server, database)) = &self.server else { return Ok(()) };
        let sessions = format!("SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}'");
        for _ in 0..ASKED {
            if ask(server, &sessions)? == "0" {
                return Ok(());
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        Err("the server has not noticed that a killed program is gone".to_owned())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((server, database)) = &self.server {
            let _ = sql(server, &format!("DROP DATABASE IF EXISTS {database} WITH (FORCE)"));
        }
    }
}

fn sql(server: &str, statement: &str) -> Result<(), String> {
    ask(server, statement).map(drop)
}

/// Runs a statement and returns what it prints.
fn ask(server: &str, statement: &str) -> Result<String, String> {
    let output = Command::new("psql").args(["-qAt", "-d", server, "-c", statement]).output();
    let output = output.map_err(|e| format!("psql, which comes with PostgreSQL, is needed: {e}"))?;
    let told = || String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if !output.status.success() {
        return Err(format!("{statement}: {}", told()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Puts a database name in the place of the path of a server's address.
fn in_database(server: &str, name: &str) -> String {
    let (address, parameters) = server.split_once('?').unwrap_or((server, ""));
    let start = address.find("://").map_or(0, |at| at + 3);
    let end = address.get(start..).and_then(|rest| rest.find('/')).map_or(address.len(), |at| start + at);
    let separator = if parameters.is_empty() { "" } else { "?" };
    format!("{}/{name}{separator}{parameters}", address.get(..end).unwrap_or(address))
}
