//! `known`: earlier fact-checks that a text may be about.

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use onrecord_app::{FindingQuery, KnownArchive, KnownFinding, MAX_DOCUMENT_BYTES};
use onrecord_report::json::v1::{ErrorRecord, KnownHit, KnownQuery, KnownRecord};
use onrecord_report::json::{rounded, to_line};
use serde::de::DeserializeOwned;

use crate::cli::{Format, Global, Known};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::input::{Line, Lines, id_of};
use crate::output::{Listing, Output, bold, dim, message, printable};

use super::import;

/// What a line of queries looks like.
const QUERY: &str = "{\"id\":\"…\",\"text\":\"…\",\"date\":\"2026-03-05\"}";

/// Runs the command.
pub(crate) async fn run(global: &Global, args: &Known) -> Result<Exit, CliError> {
    let (archive, exit) = match &args.findings {
        Some(file) => of_file(file)?,
        None => (stored(global).await?, Exit::Ok),
    };
    let limit = args.limit.get();
    match (&args.text, &args.queries) {
        (Some(text), _) => one(global, &archive, text, limit)?,
        (None, Some(queries)) => many(global, &archive, queries, limit)?,
        (None, None) => return Err(CliError::usage("give a text, or --queries FILE")),
    }
    Ok(exit)
}

async fn stored(global: &Global) -> Result<KnownArchive, CliError> {
    let desk = desk::open(global).await?;
    let archive = desk.known(None).await;
    desk.close().await;
    let archive = archive?;
    if archive.is_empty() {
        message("nothing was checked before: 'onrecord import findings FILE' takes earlier fact-checks in");
    }
    Ok(archive)
}

/// Reads findings; a bad record is named and left out.
fn of_file(file: &str) -> Result<(KnownArchive, Exit), CliError> {
    let (drafts, bad) = import::read(file)?;
    let exit = if bad { Exit::PartlyBad } else { Exit::Ok };
    Ok((KnownArchive::of_drafts(drafts), exit))
}

fn open(file: &str, looks: &str) -> Result<Box<dyn BufRead>, CliError> {
    if file == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let opened = File::open(file)
        .map_err(|e| CliError::new(Exit::NotFound, format!("{file}: {e}; give a file of {looks} lines")))?;
    Ok(Box::new(BufReader::new(opened)))
}

fn parsed<T: DeserializeOwned>(line: &Line, looks: &str) -> Result<T, String> {
    if line.is_too_long() {
        return Err(format!("the line is longer than the {MAX_DOCUMENT_BYTES} bytes that are read"));
    }
    serde_json::from_slice(&line.bytes).map_err(|e| format!("{e}; a line looks like {looks}"))
}

fn hits(archive: &KnownArchive, asked: FindingQuery<'_>, limit: usize) -> Vec<KnownHit> {
    archive.search(asked, limit).into_iter().map(shown).collect()
}

/// Writes a fact-check as it is printed.
pub(crate) fn shown(found: KnownFinding) -> KnownHit {
    let check = found.finding;
    let said = check.speaker.as_ref().map(|who| format!(", said by {who}")).unwrap_or_default();
    let differs: Vec<&str> = found.contrasts.iter().map(|veto| veto.as_str()).collect();
    let differs =
        if differs.is_empty() { String::new() } else { format!("; contrast, {} differs", differs.join(" and ")) };
    let number = check.numbered.then(|| check.id.parse::<serde_json::Number>().ok()).flatten();
    KnownHit {
        id: number.map_or_else(|| check.id.into(), serde_json::Value::Number),
        score: rounded(found.score),
        why: format!("{:.0} % of its claim by weight of words{said}{differs}", 100.0 * found.covered),
        claim: check.claim,
        by: check.by,
        date: check.date,
        rating: check.rating,
        url: check.url,
    }
}

/// Says who checked a claim, when, and with what result: "checked before by Mara on 2026-03-05, rated false".
pub(crate) fn sentence(hit: &KnownHit) -> String {
    let by = hit.by.as_ref().map(|who| format!(" by {who}")).unwrap_or_default();
    let on = hit.date.map(|date| format!(" on {date}")).unwrap_or_default();
    let rated =
        hit.rating.as_ref().map_or_else(|| ", no rating given".to_owned(), |rating| format!(", rated {rating}"));
    format!("checked before{by}{on}{rated}")
}

fn one(global: &Global, archive: &KnownArchive, text: &str, limit: usize) -> Result<(), CliError> {
    let mut out = Output::new(global.format);
    let hits = hits(archive, text.into(), limit);
    if out.format == Format::Table {
        for hit in &hits {
            let rated = sentence(hit);
            out.line(&format!("{:.2}  {}", hit.score, printable(&hit.claim)))?;
            let place = hit.url.as_ref().map_or_else(|| name(&hit.id), Clone::clone);
            out.line(&format!("      {}  {}", bold(&printable(&rated)), printable(&place)))?;
            out.line(&dim(&printable(&format!("      {}", hit.why))))?;
        }
        if hits.is_empty() {
            out.line("nothing like it was checked before")?;
        }
    } else {
        let mut listing = Listing::new(&["id", "score", "by", "date", "rating", "claim", "url", "why"]);
        for hit in &hits {
            let cells = vec![
                name(&hit.id),
                format!("{:.3}", hit.score),
                hit.by.clone().unwrap_or_default(),
                hit.date.map(|date| date.to_string()).unwrap_or_default(),
                hit.rating.clone().unwrap_or_default(),
                hit.claim.clone(),
                hit.url.clone().unwrap_or_default(),
                hit.why.clone(),
            ];
            listing.push(cells, to_line(hit));
        }
        out.list(&listing)?;
    }
    out.finish()
}

/// An id as written in a table: a text without its marks.
fn name(id: &serde_json::Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// Answers the queries of a file, one record a line in the same order; a bad line becomes an error record.
fn many(global: &Global, archive: &KnownArchive, file: &str, limit: usize) -> Result<(), CliError> {
    let mut out = Output::raw(global.format.unwrap_or(Format::Ndjson));
    let mut listing = Listing::new(&["query", "id", "score", "rating", "claim"]);
    for line in Lines::new(open(file, QUERY)?) {
        let line = line.map_err(|e| CliError::failure(format!("{file}: cannot be read: {e}")))?;
        if line.is_blank() {
            continue;
        }
        let record = match parsed::<KnownQuery>(&line, QUERY) {
            Ok(query) => {
                let asked = FindingQuery { text: &query.text, date: query.date };
                let hits = hits(archive, asked, limit);
                for hit in &hits {
                    let rating = hit.rating.clone().unwrap_or_default();
                    listing.row(vec![
                        name(&query.id),
                        name(&hit.id),
                        format!("{:.3}", hit.score),
                        rating,
                        hit.claim.clone(),
                    ]);
                }
                to_line(&KnownRecord { query: query.id, hits })
            }
            Err(why) => {
                message(&format!("{file}:{}: {why}", line.number));
                to_line(&ErrorRecord::new(id_of(&line.bytes), Some(line.hash()), Some(line.number), why))
            }
        };
        match out.format {
            Format::Ndjson => out.record(&record)?,
            Format::Json => listing.record(record),
            Format::Table | Format::Csv => {}
        }
    }
    if out.format != Format::Ndjson {
        out.list(&listing)?;
    }
    out.finish()
}
