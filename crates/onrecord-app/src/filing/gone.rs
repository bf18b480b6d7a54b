//! Claims that are none any more: who put that right, and when.

use onrecord_model::{Action, Handle, HandleKind};
use onrecord_store::EventFilter;

use crate::{AppError, Desk};

/// Entries of the log looked at for what became of a claim.
const LOOKED_AT: u32 = 2_000;

impl Desk {
    /// Says of an error about a claim that is not there what became of that claim, where it was one once; any other error stays.
    pub async fn explain(&self, error: AppError) -> AppError {
        match error {
            AppError::NotFound { handle } if handle.kind == HandleKind::Claim => self.no_claim(handle).await,
            other => other,
        }
    }

    /// Makes the error for a claim that is not stored: what became of it, where it was one once.
    pub(crate) async fn no_claim(&self, handle: Handle) -> AppError {
        let filter = EventFilter {
            kind: Some("filing_changed"),
            newest_first: true,
            limit: LOOKED_AT,
            ..EventFilter::default()
        };
        let entries = self.store.events(&filter).await.unwrap_or_default();
        let gone = entries.iter().find_map(|sealed| {
            let Action::FilingChanged { filing, .. } = &sealed.event.action else { return None };
            let change = filing.claims.iter().find(|change| change.handle == handle && change.after.is_none())?;
            let left = filing.mentions.iter().find_map(|mention| {
                let was = mention.before.as_ref().filter(|before| before.claim == change.claim);
                was.and(mention.after.as_ref()).map(|after| after.claim_handle)
            });
            let to = left.map_or_else(String::new, |left| format!("; what it said is {left} now"));
            let event = &sealed.event;
            let (who, when) = (event.actor.name(), event.at.format("%Y-%m-%d %H:%M UTC"));
            Some(format!("{handle} is no claim since {who} put that right on {when} (entry {}){to}", sealed.position))
        });
        gone.map_or(AppError::NotFound { handle }, AppError::Missing)
    }
}
