//! `outlet`: who publishes, who owns them, who controls the owner.

use onrecord_app::{Desk, OutletChange};
use onrecord_model::{Outlet, OutletFacts};
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use crate::cli::Global;
use crate::cli::outlet::{OutletCommand, OutletSet};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, message};

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: OutletCommand) -> Result<Exit, CliError> {
    match args {
        OutletCommand::List => list(global, desk).await,
        OutletCommand::Set(args) => set(global, desk, args).await,
    }
}

/// An outlet, as printed.
#[derive(Serialize)]
struct Row<'a> {
    outlet: String,
    name: &'a str,
    #[serde(flatten)]
    facts: v1::OutletFacts,
}

async fn list(global: &Global, desk: &Desk) -> Result<Exit, CliError> {
    let mut listing = Listing::new(&["outlet", "name", "owner", "controller", "agency"]);
    for outlet in &desk.outlets().await? {
        listing.push(cells(outlet), to_line(&row(outlet)));
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    Ok(Exit::Ok)
}

fn row(outlet: &Outlet) -> Row<'_> {
    Row { outlet: outlet.handle.to_string(), name: &outlet.name, facts: v1::OutletFacts::from(&outlet.facts()) }
}

fn cells(outlet: &Outlet) -> Vec<String> {
    let known = |fact: &Option<String>| fact.clone().unwrap_or_default();
    let agency = if outlet.agency { "agency" } else { "" };
    vec![
        outlet.handle.to_string(),
        outlet.name.clone(),
        known(&outlet.owner),
        known(&outlet.controller),
        agency.to_owned(),
    ]
}

async fn set(global: &Global, desk: &Desk, args: OutletSet) -> Result<Exit, CliError> {
    let said = |name: Option<String>, nobody: bool| name.map(Some).or(nobody.then_some(None));
    let change = OutletChange {
        outlet: desk.outlet_named(&args.outlet).await?.handle,
        owner: said(args.owner, args.no_owner),
        controller: said(args.controller, args.no_controller),
        agency: (args.agency || args.no_agency).then_some(args.agency),
        by: desk::reviewer(global)?,
        reason: args.reason,
    };
    if change.owner.is_none() && change.controller.is_none() && change.agency.is_none() {
        return Err(CliError::usage("say what is known: --owner, --controller, --agency, or --no-… where nothing is"));
    }
    let (before, after) = desk.set_outlet(&change, args.dry_run).await?;
    let mut listing = Listing::new(&["outlet", "what", "before", "after"]);
    for (what, was, is) in facts(&before, &after) {
        let cells = vec![change.outlet.to_string(), what.to_owned(), was.clone(), is.clone()];
        listing.push(cells, to_line(&Changed { outlet: change.outlet.to_string(), what, before: was, after: is }));
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    match (before == after, args.dry_run) {
        (true, _) => message("it was so already; nothing was changed"),
        (false, true) => message(&format!("nothing was changed in {}", desk.describe())),
        (false, false) => message("'onrecord undo -m REASON' takes it back"),
    }
    Ok(Exit::Ok)
}

/// One fact that changed, as printed.
#[derive(Serialize)]
struct Changed {
    outlet: String,
    what: &'static str,
    before: String,
    after: String,
}

/// Lists the facts that differ.
fn facts(before: &OutletFacts, after: &OutletFacts) -> Vec<(&'static str, String, String)> {
    let known = |fact: &Option<String>| fact.clone().unwrap_or_else(|| "not known".to_owned());
    let agency = |facts: &OutletFacts| if facts.agency { "yes" } else { "no" }.to_owned();
    let all = [
        ("owner", known(&before.owner), known(&after.owner)),
        ("controller", known(&before.controller), known(&after.controller)),
        ("agency", agency(before), agency(after)),
    ];
    all.into_iter().filter(|(_, was, is)| was != is).collect()
}
