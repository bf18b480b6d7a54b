//! The claims that a command is about, found where they are not named.

use onrecord_app::Desk;
use onrecord_model::Handle;

use crate::cli::choice::{Claims, Where};
use crate::error::CliError;
use crate::output::message;

/// Claims that one command changes at most when a search finds them.
const MOST: usize = 1_000;

/// What a command is about.
pub(crate) struct Chosen {
    pub(crate) claims: Vec<Handle>,
    /// Whether it only shows what would change.
    pub(crate) dry_run: bool,
}

/// Returns the claims named or found; what is found and not confirmed is only shown.
pub(crate) async fn chosen(desk: &Desk, of: &Claims, dry_run: bool) -> Result<Chosen, CliError> {
    found_or(desk, &of.found, of.claims.clone(), dry_run).await
}

/// Returns the claims found where a search is given, else those named.
pub(crate) async fn found_or(
    desk: &Desk,
    found: &Where,
    named: Vec<Handle>,
    dry_run: bool,
) -> Result<Chosen, CliError> {
    let Some(query) = &found.query else { return Ok(Chosen { claims: named, dry_run }) };
    let result = desk.search(query, MOST).await?;
    if !result.is_whole {
        let why = format!("--where finds more than {MOST} claims, or more than can be looked at; narrow it");
        return Err(CliError::usage(format!("{why} (since:DATE, until:DATE, outlet:NAME, status:STATUS)")));
    }
    let claims: Vec<Handle> = result.found.iter().map(|one| one.claim.handle).collect();
    let how = if found.yes { "" } else { "; this is what would become of them, and --yes does it" };
    message(&format!("--where finds {} claim{}{how}", claims.len(), if claims.len() == 1 { "" } else { "s" }));
    Ok(Chosen { claims, dry_run: dry_run || !found.yes })
}
