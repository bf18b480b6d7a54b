//! `speaker`: speakers, and decisions on their proposed aliases.

use onrecord_app::{AliasDecision, Desk};
use onrecord_model::ProposalState;
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use crate::cli::{Global, SpeakerCommand, Verdict};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, message};

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: SpeakerCommand) -> Result<Exit, CliError> {
    match args {
        SpeakerCommand::List => list(global, desk).await,
        SpeakerCommand::Propose => propose(global, desk).await,
        SpeakerCommand::Alias { speaker, alias, verdict, reason } => {
            let to = match verdict {
                Verdict::Confirm => ProposalState::Confirmed,
                Verdict::Refuse => ProposalState::Refused,
            };
            let by = desk::reviewer(global)?;
            let decision = AliasDecision { speaker, alias: alias.clone(), to, by, reason };
            let before = desk.decide_alias(&decision).await?;
            message(&format!("{speaker} alias {alias:?}: {} → {}", before.as_str(), to.as_str()));
            Ok(Exit::Ok)
        }
    }
}

/// What was proposed, as printed.
#[derive(Serialize)]
struct Proposal<'a> {
    speaker: String,
    name: &'a str,
    other: &'a str,
    of: String,
}

async fn propose(global: &Global, desk: &Desk) -> Result<Exit, CliError> {
    let mut listing = Listing::new(&["speaker", "name", "may also be", "now"]);
    let proposed = desk.propose_variants().await?;
    for v in &proposed {
        let row = Proposal { speaker: v.speaker.to_string(), name: &v.name, other: &v.other, of: v.of.to_string() };
        let cells = vec![row.speaker.clone(), v.name.clone(), v.other.clone(), row.of.clone()];
        listing.push(cells, to_line(&row));
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    if !proposed.is_empty() {
        message(
            "nothing is joined before somebody says so: onrecord speaker alias SPEAKER NAME confirm|refuse -m REASON",
        );
    }
    Ok(Exit::Ok)
}

async fn list(global: &Global, desk: &Desk) -> Result<Exit, CliError> {
    let mut listing = Listing::new(&["speaker", "name", "aliases"]);
    for speaker in desk.speakers().await? {
        let aliases: Vec<String> =
            speaker.aliases.iter().map(|a| format!("{} ({})", a.alias.name, a.state.as_str())).collect();
        let cells = vec![speaker.handle.to_string(), speaker.name.clone(), aliases.join("; ")];
        listing.push(cells, to_line(&v1::SpeakerRow::from(&speaker)));
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    Ok(Exit::Ok)
}
