//! `next`: the claim to check next.

use crate::cli::{Format, Global};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Output, message};

use super::claim_view;

/// Runs the command.
pub(crate) async fn run(global: &Global) -> Result<Exit, CliError> {
    let desk = desk::open(global).await?;
    let mut out = Output::new(global.format);
    let Some(item) = desk.next().await? else {
        if out.format == Format::Json {
            out.line("[]")?;
        }
        out.finish()?;
        message("nothing to check: every claim is decided, or no article has been taken in yet");
        return Ok(Exit::Ok);
    };
    let handle = item.row.claim.handle;
    claim_view::print(&desk, &mut out, handle, &item.priority.reasons).await?;
    if !out.is_json() {
        let target = if item.row.claim.statuses.said.is_some() { " --target said|fact" } else { "" };
        out.line(&format!("Decide: onrecord set {handle} corroborated|disputed{target} -m REASON"))?;
    }
    out.finish()?;
    Ok(Exit::Ok)
}
