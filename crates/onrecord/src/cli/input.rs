//! Arguments of the commands that read articles.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use onrecord_app::{EngineKind, UnknownEngine};
use onrecord_model::Published;

/// What the user knows about the inputs; it wins over what they say themselves.
#[derive(Clone, Debug, Args)]
pub(crate) struct HintArgs {
    /// Outlet of all inputs
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// Publication date of all inputs
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<Published>,
    /// Address of the input
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
    /// Where others keep a copy of the input, such as a web archive
    #[arg(long, value_name = "URL")]
    pub(crate) archived: Option<String>,
    /// Language of all inputs, such as en
    #[arg(long, value_name = "CODE")]
    pub(crate) lang: Option<String>,
    /// What the inputs are
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = InputFormat::Auto)]
    pub(crate) from: InputFormat,
}

impl HintArgs {
    /// Tells whether something is said that can be true of one article alone.
    pub(crate) fn name_one(&self) -> bool {
        self.url.is_some() || self.archived.is_some()
    }
}

/// What finds the claims.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct EngineArgs {
    /// What finds the claims: accurate (finds the most), fast (for bulk), rules (no trained weights) [default:
    /// `ONRECORD_ENGINE`, then the settings file, else accurate]
    #[arg(long, value_name = "NAME", value_parser = engine)]
    pub(crate) engine: Option<EngineKind>,
}

fn engine(name: &str) -> Result<EngineKind, String> {
    name.parse().map_err(|e: UnknownEngine| e.to_string())
}

/// What becomes of the "that" which opens a reported clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum That {
    /// It belongs to the content
    Keep,
    /// The content begins behind it
    Drop,
}

/// How the format of an input is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// Told by the content, then by the name
    Auto,
    /// JSON Lines, whatever the first line holds
    Jsonl,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Folder for the database and the reports [default: a new folder in the temporary directory]
    #[arg(short = 'o', long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) engine: EngineArgs,
}

#[derive(Debug, Args)]
pub(crate) struct Ingest {
    /// Files, folders, patterns such as 'in/*.html', addresses (https://…, fetched from public places only), or - for
    /// standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    #[command(flatten)]
    pub(crate) hints: HintArgs,
    #[command(flatten)]
    pub(crate) engine: EngineArgs,
    /// How many threads extract [default: one a core]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// Stop at the first input that is refused; what came before it is in
    #[arg(long)]
    pub(crate) strict: bool,
    /// Read and extract, but store nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Read {
    /// Files, folders, patterns, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    #[command(flatten)]
    pub(crate) hints: HintArgs,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// Files, folders, patterns, or - for standard input
    #[arg(default_value = "-", value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    #[command(flatten)]
    pub(crate) hints: HintArgs,
    #[command(flatten)]
    pub(crate) engine: EngineArgs,
    /// Whether the "that" which opens a reported clause belongs to its content, as in corpora that mark attributions
    /// [default: keep for JSON Lines, else drop]
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) that: Option<That>,
    /// One mention a line instead of one document a line
    #[arg(long, conflicts_with = "all_sentences")]
    pub(crate) flat: bool,
    /// Every sentence with its check-worthiness, and why it is no mention
    #[arg(long)]
    pub(crate) all_sentences: bool,
    /// End with a record that counts and hashes what was printed, so that a cut-off output shows
    #[arg(long)]
    pub(crate) eof: bool,
    /// How many threads extract [default: one a core]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
}

#[derive(Debug, Args)]
pub(crate) struct Copies {
    /// Files, folders, patterns, or - for standard input
    #[arg(default_value = "-", value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    #[command(flatten)]
    pub(crate) hints: HintArgs,
    /// How many threads read [default: one a core]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
}
