//! Arguments of `outlet`.

use clap::{Args, Subcommand};
use onrecord_model::{Handle, Reason};

/// What to do with outlets.
#[derive(Debug, Subcommand)]
pub(crate) enum OutletCommand {
    /// Lists the outlets: who owns them, who controls the owner, whether they are wire agencies
    List,
    /// Writes down what is known of an outlet; a reason is required
    Set(OutletSet),
}

/// Arguments of `outlet set`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
pub(crate) struct OutletSet {
    /// The outlet, such as o4
    pub(crate) outlet: Handle,
    /// Who owns it
    #[arg(long, value_name = "NAME", conflicts_with = "no_owner")]
    pub(crate) owner: Option<String>,
    /// The owner is not known
    #[arg(long)]
    pub(crate) no_owner: bool,
    /// Who controls the owner, such as a government
    #[arg(long, value_name = "NAME", conflicts_with = "no_controller")]
    pub(crate) controller: Option<String>,
    /// Nobody is known to control the owner
    #[arg(long)]
    pub(crate) no_controller: bool,
    /// It is a wire agency
    #[arg(long, conflicts_with = "no_agency")]
    pub(crate) agency: bool,
    /// It is no wire agency
    #[arg(long)]
    pub(crate) no_agency: bool,
    /// Why, such as where it says so
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// Show what would change and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}
