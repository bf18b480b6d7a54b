//! Arguments of `outlet`.

use clap::{Args, Subcommand};
use onrecord_model::Reason;

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
    /// The outlet: its handle (o4), its name whatever the case ("Harbour Post"), or the domain it publishes at
    /// (harbour-post.example)
    pub(crate) outlet: String,
    /// Who owns it; --no-owner takes it away
    #[arg(long, value_name = "NAME", conflicts_with = "no_owner", value_parser = owner)]
    pub(crate) owner: Option<String>,
    /// The owner is not known: takes away what was written down
    #[arg(long)]
    pub(crate) no_owner: bool,
    /// Who controls the owner, such as a government; --no-controller takes it away
    #[arg(long, value_name = "NAME", conflicts_with = "no_controller", value_parser = controller)]
    pub(crate) controller: Option<String>,
    /// Nobody is known to control the owner: takes away what was written down
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

fn owner(given: &str) -> Result<String, String> {
    name(given, "--no-owner")
}

fn controller(given: &str) -> Result<String, String> {
    name(given, "--no-controller")
}

/// Refuses a name that is blank: nobody knows whether it means "nobody" or was forgotten.
fn name(given: &str, instead: &str) -> Result<String, String> {
    let name = given.trim();
    let blank =
        || format!("a name is needed; {instead} says that nobody is known and takes away what was written down");
    if name.is_empty() { Err(blank()) } else { Ok(name.to_owned()) }
}
