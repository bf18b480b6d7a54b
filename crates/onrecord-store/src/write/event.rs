//! The log, to which entries are only ever added.

use std::collections::BTreeMap;

use onrecord_model::{Action, Actor, ClaimChange, Event, EventId, Reviewer, StatusChange};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{all_written, insert as insert_rows};
use crate::audit::reverses;
use crate::column::{TENANT, text};
use crate::entity::event::{Column, Entity, Model};
use crate::entity::{event_subject, log_head};
use crate::fault::{damaged, db};
use crate::read::{distinct, hash, rows_with};
use crate::wire::action::{further_subjects, subject};
use crate::{StoreError, halt, seal};

/// Writes entries to the end of the log and returns the position of the last.
pub(crate) async fn append<C: ConnectionTrait>(connection: &C, events: &[Event]) -> Result<u64, StoreError> {
    if let Some(event) = events.iter().find(|event| is_forbidden(event)) {
        return Err(StoreError::ProgramDecides { kind: event.action.kind() });
    }
    if let Some(what) = events.iter().find_map(seal::contradiction) {
        return Err(StoreError::Unstorable { what });
    }
    check_undone(connection, events).await?;
    check_work_undone(connection, events).await?;
    check_filing_undone(connection, events).await?;
    let head = lock_head(connection).await?;
    check_judged(connection, events).await?;
    check_names(connection, events).await?;
    let mut prev = hash("log_head", TENANT, "root", &head.root)?;
    let mut position = head.size;
    let mut rows: Vec<Model> = Vec::with_capacity(events.len());
    let mut subjects: Vec<event_subject::Model> = Vec::new();
    for event in events {
        position += 1;
        let row = seal::seal(prev, position, event);
        prev = hash("event", position, "hash", &row.hash)?;
        rows.push(row);
        let further = further_subjects(&event.action).into_iter();
        subjects.extend(further.map(|subject_id| event_subject::Model { tenant: TENANT, subject_id, position }));
    }
    insert_rows::<Entity, _>(connection, rows).await?;
    insert_rows::<event_subject::Entity, _>(connection, subjects).await?;
    halt::at("sealing");
    move_head(connection, position, prev.0.to_vec()).await?;
    halt::at("sealed");
    u64::try_from(position).map_err(|error| damaged("log_head", TENANT, "size", error))
}

/// Refuses to take back what is not in the log or not about the same claim.
async fn check_undone<C: ConnectionTrait>(connection: &C, events: &[Event]) -> Result<(), StoreError> {
    let ids = distinct(events.iter().filter_map(|event| undone(event).map(|(id, _)| id.0)));
    let stored = rows_with::<Entity, _, _>(connection, Column::Tenant, Column::Id, &ids).await?;
    let mut subjects: BTreeMap<Uuid, Uuid> = stored.into_iter().map(|row| (row.id, row.subject_id)).collect();
    for event in events {
        if let Some((id, change)) = undone(event) {
            let handle = change.handle;
            let missing = || StoreError::NotFound { what: format!("entry {id}, to be taken back for {handle},") };
            if *subjects.get(&id.0).ok_or_else(missing)? != change.claim.0 {
                let what = format!("the entry on {handle} takes back one that is not about {handle}");
                return Err(StoreError::Unstorable { what });
            }
        }
        subjects.insert(event.id.0, subject(&event.action));
    }
    Ok(())
}

/// Refuses to take back a change of work that is not in the log, or otherwise than as it was made.
async fn check_work_undone<C: ConnectionTrait>(connection: &C, events: &[Event]) -> Result<(), StoreError> {
    for event in events {
        let Action::WorkChanged { changes, takes_back: Some(back), .. } = &event.action else { continue };
        let earlier = crate::read::event::by_id(connection, *back).await?;
        let is_reverse = earlier.is_some_and(|sealed| match &sealed.event.action {
            Action::WorkChanged { changes: earlier, .. } => reverses(changes, earlier),
            _ => false,
        });
        if !is_reverse {
            let what = format!("the entry takes back {back}, which tells of other changes of the work");
            return Err(StoreError::Unstorable { what });
        }
    }
    Ok(())
}

/// Refuses to take back what people put right otherwise than as it was put.
async fn check_filing_undone<C: ConnectionTrait>(connection: &C, events: &[Event]) -> Result<(), StoreError> {
    for event in events {
        let Action::FilingChanged { filing, takes_back: Some(back), .. } = &event.action else { continue };
        let earlier = crate::read::event::by_id(connection, *back).await?;
        let revision = |change: &ClaimChange| {
            filing.claims.iter().find(|now| now.claim == change.claim).map_or(change.revision, |now| now.revision)
        };
        let is_reverse = earlier.is_some_and(|sealed| match &sealed.event.action {
            Action::FilingChanged { filing: earlier, .. } => earlier.reversed(revision) == *filing,
            _ => false,
        });
        if !is_reverse {
            let what = format!("the entry takes back {back}, which tells of other changes of claims");
            return Err(StoreError::Unstorable { what });
        }
    }
    Ok(())
}

/// Refuses a decision that names other house rules than those in force. The head of the log is locked, so that none are
/// adopted between this and the entry.
async fn check_judged<C: ConnectionTrait>(connection: &C, events: &[Event]) -> Result<(), StoreError> {
    let judged = events.iter().filter_map(|event| match &event.action {
        Action::StatusSet(change) => Some(change.judged.as_ref().map(|judged| judged.rules)),
        _ => None,
    });
    let named: Vec<_> = judged.collect();
    if named.is_empty() {
        return Ok(());
    }
    let in_force = crate::read::house::hash(connection).await?;
    if named.iter().all(|rules| *rules == in_force) { Ok(()) } else { Err(StoreError::RulesConflict) }
}

/// Refuses a person's first entry under a name that looks like another one in the log. The head of the log is locked, so that
/// of two such names one is first.
async fn check_names<C: ConnectionTrait>(connection: &C, events: &[Event]) -> Result<(), StoreError> {
    let people: BTreeMap<&str, &Reviewer> = events
        .iter()
        .filter_map(|event| match &event.actor {
            Actor::Person(person) => Some((person.name(), person)),
            Actor::Program => None,
        })
        .collect();
    for person in people.into_values() {
        let known = Entity::find().filter(Column::Tenant.eq(TENANT)).filter(Column::Actor.eq(text(person.name())));
        if known.one(connection).await.map_err(db)?.is_some() {
            continue;
        }
        let names = crate::read::event::actors(connection).await?;
        if let Some(found) = person.lookalike(names.iter().map(String::as_str)) {
            return Err(found.into());
        }
    }
    Ok(())
}

fn undone(event: &Event) -> Option<(EventId, &StatusChange)> {
    match &event.action {
        Action::Undone { event, change, .. } => Some((*event, change)),
        _ => None,
    }
}

fn is_forbidden(event: &Event) -> bool {
    event.actor == Actor::Program && seal::is_decision(&event.action)
}

/// Reads the head of the log and keeps other writers from it until the transaction ends; on SQLite the transaction holds
/// the write lock already.
pub(crate) async fn lock_head<C: ConnectionTrait>(connection: &C) -> Result<log_head::Model, StoreError> {
    let query = log_head::Entity::find().filter(log_head::Column::Tenant.eq(TENANT));
    let query = match connection.get_database_backend() {
        DbBackend::Postgres => query.lock_exclusive(),
        _ => query,
    };
    let row = query.one(connection).await.map_err(db)?;
    row.ok_or_else(|| damaged("log_head", TENANT, "size", "the head of the log is missing"))
}

/// Writes down size and last hash of the log.
pub(crate) async fn move_head<C: ConnectionTrait>(connection: &C, size: i64, root: Vec<u8>) -> Result<(), StoreError> {
    let moved = log_head::Entity::update_many()
        .col_expr(log_head::Column::Size, size.into())
        .col_expr(log_head::Column::Root, root.into())
        .filter(log_head::Column::Tenant.eq(TENANT))
        .exec(connection)
        .await
        .map_err(db)?;
    all_written("log_head", 1, moved.rows_affected)
}
