//! `doctor`: what a person should see to.

use std::path::{Path, PathBuf};

use onrecord_app::{Concern, Desk, HealthFinding, read_rules};
use onrecord_report::json::to_line;
use serde::Serialize;

use crate::cli::Global;
use crate::cli::house::Doctor;
use crate::config;
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, bold, printable};

/// Where house rules are looked for when none are named.
const BESIDE: &str = "house.toml";
/// Room that should be left beside a database, in bytes.
const ROOM: u64 = 256 * 1024 * 1024;

/// A finding, as printed.
#[derive(Serialize)]
struct Record<'a> {
    check: &'static str,
    concern: &'static str,
    what: &'a str,
    advice: &'a str,
    claims: Vec<String>,
}

/// Runs the command.
pub(crate) async fn run(global: &Global, args: &Doctor) -> Result<Exit, CliError> {
    let mut found = settings();
    match desk::open(global).await {
        Ok(desk) => {
            let looked = look(&desk, args).await;
            desk.close().await;
            found.extend(looked?);
        }
        // Whoever may not look is told so; a database that does not open is what this command is for.
        Err(error) if error.exit != Exit::Failure => return Err(error),
        Err(error) => found.push(HealthFinding::attention(
            "database",
            error.message,
            "nothing else could be looked at; a copy made before the last change of the schema lies beside the file",
        )),
    }
    found.sort_by_key(|finding| finding.concern);
    print(global, &found)?;
    let is_ill = found.iter().any(|finding| finding.concern == Concern::Attention);
    Ok(if is_ill { Exit::Attention } else { Exit::Ok })
}

async fn look(desk: &Desk, args: &Doctor) -> Result<Vec<HealthFinding>, CliError> {
    let mut found = desk.examine().await?;
    if let Some(path) = desk.health().await?.file {
        found.extend(room(&path));
    }
    found.extend(rules_file(desk, args.rules.as_deref()).await?);
    Ok(found)
}

/// Checks the settings of this machine.
fn settings() -> Vec<HealthFinding> {
    match config::load() {
        Err(error) => {
            vec![HealthFinding::attention("settings", error.message, "mend that line, or take the file away")]
        }
        Ok(settings) if settings.review.is_some() => vec![HealthFinding::attention(
            "settings",
            "[review] stands in this machine's settings, where no other machine of the desk sees it",
            "write it into the house rules, adopt them, and take it out of the settings",
        )],
        Ok(_) => Vec::new(),
    }
}

/// Compares the file of house rules with those in force.
async fn rules_file(desk: &Desk, named: Option<&Path>) -> Result<Vec<HealthFinding>, CliError> {
    let path = named.map_or_else(|| PathBuf::from(BESIDE), Path::to_owned);
    if named.is_none() && !path.exists() {
        return Ok(Vec::new());
    }
    let shown = path.display().to_string();
    let text = super::rules::read(&path)?;
    if let Err(faults) = read_rules(&text) {
        let what =
            format!("{shown} holds no house rules: {}", faults.first().map(ToString::to_string).unwrap_or_default());
        return Ok(vec![HealthFinding::attention(
            "rules",
            what,
            format!("'onrecord rules check {shown}' lists all that is wrong"),
        )]);
    }
    // Rules that cannot be read are told of by the desk itself.
    let Ok(in_force) = desk.rules(None).await else { return Ok(Vec::new()) };
    if in_force.is_some_and(|view| view.text == text) {
        return Ok(Vec::new());
    }
    let what = format!("{shown} is not what is in force");
    let advice =
        format!("adopt it with 'onrecord rules adopt {shown} -m REASON', or compare it with 'onrecord rules show'");
    Ok(vec![HealthFinding::attention("rules", what, advice)])
}

/// Looks whether there is room beside a file, for it to grow and for the copy that precedes a change of the schema.
fn room(path: &Path) -> Option<HealthFinding> {
    let size = std::fs::metadata(path).ok()?.len();
    let free = free(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))?;
    let needed = size.max(ROOM);
    let mib = |bytes: u64| bytes / 1024 / 1024;
    (free < needed).then(|| {
        let what = format!("{} MiB are free beside the database of {} MiB", mib(free), mib(size));
        HealthFinding::attention("disk", what, format!("make room: {} MiB should be free", mib(needed)))
    })
}

/// Returns how many bytes this user may still write where a folder lies; `None` where that cannot be told.
#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let stat = rustix::fs::statvfs(folder).ok()?;
    stat.f_bavail.checked_mul(stat.f_frsize)
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

fn print(global: &Global, found: &[HealthFinding]) -> Result<(), CliError> {
    let mut listing = Listing::new(&["check", "concern", "what", "to do"]);
    for finding in found {
        let concern = match finding.concern {
            Concern::Attention => "attention",
            Concern::Note => "note",
        };
        let record = Record {
            check: finding.check,
            concern,
            what: &finding.what,
            advice: &finding.advice,
            claims: finding.claims.iter().map(ToString::to_string).collect(),
        };
        let cells = vec![finding.check.to_owned(), concern.to_owned(), finding.what.clone(), finding.advice.clone()];
        listing.push(cells, to_line(&record));
    }
    let mut out = Output::new(global.format);
    if global.format.is_some_and(|format| format != crate::cli::Format::Table) {
        out.list(&listing)?;
        return out.finish();
    }
    // Sentences do not fit a table.
    for finding in found {
        let mark = if finding.concern == Concern::Attention { "attention" } else { "note" };
        out.line(&format!("{} {}: {}", bold(mark), finding.check, printable(&finding.what)))?;
        out.line(&printable(&format!("    {}", finding.advice)))?;
    }
    if !found.iter().any(|finding| finding.concern == Concern::Attention) {
        out.line("nothing needs anybody")?;
    }
    out.finish()
}
