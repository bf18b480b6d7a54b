//! Which entries of the log are taken back, or done again, together.

use onrecord_model::{Action, Event, Handle, Reviewer, StatusChange, WorkChange};
use onrecord_store::{EventFilter, SealedEvent, Tx};
use uuid::Uuid;

use crate::AppError;
use crate::standing::{Turn, latest_standing, stands, subject, taken_back_by, takes_a_decision_back};

/// Which decision is taken back, or done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhichDecision {
    /// The latest of the person, with the others of the same command.
    Latest,
    /// The latest on this, be it on that alone or on others with it.
    On(Handle),
    /// This entry of the log, alone of its command.
    Entry(u64),
}

impl From<Option<Handle>> for WhichDecision {
    fn from(about: Option<Handle>) -> Self {
        about.map_or(WhichDecision::Latest, WhichDecision::On)
    }
}

/// The entries that are taken back together.
pub(crate) struct Picked {
    pub(crate) first: SealedEvent,
    pub(crate) others: Vec<SealedEvent>,
    /// Claims of the same command that were changed since.
    pub(crate) left: Vec<Handle>,
}

impl From<SealedEvent> for Picked {
    fn from(first: SealedEvent) -> Self {
        Picked { first, others: Vec::new(), left: Vec::new() }
    }
}

/// Finds what is taken back.
pub(crate) async fn picked(
    tx: &Tx,
    turn: Turn,
    (which, by): (WhichDecision, &Reviewer),
    filter: EventFilter,
) -> Result<Picked, AppError> {
    if let WhichDecision::Entry(position) = which {
        return Ok(entry(tx, turn, position).await?.into());
    }
    let found = latest_standing(tx, turn, filter.clone()).await?;
    let first = found.ok_or_else(|| AppError::NothingToUndo(nothing(turn, which, by)))?;
    if which != WhichDecision::Latest {
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

/// Finds the entry that set the status of a proposal, which stands right before the one that tells of its end.
pub(crate) async fn settled_with(tx: &Tx, sealed: &SealedEvent) -> Result<Option<SealedEvent>, AppError> {
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

/// Says that there is nothing to take back, or to do again.
pub(crate) fn nothing(turn: Turn, which: WhichDecision, by: &Reviewer) -> String {
    let on = match which {
        WhichDecision::On(handle) => format!("on {handle}"),
        WhichDecision::Latest | WhichDecision::Entry(_) => format!("of {by}"),
    };
    match turn {
        Turn::Undo => format!("no decision {on} stands, so there is nothing to take back"),
        Turn::Redo => format!("nothing {on} was taken back, so there is nothing to do again"),
    }
}
