//! `undo`: a decision taken back by a compensating entry; nothing is deleted.

use onrecord_app::Desk;
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use crate::cli::{Global, Undo};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Output, message, printable};

use super::log;

/// What was taken back, as printed.
#[derive(Serialize)]
struct Record {
    claim: String,
    undoes: u64,
    change: v1::StatusChange,
    revision: u32,
    dry_run: bool,
}

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Undo) -> Result<Exit, CliError> {
    let by = desk::reviewer(global)?;
    let undone = desk.undo(args.claim, &by, &args.reason, args.dry_run).await?;
    let change = &undone.change;
    let mut out = Output::new(global.format).no_list()?;
    if out.is_json() {
        out.record(&to_line(&Record {
            claim: change.handle.to_string(),
            undoes: undone.position,
            change: v1::StatusChange::from(change),
            revision: change.revision,
            dry_run: args.dry_run,
        }))?;
    } else {
        let line = log::changed("took back", change);
        out.line(&printable(&format!("{line} (entry {}, revision {})", undone.position, change.revision)))?;
    }
    out.finish()?;
    if args.dry_run {
        message(&format!("nothing was changed in {}", desk.describe()));
    }
    Ok(Exit::Ok)
}
