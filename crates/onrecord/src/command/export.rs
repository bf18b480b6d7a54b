//! `export`: what the desk holds, in formats that other programs read.

use onrecord_app::{ClaimPlace, ClaimReviews, Desk, Withheld};
use onrecord_model::{Handle, Rating, Target};
use onrecord_report::aside::SetAside;
use onrecord_report::export::atom::is_address;

use super::bundle;
use super::report::place;
use crate::cli::export::{ExportCommand, To};
use crate::cli::{Format, Global};
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, message};

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, command: &ExportCommand) -> Result<Exit, CliError> {
    match command {
        ExportCommand::ClaimReview { handles, to } => claim_reviews(global, desk, handles, to).await?,
        ExportCommand::Annotations { documents, to } => annotations(global, desk, documents, to).await?,
        ExportCommand::Json { handles, to } => claims(global, desk, handles, to).await?,
        ExportCommand::Csv { documents, to } => {
            refuse_format(global, Format::Csv, "CSV")?;
            write(to, &csv(desk, documents, to).await?)?;
        }
        ExportCommand::Markdown { documents, to } => {
            refuse_format(global, Format::Table, "Markdown")?;
            write(to, &markdown(desk, documents, to).await?)?;
        }
        ExportCommand::Bundle { out, with_opinions } => {
            refuse_opinions(desk, *with_opinions).await?;
            bundle::export(global, desk, out).await?;
        }
        ExportCommand::Atom { address, to } => {
            refuse_format(global, Format::Table, "Atom")?;
            write(to, &desk.atom(own_address(address.as_deref())?).await?)?;
        }
    }
    Ok(Exit::Ok)
}

/// Claims named in a refusal; more are counted.
const NAMED: usize = 10;

/// Refuses to write opinions that the house wants to be given unseen.
pub(super) async fn refuse_opinions(desk: &Desk, with_opinions: bool) -> Result<(), CliError> {
    let open = if with_opinions { Vec::new() } else { desk.open_blind_reviews().await? };
    if open.is_empty() {
        return Ok(());
    }
    let named: Vec<String> = open.iter().take(NAMED).map(Handle::to_string).collect();
    let more = open.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let why = format!(
        "a blind review of {}{more} goes on, and its opinions would be in it; wait until it is settled, or give --with-opinions",
        named.join(", ")
    );
    Err(CliError::new(Exit::Policy, why))
}

/// Refuses an address that no reader of feeds could follow.
fn own_address(address: Option<&str>) -> Result<Option<String>, CliError> {
    match address {
        Some(url) if is_address(url) => Ok(Some(url.to_owned())),
        Some(url) => Err(CliError::usage(format!("{url:?} is no address; --self takes https://… or http://…"))),
        None => Ok(None),
    }
}

async fn claim_reviews(global: &Global, desk: &Desk, handles: &[Handle], to: &To) -> Result<(), CliError> {
    let format = lines_or_array(global)?;
    let ClaimReviews { lines, withheld } = desk.claim_reviews(handles).await?;
    write(to, &of_lines(&lines, format))?;
    if !withheld.is_empty() {
        message(&left_out(&withheld));
    }
    Ok(())
}

fn left_out(claims: &[(Handle, Withheld)]) -> String {
    let all: Vec<String> = claims.iter().map(|(claim, why)| format!("{claim}: {why}")).collect();
    let (verdicts, are) = if claims.len() == 1 { ("verdict", "is") } else { ("verdicts", "are") };
    format!(
        "{} {verdicts} {are} left out ({}); give it anew with 'onrecord verdict set', once it is decided, or take it back with \
         'onrecord undo'",
        claims.len(),
        all.join("; ")
    )
}

async fn annotations(global: &Global, desk: &Desk, documents: &[Handle], to: &To) -> Result<(), CliError> {
    let format = lines_or_array(global)?;
    let mut lines = Vec::new();
    desk.annotations(documents, |of_one| lines.extend(of_one)).await?;
    write(to, &of_lines(&lines, format))
}

async fn claims(global: &Global, desk: &Desk, handles: &[Handle], to: &To) -> Result<(), CliError> {
    let format = lines_or_array(global)?;
    let mut lines = Vec::new();
    desk.claim_records(handles, to.audience(), |some| lines.extend(some)).await?;
    write(to, &of_lines(&lines, format))
}

/// Heads of the columns; see docs/formats.md.
const COLUMNS: &[&str] = &[
    "claim",
    "wording",
    "speaker",
    "said",
    "said_by",
    "said_reason",
    "fact",
    "fact_by",
    "fact_reason",
    "doc",
    "published",
    "outlet",
    "title",
    "url",
    "voice",
    "words",
    "verdict",
    "verdict_on",
    "verdict_reason",
    "set_aside",
    "set_aside_by",
    "set_aside_reason",
];

async fn csv(desk: &Desk, documents: &[Handle], to: &To) -> Result<String, CliError> {
    let mut listing = Listing::new(COLUMNS);
    let mut add = |places: Vec<ClaimPlace>| places.into_iter().for_each(|place| listing.row(cells(place)));
    desk.claim_places(documents, to.audience(), &mut add).await?;
    Ok(listing.csv())
}

fn cells(place: ClaimPlace) -> Vec<String> {
    let mut cells =
        vec![place.claim.handle.to_string(), place.claim.wording.clone(), place.speaker.unwrap_or_default()];
    cells.extend(Target::ALL.into_iter().flat_map(|target| status(&place.claim, target)));
    cells.extend([
        place.document.to_string(),
        place.published.map(|published| published.to_string()).unwrap_or_default(),
        place.outlet.unwrap_or_default(),
        place.title.unwrap_or_default(),
        place.url.unwrap_or_default(),
        place.voice.as_str().to_owned(),
        place.words,
    ]);
    cells.extend(verdict(place.verdict.as_ref()));
    cells.extend(set_aside(place.set_aside.as_ref()));
    cells
}

/// Returns a status, who decided it and why; three empty cells when the claim has no such target.
fn status(claim: &onrecord_model::Claim, target: Target) -> [String; 3] {
    let Some(status) = claim.statuses.of(target) else { return Default::default() };
    let decision = status.decision();
    [
        status.kind().as_str().to_owned(),
        decision.map(|one| one.by.to_string()).unwrap_or_default(),
        decision.map(|one| one.reason.to_string()).unwrap_or_default(),
    ]
}

/// Returns a verdict as readers are told, its day and why; three empty cells when there is none.
fn verdict(rating: Option<&Rating>) -> [String; 3] {
    rating.map(|one| [one.text.clone(), one.on.to_string(), one.explanation.to_string()]).unwrap_or_default()
}

/// Returns as what a claim was set aside for good, by whom and why; three empty cells when it was not.
fn set_aside(aside: Option<&SetAside>) -> [String; 3] {
    let cells = |aside: &SetAside| {
        let original = aside.original().map(|claim| format!(" {claim}")).unwrap_or_default();
        let reason = aside.reason.as_ref().map(ToString::to_string).unwrap_or_default();
        [format!("{}{original}", aside.kind().as_str()), aside.by.to_string(), reason]
    };
    aside.map(cells).unwrap_or_default()
}

async fn markdown(desk: &Desk, documents: &[Handle], to: &To) -> Result<String, CliError> {
    let mut reports = Vec::with_capacity(documents.len());
    for document in documents {
        reports.push(desk.markdown(*document, to.audience()).await?);
    }
    Ok(reports.join("\n"))
}

/// Tells whether one array is wanted in place of one object a line.
fn lines_or_array(global: &Global) -> Result<Format, CliError> {
    match global.format {
        None | Some(Format::Ndjson) => Ok(Format::Ndjson),
        Some(Format::Json) => Ok(Format::Json),
        Some(Format::Table | Format::Csv) => {
            Err(CliError::usage("this is written as JSON; use --format ndjson or --format json"))
        }
    }
}

/// Refuses another format than the one that the export has by its name.
fn refuse_format(global: &Global, own: Format, name: &str) -> Result<(), CliError> {
    if global.format.is_none_or(|format| format == own) {
        return Ok(());
    }
    Err(CliError::usage(format!("this is written as {name} alone; leave --format out")))
}

fn of_lines(lines: &[String], format: Format) -> String {
    match (format, lines) {
        (Format::Json, []) => "[]\n".to_owned(),
        (Format::Json, lines) => format!("[\n{}\n]\n", lines.join(",\n")),
        (_, []) => String::new(),
        (_, lines) => lines.join("\n") + "\n",
    }
}

/// Writes to a file, whole or not at all, or to standard output.
fn write(to: &To, text: &str) -> Result<(), CliError> {
    let Some(file) = &to.out else {
        let mut out = Output::raw(Format::Ndjson);
        out.bytes(text.as_bytes())?;
        return out.finish();
    };
    place(file, text.as_bytes(), true)
}
