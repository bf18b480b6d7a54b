//! Arguments of `import`.

use clap::{Args, Subcommand};

/// What to import.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// Imports earlier fact-checks: JSON Lines, ClaimReview JSON-LD or CSV; importing again updates them by id
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
    /// Import nothing when a record is bad
    #[arg(long)]
    pub(crate) strict: bool,
    /// Read and check, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}
