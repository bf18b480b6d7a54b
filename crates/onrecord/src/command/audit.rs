//! `audit`: the log and the rows it speaks of, checked here and for checking elsewhere.

use onrecord_app::{Checkpoint, Desk, EventFilter, RawEntry};
use onrecord_report::json::{to_line, v1};

use serde::Serialize;

use crate::cli::{Audit, Format, Global};
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Output, printable};

use super::export::refuse_opinions;
use super::log;

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: Audit) -> Result<Exit, CliError> {
    let checkpoint = match args {
        Audit::Verify { checkpoint } => checkpoint,
        Audit::Export { with_opinions } => {
            refuse_opinions(desk, with_opinions).await?;
            return export(global, desk).await;
        }
        Audit::Checkpoint => return checkpoint_only(global, desk).await,
    };
    let kept = checkpoint.as_deref().map(parse).transpose()?;
    let audit = desk.verify(kept.as_ref()).await?;
    match print(global, desk, &audit).await {
        // Whoever stops reading the list of faults still gets the verdict.
        Err(error) if !error.silent => Err(error),
        _ if audit.faults.is_empty() => Ok(Exit::Ok),
        _ => Ok(Exit::AuditBroken),
    }
}

/// Entries read at a time.
const PAGE: u32 = 500;

/// An entry as it is sealed, as printed.
#[derive(Serialize)]
struct Entry<'a> {
    v: u32,
    position: i64,
    id: String,
    at: i64,
    actor_kind: &'a str,
    actor: &'a str,
    kind: &'a str,
    subject: String,
    payload: &'a str,
    prev: String,
    hash: String,
}

async fn export(global: &Global, desk: &Desk) -> Result<Exit, CliError> {
    let mut out = Output::new(Some(Format::Ndjson).or(global.format)).no_list()?;
    let mut after = 0;
    loop {
        let entries = desk.raw_entries(after, PAGE).await?;
        let Some(last) = entries.last() else { break };
        after = last.position;
        for entry in &entries {
            out.record(&to_line(&sealed(entry)))?;
        }
    }
    out.finish()?;
    Ok(Exit::Ok)
}

fn sealed(entry: &RawEntry) -> Entry<'_> {
    let hex = |bytes: &[u8]| {
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or_default();
        bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect::<String>()
    };
    Entry {
        v: 1,
        position: entry.position,
        id: entry.id.to_string(),
        at: entry.at,
        actor_kind: &entry.actor_kind,
        actor: &entry.actor,
        kind: &entry.kind,
        subject: entry.subject.to_string(),
        payload: &entry.payload,
        prev: hex(&entry.prev),
        hash: hex(&entry.hash),
    }
}

async fn checkpoint_only(global: &Global, desk: &Desk) -> Result<Exit, CliError> {
    let head = desk.checkpoint().await?;
    let mut out = Output::new(global.format).no_list()?;
    if out.is_json() {
        out.record(&to_line(&checkpoint_of(desk, &head).await?))?;
    } else {
        out.line(&format!("{}:{}", head.size, head.root))?;
    }
    out.finish()?;
    Ok(Exit::Ok)
}

async fn print(global: &Global, desk: &Desk, audit: &onrecord_app::Audit) -> Result<(), CliError> {
    let mut out = Output::new(global.format).no_list()?;
    let ok = audit.faults.is_empty();
    if out.is_json() {
        let broken = audit.faults.iter().map(|f| v1::Broken { entry: f.position, id: None, why: f.what.clone() });
        out.record(&to_line(&v1::AuditResult {
            ok,
            entries: audit.checked,
            root: Some(audit.head.root.to_string()),
            checkpoint: if ok { checkpoint_of(desk, &audit.head).await? } else { None },
            broken: broken.collect(),
        }))?;
        return out.finish();
    }
    for fault in &audit.faults {
        let entry = fault.position.map(|p| format!("entry {p}: ")).unwrap_or_default();
        out.line(&printable(&format!("BROKEN {entry}{}", fault.what)))?;
    }
    let verdict = if ok { "ok" } else { "broken" };
    out.line(&format!("{verdict}: {} entries checked", audit.checked))?;
    out.line(&format!("checkpoint {}:{}", audit.head.size, audit.head.root))?;
    out.finish()
}

/// Returns the head of a log in order as something to keep; `None` when nothing was done yet.
async fn checkpoint_of(desk: &Desk, head: &Checkpoint) -> Result<Option<v1::Checkpoint>, CliError> {
    let last = EventFilter { newest_first: true, limit: 1, ..EventFilter::default() };
    let last = desk.log(&last).await?.first().map(log::record);
    Ok(last.map(|entry| v1::Checkpoint { size: head.size, root: head.root.to_string(), at: entry.at }))
}

/// Reads a checkpoint, or the file in which one was kept.
fn parse(given: &str) -> Result<Checkpoint, CliError> {
    let kept = std::fs::read_to_string(given).ok();
    let given = kept.as_deref().unwrap_or(given).trim();
    // As 'audit verify' prints it.
    let given = given.lines().find_map(|line| line.trim().strip_prefix("checkpoint ")).unwrap_or(given);
    let parts = given.trim().split_once(':').and_then(|(size, root)| Some((size.parse().ok()?, root.parse().ok()?)));
    let (size, root) = parts.ok_or_else(|| {
        CliError::usage(format!("{given:?} is no checkpoint; it looks like SIZE:ROOT, or is a file that holds one"))
    })?;
    Ok(Checkpoint { size, root })
}
