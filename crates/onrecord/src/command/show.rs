//! `show`: one claim, document or speaker.

use onrecord_app::Desk;
use onrecord_model::{Handle, HandleKind};
use onrecord_report::json::{to_line, v1};

use crate::cli::{Global, Show};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Output, bold, printable};

use super::{claim_view, doc, evidence};

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Show) -> Result<Exit, CliError> {
    if let Some(when) = args.at {
        let mut out = Output::new(global.format).no_list()?;
        claim_view::print_at(desk, &mut out, args.handle, when, &desk::viewer(global)?).await?;
        out.finish()?;
        return Ok(Exit::Ok);
    }
    match args.handle.kind {
        HandleKind::Document => return doc::show(global, desk, args.handle).await,
        HandleKind::Speaker => return speaker(global, desk, args.handle).await,
        HandleKind::Evidence => return evidence::show(global, desk, args.handle).await,
        HandleKind::Claim | HandleKind::Outlet => {}
    }
    let mut out = Output::new(global.format).no_list()?;
    claim_view::print(desk, &mut out, args.handle, &[], &desk::viewer(global)?).await?;
    out.finish()?;
    Ok(Exit::Ok)
}

async fn speaker(global: &Global, desk: &Desk, handle: Handle) -> Result<Exit, CliError> {
    let speaker = desk.speaker(handle).await?;
    let mut out = Output::new(global.format).no_list()?;
    if out.is_json() {
        out.record(&to_line(&v1::SpeakerRow::from(&speaker)))?;
    } else {
        out.line(&format!("{} {}", bold(&speaker.handle.to_string()), bold(&printable(&speaker.name))))?;
        for known in &speaker.aliases {
            let line = format!("  {:10} {} ({})", known.state.as_str(), known.alias.name, known.alias.why);
            out.line(&printable(&line))?;
        }
        out.line(&format!("Its claims: onrecord queue --all --speaker {handle}"))?;
    }
    out.finish()?;
    Ok(Exit::Ok)
}
