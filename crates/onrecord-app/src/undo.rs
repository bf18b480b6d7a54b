//! Taking a decision back by a compensating entry.

use chrono::{DateTime, Utc};
use onrecord_model::{
    Action, Actor, CopyChange, Event, EventId, EvidenceChange, Handle, PairChange, Reason, Reviewer, StatusChange,
};
use onrecord_store::{EventFilter, SealedEvent, StoreError, Tx};
use uuid::Uuid;

use crate::decide::conflict;
use crate::desk::retrying;
use crate::{AppError, Desk};

/// A decision taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undone {
    /// Position in the log of what was taken back.
    pub position: u64,
    /// What taking it back did: the compensating entry.
    pub action: Action,
}

/// How many log entries are read at a time while looking for something to take back.
const PAGE: u32 = 200;

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
        retrying!(self.undo_once(about, by, reason, dry_run))
    }

    async fn undo_once(
        &self,
        about: Option<Handle>,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<Undone, AppError> {
        let base = EventFilter { newest_first: true, limit: PAGE, ..EventFilter::default() };
        let filter = match about {
            Some(handle) => EventFilter { subject: Some(self.logged_as(handle).await?), ..base },
            None => EventFilter { actor: Some(by.name().to_owned()), ..base },
        };
        let mut tx = self.store.begin().await?;
        let sealed = latest_standing(&tx, filter).await?.ok_or_else(|| AppError::NothingToUndo(nothing(about, by)))?;
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
        Action::StatusSet(set) => {
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

fn nothing(about: Option<Handle>, by: &Reviewer) -> String {
    match about {
        Some(handle) => format!("no decision on {handle} stands, so there is nothing to take back"),
        None => format!("no decision of {by} stands, so there is nothing to take back"),
    }
}

/// Finds the newest decision that nobody has taken back.
async fn latest_standing(tx: &Tx, mut filter: EventFilter) -> Result<Option<SealedEvent>, AppError> {
    loop {
        let page = tx.events(&filter).await?;
        let Some(last) = page.last().map(|sealed| sealed.position) else {
            return Ok(None);
        };
        for sealed in page {
            if let Some(subject) = subject(&sealed.event.action)
                && !taken_back(tx, subject, sealed.event.id).await?
            {
                return Ok(Some(sealed));
            }
        }
        filter.after = Some(last);
    }
}

/// Returns what a decision that can be taken back is about; `None` for anything else, a taking back among it.
fn subject(action: &Action) -> Option<Uuid> {
    match action {
        Action::StatusSet(change) => Some(change.claim.0),
        Action::MatchDecided { changes, takes_back: None, .. } => changes.first().map(|change| change.a.0),
        Action::CopyDecided { changes, takes_back: None, .. } => changes.first().map(|change| change.a.0),
        Action::OutletSet { outlet, takes_back: None, .. } => Some(outlet.0),
        Action::EvidenceChanged { changes, takes_back: None, .. } => changes.first().map(|change| change.claim.0),
        _ => None,
    }
}

/// Tells whether anybody, not only the one who decided, has taken `decision` back.
async fn taken_back(tx: &Tx, subject: Uuid, decision: EventId) -> Result<bool, AppError> {
    let mut filter = EventFilter { subject: Some(subject), newest_first: true, limit: PAGE, ..EventFilter::default() };
    loop {
        let page = tx.events(&filter).await?;
        let Some(last) = page.last().map(|sealed| sealed.position) else {
            return Ok(false);
        };
        for sealed in page {
            if taken_back_by(&sealed.event.action) == Some(decision) {
                return Ok(true);
            }
            if sealed.event.id == decision {
                return Ok(false);
            }
        }
        filter.after = Some(last);
    }
}

/// Returns the decision an entry takes back.
fn taken_back_by(action: &Action) -> Option<EventId> {
    match action {
        Action::Undone { event, .. } => Some(*event),
        Action::MatchDecided { takes_back, .. }
        | Action::CopyDecided { takes_back, .. }
        | Action::OutletSet { takes_back, .. }
        | Action::EvidenceChanged { takes_back, .. } => *takes_back,
        _ => None,
    }
}
