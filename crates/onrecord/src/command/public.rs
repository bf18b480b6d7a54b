//! `publish`, `correct`, `corrections`: what readers were told.

use onrecord_app::{CorrectionRequest, Desk, LatestVerdict, PublishRequest, RatingRequest, Withheld};
use onrecord_model::{Claim, PublicChange, PublicEntry, PublicKind};
use onrecord_report::json::{to_line, v1};

use crate::cli::Global;
use crate::cli::house::{Correct, Corrections, Publish, VerdictCommand, VerdictSet};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, message, printable};

use super::log;

/// Runs `publish`.
pub(crate) async fn publish(global: &Global, desk: &Desk, args: Publish) -> Result<Exit, CliError> {
    let request = PublishRequest {
        subject: args.subject,
        on: args.date,
        address: args.url,
        by: desk::reviewer(global)?,
        reason: args.reason,
    };
    let entry = desk.publish(&request, args.dry_run).await?;
    print(global, desk, &entry, args.dry_run)
}

/// Runs `correct`.
pub(crate) async fn correct(global: &Global, desk: &Desk, args: Correct) -> Result<Exit, CliError> {
    let request = CorrectionRequest {
        claim: args.claim,
        gravity: args.gravity,
        note: args.note,
        was: args.was,
        on: args.date,
        by: desk::reviewer(global)?,
    };
    let entry = desk.correct(&request, args.dry_run).await?;
    if !args.dry_run {
        tell_clashes(desk, &desk.claim(request.claim).await?.claim).await?;
    }
    print(global, desk, &entry, args.dry_run)
}

fn print(global: &Global, desk: &Desk, entry: &PublicEntry, dry_run: bool) -> Result<Exit, CliError> {
    let mut out = Output::new(global.format).no_list()?;
    if out.is_json() {
        out.record(&to_line(&v1::PublicEntry::from(entry)))?;
    } else {
        let line = log::public(&PublicChange { entry: entry.clone(), stands: true }, false);
        let checkpoint = entry.publication().map(|one| format!(" (checkpoint {}:{})", one.size, one.root));
        out.line(&printable(&format!("{line}{}", checkpoint.unwrap_or_default())))?;
    }
    out.finish()?;
    if dry_run {
        message(&format!("nothing was changed in {}", desk.describe()));
    }
    Ok(Exit::Ok)
}

/// Runs `verdict`.
pub(crate) async fn verdict(global: &Global, desk: &Desk, command: VerdictCommand) -> Result<Exit, CliError> {
    match command {
        VerdictCommand::Set(args) => rate(global, desk, args).await,
        VerdictCommand::List => verdicts(global, desk).await,
    }
}

async fn rate(global: &Global, desk: &Desk, args: VerdictSet) -> Result<Exit, CliError> {
    let request = RatingRequest {
        claim: args.claim,
        name: args.verdict,
        explanation: args.explanation,
        on: args.date,
        by: desk::reviewer(global)?,
    };
    let entry = desk.rate(&request, args.dry_run).await?;
    if !args.dry_run {
        let claim = desk.claim(request.claim).await?.claim;
        desk.correction_due(&claim).await?.iter().for_each(|why| message(why));
        tell_clashes(desk, &claim).await?;
    }
    print(global, desk, &entry, args.dry_run)
}

/// Says where what was just decided stands against other decisions of the desk; nobody is stopped.
pub(crate) async fn tell_clashes(desk: &Desk, claim: &Claim) -> Result<(), CliError> {
    let withheld = desk.withheld_verdict(claim).await?;
    for why in desk.clashes(claim).await?.into_iter().chain(withheld) {
        message(&format!("note: {}: {why}", claim.handle));
    }
    Ok(())
}

async fn verdicts(global: &Global, desk: &Desk) -> Result<Exit, CliError> {
    let mut listing = Listing::new(&["claim", "verdict", "number", "of", "date", "who", "why", "not told"]);
    for LatestVerdict { entry, withheld, .. } in desk.verdicts().await? {
        let Some(one) = entry.rating() else { continue };
        let cells = vec![
            entry.subject.handle().to_string(),
            one.text.clone(),
            one.value.to_string(),
            format!("{} to {}", one.worst, one.best),
            one.on.to_string(),
            entry.by.name().to_owned(),
            one.explanation.to_string(),
            withheld.map(|why| why.to_string()).unwrap_or_default(),
        ];
        let withheld = withheld.map(Withheld::as_str);
        listing.push(cells, to_line(&v1::PublicEntry { withheld, ..v1::PublicEntry::from(&entry) }));
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    Ok(Exit::Ok)
}

/// Runs `corrections`.
pub(crate) async fn list(global: &Global, desk: &Desk, args: &Corrections) -> Result<Exit, CliError> {
    let mut listing = Listing::new(&["date", "what", "of", "who", "note", "before"]);
    for entry in desk.public_entries(args.about).await? {
        if args.all || entry.correction().is_some() {
            listing.push(cells(&entry), to_line(&v1::PublicEntry::from(&entry)));
        }
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    Ok(Exit::Ok)
}

fn cells(entry: &PublicEntry) -> Vec<String> {
    let (on, what, note, was) = match &entry.kind {
        PublicKind::Published(one) => {
            let place = one.address.clone().unwrap_or_else(|| format!("checkpoint {}", one.size));
            (one.on, "published", place, String::new())
        }
        PublicKind::Corrected(one) => {
            (one.on, one.gravity.as_str(), one.note.to_string(), one.was.clone().unwrap_or_default())
        }
        PublicKind::Rated(one) => (one.on, "verdict", format!("{}: {}", one.text, one.explanation), String::new()),
    };
    vec![on.to_string(), what.to_owned(), entry.subject.handle().to_string(), entry.by.name().to_owned(), note, was]
}
