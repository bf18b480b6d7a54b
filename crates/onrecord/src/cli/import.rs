//! Arguments of `import`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What to import.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// Imports earlier fact-checks: JSON Lines, ClaimReview JSON-LD (files, feeds, pages) or CSV; importing again updates them by id
    ///
    /// Of several records of one file with the same id the first is kept; the others are named and counted as refused. A
    /// date that is none is left out, named and counted. Either ends with exit code 6.
    Findings(ImportFindings),
    /// Imports Web Annotations: the words each points at become a mention of its document, credited to nobody
    ///
    /// A document is found by its address or hash, and the words by their quotation in its latest version that holds them. What is a
    /// mention already stays as it is. An annotation that cannot be read or placed is named, costs itself alone, and ends with
    /// exit code 6.
    Annotations(ImportAnnotations),
    /// Enters everything that `export bundle` wrote into an empty database, SQLite or PostgreSQL, whole or not at all
    ///
    /// The bundle is checked first, and what was entered is checked against its hashes and its log before it is kept. The log
    /// goes on where it ended.
    Bundle(ImportBundle),
}

/// Arguments of `import bundle`.
#[derive(Debug, Args)]
pub(crate) struct ImportBundle {
    /// The bundle
    pub(crate) file: PathBuf,
    /// Check hashes, rows and the chain of the log, and write nothing
    #[arg(long)]
    pub(crate) verify: bool,
}

/// Arguments of `import annotations`.
#[derive(Debug, Args)]
pub(crate) struct ImportAnnotations {
    /// Files of JSON-LD: one annotation, a list, a page, or one a line (- for standard input)
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<String>,
    /// Show what would be added, and add nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Arguments of `import findings`.
#[derive(Debug, Args)]
pub(crate) struct ImportFindings {
    /// Files (- for standard input)
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<String>,
    /// What the source is called; ids count within it [default: the name of the file]
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,
    /// Import nothing when a record, an id or a date is bad
    #[arg(long)]
    pub(crate) strict: bool,
    /// Read and check, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}
