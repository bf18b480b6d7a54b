//! Taking a decision back by a compensating entry, and taking that back.

use chrono::{DateTime, Utc};
use onrecord_model::{
    Action, Actor, CopyChange, Event, EventId, EvidenceChange, Handle, PairChange, Reason, Reviewer, StatusChange,
};
use onrecord_store::{EventFilter, SealedEvent, StoreError, Tx};

use crate::decide::conflict;
use crate::desk::retrying;
use crate::standing::{Turn, latest_standing};
use crate::{AppError, Desk};

/// A decision taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undone {
    /// Position in the log of what was taken back.
    pub position: u64,
    /// What taking it back did: the compensating entry.
    pub action: Action,
}

impl Desk {
    /// Takes back the latest decision of `by` that still stands, or the latest on what is named with `about`, be it on
    /// that alone or on others with it.
    ///
    /// # Errors
    /// [`AppError::NothingToUndo`], [`AppError::NotFound`] for `about`, [`AppError::Conflict`] when somebody decided on the claim since, [`AppError::Store`].
    pub async fn undo(
        &self,
        about: Option<Handle>,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<Undone, AppError> {
        retrying!(self.reverse_latest(Turn::Undo, about, (by, reason), dry_run))
    }

    /// Does again what `by` took back last, or what was taken back last of what is named with `about`.
    ///
    /// # Errors
    /// As [`Self::undo`]; [`AppError::Conflict`] and [`AppError::Store`] when something else was decided since.
    pub async fn redo(
        &self,
        about: Option<Handle>,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<Undone, AppError> {
        retrying!(self.reverse_latest(Turn::Redo, about, (by, reason), dry_run))
    }

    async fn reverse_latest(
        &self,
        turn: Turn,
        about: Option<Handle>,
        (by, reason): (&Reviewer, &Reason),
        dry_run: bool,
    ) -> Result<Undone, AppError> {
        let base = EventFilter { newest_first: true, ..EventFilter::default() };
        let filter = match about {
            Some(handle) => EventFilter { subject: Some(self.logged_as(handle).await?), ..base },
            None => EventFilter { actor: Some(by.name().to_owned()), ..base },
        };
        let mut tx = self.store.begin().await?;
        let sealed = latest_standing(&tx, turn, filter).await?;
        let sealed = sealed.ok_or_else(|| AppError::NothingToUndo(nothing(turn, about, by)))?;
        let at = self.now();
        let action = reverse(&mut tx, &sealed, (by, at), reason).await?;
        let undone = Undone { position: sealed.position, action: action.clone() };
        if dry_run {
            tx.rollback().await?;
            return Ok(undone);
        }
        let actor = Actor::Person(by.clone());
        tx.append(&Event { id: EventId(self.next_id()), at, actor, action }).await?;
        tx.commit().await?;
        Ok(undone)
    }
}

/// Carries out the opposite of an entry, by whom and when is given, and returns the entry that tells of it.
async fn reverse(
    tx: &mut Tx,
    sealed: &SealedEvent,
    (by, at): (&Reviewer, DateTime<Utc>),
    why: &Reason,
) -> Result<Action, AppError> {
    let event = sealed.event.id;
    let (reason, takes_back) = (why.clone(), Some(event));
    match &sealed.event.action {
        Action::MatchDecided { changes, .. } => {
            let changes: Vec<PairChange> = changes.iter().map(PairChange::reversed).collect();
            for change in &changes {
                tx.set_pair_state(change).await?;
            }
            Ok(Action::MatchDecided { changes, reason, takes_back })
        }
        Action::CopyDecided { changes, .. } => {
            let changes: Vec<CopyChange> = changes.iter().map(CopyChange::reversed).collect();
            for change in &changes {
                tx.set_copy_verdict(change).await?;
            }
            Ok(Action::CopyDecided { changes, reason, takes_back })
        }
        Action::OutletSet { outlet, handle, before, after, .. } => {
            tx.set_outlet_facts(*handle, after, before).await?;
            let (before, after) = (after.clone(), before.clone());
            Ok(Action::OutletSet { outlet: *outlet, handle: *handle, before, after, reason, takes_back })
        }
        Action::EvidenceChanged { changes, .. } => {
            let changes: Vec<EvidenceChange> = changes.iter().map(EvidenceChange::reversed).collect();
            for change in &changes {
                tx.change_evidence(change, by, at).await?;
            }
            Ok(Action::EvidenceChanged { changes, reason, takes_back })
        }
        Action::StatusSet(set) | Action::Undone { change: set, .. } => {
            let change = reverse_status(tx, set).await?;
            Ok(Action::Undone { event, change, reason: Some(reason) })
        }
        _ => Err(AppError::NothingToUndo("that entry is not taken back with undo".to_owned())),
    }
}

async fn reverse_status(tx: &mut Tx, set: &StatusChange) -> Result<StatusChange, AppError> {
    let current = tx.claim(set.handle).await?.ok_or(AppError::NotFound { handle: set.handle })?;
    if current.statuses.of(set.target) != Some(&set.after) {
        return Err(conflict(tx, &current, set.revision).await?);
    }
    let change = StatusChange {
        before: set.after.clone(),
        after: set.before.clone(),
        revision: current.revision + 1,
        ..set.clone()
    };
    match tx.set_status(&change, current.revision).await {
        Err(StoreError::Conflict { .. }) => Err(conflict(tx, &current, current.revision).await?),
        other => other.map(|()| change).map_err(AppError::from),
    }
}

fn nothing(turn: Turn, about: Option<Handle>, by: &Reviewer) -> String {
    let on = about.map_or_else(|| format!("of {by}"), |handle| format!("on {handle}"));
    match turn {
        Turn::Undo => format!("no decision {on} stands, so there is nothing to take back"),
        Turn::Redo => format!("nothing {on} was taken back, so there is nothing to do again"),
    }
}
