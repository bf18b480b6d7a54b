//! `next`: the claim to check next.

use onrecord_app::Desk;

use crate::cli::{Format, Global};
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Output, message};

use super::claim_view;

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk) -> Result<Exit, CliError> {
    let mut out = Output::new(global.format).no_list()?;
    let Some(item) = desk.next().await? else {
        if out.format == Format::Json {
            out.line("[]")?;
        }
        out.finish()?;
        message("nothing to check: every claim is decided, or no article has been taken in yet");
        return Ok(Exit::Ok);
    };
    let handle = item.row.claim.handle;
    claim_view::print(desk, &mut out, handle, &item.priority.reasons).await?;
    if !out.is_json() {
        let target = if item.row.claim.statuses.said.is_some() { " --target said|fact" } else { "" };
        out.line(&format!("Decide: onrecord set {handle} corroborated|disputed{target} -m REASON"))?;
    }
    out.finish()?;
    Ok(Exit::Ok)
}
