//! The log.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::EventId;
use sea_orm::sea_query::{Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement};
use uuid::Uuid;

use crate::column::{TENANT, from_text, micros, text};
use crate::entity::event::{Column, Entity, Model};
use crate::entity::{event_subject, log_head};
use crate::fault::{damaged, db};
use crate::read::AT_ONCE;
use crate::{Checkpoint, EventFilter, RawEntry, SealedEvent, StoreError, seal};

/// Lists entries.
pub(crate) async fn events<C: ConnectionTrait>(
    connection: &C,
    filter: &EventFilter,
) -> Result<Vec<SealedEvent>, StoreError> {
    let mut query = Entity::find().filter(Column::Tenant.eq(TENANT));
    if let Some(subject) = filter.subject {
        query = query.filter(Column::Position.in_subquery(about(subject)));
    }
    if let Some(actors) = &filter.actors {
        query = query.filter(Column::Actor.is_in(actors.iter().map(|actor| text(actor))));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind));
    }
    if let Some(since) = filter.since {
        query = query.filter(Column::At.gte(micros(since)));
    }
    if let Some(until) = filter.until {
        query = query.filter(Column::At.lt(micros(until)));
    }
    if let Some(after) = filter.after {
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        query = query.filter(if filter.newest_first { Column::Position.lt(after) } else { Column::Position.gt(after) });
    }
    query =
        if filter.newest_first { query.order_by_desc(Column::Position) } else { query.order_by_asc(Column::Position) };
    let rows = query.limit(u64::from(filter.limit)).all(connection).await.map_err(db)?;
    rows.iter().map(seal::read).collect()
}

/// Lists the names under which anything was entered; an index is read at one place for each, not entry by entry.
///
/// `UNION` and not `UNION ALL`: in a damaged index a name may lead back to an earlier one, and the question would never end.
pub(crate) async fn actors<C: ConnectionTrait>(connection: &C) -> Result<Vec<String>, StoreError> {
    let names = format!(
        "WITH RECURSIVE named(name) AS (SELECT MIN(actor) FROM event WHERE tenant = {TENANT} UNION \
         SELECT (SELECT MIN(actor) FROM event WHERE tenant = {TENANT} AND actor > named.name) FROM named \
         WHERE named.name IS NOT NULL) SELECT name FROM named WHERE name IS NOT NULL"
    );
    let statement = Statement::from_string(connection.get_database_backend(), names);
    let rows = connection.query_all_raw(statement).await.map_err(db)?;
    rows.iter().map(|row| row.try_get_by_index::<String>(0).map(|name| from_text(&name)).map_err(db)).collect()
}

/// Selects the places of the entries about something, be it their first subject or a further one.
///
/// One question for each, put together, so that both databases enter an index for each; of an `OR` PostgreSQL reads the
/// whole log.
fn about(subject: Uuid) -> SelectStatement {
    let mut first = Query::select();
    first
        .column(Column::Position)
        .from(Entity)
        .and_where(Column::Tenant.eq(TENANT))
        .and_where(Column::SubjectId.eq(subject));
    let mut further = Query::select();
    further
        .column(event_subject::Column::Position)
        .from(event_subject::Entity)
        .and_where(event_subject::Column::Tenant.eq(TENANT))
        .and_where(event_subject::Column::SubjectId.eq(subject));
    first.union(UnionType::All, further).to_owned()
}

/// Lists the entries about each of these things, at most the first `each`; things without are left out.
pub(crate) async fn about_each<C: ConnectionTrait>(
    connection: &C,
    subjects: &[Uuid],
    each: usize,
) -> Result<BTreeMap<Uuid, Vec<SealedEvent>>, StoreError> {
    let mut places: BTreeMap<Uuid, BTreeSet<i64>> = BTreeMap::new();
    for chunk in subjects.chunks(AT_ONCE) {
        let first = Entity::find()
            .select_only()
            .columns([Column::SubjectId, Column::Position])
            .filter(Column::Tenant.eq(TENANT))
            .filter(Column::SubjectId.is_in(chunk.to_vec()))
            .into_tuple::<(Uuid, i64)>();
        let further = event_subject::Entity::find()
            .select_only()
            .columns([event_subject::Column::SubjectId, event_subject::Column::Position])
            .filter(event_subject::Column::Tenant.eq(TENANT))
            .filter(event_subject::Column::SubjectId.is_in(chunk.to_vec()))
            .into_tuple::<(Uuid, i64)>();
        let found = first.all(connection).await.map_err(db)?.into_iter();
        for (subject, position) in found.chain(further.all(connection).await.map_err(db)?) {
            places.entry(subject).or_default().insert(position);
        }
    }
    let asked: BTreeSet<i64> = places.values().flat_map(|places| places.iter().take(each).copied()).collect();
    let entries = at_each(connection, &asked.into_iter().collect::<Vec<_>>()).await?;
    let of = |places: BTreeSet<i64>| places.iter().take(each).filter_map(|at| entries.get(at).cloned()).collect();
    Ok(places.into_iter().map(|(subject, places)| (subject, of(places))).collect())
}

/// Reads the entries at these places.
async fn at_each<C: ConnectionTrait>(connection: &C, places: &[i64]) -> Result<BTreeMap<i64, SealedEvent>, StoreError> {
    let mut entries = BTreeMap::new();
    for chunk in places.chunks(AT_ONCE) {
        let rows = Entity::find().filter(Column::Tenant.eq(TENANT)).filter(Column::Position.is_in(chunk.to_vec()));
        for row in rows.all(connection).await.map_err(db)? {
            entries.insert(row.position, seal::read(&row)?);
        }
    }
    Ok(entries)
}

/// Finds the newest entry about each thing, of those up to `until`.
pub(crate) async fn newest_about<C: ConnectionTrait>(
    connection: &C,
    until: u64,
) -> Result<BTreeMap<Uuid, u64>, StoreError> {
    let until = i64::try_from(until).unwrap_or(i64::MAX);
    let first = Entity::find()
        .select_only()
        .column(Column::SubjectId)
        .column_as(Column::Position.max(), "newest")
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Position.lte(until))
        .group_by(Column::SubjectId)
        .into_tuple::<(Uuid, i64)>()
        .all(connection)
        .await
        .map_err(db)?;
    let further = event_subject::Entity::find()
        .select_only()
        .column(event_subject::Column::SubjectId)
        .column_as(event_subject::Column::Position.max(), "newest")
        .filter(event_subject::Column::Tenant.eq(TENANT))
        .filter(event_subject::Column::Position.lte(until))
        .group_by(event_subject::Column::SubjectId)
        .into_tuple::<(Uuid, i64)>()
        .all(connection)
        .await
        .map_err(db)?;
    let mut newest = BTreeMap::new();
    for (subject, position) in first.into_iter().chain(further) {
        let position = u64::try_from(position).unwrap_or_default();
        let known = newest.entry(subject).or_default();
        *known = position.max(*known);
    }
    Ok(newest)
}

/// Reads rows by position, at most `limit` of those past `after`.
pub(crate) async fn page<C: ConnectionTrait>(connection: &C, after: i64, limit: u64) -> Result<Vec<Model>, StoreError> {
    Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Position.gt(after))
        .order_by_asc(Column::Position)
        .limit(limit)
        .all(connection)
        .await
        .map_err(db)
}

/// Reads entries as they are sealed, at most `limit` of those past `after`.
pub(crate) async fn raw<C: ConnectionTrait>(
    connection: &C,
    after: i64,
    limit: u32,
) -> Result<Vec<RawEntry>, StoreError> {
    let rows = page(connection, after, u64::from(limit)).await?;
    let raw = |row: Model| RawEntry {
        position: row.position,
        id: row.id,
        at: row.at,
        actor_kind: row.actor_kind,
        actor: row.actor,
        kind: row.kind,
        subject: row.subject_id,
        payload: row.payload,
        prev: row.prev,
        hash: row.hash,
    };
    Ok(rows.into_iter().map(raw).collect())
}

/// Lists places before the first that entries stand at, which nobody writes; at most `limit`.
pub(crate) async fn places_before_first<C: ConnectionTrait>(
    connection: &C,
    limit: u64,
) -> Result<Vec<i64>, StoreError> {
    Entity::find()
        .select_only()
        .column(Column::Position)
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Position.lt(1))
        .order_by_asc(Column::Position)
        .limit(limit)
        .into_tuple()
        .all(connection)
        .await
        .map_err(db)
}

/// Reads the entry with this id.
pub(crate) async fn by_id<C: ConnectionTrait>(connection: &C, id: EventId) -> Result<Option<SealedEvent>, StoreError> {
    let row = Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Id.eq(id.0))
        .one(connection)
        .await
        .map_err(db)?;
    row.as_ref().map(seal::read).transpose()
}

/// Reads the entry at this position.
pub(crate) async fn at<C: ConnectionTrait>(connection: &C, position: u64) -> Result<Option<SealedEvent>, StoreError> {
    let Ok(position) = i64::try_from(position) else {
        return Ok(None);
    };
    let row = Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Position.eq(position))
        .one(connection)
        .await
        .map_err(db)?;
    row.as_ref().map(seal::read).transpose()
}

/// Reads the head of the log.
pub(crate) async fn head<C: ConnectionTrait>(connection: &C) -> Result<Checkpoint, StoreError> {
    let row = log_head::Entity::find().filter(log_head::Column::Tenant.eq(TENANT)).one(connection).await.map_err(db)?;
    let row = row.ok_or_else(|| damaged("log_head", TENANT, "size", "the head of the log is missing"))?;
    checkpoint(&row)
}

/// Reads a stored head.
pub(crate) fn checkpoint(row: &log_head::Model) -> Result<Checkpoint, StoreError> {
    Ok(Checkpoint {
        size: u64::try_from(row.size).map_err(|error| damaged("log_head", row.tenant, "size", error))?,
        root: seal::hash(&row.root).ok_or_else(|| damaged("log_head", row.tenant, "root", "not 32 bytes"))?,
    })
}
