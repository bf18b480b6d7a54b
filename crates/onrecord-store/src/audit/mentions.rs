//! What mentions are filed under: their claims and the speakers they are credited to.

use std::collections::BTreeMap;

use onrecord_model::Handle;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::Faults;
use crate::column::{TENANT, from_text, name_key};
use crate::entity::{claim, mention, speaker, speaker_alias};
use crate::fault::db;
use crate::{StoreError, StoredMention, read};

/// Wording and claimant of claims by id.
pub(super) type Claims = BTreeMap<Uuid, (String, Option<Uuid>)>;

/// Reads the claims mentioned in documents.
///
/// For many documents at once: as long as PostgreSQL has no statistics of a table, each such question may read all of it.
pub(super) async fn claims<C: ConnectionTrait>(connection: &C, documents: &[Uuid]) -> Result<Claims, StoreError> {
    let ids: Vec<Uuid> = mention::Entity::find()
        .select_only()
        .column(mention::Column::ClaimId)
        .filter(mention::Column::Tenant.eq(TENANT))
        .filter(mention::Column::DocumentId.is_in(documents.to_vec()))
        .into_tuple()
        .all(connection)
        .await
        .map_err(db)?;
    let ids = read::distinct(ids);
    let rows =
        read::rows_with::<claim::Entity, _, _>(connection, claim::Column::Tenant, claim::Column::Id, &ids).await?;
    Ok(rows.into_iter().map(|row| (row.id, (from_text(&row.wording), row.claimant_id))).collect())
}

/// Checks that each mention is credited to a speaker who has, or has as an alias, the name that was read.
pub(super) async fn check_speakers<C: ConnectionTrait>(
    connection: &C,
    (document, position): (Handle, Option<i64>),
    mentions: &[StoredMention],
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let ids = read::distinct(mentions.iter().filter_map(|stored| stored.speaker.map(|id| id.0)));
    let names = names(connection, &ids).await?;
    for stored in mentions {
        let read = stored.mention.speaker.as_ref().map(|who| name_key(&who.name));
        let is_right = match (stored.speaker, read) {
            (None, None) => true,
            (Some(id), Some(name)) => names.get(&id.0).is_some_and(|names| names.contains(&name)),
            _ => false,
        };
        if !is_right {
            let what =
                format!("mention {} of {document} is not credited to whom its text names", stored.mention.number);
            faults.add(position, what);
        }
    }
    Ok(())
}

/// Reads the keys of all names of speakers, made anew from the names.
async fn names<C: ConnectionTrait>(connection: &C, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<Vec<u8>>>, StoreError> {
    let mut names: BTreeMap<Uuid, Vec<Vec<u8>>> = BTreeMap::new();
    let speakers =
        read::rows_with::<speaker::Entity, _, _>(connection, speaker::Column::Tenant, speaker::Column::Id, ids);
    for row in speakers.await? {
        names.entry(row.id).or_default().push(name_key(&from_text(&row.name)));
    }
    let (tenant, speaker) = (speaker_alias::Column::Tenant, speaker_alias::Column::SpeakerId);
    for row in read::rows_with::<speaker_alias::Entity, _, _>(connection, tenant, speaker, ids).await? {
        names.entry(row.speaker_id).or_default().push(name_key(&from_text(&row.name)));
    }
    Ok(names)
}
