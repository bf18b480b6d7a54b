//! The chain of hashes over the log.

use onrecord_model::{Action, Actor, ContentHash, Event, EventId, PublicChange, WorkChange};

use crate::column::{from_text, micros, moment, text};
use crate::entity::event::Model;
use crate::fault::damaged;
use crate::wire::action;
use crate::{SealedEvent, StoreError, column};

/// The hash before the first entry.
pub(crate) const GENESIS: ContentHash = ContentHash([0; 32]);

/// Makes the row of `event` that follows an entry with hash `prev`.
pub(crate) fn seal(prev: ContentHash, position: i64, event: &Event) -> Model {
    let (actor_kind, name) = match &event.actor {
        Actor::Program => ("program", event.actor.name()),
        Actor::Person(_) => ("person", event.actor.name()),
    };
    let mut row = Model {
        tenant: column::TENANT,
        position,
        id: event.id.0,
        at: micros(event.at),
        actor_kind: actor_kind.to_owned(),
        actor: text(name),
        kind: event.action.kind().to_owned(),
        subject_id: action::subject(&event.action),
        payload: action::write(&event.action),
        prev: prev.0.to_vec(),
        hash: Vec::new(),
    };
    row.hash = link(&row).0.to_vec();
    row
}

/// Hashes a row as it stands in the table, but for its own hash.
///
/// Parts: previous hash, position and moment as 8 bytes little endian, id, who (kind and name), what, subject, payload;
/// each preceded by its length.
pub(crate) fn link(row: &Model) -> ContentHash {
    ContentHash::of_parts([
        row.prev.as_slice(),
        &row.position.to_le_bytes(),
        row.id.as_bytes(),
        &row.at.to_le_bytes(),
        row.actor_kind.as_bytes(),
        row.actor.as_bytes(),
        row.kind.as_bytes(),
        row.subject_id.as_bytes(),
        row.payload.as_bytes(),
    ])
}

/// Reads a row of the log.
pub(crate) fn read(row: &Model) -> Result<SealedEvent, StoreError> {
    let bad = |column, why: String| damaged("event", row.position, column, why);
    Ok(SealedEvent {
        position: u64::try_from(row.position).map_err(|e| bad("position", e.to_string()))?,
        event: Event {
            id: EventId(row.id),
            at: moment(row.at).ok_or_else(|| bad("at", "no moment".to_owned()))?,
            actor: actor(row).map_err(|why| bad("actor", why))?,
            action: read_action(row).map_err(|why| bad("payload", why))?,
        },
        hash: hash(&row.hash).ok_or_else(|| bad("hash", "not 32 bytes".to_owned()))?,
    })
}

/// Reads what a row of the log tells.
pub(crate) fn read_action(row: &Model) -> Result<Action, String> {
    action::read(&row.kind, &row.payload)
}

/// Reads a stored hash; `None` when it is not 32 bytes long.
pub(crate) fn hash(bytes: &[u8]) -> Option<ContentHash> {
    bytes.try_into().ok().map(ContentHash)
}

fn actor(row: &Model) -> Result<Actor, String> {
    let name = from_text(&row.actor);
    match row.actor_kind.as_str() {
        "program" => Ok(Actor::Program),
        "person" => name.parse().map(Actor::Person).map_err(|_| format!("{name:?} is no reviewer")),
        other => Err(format!("unknown kind of actor {other:?}")),
    }
}

/// Tells whether only a person may write such an entry.
pub(crate) fn is_decision(action: &Action) -> bool {
    match action {
        Action::Ingested { .. } | Action::FindingsImported { .. } => false,
        Action::StatusSet(_)
        | Action::Undone { .. }
        | Action::AliasDecided { .. }
        | Action::MatchDecided { .. }
        | Action::OutletSet { .. }
        | Action::CopyDecided { .. }
        | Action::EvidenceChanged { .. }
        | Action::WorkChanged { .. }
        | Action::FilingChanged { .. }
        | Action::RulesAdopted { .. }
        | Action::PublicChanged { .. }
        | Action::SearchKept { .. } => true,
    }
}

/// Tells what an entry contradicts itself in; `None` when nothing: whoever enters a decision must be who made it.
///
/// Taking back gives a claim the status it had before, which somebody else may have decided.
pub(crate) fn contradiction(event: &Event) -> Option<String> {
    if let Action::WorkChanged { changes, takes_back: None, .. } = &event.action {
        return changes.iter().find_map(|change| not_own(event, change));
    }
    if let Action::PublicChanged { change, takes_back: None, .. } = &event.action {
        return not_told(event, change);
    }
    let Action::StatusSet(change) = &event.action else { return None };
    let by = change.after.decision().map(|decision| decision.by.name());
    let is_own = matches!(&event.actor, Actor::Person(person) if by == Some(person.name()));
    let by = by.unwrap_or("nobody");
    (!is_own)
        .then(|| format!("the entry on {} is by {}, the decision in it by {by}", change.handle, event.actor.name()))
}

/// Tells what is wrong with an entry that readers are told of: it is told by who entered it, at that moment, and stands.
fn not_told(event: &Event, change: &PublicChange) -> Option<String> {
    let entry = &change.entry;
    let is_own = matches!(&event.actor, Actor::Person(person) if *person == entry.by) && event.at == entry.at;
    let (handle, actor) = (entry.subject.handle(), event.actor.name());
    (!is_own || !change.stands)
        .then(|| format!("what {actor} tells of {handle} is told by {} or another time", entry.by))
}

/// Tells whose change it is when it is not that of who enters it.
fn not_own(event: &Event, change: &WorkChange) -> Option<String> {
    let by = change.author()?;
    let is_own = matches!(&event.actor, Actor::Person(person) if person == by);
    let (handle, actor) = (change.handle, event.actor.name());
    (!is_own).then(|| format!("the entry on the work on {handle} is by {actor}, the change in it by {by}"))
}

#[cfg(test)]
mod tests {
    use onrecord_model::{ClaimId, Decision, EvidenceStatus, Handle, StatusChange, Target};
    use onrecord_testkit::moment;
    use uuid::Uuid;

    use super::*;

    fn sealed() -> Model {
        let decision = Decision {
            by: "Mara".parse().unwrap(),
            at: moment("2026-02-01T12:00:00.5Z"),
            reason: "the minutes say so".parse().unwrap(),
        };
        let change = StatusChange {
            claim: ClaimId(Uuid::from_u128(7)),
            handle: Handle::claim(3),
            target: Target::Said,
            before: EvidenceStatus::Unverified,
            after: EvidenceStatus::Corroborated(decision),
            revision: 2,
            judged: None,
            bulk: None,
        };
        let event = Event {
            id: EventId(Uuid::from_u128(1)),
            at: moment("2026-02-01T12:00:00.5Z"),
            actor: Actor::Person("Mara".parse().unwrap()),
            action: Action::StatusSet(change),
        };
        seal(GENESIS, 1, &event)
    }

    /// Logs written by earlier versions must go on verifying: neither form nor hash may change.
    #[test]
    fn the_sealed_form_is_fixed() {
        let row = sealed();
        assert_eq!(
            row.payload,
            "{\"v\":1,\"claim\":\"00000000-0000-0000-0000-000000000007\",\"handle\":3,\"target\":\"said\",\
             \"before\":{\"status\":\"unverified\"},\"after\":{\"status\":\"corroborated\",\"by\":\"Mara\",\
             \"at\":\"2026-02-01T12:00:00.500000Z\",\"reason\":\"the minutes say so\"},\"revision\":2}"
        );
        assert_eq!(
            hash(&row.hash).unwrap().to_string(),
            "e37ad7ee40197bb0668098210d6c29079aaabe5171cd7e4fc6b89c518b9f9a15"
        );
    }

    #[test]
    fn every_column_is_sealed() {
        let row = sealed();
        let changes: [fn(&mut Model); 9] = [
            |row| row.prev[31] ^= 1,
            |row| row.position += 1,
            |row| row.id = Uuid::from_u128(2),
            |row| row.at += 1,
            |row| row.actor_kind.push(' '),
            |row| row.actor.push(' '),
            |row| row.kind.push(' '),
            |row| row.subject_id = Uuid::from_u128(8),
            |row| row.payload.push(' '),
        ];
        for (at, change) in changes.iter().enumerate() {
            let mut other = row.clone();
            change(&mut other);
            assert_ne!(link(&other), link(&row), "column {at}");
        }
    }
}
