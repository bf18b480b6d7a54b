//! `next`: the claim to check next.

use onrecord_app::{Desk, QueueItem};
use onrecord_model::Reviewer;

use crate::cli::work::Next;
use crate::cli::{Format, Global};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Output, message};

use super::queue::saved;
use super::{claim_view, queue};

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Next) -> Result<Exit, CliError> {
    let by = if args.lease == 0 { desk::viewer(global)? } else { desk::reviewer(global)? };
    let mut out = Output::new(global.format).no_list()?;
    let asked = saved::asked(desk, &args.asked()).await?;
    let ask = queue::ask(global, desk, &asked).await?;
    let Some(item) = desk.next_of(&ask, &args.skip, &by, args.lease).await? else {
        if out.format == Format::Json {
            out.line("[]")?;
        }
        out.finish()?;
        message(if args.is_narrowed() {
            "nothing to check among what is asked for: 'onrecord queue' with the same filters lists it"
        } else {
            "nothing to check: every claim is decided, set aside or in other people's hands, or no article is in yet"
        });
        return Ok(Exit::Ok);
    };
    let handle = item.row.claim.handle;
    claim_view::print(desk, &mut out, handle, &item.priority.reasons, &by).await?;
    if !out.is_json() {
        out.line(&advice(&item, &by))?;
        if let Some(lease) = &item.lease {
            let until = lease.until.format("%H:%M UTC");
            out.line(&format!(
                "Yours until {until}; give it back: onrecord release {handle}, and go on: onrecord next --skip {handle}"
            ))?;
        }
    }
    out.finish()?;
    Ok(Exit::Ok)
}

/// Says what to type.
fn advice(item: &QueueItem, by: &Reviewer) -> String {
    let handle = item.row.claim.handle;
    match item.work.round() {
        Some(_) if item.work.is_split() => {
            format!(
                "Decide between the opinions: onrecord adjudicate {handle} corroborated|disputed|unverified -m REASON"
            )
        }
        Some(round) if round.hides_from(by) => {
            format!("Say what you find: onrecord second {handle} --find corroborated|disputed|unverified -m REASON")
        }
        Some(round) => {
            let seen =
                round.proposal().map(|first| format!(" --proposed {}", first.status.as_str())).unwrap_or_default();
            format!("Answer the proposal: onrecord second {handle} --agree|--disagree{seen} -m REASON")
        }
        None => {
            let target = if item.row.claim.statuses.said.is_some() { " --target said|fact" } else { "" };
            format!("Decide: onrecord set {handle} corroborated|disputed{target} -m REASON")
        }
    }
}
