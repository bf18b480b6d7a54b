//! Files, folders, patterns and standard input.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::error::CliError;
use crate::exit::Exit;

/// Where bytes come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// An address, which is fetched.
    Page(String),
}

impl Source {
    /// Returns the name used in messages and records.
    pub(crate) fn name(&self) -> String {
        match self {
            Source::File(path) => path.to_string_lossy().into_owned(),
            Source::Stdin => "-".to_owned(),
            Source::Page(url) => url.clone(),
        }
    }
}

/// Lists the inputs that `given` names, in order; the files of a folder or pattern by name. Addresses are refused: what only
/// reads needs no network.
pub(crate) fn expand(given: &[String]) -> Result<Vec<Source>, CliError> {
    let mut sources = Vec::new();
    for one in given {
        if is_address(one) && !Path::new(one).exists() {
            let what = "addresses are fetched by 'onrecord ingest' only; save the page and name the file";
            return Err(CliError::usage(format!("{one}: {what}, with its address as --url")));
        }
        sources.extend(expand_one(one)?);
    }
    Ok(sources)
}

/// As [`expand`], with addresses.
pub(crate) fn expand_with_pages(given: &[String]) -> Result<Vec<Source>, CliError> {
    let mut sources = Vec::new();
    for one in given {
        sources.extend(expand_one(one)?);
    }
    Ok(sources)
}

fn is_address(given: &str) -> bool {
    given.starts_with("http://") || given.starts_with("https://")
}

fn expand_one(given: &str) -> Result<Vec<Source>, CliError> {
    if given == "-" {
        return Ok(vec![Source::Stdin]);
    }
    let path = Path::new(given);
    if path.is_dir() {
        return folder(path);
    }
    if path.exists() {
        return Ok(vec![Source::File(path.to_path_buf())]);
    }
    if is_address(given) {
        return Ok(vec![Source::Page(given.to_owned())]);
    }
    if given.contains(['*', '?', '[']) {
        return pattern(given);
    }
    Err(CliError::new(Exit::NotFound, format!("{given}: no such file or folder")))
}

fn folder(path: &Path) -> Result<Vec<Source>, CliError> {
    let mut sources = Vec::new();
    for entry in WalkDir::new(path).sort_by_file_name() {
        let entry = entry.map_err(|e| CliError::new(Exit::NotFound, format!("{}: {e}", path.display())))?;
        if entry.file_type().is_file() && !is_hidden(entry.path()) {
            sources.push(Source::File(entry.into_path()));
        }
    }
    if sources.is_empty() {
        return Err(CliError::new(Exit::NotFound, format!("{}: the folder holds no files", path.display())));
    }
    Ok(sources)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn pattern(given: &str) -> Result<Vec<Source>, CliError> {
    let paths = glob::glob(given).map_err(|e| CliError::usage(format!("{given}: {e}")))?;
    let mut files: Vec<PathBuf> = paths.filter_map(Result::ok).filter(|path| path.is_file()).collect();
    files.sort();
    if files.is_empty() {
        return Err(CliError::new(Exit::NotFound, format!("{given}: no file matches")));
    }
    Ok(files.into_iter().map(Source::File).collect())
}
