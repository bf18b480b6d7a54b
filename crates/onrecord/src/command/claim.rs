//! `claim`: claims put right by hand.

use onrecord_app::{Credit, Desk, FilingAsk, FilingRequest, MentionRef, Words};
use onrecord_model::{Filing, Handle};
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use crate::cli::Global;
use crate::cli::claim::{Attribute, ClaimAdd, ClaimCommand, Common, CreditArgs};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Output, message, printable};

use super::filing_view;

/// What was done, as printed.
#[derive(Serialize)]
struct Record {
    #[serde(flatten)]
    filing: v1::Filing,
    dry_run: bool,
}

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: ClaimCommand) -> Result<Exit, CliError> {
    let (ask, common) = ask(args)?;
    let by = desk::reviewer(global)?;
    let request = FilingRequest { ask, by, reason: common.reason, if_revision: common.if_version };
    let filing = desk.put_right(&request, common.dry_run).await?;
    let mut out = Output::new(global.format).no_list()?;
    print(&mut out, &filing, common.dry_run)?;
    out.finish()?;
    if common.dry_run {
        message(&format!("nothing was changed in {}", desk.describe()));
    } else {
        message("'onrecord undo -m REASON' takes it back");
    }
    Ok(Exit::Ok)
}

fn ask(args: ClaimCommand) -> Result<(FilingAsk, Common), CliError> {
    Ok(match args {
        ClaimCommand::Add(args) => add(*args),
        ClaimCommand::Split(args) => (FilingAsk::Split { claim: args.claim, mentions: args.mentions }, args.common),
        ClaimCommand::Merge(args) => (FilingAsk::Merge { into: args.into, claims: args.claims }, args.common),
        ClaimCommand::Respan(args) => {
            let words = Words { quotes: args.words, nth: args.nth };
            (FilingAsk::Respan { mention: args.mention, words }, args.common)
        }
        ClaimCommand::Attribute(args) => attribute(*args)?,
    })
}

fn add(args: ClaimAdd) -> (FilingAsk, Common) {
    let words = Words { quotes: args.words, nth: args.nth };
    // Nobody is credited unless somebody is named: a wrong attribution is worse than a missing one.
    let credit = credit(args.credit);
    (FilingAsk::Add { document: args.document, words, credit, source: args.source }, args.common)
}

fn attribute(args: Attribute) -> Result<(FilingAsk, Common), CliError> {
    let credit = credit(args.credit);
    if let Ok(mention) = args.what.parse::<MentionRef>() {
        return Ok((FilingAsk::AttributeMention { mention, credit, source: args.source }, args.common));
    }
    if args.source.is_some() {
        return Err(CliError::usage("--source names words of one document; name the mention, such as d3#4"));
    }
    let claim: Handle = args
        .what
        .parse()
        .map_err(|_| CliError::usage(format!("{:?} is neither a claim (c7) nor a mention (d3#4)", args.what)))?;
    Ok((FilingAsk::AttributeClaim { claim, credit }, args.common))
}

fn credit(args: CreditArgs) -> Credit {
    match args.speaker {
        None => Credit::Nobody,
        Some(given) if args.new_speaker => Credit::Made(given),
        Some(given) => given.parse().map_or(Credit::Named(given), Credit::Speaker),
    }
}

/// Prints what was put right.
pub(super) fn print(out: &mut Output, filing: &Filing, dry_run: bool) -> Result<(), CliError> {
    if out.is_json() {
        out.record(&to_line(&Record { filing: v1::Filing::from(filing), dry_run }))?;
    } else {
        for line in filing_view::lines(filing) {
            out.line(&printable(&line))?;
        }
    }
    Ok(())
}
