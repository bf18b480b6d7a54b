//! Inputs named on the command line, as a stream of articles.

mod articles;
mod bad;
mod lines;
mod paths;

pub(crate) use articles::{Articles, Found};
pub(crate) use bad::{Bad, Kind, id_of};
pub(crate) use lines::{Line, Lines};
pub(crate) use paths::{Source, expand, expand_with_pages};

use onrecord_app::Hints;
use onrecord_model::Language;

use crate::cli::HintArgs;

/// Turns what the user said about the inputs into hints.
pub(crate) fn hints(args: &HintArgs) -> Hints {
    Hints {
        name: None,
        outlet: args.outlet.clone(),
        published: args.date,
        url: args.url.clone(),
        archived: args.archived.clone(),
        language: args.lang.as_ref().map(|code| Language(code.to_lowercase())),
    }
}
