//! `import`: earlier fact-checks into the database.

use std::io::{IsTerminal, Read};
use std::path::Path;

use onrecord_app::{BadFinding, Desk, FindingBatch, FindingDraft, FindingPlace, read_findings};
use onrecord_model::ContentHash;

use super::origins::counted;
use crate::cli::Global;
use crate::cli::import::ImportFindings;
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::message;

/// The longest file of findings that is read, in bytes: it is held in memory whole.
const MOST: u64 = 512 << 20;
/// How many bad records of one file are named one by one.
const NAMED: usize = 20;

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &ImportFindings) -> Result<Exit, CliError> {
    let mut exit = Exit::Ok;
    for file in &args.files {
        exit = worse(exit, alone(one(global, desk, file, args).await)?);
    }
    Ok(exit)
}

/// Returns the worse of two ends of files: one that cannot be read at all goes before one that is partly bad.
pub(super) fn worse(a: Exit, b: Exit) -> Exit {
    let rank = |exit: Exit| (exit != Exit::Ok, exit == Exit::NotFound);
    if rank(b) > rank(a) { b } else { a }
}

/// Names a file that cannot be read: it costs itself alone. What is wrong with the database concerns all of them.
pub(super) fn alone(done: Result<Exit, CliError>) -> Result<Exit, CliError> {
    match done {
        Err(error) if matches!(error.exit, Exit::NotFound | Exit::PartlyBad) => {
            message(&error.message);
            Ok(error.exit)
        }
        other => other,
    }
}

async fn one(global: &Global, desk: &Desk, file: &str, args: &ImportFindings) -> Result<Exit, CliError> {
    let bytes = bytes(file)?;
    let Parsed { drafts, refused, incomplete } = parsed(file, &bytes)?;
    let clean = refused == 0 && incomplete == 0;
    let exit = if clean { Exit::Ok } else { Exit::PartlyBad };
    let without =
        if incomplete == 0 { String::new() } else { format!(", {incomplete} without what is no date, link or rating") };
    if args.dry_run || (args.strict && !clean) {
        let read = drafts.len();
        let read = counted(read, "finding");
        message(&format!("{file}: {read} read, {refused} refused{without}; nothing was imported"));
        return Ok(exit);
    }
    let source = args.source.clone().unwrap_or_else(|| called(file));
    let batch = FindingBatch { source, hash: ContentHash::of(&bytes), drafts, by: desk::reviewer(global)? };
    let count = desk.import_findings(&batch).await?;
    let count = counted(usize::try_from(count).unwrap_or(usize::MAX), "finding");
    message(&format!("{file}: {count} imported as {:?}, {refused} refused{without}", batch.source));
    Ok(exit)
}

/// Reads the findings of a file, naming what is bad; the second value tells whether a record was refused. A field left out
/// costs nothing that a search finds, so it is only named.
pub(crate) fn read(file: &str) -> Result<(Vec<FindingDraft>, bool), CliError> {
    let Parsed { drafts, refused, .. } = parsed(file, &bytes(file)?)?;
    Ok((drafts, refused > 0))
}

/// The findings of a file.
struct Parsed {
    drafts: Vec<FindingDraft>,
    /// How many records are no findings, or have the id of an earlier one.
    refused: usize,
    /// Of how many findings something is left out: a date that is none, a link, a rating outside its scale.
    incomplete: usize,
}

fn parsed(file: &str, bytes: &[u8]) -> Result<Parsed, CliError> {
    let records = read_findings(bytes).map_err(|why| CliError::new(Exit::PartlyBad, format!("{file}: {why}")))?;
    let (mut drafts, mut told, mut incomplete, mut refused) = (Vec::new(), Vec::new(), 0, 0);
    for record in records {
        match record {
            Ok(draft) => {
                incomplete += usize::from(!draft.left_out.is_empty());
                told.extend(draft.left_out.iter().map(|note| (draft.place, note.clone())));
                drafts.push(draft);
            }
            Err(BadFinding { place, why }) => {
                refused += 1;
                told.push((place, why));
            }
        }
    }
    name(file, &told);
    Ok(Parsed { drafts, refused, incomplete })
}

pub(super) fn bytes(file: &str) -> Result<Vec<u8>, CliError> {
    let mut bytes = Vec::new();
    let failed =
        |e: std::io::Error| CliError::new(Exit::NotFound, format!("{file}: {e}; give a file that can be read"));
    let read = if file == "-" {
        std::io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).map_err(failed)?.take(MOST + 1).read_to_end(&mut bytes)
    };
    read.map_err(failed)?;
    if bytes.len() as u64 > MOST {
        return Err(CliError::new(Exit::PartlyBad, format!("{file}: longer than {MOST} bytes; cut it into parts")));
    }
    Ok(bytes)
}

/// Names the source after its file.
fn called(file: &str) -> String {
    let name = Path::new(file).file_name().map(|name| name.to_string_lossy().into_owned());
    name.filter(|_| file != "-").unwrap_or_else(|| "standard input".to_owned())
}

/// Names what is bad: all of it where that goes to a file, the first of it on a screen.
pub(super) fn name(file: &str, told: &[(FindingPlace, String)]) {
    let named = if std::io::stderr().is_terminal() { NAMED } else { told.len() };
    for (place, why) in told.iter().take(named) {
        let place = place.line.map_or_else(|| format!(" record {}", place.record), |line| line.to_string());
        message(&format!("{file}:{place}: {why}"));
    }
    if told.len() > named {
        message(&format!(
            "{file}: {} more bad records; '2>bad.txt' behind the command names all of them",
            told.len() - named
        ));
    }
}
