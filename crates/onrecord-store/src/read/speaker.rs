//! Speakers and their other names.

use std::collections::BTreeMap;

use onrecord_model::{Alias, Handle, ProposalState, Speaker, SpeakerAlias, SpeakerId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{AT_ONCE, distinct, number, rows_with};
use crate::StoreError;
use crate::column::{TENANT, from_text, name_key};
use crate::entity::speaker::Column as Named;
use crate::entity::speaker_alias::Column as Aliased;
use crate::entity::{speaker, speaker_alias};
use crate::fault::{damaged, db};

/// Lists speakers by handle.
pub(crate) async fn speakers<C: ConnectionTrait>(connection: &C) -> Result<Vec<Speaker>, StoreError> {
    let rows = speaker::Entity::find()
        .filter(Named::Tenant.eq(TENANT))
        .order_by_asc(Named::Handle)
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
        .filter(Named::Tenant.eq(TENANT))
        .filter(Named::Handle.eq(i64::from(handle.number)))
        .all(connection)
        .await
        .map_err(db)?;
    Ok(with_aliases(connection, rows).await?.pop())
}

/// Reads speakers by id, in order of their handles.
pub(crate) async fn by_id<C: ConnectionTrait>(connection: &C, ids: &[SpeakerId]) -> Result<Vec<Speaker>, StoreError> {
    let ids = distinct(ids.iter().map(|id| id.0));
    let mut rows = rows_with::<speaker::Entity, _, _>(connection, Named::Tenant, Named::Id, &ids).await?;
    rows.sort_by_key(|row| row.handle);
    with_aliases(connection, rows).await
}

/// Reads the names of speakers by id.
pub(crate) async fn names<C: ConnectionTrait>(
    connection: &C,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, String>, StoreError> {
    let mut names = BTreeMap::new();
    let rows = rows_with::<speaker::Entity, _, _>(connection, Named::Tenant, Named::Id, ids).await?;
    names.extend(rows.into_iter().map(|row| (row.id, from_text(&row.name))));
    Ok(names)
}

/// Finds speakers by name or confirmed alias.
pub(crate) async fn by_name<C: ConnectionTrait>(
    connection: &C,
    names: &[String],
) -> Result<Vec<(String, Speaker)>, StoreError> {
    let keys: Vec<Vec<u8>> = names.iter().map(|name| name_key(name)).collect();
    let owners = owners(connection, &keys).await?;
    let ids: Vec<SpeakerId> = owners.values().flat_map(BTreeMap::keys).map(|id| SpeakerId(*id)).collect();
    let speakers = by_id(connection, &ids).await?;
    let speakers: BTreeMap<Uuid, &Speaker> = speakers.iter().map(|speaker| (speaker.id.0, speaker)).collect();
    let mut found = Vec::new();
    for (name, key) in names.iter().zip(&keys) {
        let mut owned: Vec<(bool, &Speaker)> = owners
            .get(key)
            .into_iter()
            .flatten()
            .filter_map(|(id, by_alias)| speakers.get(id).map(|speaker| (*by_alias, *speaker)))
            .collect();
        owned.sort_by_key(|(by_alias, speaker)| (*by_alias, speaker.handle));
        found.extend(owned.into_iter().map(|(_, speaker)| (name.clone(), speaker.clone())));
    }
    Ok(found)
}

/// Who has which name: by key of the name, the ids of speakers and whether it is only an alias of theirs.
type Owners = BTreeMap<Vec<u8>, BTreeMap<Uuid, bool>>;

/// Finds who has which name, first as the name shown, then as a confirmed alias.
async fn owners<C: ConnectionTrait>(connection: &C, keys: &[Vec<u8>]) -> Result<Owners, StoreError> {
    let mut owners = Owners::new();
    let named = rows_with::<speaker::Entity, _, _>(connection, Named::Tenant, Named::NameKey, keys).await?;
    for row in named {
        owners.entry(row.name_key).or_default().insert(row.id, false);
    }
    for chunk in keys.chunks(AT_ONCE) {
        let aliased = speaker_alias::Entity::find()
            .filter(Aliased::Tenant.eq(TENANT))
            .filter(Aliased::NameKey.is_in(chunk.to_vec()))
            .filter(Aliased::State.eq(ProposalState::Confirmed.as_str()))
            .all(connection)
            .await
            .map_err(db)?;
        for row in aliased {
            owners.entry(row.name_key).or_default().entry(row.speaker_id).or_insert(true);
        }
    }
    Ok(owners)
}

async fn with_aliases<C: ConnectionTrait>(
    connection: &C,
    rows: Vec<speaker::Model>,
) -> Result<Vec<Speaker>, StoreError> {
    let ids = distinct(rows.iter().map(|row| row.id));
    let mut aliases: BTreeMap<Uuid, Vec<SpeakerAlias>> = BTreeMap::new();
    let found = rows_with::<speaker_alias::Entity, _, _>(connection, Aliased::Tenant, Aliased::SpeakerId, &ids).await?;
    for row in found {
        aliases.entry(row.speaker_id).or_default().push(alias(&row)?);
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
    let state = ProposalState::parse(&row.state)
        .ok_or_else(|| damaged("speaker_alias", row.speaker_id, "state", format!("unknown state {:?}", row.state)))?;
    Ok(SpeakerAlias { alias: Alias { name: from_text(&row.name), why: from_text(&row.why) }, state })
}
