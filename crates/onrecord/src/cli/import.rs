//! Arguments of `import`.

use clap::{Args, Subcommand};

/// What to import.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// Imports earlier fact-checks: JSON Lines, ClaimReview JSON-LD or CSV; importing again updates them by id
    ///
    /// Of several records of one file with the same id the first is kept; the others are named and counted as refused. A
    /// date that is none is left out, named and counted. Either ends with exit code 6.
    Findings(ImportFindings),
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
