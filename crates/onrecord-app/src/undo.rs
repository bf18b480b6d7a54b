//! Taking a decision back by a compensating entry, and taking that back.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use onrecord_model::{
    Action, Actor, CopyChange, Event, EventId, EvidenceChange, Filing, Handle, PairChange, Reason, Reviewer,
    StatusChange, WorkChange, WorkState,
};
use onrecord_store::{EventFilter, SealedEvent, StoreError, Tx};
use uuid::Uuid;

use crate::decide::conflict;
use crate::desk::retrying;
use crate::enter::least;
use crate::standing::{Turn, latest_standing, stands, subject};
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
}

impl Desk {
    /// Takes back the latest decision of `by` that still stands, or the latest on what is named with `about`, be it on
    /// that alone or on others with it. What readers were told is taken back only where it is named.
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
            None => EventFilter { actors: Some(self.written(by).await?), ..base },
        };
        let mut tx = self.store.begin().await?;
        let sealed = latest_standing(&tx, turn, filter.clone()).await?;
        let mut sealed = sealed.ok_or_else(|| AppError::NothingToUndo(nothing(turn, about, by)))?;
        let mut others = match about {
            None => same_command(&tx, &sealed, filter).await?.into_iter(),
            Some(_) => Vec::new().into_iter(),
        };
        if !is_as_left(&tx, &sealed.event.action).await?
            && let Some(other) = others.next()
        {
            sealed = other;
        }
        self.house(&tx).await?.require(by, least(&sealed.event.action))?;
        refuse_opinions_of_others(&sealed, by)?;
        let at = self.now();
        let (status, action) = reverse_all(&mut tx, turn, &sealed, (by, at), reason).await?;
        let mut actions: Vec<Action> = status.iter().cloned().chain([action.clone()]).collect();
        let told = |sealed: SealedEvent, action| Undone {
            position: sealed.position,
            of: sealed.event.actor,
            action,
            further: Vec::new(),
        };
        let mut undone = told(sealed, status.unwrap_or(action));
        for other in others {
            let action = reverse(&mut tx, turn, &other, (by, at), reason).await?;
            actions.push(action.clone());
            undone.further.push(told(other, action));
        }
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

/// Lists the other decisions of the command that an entry is of, the newest first, as far as nobody decided otherwise since.
async fn same_command(tx: &Tx, sealed: &SealedEvent, mut filter: EventFilter) -> Result<Vec<SealedEvent>, AppError> {
    let Some(bulk) = bulk_of(&sealed.event.action) else { return Ok(Vec::new()) };
    filter.kind = Some(sealed.event.action.kind());
    filter.after = Some(sealed.position);
    let mut found = Vec::new();
    loop {
        let page = tx.events(&filter).await?;
        let of_it = page.iter().take_while(|other| bulk_of(&other.event.action) == Some(bulk)).count();
        let is_last = of_it < filter.limit as usize;
        filter.after = page.last().map(|last| last.position);
        for other in page.into_iter().take(of_it) {
            if stands(tx, subject_of(&other), other.event.id).await? && is_as_left(tx, &other.event.action).await? {
                found.push(other);
            }
        }
        if is_last {
            return Ok(found);
        }
    }
}

/// Tells whether a status is still what the entry made it.
async fn is_as_left(tx: &Tx, action: &Action) -> Result<bool, AppError> {
    let (Action::StatusSet(change) | Action::Undone { change, .. }) = action else { return Ok(true) };
    let claim = tx.claim(change.handle).await?;
    Ok(claim.is_some_and(|claim| claim.statuses.of(change.target) == Some(&change.after)))
}

fn bulk_of(action: &Action) -> Option<Uuid> {
    match action {
        Action::StatusSet(change) | Action::Undone { change, .. } => change.bulk,
        _ => None,
    }
}

fn subject_of(sealed: &SealedEvent) -> Uuid {
    subject(&sealed.event.action).unwrap_or_default()
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

/// Finds the entry that set the status of a proposal, which stands right before the one that tells of its end.
async fn settled_with(tx: &Tx, sealed: &SealedEvent) -> Result<Option<SealedEvent>, AppError> {
    let Action::WorkChanged { changes, takes_back, .. } = &sealed.event.action else { return Ok(None) };
    // A proposal ends, or is opened again where its end is taken back; where one is made no status is set.
    let ends = |change: &&WorkChange| {
        let (was, is) = (change.before.round().is_some(), change.after.round().is_some());
        was != is && (was || takes_back.is_some())
    };
    let Some(end) = changes.iter().find(ends) else { return Ok(None) };
    let before = tx.event_at(sealed.position - 1).await?;
    let (actor, at) = (&sealed.event.actor, sealed.event.at);
    let is_of_it = |event: &Event| match &event.action {
        Action::StatusSet(set) | Action::Undone { change: set, .. } => {
            set.claim == end.claim && event.actor == *actor && event.at == at
        }
        _ => false,
    };
    Ok(before.filter(|before| is_of_it(&before.event)))
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
        Action::WorkChanged { changes, .. } => {
            let changes = reverse_work(tx, turn, changes).await?;
            Ok(Action::WorkChanged { changes, reason: Some(reason), takes_back })
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

fn nothing(turn: Turn, about: Option<Handle>, by: &Reviewer) -> String {
    let on = about.map_or_else(|| format!("of {by}"), |handle| format!("on {handle}"));
    match turn {
        Turn::Undo if about.is_none() => format!(
            "no decision {on} stands, so there is nothing to take back; what readers were told is taken back by naming it"
        ),
        Turn::Undo => format!("no decision {on} stands, so there is nothing to take back"),
        Turn::Redo => format!("nothing {on} was taken back, so there is nothing to do again"),
    }
}
