//! Taking a decision back by a compensating entry.

use onrecord_model::{Action, ClaimId, EventId, Handle, HandleKind, Reason, Reviewer, StatusChange};
use onrecord_store::{EventFilter, SealedEvent, Tx};

use crate::decide::conflict;
use crate::desk::retrying;
use crate::error::expect_kind;
use crate::{AppError, Desk};

/// A decision taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undone {
    /// Position in the log of what was taken back.
    pub position: u64,
    /// What taking it back changed.
    pub change: StatusChange,
}

/// How many log entries are read at a time while looking for something to take back.
const PAGE: u32 = 200;

impl Desk {
    /// Takes back the latest decision of `by` that still stands, or the latest on `claim` when one is named.
    ///
    /// # Errors
    /// [`AppError::NothingToUndo`], [`AppError::NotFound`] and [`AppError::WrongKind`] for `claim`,
    /// [`AppError::Conflict`] when somebody decided on the claim since, [`AppError::Store`].
    pub async fn undo(
        &self,
        claim: Option<Handle>,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<Undone, AppError> {
        retrying!(self.undo_once(claim, by, reason, dry_run))
    }

    async fn undo_once(
        &self,
        claim: Option<Handle>,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<Undone, AppError> {
        let tx = self.store.begin().await?;
        let filter = filter(&tx, claim, by).await?;
        let (sealed, set) =
            latest_standing(&tx, filter).await?.ok_or_else(|| AppError::NothingToUndo(nothing(claim, by)))?;
        let current = tx.claim(set.handle).await?.ok_or(AppError::NotFound { handle: set.handle })?;
        if current.statuses.of(set.target) != Some(&set.after) {
            return Err(conflict(&tx, &current, set.revision).await?);
        }
        let change = StatusChange {
            before: set.after.clone(),
            after: set.before.clone(),
            revision: current.revision + 1,
            ..set
        };
        let undone = Undone { position: sealed.position, change: change.clone() };
        if dry_run {
            tx.rollback().await?;
            return Ok(undone);
        }
        let action = Action::Undone { event: sealed.event.id, change: change.clone(), reason: Some(reason.clone()) };
        self.apply(tx, &change, by.clone(), action).await?;
        Ok(undone)
    }
}

async fn filter(tx: &Tx, claim: Option<Handle>, by: &Reviewer) -> Result<EventFilter, AppError> {
    let base = EventFilter { newest_first: true, limit: PAGE, ..EventFilter::default() };
    let Some(handle) = claim else {
        return Ok(EventFilter { actor: Some(by.name().to_owned()), ..base });
    };
    let claim = tx.claim(expect_kind(handle, HandleKind::Claim)?).await?.ok_or(AppError::NotFound { handle })?;
    Ok(EventFilter { claim: Some(claim.id), ..base })
}

fn nothing(claim: Option<Handle>, by: &Reviewer) -> String {
    match claim {
        Some(handle) => format!("no decision on {handle} stands, so there is nothing to take back"),
        None => format!("no decision of {by} stands, so there is nothing to take back"),
    }
}

/// Finds the newest status change that nobody has taken back.
async fn latest_standing(tx: &Tx, mut filter: EventFilter) -> Result<Option<(SealedEvent, StatusChange)>, AppError> {
    loop {
        let page = tx.events(&filter).await?;
        let Some(last) = page.last().map(|sealed| sealed.position) else {
            return Ok(None);
        };
        for sealed in page {
            if let Action::StatusSet(change) = &sealed.event.action
                && !taken_back(tx, change.claim, sealed.event.id).await?
            {
                let change = change.clone();
                return Ok(Some((sealed, change)));
            }
        }
        filter.after = Some(last);
    }
}

/// Tells whether anybody, not only the one who decided, has taken `decision` back.
async fn taken_back(tx: &Tx, claim: ClaimId, decision: EventId) -> Result<bool, AppError> {
    let mut filter = EventFilter { claim: Some(claim), newest_first: true, limit: PAGE, ..EventFilter::default() };
    loop {
        let page = tx.events(&filter).await?;
        let Some(last) = page.last().map(|sealed| sealed.position) else {
            return Ok(false);
        };
        for sealed in page {
            match sealed.event.action {
                Action::Undone { event, .. } if event == decision => return Ok(true),
                _ if sealed.event.id == decision => return Ok(false),
                _ => {}
            }
        }
        filter.after = Some(last);
    }
}
