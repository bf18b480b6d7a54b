//! Which entries of the log still stand: a decision that nobody took back, or whose taking back was taken back itself.

use std::collections::BTreeSet;

use onrecord_model::{Action, EventId, Handle, PublicSubject};
use onrecord_store::{EventFilter, SealedEvent, Tx};
use uuid::Uuid;

use crate::AppError;

/// How many log entries are read at a time.
const PAGE: u32 = 50;

/// Which way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Back from a decision.
    Undo,
    /// Back from taking one back.
    Redo,
}

/// Finds the newest entry that stands and can be reversed: a decision, or what took one back.
///
/// # Errors
/// [`AppError::NothingToUndo`] where `filter` names nothing and a newer entry is one that has to be named, or that is not taken
/// back at all: who asks for their latest decision does not mean an older one.
pub(crate) async fn latest_standing(
    tx: &Tx,
    turn: Turn,
    mut filter: EventFilter,
) -> Result<Option<SealedEvent>, AppError> {
    filter.limit = PAGE;
    loop {
        let page = tx.events(&filter).await?;
        let Some(last) = page.last().map(|sealed| sealed.position) else {
            return Ok(None);
        };
        for sealed in page {
            let is_latest = filter.subject.is_none() && turn == Turn::Undo;
            let Some(subject) = subject(&sealed.event.action) else {
                if is_latest {
                    return Err(to_be_named(&sealed, "is not taken back with undo", None));
                }
                continue;
            };
            let told = told(&sealed.event.action);
            let fits = match turn {
                Turn::Undo => taken_back_by(&sealed.event.action).is_none(),
                Turn::Redo => takes_a_decision_back(tx, &sealed.event.action).await?,
            };
            if !fits || !stands(tx, subject, sealed.event.id).await? {
                continue;
            }
            match told.filter(|_| filter.subject.is_none()) {
                Some(handle) if is_latest => {
                    return Err(to_be_named(
                        &sealed,
                        "is what readers were told, which is taken back by naming it",
                        Some(handle),
                    ));
                }
                Some(_) => {}
                None => return Ok(Some(sealed)),
            }
        }
        filter.after = Some(last);
    }
}

/// Returns what readers were told of by an entry; a verdict stands on pages only as the decision it follows does.
fn told(action: &Action) -> Option<Handle> {
    match action {
        Action::PublicChanged { change, .. } if change.entry.rating().is_none() => Some(change.entry.subject.handle()),
        _ => None,
    }
}

/// Refuses to take back something older than the latest entry.
fn to_be_named(sealed: &SealedEvent, why: &str, handle: Option<Handle>) -> AppError {
    let position = sealed.position;
    let named = handle.map_or_else(String::new, |handle| {
        format!(" ('onrecord undo {handle}' or 'onrecord undo --entry {position}')")
    });
    AppError::NothingToUndo(format!(
        "your latest entry, {position}, {why}{named}; what you decided before it is taken back by its claim, or by its entry with --entry"
    ))
}

/// Tells whether an entry takes a decision back, rather than doing one again.
pub(crate) async fn takes_a_decision_back(tx: &Tx, action: &Action) -> Result<bool, AppError> {
    let (mut at, mut back) = (taken_back_by(action), false);
    while let Some(event) = at {
        back = !back;
        at = tx.event(event).await?.and_then(|sealed| taken_back_by(&sealed.event.action));
    }
    Ok(back)
}

/// Returns what an entry that can be reversed is about; `None` for one that cannot.
pub(crate) fn subject(action: &Action) -> Option<Uuid> {
    match action {
        Action::StatusSet(change) | Action::Undone { change, .. } => Some(change.claim.0),
        Action::MatchDecided { changes, .. } => changes.first().map(|change| change.a.0),
        Action::CopyDecided { changes, .. } => changes.first().map(|change| change.a.0),
        Action::OutletSet { outlet, .. } => Some(outlet.0),
        Action::EvidenceChanged { changes, .. } => changes.first().map(|change| change.claim.0),
        Action::WorkChanged { changes, .. } => changes.first().map(|change| change.claim.0),
        Action::FilingChanged { filing, .. } => filing.claims.first().map(|change| change.claim.0),
        Action::RulesAdopted { .. } => Some(Uuid::nil()),
        Action::PublicChanged { change, .. } => Some(match change.entry.subject {
            PublicSubject::Document(id, _) => id.0,
            PublicSubject::Claim(id, _) => id.0,
        }),
        Action::SearchKept { change, .. } => Some(change.id.0),
        Action::Ingested { .. } | Action::AliasDecided { .. } | Action::FindingsImported { .. } => None,
    }
}

/// Tells whether an entry stands. Read from the newest on, an entry that stands takes away the one it takes back, whoever
/// entered it.
pub(crate) async fn stands(tx: &Tx, subject: Uuid, entry: EventId) -> Result<bool, AppError> {
    let mut filter = EventFilter { subject: Some(subject), newest_first: true, limit: PAGE, ..EventFilter::default() };
    let mut gone = BTreeSet::new();
    loop {
        let page = tx.events(&filter).await?;
        let Some(last) = page.last().map(|sealed| sealed.position) else {
            return Ok(!gone.contains(&entry));
        };
        for sealed in page {
            if sealed.event.id == entry {
                return Ok(!gone.contains(&entry));
            }
            if !gone.contains(&sealed.event.id) {
                gone.extend(taken_back_by(&sealed.event.action));
            }
        }
        filter.after = Some(last);
    }
}

/// Returns the entry that an entry takes back.
pub(crate) fn taken_back_by(action: &Action) -> Option<EventId> {
    match action {
        Action::Undone { event, .. } => Some(*event),
        Action::MatchDecided { takes_back, .. }
        | Action::CopyDecided { takes_back, .. }
        | Action::OutletSet { takes_back, .. }
        | Action::EvidenceChanged { takes_back, .. }
        | Action::WorkChanged { takes_back, .. }
        | Action::FilingChanged { takes_back, .. }
        | Action::RulesAdopted { takes_back, .. }
        | Action::PublicChanged { takes_back, .. }
        | Action::SearchKept { takes_back, .. } => *takes_back,
        _ => None,
    }
}
