//! `diff`: two wordings compared.

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use onrecord_app::{Desk, MAX_DOCUMENT_BYTES, PairOutcome, Text, compare_texts};
use onrecord_model::{Handle, HandleKind};
use onrecord_report::json::{to_line, v1};

use crate::cli::{Diff, DiffView, Format, Global};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::input::{Line, Lines, id_of};
use crate::output::{Output, message};

use super::diff_view;

/// Runs the command.
pub(crate) async fn run(global: &Global, args: Diff) -> Result<Exit, CliError> {
    if let Some(file) = &args.pairs {
        return pairs(global, file, &args.view);
    }
    let (Some(a), Some(b)) = (args.a, args.b) else {
        return Err(CliError::usage("give two wordings, or --pairs FILE"));
    };
    let mut outcome = outcome(global, &a, &b).await?;
    diff_view::narrow(&mut outcome.comparison, &args.view);
    let mut out = Output::new(global.format).no_list()?;
    if out.is_json() {
        let id = serde_json::Value::String(format!("{a} {b}"));
        out.record(&to_line(&v1::DiffRecord::with_notes(id, &outcome.comparison, &outcome.a, &outcome.b)))?;
    } else {
        let comparison = &outcome.comparison;
        let sides = ((&outcome.a, outcome.denials.0), (&outcome.b, outcome.denials.1));
        diff_view::print(&mut out, comparison, sides, &args.view, "")?;
        out.line(&format!("{} ({:.2})", comparison.relation.as_str(), comparison.score))?;
    }
    out.finish()?;
    Ok(Exit::Ok)
}

/// Two claims are compared as said (speakers, cues and dates count); anything else as bare text.
async fn outcome(global: &Global, a: &str, b: &str) -> Result<PairOutcome, CliError> {
    let handles = (a.parse::<Handle>().ok(), b.parse::<Handle>().ok());
    if handles == (None, None) {
        return bare(a, b);
    }
    desk::with(global, async |desk| stored(desk, (a, handles.0), (b, handles.1)).await).await
}

async fn stored(desk: &Desk, a: (&str, Option<Handle>), b: (&str, Option<Handle>)) -> Result<PairOutcome, CliError> {
    if let (Some(one), Some(other)) = (a.1, b.1)
        && one.kind == HandleKind::Claim
        && other.kind == HandleKind::Claim
    {
        return Ok(desk.compare_claims(one, other).await?);
    }
    bare(&text_of(desk, a.0, a.1).await?, &text_of(desk, b.0, b.1).await?)
}

fn bare(a: &str, b: &str) -> Result<PairOutcome, CliError> {
    compare_texts(a, b).map_err(|e| CliError::failure(e.to_string()))
}

async fn text_of(desk: &Desk, given: &str, handle: Option<Handle>) -> Result<String, CliError> {
    let Some(handle) = handle else {
        return Ok(given.to_owned());
    };
    Ok(match handle.kind {
        HandleKind::Claim => desk.claim(handle).await?.claim.wording,
        HandleKind::Document | HandleKind::Speaker | HandleKind::Outlet | HandleKind::Evidence => {
            desk.document(handle).await?.article.text.as_str().to_owned()
        }
    })
}

/// Compares the pairs of a file, one record a line in the same order; a bad line becomes an error record.
fn pairs(global: &Global, file: &str, view: &DiffView) -> Result<Exit, CliError> {
    let reader = open(file)?;
    let mut out = Output::raw(global.format.unwrap_or(Format::Ndjson));
    let mut lines = Vec::new();
    let mut failed = None;
    for line in Lines::new(reader) {
        let line = match line {
            Ok(line) if line.is_blank() => continue,
            Ok(line) => line,
            Err(error) => {
                failed = Some(CliError::failure(format!("{file}: cannot be read: {error}")));
                break;
            }
        };
        let record = pair(&line, view).unwrap_or_else(|why| refused(file, &line, why));
        if out.format == Format::Json {
            lines.push(record);
        } else {
            out.record(&record)?;
        }
    }
    if out.format == Format::Json {
        let joined = lines.join(",\n");
        out.line(&if joined.is_empty() { "[]".to_owned() } else { format!("[\n{joined}\n]") })?;
    }
    out.finish()?;
    failed.map_or(Ok(Exit::Ok), Err)
}

fn open(file: &str) -> Result<Box<dyn BufRead>, CliError> {
    if file == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let opened = File::open(file).map_err(|e| {
        CliError::new(Exit::NotFound, format!("{file}: {e}; give a file of {{\"id\",\"a\",\"b\"}} lines"))
    })?;
    Ok(Box::new(BufReader::new(opened)))
}

fn refused(file: &str, line: &Line, why: String) -> String {
    message(&format!("{file}:{}: {why}", line.number));
    to_line(&v1::ErrorRecord::new(id_of(&line.bytes), Some(line.hash()), Some(line.number), why))
}

fn pair(line: &Line, view: &DiffView) -> Result<String, String> {
    if line.is_too_long() {
        return Err(format!("the line is longer than the {MAX_DOCUMENT_BYTES} bytes that are read"));
    }
    let pair: v1::Pair = serde_json::from_slice(&line.bytes)
        .map_err(|e| format!("{e}; a line looks like {{\"id\":1,\"a\":\"…\",\"b\":\"…\"}}"))?;
    let PairOutcome { a, b, mut comparison, .. } = compare_texts(&pair.a, &pair.b).map_err(|e| e.to_string())?;
    diff_view::narrow(&mut comparison, view);
    Ok(record(pair.id, &comparison, &a, &b))
}

fn record(id: serde_json::Value, comparison: &onrecord_model::Comparison, a: &Text, b: &Text) -> String {
    to_line(&v1::DiffRecord::new(id, comparison, a, b))
}
