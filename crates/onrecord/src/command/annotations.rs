//! `import annotations`: words that were pointed at elsewhere.

use onrecord_app::{Annotated, AppError, Desk, FindingPlace, StoreError, read_annotations};
use onrecord_model::Reviewer;

use super::{claim, import};
use crate::cli::Global;
use crate::cli::import::ImportAnnotations;
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Output, message};

/// What came of the annotations of a file.
#[derive(Default)]
struct Tally {
    added: usize,
    known: usize,
    bad: Vec<(FindingPlace, String)>,
}

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &ImportAnnotations) -> Result<Exit, CliError> {
    let by = desk::reviewer(global)?;
    let mut out = Output::new(global.format).no_list()?;
    let mut exit = Exit::Ok;
    for file in &args.files {
        let done = one(desk, file, (&by, args.dry_run), &mut out).await;
        exit = import::worse(exit, import::alone(done)?);
    }
    out.finish()?;
    Ok(exit)
}

async fn one(desk: &Desk, file: &str, how: (&Reviewer, bool), out: &mut Output) -> Result<Exit, CliError> {
    let tally = tally(desk, file, how, out).await?;
    import::name(file, &tally.bad);
    let (added, known, bad) = (tally.added, tally.known, tally.bad.len());
    let verb = if how.1 { "would be added" } else { "added" };
    message(&format!("{file}: {added} mentions {verb}, {known} were there already, {bad} refused"));
    Ok(if bad == 0 { Exit::Ok } else { Exit::PartlyBad })
}

async fn tally(desk: &Desk, file: &str, (by, dry_run): (&Reviewer, bool), out: &mut Output) -> Result<Tally, CliError> {
    let records = read_annotations(&import::bytes(file)?);
    let records = records.map_err(|why| CliError::new(Exit::PartlyBad, format!("{file}: {why}")))?;
    let mut tally = Tally::default();
    for record in records {
        let draft = match record {
            Ok(draft) => draft,
            Err(bad) => {
                tally.bad.push((bad.place, bad.why));
                continue;
            }
        };
        match desk.add_annotated(&draft, by, dry_run).await {
            Ok(Annotated::Known(_)) => tally.known += 1,
            Ok(Annotated::Added(filing)) => {
                tally.added += 1;
                claim::print(out, &filing, dry_run)?;
            }
            Err(error) if is_of_this_one(&error) => tally.bad.push((draft.place, error.to_string())),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(tally)
}

/// Tells whether an error says something about one annotation, not about the database.
fn is_of_this_one(error: &AppError) -> bool {
    matches!(
        error,
        AppError::Missing(_)
            | AppError::Ambiguous(_)
            | AppError::Invalid(_)
            | AppError::NotFound { .. }
            | AppError::Conflict { .. }
            | AppError::Overtaken { .. }
            | AppError::Refused { .. }
            | AppError::Store(StoreError::FilingRefused { .. } | StoreError::FilingConflict { .. })
    )
}
