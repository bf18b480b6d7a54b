//! Arguments of the commands that set wordings beside one another.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use onrecord_model::{DriftKind, Handle};

use super::drift_kind;

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// A claim (c7), a document (d1), or a text in quotes
    #[arg(required_unless_present = "pairs")]
    pub(crate) a: Option<String>,
    /// A claim, a document, or a text in quotes
    #[arg(required_unless_present = "pairs")]
    pub(crate) b: Option<String>,
    /// Compare the pairs of a file of {"id","a","b"} lines (- for standard input), without a database
    #[arg(long, value_name = "FILE", conflicts_with_all = ["a", "b"])]
    pub(crate) pairs: Option<String>,
    #[command(flatten)]
    pub(crate) view: DiffView,
}

/// How changes are shown.
#[derive(Clone, Debug, Args)]
pub(crate) struct DiffView {
    /// Only these kinds of change, such as number,negation
    #[arg(long, value_delimiter = ',', value_parser = drift_kind, value_name = "KIND,…")]
    pub(crate) only: Vec<DriftKind>,
    /// Also what was folded: white space, quote style, capitals
    #[arg(long)]
    pub(crate) all: bool,
    /// Both wordings side by side
    #[arg(long)]
    pub(crate) side: bool,
}

/// By what wordings are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// One line of time
    Date,
    /// Each outlet by itself
    Outlet,
    /// Each speaker by themselves
    Speaker,
}

#[derive(Debug, Args)]
pub(crate) struct Drift {
    /// The claim
    pub(crate) claim: Handle,
    /// How the wordings are put together; within that by date
    #[arg(long, value_enum, default_value_t = By::Date)]
    pub(crate) by: By,
    #[command(flatten)]
    pub(crate) view: DiffView,
}

#[derive(Debug, Args)]
pub(crate) struct Timeline {
    /// The documents, such as d1 d2; one stands for all versions of its article
    #[arg(required_unless_present_any = ["outlet", "title"], value_name = "DOC")]
    pub(crate) documents: Vec<Handle>,
    /// All documents of this outlet
    #[arg(long, value_name = "NAME", conflicts_with = "documents")]
    pub(crate) outlet: Option<String>,
    /// All documents with these words in their headline
    #[arg(long, value_name = "WORDS", conflicts_with = "documents")]
    pub(crate) title: Option<String>,
    /// Only sentences that held these words at some time; --all also shows where they stood unchanged
    #[arg(long, value_name = "WORDS")]
    pub(crate) find: Option<String>,
    /// Write a page with all versions, their word diffs and the history of every sentence: a file named .html, or the
    /// folder to write to
    #[arg(short = 'o', long, value_name = "FILE", conflicts_with_all = ["only", "all", "side"])]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) view: DiffView,
}
