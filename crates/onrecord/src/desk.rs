//! Which database, which reviewer.

use std::path::{Path, PathBuf};

use onrecord_app::{AppError, Desk, missing_file};
use onrecord_model::{Reviewer, Role};

use crate::ambient::{RandomIds, SystemClock};
use crate::cli::Global;
use crate::config;
use crate::error::CliError;
use crate::exit::Exit;
use crate::roles::{self, Least};

/// The file that is taken when it lies in the working directory.
const LOCAL: &str = "onrecord.db";

/// The commands that begin a database under a name where there is none. For the others a mistyped name would be an empty desk with
/// nothing to do. A log in order, and a bundle of nothing, are not what anybody asks for at all.
const BEGIN: [&str; 6] =
    ["import annotations", "import bundle", "import findings", "ingest", "outlet set", "rules adopt"];

/// Opens the database that the arguments, the environment, the settings or the habit name, in that order, for somebody who
/// may run the command under its house rules.
pub(crate) async fn open(global: &Global) -> Result<Desk, CliError> {
    let url = match &global.db {
        Some(given) => url_of(given),
        None => default_url()?,
    };
    let is_whole = global.command.starts_with("audit") || global.command == "export bundle";
    let is_named = global.db.is_some() && !BEGIN.contains(&global.command.as_str());
    if (is_whole || is_named)
        && let Some(path) = missing_file(&url).filter(|path| is_whole || is_in_a_folder(path))
    {
        return Err(CliError::new(
            Exit::NotFound,
            format!(
                "there is no database at {}; name one with --db, or begin one with 'onrecord ingest'",
                path.display()
            ),
        ));
    }
    let desk = Desk::open(&url, Box::new(SystemClock), Box::new(RandomIds::new())).await?;
    if let Least::Role(needs) = roles::least(&global.command)
        && let Err(refused) = allowed(&desk, &viewer(global)?, needs).await
        // Whether somebody tampered with the rules is what the audit tells.
        && !(global.command == "audit verify" && matches!(refused, AppError::RulesUnreadable(_)))
    {
        desk.close().await;
        return Err(refused.into());
    }
    Ok(desk)
}

/// Refuses what a person may not do, and whoever would enter something under a name that looks like another person's.
async fn allowed(desk: &Desk, who: &Reviewer, needs: Role) -> Result<(), AppError> {
    desk.require_role(who, needs).await?;
    if needs > Role::Reader { desk.check_name(who).await } else { Ok(()) }
}

/// Opens the database, does the work and closes it, whatever came of the work: a closed SQLite file is whole without its
/// write-ahead log beside it.
pub(crate) async fn with<T>(
    global: &Global,
    work: impl AsyncFnOnce(&Desk) -> Result<T, CliError>,
) -> Result<T, CliError> {
    let desk = open(global).await?;
    let mut done = work(&desk).await;
    if let Err(CliError { missing: Some(handle), .. }) = &done {
        done = Err(desk.explain(AppError::NotFound { handle: *handle }).await.into());
    }
    desk.close().await;
    done
}

/// Returns the file of the database that a command would begin; `None` where there is one, or it is no file.
pub(crate) fn begun(global: &Global) -> Option<PathBuf> {
    let url = global.db.as_deref().map_or_else(default_url, |given| Ok(url_of(given)));
    missing_file(&url.ok()?)
}

/// Opens the SQLite file at `path`.
pub(crate) async fn open_file(path: &Path) -> Result<Desk, CliError> {
    let url = url_of(&path.to_string_lossy());
    Ok(Desk::open(&url, Box::new(SystemClock), Box::new(RandomIds::new())).await?)
}

/// Tells whether a file can be made there; where it cannot, what is in the way is said as for every command.
fn is_in_a_folder(path: &Path) -> bool {
    path.parent().is_none_or(|folder| folder.as_os_str().is_empty() || folder.is_dir())
}

/// A bare path is an SQLite file; blanks, `#`, `?` and the like must not be read as parts of an address, so everything
/// but RFC 3986's unreserved characters and the separator is escaped.
fn url_of(given: &str) -> String {
    if given.contains("://") || given.starts_with("sqlite:") {
        return given.to_owned();
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let path =
        given.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    format!("sqlite://{}", path.collect::<String>())
}

fn default_url() -> Result<String, CliError> {
    if let Some(db) = config::load()?.db {
        return Ok(url_of(&db));
    }
    if Path::new(LOCAL).exists() {
        return Ok(url_of(LOCAL));
    }
    let dirs = config::project().ok_or_else(|| CliError::usage("no home directory; name a database with --db FILE"))?;
    let folder = dirs.data_dir();
    std::fs::create_dir_all(folder).map_err(|e| {
        CliError::failure(format!("cannot make {}: {e}; name a database with --db FILE", folder.display()))
    })?;
    Ok(url_of(&folder.join(LOCAL).to_string_lossy()))
}

/// Names the person who decides: `--as` or `ONRECORD_AS`, else the settings, else the user of the machine.
pub(crate) fn reviewer(global: &Global) -> Result<Reviewer, CliError> {
    let configured = config::load()?.reviewer;
    let named = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    // Containers and scheduled jobs often have no such variable, but a user all the same.
    let user = || named().or_else(|| whoami::username().ok());
    let name = global.reviewer.clone().or(configured).or_else(user).unwrap_or_default();
    name.parse().map_err(|e: onrecord_model::ReviewerError| CliError::usage(e.to_string()))
}

/// Names the person who looks; somebody whose name cannot be told sees what anybody sees.
pub(crate) fn viewer(global: &Global) -> Result<Reviewer, CliError> {
    reviewer(global).or_else(|error| "somebody".parse().map_err(|_| error))
}

#[cfg(test)]
mod tests {
    use super::url_of;

    #[test]
    fn a_path_becomes_an_address() {
        assert_eq!(url_of("a b/ç.db"), "sqlite://a%20b/%C3%A7.db");
        assert_eq!(url_of("what?.db"), "sqlite://what%3F.db");
        assert_eq!(url_of("postgres://host/db"), "postgres://host/db");
        assert_eq!(url_of("sqlite::memory:"), "sqlite::memory:");
    }
}
