//! The user's settings: `config.toml` in the platform's configuration directory.

use std::path::PathBuf;

use directories::ProjectDirs;
use onrecord_app::{EngineKind, ReviewRule, UnknownEngine};
use serde::Deserialize;

use crate::cli::EngineArgs;
use crate::error::CliError;

/// What the settings file may hold; every field is optional.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// The reviewer's name, when neither `--as` nor `ONRECORD_AS` gives one.
    #[serde(rename = "as")]
    pub(crate) reviewer: Option<String>,
    /// The database, when neither `--db` nor `ONRECORD_DB` gives one.
    pub(crate) db: Option<String>,
    /// How second review works while the desk has no house rules.
    pub(crate) review: Option<Review>,
    /// What finds the claims, when neither `--engine` nor `ONRECORD_ENGINE` says.
    pub(crate) engine: Option<String>,
}

/// How second review works on this machine; house rules take its place.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Review {
    /// How many people must agree on a proposal, the one who proposes among them; at least 2.
    pub(crate) people: Option<u32>,
    /// Whether opinions show only to those who have given theirs.
    pub(crate) blind: Option<bool>,
}

/// Returns how second review works by the settings of this machine; `None` when they say nothing of it.
pub(crate) fn review() -> Result<Option<ReviewRule>, CliError> {
    let Some(review) = load()?.review else { return Ok(None) };
    let usual = ReviewRule::default();
    let people = review.people.unwrap_or(usual.people);
    let rule = ReviewRule { people, of: people, blind: review.blind.unwrap_or(usual.blind) };
    if rule.people < 2 {
        let given = rule.people;
        return Err(CliError::usage(format!(
            "settings file, review.people: {given} is fewer than the 2 that can agree"
        )));
    }
    Ok(Some(rule))
}

/// Returns the engine that the arguments, the environment or the settings name, in that order.
pub(crate) fn engine(args: EngineArgs) -> Result<EngineKind, CliError> {
    if let Some(engine) = args.engine {
        return Ok(engine);
    }
    let unknown = |wherefrom: &str, e: UnknownEngine| CliError::usage(format!("{wherefrom}: {e}"));
    // Empty means unset, as for every program.
    if let Some(name) = std::env::var("ONRECORD_ENGINE").ok().filter(|name| !name.is_empty()) {
        return name.parse().map_err(|e| unknown("ONRECORD_ENGINE", e));
    }
    match load()?.engine {
        Some(name) => name.parse().map_err(|e| unknown("settings file, engine", e)),
        None => Ok(EngineKind::default()),
    }
}

/// Reads the settings; a missing file means no settings.
pub(crate) fn load() -> Result<Config, CliError> {
    let Some(path) = path() else {
        return Ok(Config::default());
    };
    match std::fs::read_to_string(&path) {
        Ok(text) => toml::from_str(&text).map_err(|e| bad(&path, &e.to_string())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Config::default()),
        Err(e) => Err(bad(&path, &e.to_string())),
    }
}

fn bad(path: &std::path::Path, why: &str) -> CliError {
    CliError::usage(format!(
        "{}: {}; known settings are as, db, engine, review.people and review.blind",
        path.display(),
        why.trim()
    ))
}

fn path() -> Option<PathBuf> {
    project().map(|dirs| dirs.config_dir().join("config.toml"))
}

/// Returns the platform's directories for this program; `None` when the user has no home.
pub(crate) fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "onrecord")
}
