//! Questions to the queue that are kept under a name.

use onrecord_app::Desk;
use onrecord_model::{SavedSearch, SearchChange};
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use crate::cli::Global;
use crate::cli::queue::{Queue, QueueArgs, QueueCommand, SavedCommand};
use crate::command::work::told;
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output};
use crate::tui::{quoted, split};

/// A kept question, as printed.
#[derive(Serialize)]
struct Record<'a> {
    name: &'a str,
    /// As it is typed behind `queue`.
    query: &'a str,
    by: String,
    at: String,
}

/// What became of a kept question, as printed.
#[derive(Serialize)]
struct Changed {
    #[serde(flatten)]
    change: v1::SearchChange,
    dry_run: bool,
}

/// Runs `queue save` and `queue saved`.
pub(super) async fn run(global: &Global, desk: &Desk, command: &QueueCommand) -> Result<Exit, CliError> {
    match command {
        QueueCommand::Save { name, ask, reason, dry_run } => {
            // What is kept must be askable: a speaker or an outlet that is not there is told now.
            super::ask(global, desk, ask).await?;
            let (by, reason) = (desk::reviewer(global)?, reason.as_ref());
            let change = desk.save_search(name, &line(ask), &by, reason, *dry_run).await?;
            changed(global, desk, &change, *dry_run)
        }
        QueueCommand::Saved(SavedCommand::List) => list(global, desk).await,
        QueueCommand::Saved(SavedCommand::Remove { name, reason, dry_run }) => {
            let by = desk::reviewer(global)?;
            let change = desk.remove_search(name, &by, reason.as_ref(), *dry_run).await?;
            changed(global, desk, &change, *dry_run)
        }
    }
}

/// Returns what is asked: what is kept under the name, if one is given, and what is said beside it.
pub(crate) async fn asked(desk: &Desk, args: &Queue) -> Result<QueueArgs, CliError> {
    let Some(name) = &args.saved else { return Ok(args.ask.clone()) };
    let kept = desk.saved_search(name).await?;
    let unreadable = |why: String| CliError::failure(format!("what is kept as {:?} is no question: {why}", kept.name));
    let mut words = split(&kept.query).map_err(unreadable)?;
    words.extend(args.ask.words());
    QueueArgs::read(&words).map_err(unreadable)
}

/// Writes a question as one line.
fn line(ask: &QueueArgs) -> String {
    let plain = |word: &str| word.chars().all(|c| c.is_alphanumeric() || "-_=.:".contains(c));
    let words = ask.words().into_iter().map(|word| if plain(&word) { word } else { quoted(&word) });
    words.collect::<Vec<_>>().join(" ")
}

async fn list(global: &Global, desk: &Desk) -> Result<Exit, CliError> {
    let mut listing = Listing::new(&["name", "asks", "by", "since"]);
    for kept in desk.saved_searches().await? {
        let SavedSearch { name, query, by, at, .. } = &kept;
        let at = at.format("%Y-%m-%d %H:%M UTC").to_string();
        let record = Record { name, query, by: by.to_string(), at: at.clone() };
        listing.push(vec![name.clone(), format!("queue {query}"), by.to_string(), at], to_line(&record));
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    Ok(Exit::Ok)
}

fn changed(global: &Global, desk: &Desk, change: &SearchChange, dry_run: bool) -> Result<Exit, CliError> {
    let mut listing = Listing::new(&["name", "before", "after"]);
    let side = |query: &Option<String>| query.as_ref().map(|query| format!("queue {query}")).unwrap_or_default();
    let cells = vec![change.name.clone(), side(&change.before), side(&change.after)];
    listing.push(cells, to_line(&Changed { change: v1::SearchChange::from(change), dry_run }));
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    told(desk, dry_run, true);
    Ok(Exit::Ok)
}
