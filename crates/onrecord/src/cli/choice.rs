//! Which claims a command is about: named, or found by a search.

use clap::Args;
use onrecord_app::{SearchQuery, SearchQueryError};
use onrecord_model::Handle;

/// Claims found by a search, in place of naming them.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Where {
    /// All claims that a search finds, in place of naming them: 'speaker:"Ann Lee" is:open'. Shows what would change; with
    /// --yes it is done
    #[arg(id = "where", long = "where", value_name = "QUERY", value_parser = query)]
    pub(crate) query: Option<SearchQuery>,
    /// Do it for all that --where finds
    #[arg(long, requires = "where", conflicts_with = "dry_run")]
    pub(crate) yes: bool,
}

/// Claims, named or found.
#[derive(Clone, Debug, Args)]
pub(crate) struct Claims {
    /// The claims, such as c7 c9
    #[arg(required_unless_present = "where", conflicts_with = "where", value_name = "CLAIM")]
    pub(crate) claims: Vec<Handle>,
    #[command(flatten)]
    pub(crate) found: Where,
}

fn query(s: &str) -> Result<SearchQuery, String> {
    s.parse().map_err(|error: SearchQueryError| error.to_string())
}
