//! `known`: earlier fact-checks that a text may be about.

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use onrecord_app::{FindingIndex, FindingText, MAX_DOCUMENT_BYTES};
use onrecord_report::json::v1::{ErrorRecord, Finding, KnownHit, KnownQuery, KnownRecord};
use onrecord_report::json::{rounded, to_line};
use serde::de::DeserializeOwned;

use crate::cli::{Format, Global, Known};
use crate::error::CliError;
use crate::exit::Exit;
use crate::input::{Line, Lines, id_of};
use crate::output::{Listing, Output, bold, dim, message, printable};

/// What a line of findings looks like.
const FINDING: &str =
    "{\"id\":\"…\",\"claim\":\"…\",\"title\":\"…\",\"speaker\":\"…\",\"date\":\"…\",\"rating\":\"…\",\"url\":\"…\"}";
/// What a line of queries looks like.
const QUERY: &str = "{\"id\":\"…\",\"text\":\"…\"}";

/// Findings with their index.
struct Archive {
    findings: Vec<Finding>,
    index: FindingIndex,
}

/// Runs the command.
pub(crate) fn run(global: &Global, args: &Known) -> Result<Exit, CliError> {
    let (archive, bad) = read(&args.findings)?;
    let limit = args.limit.get();
    let exit = if bad { Exit::PartlyBad } else { Exit::Ok };
    match (&args.text, &args.queries) {
        (Some(text), _) => one(global, &archive, text, limit)?,
        (None, Some(queries)) => many(global, &archive, queries, limit)?,
        (None, None) => return Err(CliError::usage("give a text, or --queries FILE")),
    }
    Ok(exit)
}

/// Reads findings; a bad line is named and left out. The second value tells whether there was one.
fn read(file: &str) -> Result<(Archive, bool), CliError> {
    let (mut findings, mut bad) = (Vec::new(), false);
    for line in Lines::new(open(file, FINDING)?) {
        let line = line.map_err(|e| CliError::failure(format!("{file}: cannot be read: {e}")))?;
        if line.is_blank() {
            continue;
        }
        match parsed::<Finding>(&line, FINDING) {
            Ok(finding) => findings.push(finding),
            Err(why) => {
                bad = true;
                message(&format!("{file}:{}: {why}", line.number));
            }
        }
    }
    let text = |f: &Option<String>| f.clone().unwrap_or_default();
    let extra: Vec<(String, String)> = findings.iter().map(|f| (text(&f.title), text(&f.speaker))).collect();
    let index = FindingIndex::new(findings.iter().zip(&extra).map(|(finding, (title, speaker))| FindingText {
        claim: &finding.claim,
        title,
        extra: speaker,
    }));
    Ok((Archive { findings, index }, bad))
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

impl Archive {
    fn hits(&self, text: &str, limit: usize) -> Vec<KnownHit> {
        let found = self.index.search(text, limit).into_iter();
        found.filter_map(|hit| Some((hit.score, hit.covered, self.findings.get(hit.finding)?))).map(shown).collect()
    }
}

fn shown((score, covered, finding): (f64, f64, &Finding)) -> KnownHit {
    let by = finding.speaker.as_ref().map(|who| format!(", said by {who}")).unwrap_or_default();
    KnownHit {
        id: finding.id.clone(),
        score: rounded(score),
        why: format!("{:.0} % of its claim by weight of words{by}", 100.0 * covered),
        claim: finding.claim.clone(),
        rating: finding.rating.clone(),
        url: finding.url.clone(),
    }
}

fn one(global: &Global, archive: &Archive, text: &str, limit: usize) -> Result<(), CliError> {
    let mut out = Output::new(global.format);
    let hits = archive.hits(text, limit);
    if out.format == Format::Table {
        for hit in &hits {
            let rating = hit.rating.as_deref().unwrap_or("no rating");
            out.line(&format!("{:.2}  {}  {}", hit.score, bold(&printable(rating)), printable(&hit.claim)))?;
            let place = hit.url.as_deref().unwrap_or_default();
            out.line(&dim(&printable(&format!("      {}  {place}", hit.why))))?;
        }
        if hits.is_empty() {
            out.line("nothing like it was checked before")?;
        }
    } else {
        let mut listing = Listing::new(&["id", "score", "rating", "claim", "url", "why"]);
        for hit in &hits {
            let cells = vec![
                name(&hit.id),
                format!("{:.3}", hit.score),
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
fn many(global: &Global, archive: &Archive, file: &str, limit: usize) -> Result<(), CliError> {
    let mut out = Output::raw(global.format.unwrap_or(Format::Ndjson));
    let mut listing = Listing::new(&["query", "id", "score", "rating", "claim"]);
    for line in Lines::new(open(file, QUERY)?) {
        let line = line.map_err(|e| CliError::failure(format!("{file}: cannot be read: {e}")))?;
        if line.is_blank() {
            continue;
        }
        let record = match parsed::<KnownQuery>(&line, QUERY) {
            Ok(query) => {
                let hits = archive.hits(&query.text, limit);
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
