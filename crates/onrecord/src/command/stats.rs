//! `stats`: how much is stored.

use onrecord_app::Desk;

use serde::Serialize;

use crate::cli::Global;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output};

#[derive(Serialize)]
struct Record {
    what: &'static str,
    count: u64,
}

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk) -> Result<Exit, CliError> {
    let counts = desk.counts().await?;
    let mut listing = Listing::new(&["what", "count"]);
    for (what, count) in [
        ("documents", counts.documents),
        ("mentions", counts.mentions),
        ("claims", counts.claims),
        ("speakers", counts.speakers),
        ("outlets", counts.outlets),
        ("log entries", counts.events),
    ] {
        listing.push(vec![what.to_owned(), count.to_string()], onrecord_report::json::to_line(&Record { what, count }));
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    Ok(Exit::Ok)
}
