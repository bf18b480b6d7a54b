//! `evidence copy`: what was kept of a source.

use std::io::{IsTerminal, stdout};

use onrecord_app::{Desk, EvidenceView};

use crate::cli::Format;
use crate::cli::evidence::EvidenceCopy;
use crate::command::report::place;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Output;

/// Runs the command.
pub(super) async fn run(desk: &Desk, args: &EvidenceCopy) -> Result<Exit, CliError> {
    let bytes = desk.evidence_copy(args.evidence).await?;
    if let Some(file) = &args.out {
        // What lies there may be the source as it is now.
        if file.symlink_metadata().is_ok() {
            let why = format!("{} is there already; name another file", file.display());
            return Err(CliError::new(Exit::Policy, why));
        }
        place(file, &bytes, true)?;
        return Ok(Exit::Ok);
    }
    if stdout().is_terminal() && bytes.iter().any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()) {
        return Err(CliError::usage("the copy holds control characters; write it to a file with -o FILE"));
    }
    let mut out = Output::raw(Format::Ndjson);
    out.bytes(&bytes)?;
    out.finish()?;
    Ok(Exit::Ok)
}

/// Says how to read the copy that is kept; `None` when none is.
pub(super) fn offer(view: &EvidenceView) -> Option<String> {
    let (item, evidence) = (&view.item, &view.item.evidence);
    evidence.keeping.snapshot.as_ref()?;
    let day = evidence.retrieved_at.unwrap_or(item.at).format("%Y-%m-%d");
    Some(format!("the kept copy of {day}: 'onrecord evidence copy {}'", item.handle))
}
