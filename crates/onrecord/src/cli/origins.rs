//! Arguments of `origins` and `suggest`.

use clap::{Args, Subcommand};
use onrecord_model::{Handle, Reason};

/// Arguments of `origins`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Origins {
    /// The claim
    #[arg(required = true)]
    pub(crate) claim: Option<Handle>,
    /// As a tree (what a terminal gets anyway)
    #[arg(long)]
    pub(crate) tree: bool,
    #[command(subcommand)]
    pub(crate) command: Option<OriginsCommand>,
}

/// What people say of documents.
#[derive(Debug, Subcommand)]
pub(crate) enum OriginsCommand {
    /// Says that documents go back to one text, whatever they share
    Link(OriginsPair),
    /// Says that documents are independent, whatever they share
    ///
    /// Cuts the tie between the document and each of the others, and no other tie: while a third document of the copy group
    /// ties both, they stay copies, and the command says by what. With the document alone it is taken out of its copy group.
    Unlink(OriginsCut),
}

/// Arguments of `origins link`.
#[derive(Debug, Args)]
pub(crate) struct OriginsPair {
    /// The document
    pub(crate) one: Handle,
    /// The documents it is set beside
    #[arg(required = true)]
    pub(crate) others: Vec<Handle>,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// Show what would change and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Arguments of `origins unlink`.
#[derive(Debug, Args)]
pub(crate) struct OriginsCut {
    /// The document
    pub(crate) one: Handle,
    /// The documents it is no copy of; without any, all documents of its copy group
    pub(crate) others: Vec<Handle>,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// Show what would change and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Arguments of `suggest`.
#[derive(Debug, Args)]
pub(crate) struct Suggest {
    /// The claim; without one the open claims most worth checking, those of which something is suggested
    pub(crate) claim: Option<Handle>,
    /// Say what was counted, what was not and why, and what is missing
    #[arg(long)]
    pub(crate) explain: bool,
    /// How many open claims are looked at
    #[arg(long, value_name = "N", default_value_t = 50, conflicts_with = "claim")]
    pub(crate) limit: u32,
}
