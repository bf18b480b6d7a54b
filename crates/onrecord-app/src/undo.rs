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
use crate::standing::{Turn, latest_standing, stands, subject, taken_back_by, takes_a_decision_back};
use crate::{AppError, Desk, filing};

/// Which decision is taken back, or done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The latest of the person, with the others of the same command.
    Latest,
    /// The latest on this, be it on that alone or on others with it.
    On(Handle),
    /// This entry of the log, alone of its command.
    Entry(u64),
}

impl From<Option<Handle>> for Which {
    fn from(about: Option<Handle>) -> Self {
        about.map_or(Which::Latest, Which::On)
    }
}

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

/// The entries that are taken back together.
struct Picked {
    first: SealedEvent,
    others: Vec<SealedEvent>,
    /// Claims of the same command that were changed since.
    left: Vec<Handle>,
}

impl From<SealedEvent> for Picked {
    fn from(first: SealedEvent) -> Self {
        Picked { first, others: Vec::new(), left: Vec::new() }
    }
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
        which: impl Into<Which>,
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
        which: impl Into<Which>,
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
        which: Which,
        (by, reason): (&Reviewer, &Reason),
        dry_run: bool,
    ) -> Result<Undone, AppError> {
        let base = EventFilter { newest_first: true, ..EventFilter::default() };
        let filter = match which {
            Which::On(handle) => EventFilter { subject: Some(self.logged_as(handle).await?), ..base },
            Which::Latest | Which::Entry(_) => EventFilter { actors: Some(self.written(by).await?), ..base },
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

/// Finds what is taken back.
async fn picked(tx: &Tx, turn: Turn, (which, by): (Which, &Reviewer), filter: EventFilter) -> Result<Picked, AppError> {
    if let Which::Entry(position) = which {
        return Ok(entry(tx, turn, position).await?.into());
    }
    let found = latest_standing(tx, turn, filter.clone()).await?;
    let first = found.ok_or_else(|| AppError::NothingToUndo(nothing(turn, which, by)))?;
    if which != Which::Latest {
        return Ok(first.into());
    }
    let (mut others, mut left) = same_command(tx, &first, filter).await?;
    if others.is_empty() || is_as_left(tx, &first).await? {
        return Ok(Picked { first, others, left });
    }
    left.extend(claim_of(&first));
    let first = others.remove(0);
    Ok(Picked { first, others, left })
}

/// Finds an entry that is named by its number and can be reversed.
async fn entry(tx: &Tx, turn: Turn, position: u64) -> Result<SealedEvent, AppError> {
    let missing = || AppError::Missing(format!("the log has no entry {position}"));
    let mut sealed = tx.event_at(position).await?.ok_or_else(missing)?;
    // The status that was set with the end of a proposal is taken back with that end.
    if let Some(next) = tx.event_at(position + 1).await?
        && settled_with(tx, &next).await?.is_some_and(|set| set.event.id == sealed.event.id)
    {
        sealed = next;
    }
    let refused = |why: &str| AppError::NothingToUndo(format!("entry {position} {why}"));
    let Some(subject) = subject(&sealed.event.action) else {
        return Err(refused("is of a kind that is not taken back"));
    };
    match turn {
        Turn::Undo if taken_back_by(&sealed.event.action).is_some() => {
            Err(refused("takes another one back; to do that one again, give it to 'onrecord redo --entry'"))
        }
        Turn::Redo if !takes_a_decision_back(tx, &sealed.event.action).await? => {
            Err(refused("took nothing back, so there is nothing to do again; give the entry that did"))
        }
        _ if !stands(tx, subject, sealed.event.id).await? => Err(refused("was taken back already")),
        _ => Ok(sealed),
    }
}

/// Lists the other decisions of the command that an entry is of, the newest first, as far as nobody decided otherwise since, and
/// the claims of those of which somebody did.
async fn same_command(
    tx: &Tx,
    sealed: &SealedEvent,
    mut filter: EventFilter,
) -> Result<(Vec<SealedEvent>, Vec<Handle>), AppError> {
    let (mut found, mut left) = (Vec::new(), Vec::new());
    let Some(bulk) = bulk_of(&sealed.event.action) else { return Ok((found, left)) };
    filter.kind = Some(sealed.event.action.kind());
    filter.after = Some(sealed.position);
    loop {
        let page = tx.events(&filter).await?;
        let of_it = page.iter().take_while(|other| bulk_of(&other.event.action) == Some(bulk)).count();
        let is_last = of_it < filter.limit as usize;
        filter.after = page.last().map(|last| last.position);
        for other in page.into_iter().take(of_it) {
            if !stands(tx, subject_of(&other), other.event.id).await? {
                continue;
            }
            if is_as_left(tx, &other).await? {
                found.push(other);
            } else {
                left.extend(claim_of(&other));
            }
        }
        if is_last {
            return Ok((found, left));
        }
    }
}

/// Tells whether a status, or in whose hands a claim is, is still what the entry made it.
async fn is_as_left(tx: &Tx, sealed: &SealedEvent) -> Result<bool, AppError> {
    match &sealed.event.action {
        Action::StatusSet(change) | Action::Undone { change, .. } => is_status_as_left(tx, change).await,
        Action::WorkChanged { changes, bulk: Some(_), .. } => {
            let Some(last) = changes.last() else { return Ok(true) };
            let work = tx.works(&[last.claim]).await?.remove(&last.claim).unwrap_or_default();
            match settled_with(tx, sealed).await?.map(|set| set.event.action) {
                Some(Action::StatusSet(change) | Action::Undone { change, .. }) => {
                    Ok(work == last.after && is_status_as_left(tx, &change).await?)
                }
                _ => Ok(work == last.after),
            }
        }
        _ => Ok(true),
    }
}

async fn is_status_as_left(tx: &Tx, change: &StatusChange) -> Result<bool, AppError> {
    let claim = tx.claim(change.handle).await?;
    Ok(claim.is_some_and(|claim| claim.statuses.of(change.target) == Some(&change.after)))
}

/// Returns the claim that an entry of a command on several is about.
fn claim_of(sealed: &SealedEvent) -> Option<Handle> {
    match &sealed.event.action {
        Action::StatusSet(change) | Action::Undone { change, .. } => Some(change.handle),
        Action::WorkChanged { changes, .. } => changes.first().map(|change| change.handle),
        _ => None,
    }
}

fn bulk_of(action: &Action) -> Option<Uuid> {
    match action {
        Action::StatusSet(change) | Action::Undone { change, .. } => change.bulk,
        Action::WorkChanged { bulk, .. } => *bulk,
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

fn nothing(turn: Turn, which: Which, by: &Reviewer) -> String {
    let on = match which {
        Which::On(handle) => format!("on {handle}"),
        Which::Latest | Which::Entry(_) => format!("of {by}"),
    };
    match turn {
        Turn::Undo => format!("no decision {on} stands, so there is nothing to take back"),
        Turn::Redo => format!("nothing {on} was taken back, so there is nothing to do again"),
    }
}
