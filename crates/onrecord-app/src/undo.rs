//! Taking a decision back by a compensating entry.

use onrecord_model::{
    Action, Actor, CopyChange, Event, EventId, Handle, HandleKind, PairChange, Reason, Reviewer, StatusChange,
    WorkChange,
};
use onrecord_store::{EventFilter, SealedEvent, StoreError, Tx};
use uuid::Uuid;

use crate::decide::conflict;
use crate::desk::retrying;
use crate::error::expect_kind;
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
        let mut tx = self.store.begin().await?;
        let filter = filter(&tx, claim, by).await?;
        let sealed = latest_standing(&tx, filter).await?.ok_or_else(|| AppError::NothingToUndo(nothing(claim, by)))?;
        let (status, action) = reverse_all(&mut tx, &sealed, reason).await?;
        let undone = Undone { position: sealed.position, action: status.clone().unwrap_or_else(|| action.clone()) };
        if dry_run {
            tx.rollback().await?;
            return Ok(undone);
        }
        let actor = Actor::Person(by.clone());
        let event = |action| Event { id: EventId(self.next_id()), at: self.now(), actor: actor.clone(), action };
        tx.append_all(&status.into_iter().chain([action]).map(event).collect::<Vec<_>>()).await?;
        tx.commit().await?;
        Ok(undone)
    }
}

/// Carries out the opposite of an entry, and of the status set with it where a proposal was settled by it, and returns the
/// entries that tell of both.
async fn reverse_all(tx: &mut Tx, sealed: &SealedEvent, why: &Reason) -> Result<(Option<Action>, Action), AppError> {
    let status = match settled_with(tx, sealed).await? {
        Some(set) => Some(reverse(tx, &set, why).await?),
        None => None,
    };
    Ok((status, reverse(tx, sealed, why).await?))
}

/// Finds the entry that set the status of a proposal, which stands right before the one that tells of its end.
async fn settled_with(tx: &Tx, sealed: &SealedEvent) -> Result<Option<SealedEvent>, AppError> {
    let Action::WorkChanged { changes, .. } = &sealed.event.action else { return Ok(None) };
    let Some(end) = changes.iter().find(|change| change.before.round().is_some() && change.after.round().is_none())
    else {
        return Ok(None);
    };
    let before = tx.event_at(sealed.position - 1).await?;
    let (actor, at) = (&sealed.event.actor, sealed.event.at);
    let is_of_it = |event: &Event| match &event.action {
        Action::StatusSet(set) => set.claim == end.claim && event.actor == *actor && event.at == at,
        _ => false,
    };
    Ok(before.filter(|before| is_of_it(&before.event)))
}

/// Carries out the opposite of an entry and returns the entry that tells of it.
async fn reverse(tx: &mut Tx, sealed: &SealedEvent, why: &Reason) -> Result<Action, AppError> {
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
        Action::WorkChanged { changes, .. } => {
            let changes: Vec<WorkChange> = changes.iter().rev().map(WorkChange::reversed).collect();
            for change in &changes {
                tx.set_work(change, true).await?;
            }
            Ok(Action::WorkChanged { changes, reason: Some(reason), takes_back })
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

async fn filter(tx: &Tx, claim: Option<Handle>, by: &Reviewer) -> Result<EventFilter, AppError> {
    let base = EventFilter { newest_first: true, limit: PAGE, ..EventFilter::default() };
    let Some(handle) = claim else {
        return Ok(EventFilter { actor: Some(by.name().to_owned()), ..base });
    };
    let claim = tx.claim(expect_kind(handle, HandleKind::Claim)?).await?.ok_or(AppError::NotFound { handle })?;
    Ok(EventFilter { subject: Some(claim.id.0), among: true, ..base })
}

fn nothing(claim: Option<Handle>, by: &Reviewer) -> String {
    match claim {
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
        Action::WorkChanged { changes, takes_back: None, .. } => changes.first().map(|change| change.claim.0),
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
        | Action::WorkChanged { takes_back, .. } => *takes_back,
        _ => None,
    }
}
