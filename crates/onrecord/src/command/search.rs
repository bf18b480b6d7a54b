//! `search`: claims by words and by what is known of them.

use onrecord_app::{Desk, PairSide};
use onrecord_report::json::to_line;
use onrecord_report::json::v1::{self, Statuses};
use serde::Serialize;

use crate::cli::{Global, Search};
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, message};

/// One claim, as printed.
#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    claim: v1::PairSide,
    status: Statuses,
    worth: f64,
}

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Search) -> Result<Exit, CliError> {
    let result = desk.search(&args.query()?, args.limit).await?;
    let mut listing = Listing::new(&["claim", "published", "speaker", "said", "fact", "wording"]);
    for one in &result.found {
        listing.push(cells(one), to_line(&row(one)));
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    for name in &result.unknown_outlets {
        message(&format!("no outlet is called {name:?}; 'onrecord outlet list' names them all"));
    }
    if !result.is_whole {
        message("there may be more: narrow it, or ask for more with --limit");
    }
    Ok(Exit::Ok)
}

fn row(found: &PairSide) -> Row {
    Row {
        claim: v1::PairSide::new(&found.claim, found.speaker.as_deref()),
        status: Statuses::from(&found.claim.statuses),
        worth: found.claim.worth,
    }
}

fn cells(found: &PairSide) -> Vec<String> {
    let statuses = &found.claim.statuses;
    vec![
        found.claim.handle.to_string(),
        found.claim.first_published.map(|day| day.to_string()).unwrap_or_default(),
        found.speaker.clone().unwrap_or_default(),
        statuses.said.as_ref().map_or("", |said| said.kind().as_str()).to_owned(),
        statuses.fact.kind().as_str().to_owned(),
        found.claim.wording.clone(),
    ]
}
