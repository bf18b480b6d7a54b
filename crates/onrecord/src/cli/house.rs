//! Arguments of the commands about the house: its rules, its health, what it made public.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use onrecord_model::{Published, Reason};

/// What to do with house rules.
#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Says what a file of house rules comes to, or what is wrong with it: line, field and what to do
    Check(RulesCheck),
    /// Puts a file of house rules into force for everybody who works on this database; a reason is required
    Adopt(RulesAdopt),
    /// Prints the house rules in force
    Show(RulesShow),
}

/// Arguments of `rules check`.
#[derive(Debug, Args)]
pub(crate) struct RulesCheck {
    /// The file
    pub(crate) file: PathBuf,
}

/// Arguments of `rules adopt`.
#[derive(Debug, Args)]
pub(crate) struct RulesAdopt {
    /// The file
    pub(crate) file: PathBuf,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// Show what would change, but change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Arguments of `rules show`.
#[derive(Debug, Args)]
pub(crate) struct RulesShow {
    /// As they were in force at the end of this day, or at this moment (days are UTC)
    #[arg(long, value_name = "DATE")]
    pub(crate) at: Option<Published>,
    /// Say what they come to in place of printing the file
    #[arg(long)]
    pub(crate) explain: bool,
}
