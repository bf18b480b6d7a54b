//! Speakers and their other names.

use std::collections::BTreeMap;

use onrecord_model::{Alias, AliasState, Handle, Speaker, SpeakerAlias, SpeakerId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{AT_ONCE, distinct, number};
use crate::StoreError;
use crate::column::{TENANT, from_text, name_key};
use crate::entity::{speaker, speaker_alias};
use crate::fault::{damaged, db};

/// Lists speakers by handle.
pub(crate) async fn speakers<C: ConnectionTrait>(connection: &C) -> Result<Vec<Speaker>, StoreError> {
    let rows = speaker::Entity::find()
        .filter(speaker::Column::Tenant.eq(TENANT))
        .order_by_asc(speaker::Column::Handle)
        .all(connection)
        .await
        .map_err(db)?;
    with_aliases(connection, rows).await
}

/// Reads the speaker with this handle.
pub(crate) async fn by_handle<C: ConnectionTrait>(
    connection: &C,
    handle: Handle,
) -> Result<Option<Speaker>, StoreError> {
    let rows = speaker::Entity::find()
        .filter(speaker::Column::Tenant.eq(TENANT))
        .filter(speaker::Column::Handle.eq(i64::from(handle.number)))
        .all(connection)
        .await
        .map_err(db)?;
    Ok(with_aliases(connection, rows).await?.pop())
}

/// Reads speakers by id, in order of their handles.
pub(crate) async fn by_id<C: ConnectionTrait>(connection: &C, ids: &[SpeakerId]) -> Result<Vec<Speaker>, StoreError> {
    let ids = distinct(ids.iter().map(|id| id.0));
    let mut rows = Vec::new();
    for chunk in ids.chunks(AT_ONCE) {
        let found = speaker::Entity::find()
            .filter(speaker::Column::Tenant.eq(TENANT))
            .filter(speaker::Column::Id.is_in(chunk.to_vec()))
            .all(connection)
            .await
            .map_err(db)?;
        rows.extend(found);
    }
    rows.sort_by_key(|row| row.handle);
    with_aliases(connection, rows).await
}

/// Reads the names of speakers by id.
pub(crate) async fn names<C: ConnectionTrait>(
    connection: &C,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, String>, StoreError> {
    let mut names = BTreeMap::new();
    for chunk in ids.chunks(AT_ONCE) {
        let rows = speaker::Entity::find()
            .filter(speaker::Column::Tenant.eq(TENANT))
            .filter(speaker::Column::Id.is_in(chunk.to_vec()))
            .all(connection)
            .await
            .map_err(db)?;
        names.extend(rows.into_iter().map(|row| (row.id, from_text(&row.name))));
    }
    Ok(names)
}

/// Finds speakers by name or confirmed alias.
pub(crate) async fn by_name<C: ConnectionTrait>(
    connection: &C,
    names: &[String],
) -> Result<Vec<(String, Speaker)>, StoreError> {
    let keys: Vec<Vec<u8>> = names.iter().map(|name| name_key(name)).collect();
    let owners = ids_by_name(connection, &keys).await?;
    let aliased = ids_by_alias(connection, &keys).await?;
    let ids: Vec<SpeakerId> = owners.iter().chain(&aliased).map(|(_, id)| SpeakerId(*id)).collect();
    let speakers = by_id(connection, &ids).await?;
    let mut found = Vec::new();
    for (name, key) in names.iter().zip(&keys) {
        let has =
            |list: &[(Vec<u8>, Uuid)], speaker: &Speaker| list.iter().any(|(k, id)| k == key && *id == speaker.id.0);
        let (first, rest): (Vec<&Speaker>, Vec<&Speaker>) = speakers
            .iter()
            .filter(|speaker| has(&owners, speaker) || has(&aliased, speaker))
            .partition(|speaker| has(&owners, speaker));
        found.extend(first.into_iter().chain(rest).map(|speaker| (name.clone(), speaker.clone())));
    }
    Ok(found)
}

async fn ids_by_name<C: ConnectionTrait>(connection: &C, keys: &[Vec<u8>]) -> Result<Vec<(Vec<u8>, Uuid)>, StoreError> {
    let mut found = Vec::new();
    for chunk in keys.chunks(AT_ONCE) {
        let rows = speaker::Entity::find()
            .filter(speaker::Column::Tenant.eq(TENANT))
            .filter(speaker::Column::NameKey.is_in(chunk.to_vec()))
            .all(connection)
            .await
            .map_err(db)?;
        found.extend(rows.into_iter().map(|row| (row.name_key, row.id)));
    }
    Ok(found)
}

async fn ids_by_alias<C: ConnectionTrait>(
    connection: &C,
    keys: &[Vec<u8>],
) -> Result<Vec<(Vec<u8>, Uuid)>, StoreError> {
    let mut found = Vec::new();
    for chunk in keys.chunks(AT_ONCE) {
        let rows = speaker_alias::Entity::find()
            .filter(speaker_alias::Column::Tenant.eq(TENANT))
            .filter(speaker_alias::Column::NameKey.is_in(chunk.to_vec()))
            .filter(speaker_alias::Column::State.eq(AliasState::Confirmed.as_str()))
            .all(connection)
            .await
            .map_err(db)?;
        found.extend(rows.into_iter().map(|row| (row.name_key, row.speaker_id)));
    }
    Ok(found)
}

async fn with_aliases<C: ConnectionTrait>(
    connection: &C,
    rows: Vec<speaker::Model>,
) -> Result<Vec<Speaker>, StoreError> {
    let ids = distinct(rows.iter().map(|row| row.id));
    let mut aliases: BTreeMap<Uuid, Vec<SpeakerAlias>> = BTreeMap::new();
    for chunk in ids.chunks(AT_ONCE) {
        let found = speaker_alias::Entity::find()
            .filter(speaker_alias::Column::Tenant.eq(TENANT))
            .filter(speaker_alias::Column::SpeakerId.is_in(chunk.to_vec()))
            .all(connection)
            .await
            .map_err(db)?;
        for row in found {
            aliases.entry(row.speaker_id).or_default().push(alias(&row)?);
        }
    }
    rows.into_iter()
        .map(|row| {
            let mut others = aliases.remove(&row.id).unwrap_or_default();
            others.sort_by(|a, b| a.alias.name.cmp(&b.alias.name));
            speaker(&row, others)
        })
        .collect()
}

fn speaker(row: &speaker::Model, aliases: Vec<SpeakerAlias>) -> Result<Speaker, StoreError> {
    Ok(Speaker {
        id: SpeakerId(row.id),
        handle: Handle::speaker(number("speaker", row.id, "handle", row.handle)?),
        name: from_text(&row.name),
        aliases,
    })
}

/// Reads one alias.
pub(crate) fn alias(row: &speaker_alias::Model) -> Result<SpeakerAlias, StoreError> {
    let state = AliasState::parse(&row.state)
        .ok_or_else(|| damaged("speaker_alias", row.speaker_id, "state", format!("unknown state {:?}", row.state)))?;
    Ok(SpeakerAlias { alias: Alias { name: from_text(&row.name), why: from_text(&row.why) }, state })
}
