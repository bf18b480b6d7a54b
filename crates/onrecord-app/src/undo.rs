//! Taking a decision back by a compensating entry, and taking that back.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use onrecord_model::{
    Action, Actor, CopyChange, Event, EventId, EvidenceChange, Filing, Handle, PairChange, Reason, Reviewer,
    StatusChange, WorkChange, WorkState,
};
use onrecord_store::{EventFilter, SealedEvent, StoreError, Tx};

use crate::decide::conflict;
use crate::desk::retrying;
use crate::enter::least;
use crate::picked::{Picked, WhichDecision, nothing, picked, settled_with};
use crate::standing::Turn;
use crate::{AppError, Desk, filing};

/// A decision taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undone {
    /// Position in the log of what was taken back.
    pub position: u64,
    /// Who had entered that.
    pub of: Actor,
    /// What taking it back did: the compensating entry.
    pub action: Action,
    /// What was taken back with it: the other claims that one command decided on.
    pub further: Vec<Undone>,
    /// Claims of the same command that are left as they are, because they were changed since.
    pub left: Vec<Handle>,
}

impl Desk {
    /// Takes back the latest decision of `by` that still stands, the latest on what is named, or an entry of the log. What
    /// readers were told is taken back only where it is named.
    ///
    /// # Errors
    /// [`AppError::NothingToUndo`], also where the latest entry of `by` has to be named, [`AppError::NotFound`] and
    /// [`AppError::Missing`] for what is named, [`AppError::Conflict`] when somebody decided on the claim since,
    /// [`AppError::Store`].
    pub async fn undo(
        &self,
        which: impl Into<WhichDecision>,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<Undone, AppError> {
        let which = which.into();
        retrying!(self.reverse_picked(Turn::Undo, which, (by, reason), dry_run))
    }

    /// Does again what `by` took back last, what was taken back last of what is named, or what an entry took back.
    ///
    /// # Errors
    /// As [`Self::undo`]; [`AppError::Conflict`] and [`AppError::Store`] when something else was decided since.
    pub async fn redo(
        &self,
        which: impl Into<WhichDecision>,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<Undone, AppError> {
        let which = which.into();
        retrying!(self.reverse_picked(Turn::Redo, which, (by, reason), dry_run))
    }

    async fn reverse_picked(
        &self,
        turn: Turn,
        which: WhichDecision,
        (by, reason): (&Reviewer, &Reason),
        dry_run: bool,
    ) -> Result<Undone, AppError> {
        let base = EventFilter { newest_first: true, ..EventFilter::default() };
        let filter = match which {
            WhichDecision::On(handle) => EventFilter { subject: Some(self.logged_as(handle).await?), ..base },
            WhichDecision::Latest | WhichDecision::Entry(_) => {
                EventFilter { actors: Some(self.written(by).await?), ..base }
            }
        };
        let mut tx = self.store.begin().await?;
        let Picked { first, others, left } = picked(&tx, turn, (which, by), filter).await?;
        self.house(&tx).await?.require(by, least(&first.event.action))?;
        refuse_opinions_of_others(&first, by)?;
        let at = self.now();
        let (mut actions, mut undone) = (Vec::new(), Vec::new());
        for sealed in std::iter::once(first).chain(others) {
            let (status, action) = reverse_all(&mut tx, turn, &sealed, (by, at), reason).await?;
            actions.extend(status.iter().cloned().chain([action.clone()]));
            let (position, of, action) = (sealed.position, sealed.event.actor, status.unwrap_or(action));
            undone.push(Undone { position, of, action, further: Vec::new(), left: Vec::new() });
        }
        let further = undone.split_off(1);
        // There is one for the first entry.
        let first = undone.pop().ok_or_else(|| AppError::NothingToUndo(nothing(turn, which, by)))?;
        let undone = Undone { further, left, ..first };
        if dry_run {
            tx.rollback().await?;
            return Ok(undone);
        }
        let actor = Actor::Person(by.clone());
        let event = |action| Event { id: EventId(self.next_id()), at, actor: actor.clone(), action };
        tx.append_all(&actions.into_iter().map(event).collect::<Vec<_>>()).await?;
        tx.commit().await?;
        Ok(undone)
    }
}

/// Refuses to take back what somebody else found: a review in which one person takes out the opinion of another is none.
fn refuse_opinions_of_others(sealed: &SealedEvent, by: &Reviewer) -> Result<(), AppError> {
    let Actor::Person(author) = &sealed.event.actor else { return Ok(()) };
    let Action::WorkChanged { changes, .. } = &sealed.event.action else { return Ok(()) };
    let opinions = |state: &WorkState| state.round().map_or(0, |round| round.opinions.len());
    let given = changes.iter().find(|change| opinions(&change.before) != opinions(&change.after));
    match given {
        Some(change) if !author.is(by) => {
            Err(AppError::OpinionOfAnother { handle: change.handle, author: author.clone() })
        }
        _ => Ok(()),
    }
}

/// By whom and when something is done.
type ByAt<'a> = (&'a Reviewer, DateTime<Utc>);

/// Carries out the opposite of an entry, and of the status set with it where a proposal was settled by it, and returns the
/// entries that tell of both.
async fn reverse_all(
    tx: &mut Tx,
    turn: Turn,
    sealed: &SealedEvent,
    by_at: ByAt<'_>,
    why: &Reason,
) -> Result<(Option<Action>, Action), AppError> {
    let Some(set) = settled_with(tx, sealed).await? else {
        return Ok((None, reverse(tx, turn, sealed, by_at, why).await?));
    };
    // No status is set beside a proposal that stands: it is taken back before the proposal opens, done again after it ends.
    if turn == Turn::Undo {
        let status = reverse(tx, turn, &set, by_at, why).await?;
        return Ok((Some(status), reverse(tx, turn, sealed, by_at, why).await?));
    }
    let work = reverse(tx, turn, sealed, by_at, why).await?;
    Ok((Some(reverse(tx, turn, &set, by_at, why).await?), work))
}

/// Carries out the opposite of an entry and returns the entry that tells of it.
async fn reverse(
    tx: &mut Tx,
    turn: Turn,
    sealed: &SealedEvent,
    (by, at): ByAt<'_>,
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
        Action::WorkChanged { changes, bulk, .. } => {
            let changes = reverse_work(tx, turn, changes).await?;
            Ok(Action::WorkChanged { changes, reason: Some(reason), takes_back, bulk: *bulk })
        }
        Action::SearchKept { change, .. } => {
            let change = change.reversed();
            tx.change_search(&change, by, at).await?;
            Ok(Action::SearchKept { change, reason: Some(reason), takes_back })
        }
        Action::EvidenceChanged { changes, .. } => {
            let changes: Vec<EvidenceChange> = changes.iter().map(EvidenceChange::reversed).collect();
            for change in &changes {
                tx.change_evidence(change, by, at).await?;
            }
            Ok(Action::EvidenceChanged { changes, reason, takes_back })
        }
        Action::FilingChanged { filing, .. } => {
            let filing = reverse_filing(tx, filing).await?;
            Ok(Action::FilingChanged { filing, reason, takes_back })
        }
        Action::RulesAdopted { change, .. } => {
            let change = change.reversed();
            tx.adopt_rules(&change).await?;
            Ok(Action::RulesAdopted { change, reason, takes_back })
        }
        Action::PublicChanged { change, .. } => {
            let change = change.reversed();
            tx.tell_readers(&change).await?;
            Ok(Action::PublicChanged { change, reason: Some(reason), takes_back })
        }
        Action::StatusSet(set) | Action::Undone { change: set, .. } => {
            let change = reverse_status(tx, set).await?;
            Ok(Action::Undone { event, change, reason: Some(reason) })
        }
        _ => Err(AppError::NothingToUndo("that entry is not taken back with undo".to_owned())),
    }
}

async fn reverse_work(tx: &mut Tx, turn: Turn, made: &[WorkChange]) -> Result<Vec<WorkChange>, AppError> {
    let changes: Vec<WorkChange> = made.iter().rev().map(WorkChange::reversed).collect();
    for change in &changes {
        tx.set_work(change, turn == Turn::Undo).await?;
    }
    Ok(changes)
}

async fn reverse_filing(tx: &mut Tx, made: &Filing) -> Result<Filing, AppError> {
    let mut revisions = BTreeMap::new();
    for change in &made.claims {
        let stored = tx.claims(&[change.claim]).await?.into_iter().next();
        revisions.insert(change.claim, stored.map_or(change.revision, |claim| claim.revision) + 1);
    }
    let reversed = made.reversed(|change| revisions.get(&change.claim).copied().unwrap_or(change.revision + 1));
    filing::change(tx, &reversed).await?;
    Ok(reversed)
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
        judged: None,
        ..set.clone()
    };
    match tx.set_status(&change, current.revision).await {
        Err(StoreError::Conflict { .. }) => Err(conflict(tx, &current, current.revision).await?),
        other => other.map(|()| change).map_err(AppError::from),
    }
}
