//! Speakers and their other names.

use onrecord_model::{Alias, ProposalState, Speaker, SpeakerId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::{AT_ONCE, insert as insert_rows};
use crate::StoreError;
use crate::column::{TENANT, exact_key, name_key, text};
use crate::entity::speaker;
use crate::entity::speaker_alias::{Column, Entity, Model};
use crate::fault::db;
use crate::read::speaker::by_id;

/// Stores speakers and proposes their aliases.
pub(crate) async fn insert<C: ConnectionTrait>(connection: &C, speakers: &[Speaker]) -> Result<(), StoreError> {
    let rows = speakers.iter().map(|new| speaker::Model {
        tenant: TENANT,
        id: new.id.0,
        handle: i64::from(new.handle.number),
        name: text(&new.name),
        name_key: name_key(&new.name),
    });
    insert_rows::<speaker::Entity, _>(connection, rows).await?;
    let aliases: Vec<(SpeakerId, Alias)> =
        speakers.iter().flat_map(|new| new.aliases.iter().map(|alias| (new.id, alias.alias.clone()))).collect();
    propose(connection, &aliases).await
}

/// Proposes aliases that are not known yet.
pub(crate) async fn propose<C: ConnectionTrait>(
    connection: &C,
    aliases: &[(SpeakerId, Alias)],
) -> Result<(), StoreError> {
    let known = OnConflict::columns([Column::Tenant, Column::SpeakerId, Column::AliasKey]).do_nothing().to_owned();
    for chunk in aliases.chunks(AT_ONCE) {
        let rows = chunk.iter().map(|(speaker, alias)| row(*speaker, alias).into_active_model());
        Entity::insert_many(rows).on_conflict(known.clone()).exec_without_returning(connection).await.map_err(db)?;
    }
    Ok(())
}

fn row(speaker: SpeakerId, alias: &Alias) -> Model {
    Model {
        tenant: TENANT,
        speaker_id: speaker.0,
        alias_key: exact_key(&alias.name),
        name: text(&alias.name),
        name_key: name_key(&alias.name),
        why: text(&alias.why),
        state: ProposalState::Proposed.as_str().to_owned(),
    }
}

/// Moves an alias from one state to another.
pub(crate) async fn set_state<C: ConnectionTrait>(
    connection: &C,
    speaker: SpeakerId,
    alias: &str,
    before: ProposalState,
    after: ProposalState,
) -> Result<(), StoreError> {
    let result = Entity::update_many()
        .col_expr(Column::State, after.as_str().into())
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::SpeakerId.eq(speaker.0))
        .filter(Column::AliasKey.eq(exact_key(alias)))
        .filter(Column::State.eq(before.as_str()))
        .exec(connection)
        .await
        .map_err(db)?;
    if result.rows_affected == 1 {
        return Ok(());
    }
    Err(why_not(connection, speaker, alias, before).await?)
}

async fn why_not<C: ConnectionTrait>(
    connection: &C,
    speaker: SpeakerId,
    alias: &str,
    expected: ProposalState,
) -> Result<StoreError, StoreError> {
    let Some(found) = by_id(connection, &[speaker]).await?.pop() else {
        return Ok(StoreError::NotFound { what: format!("the speaker of alias {alias:?}") });
    };
    let handle = found.handle;
    let state = found.aliases.into_iter().find(|known| known.alias.name == alias).map(|known| known.state);
    Ok(match state {
        Some(found) => StoreError::AliasConflict { handle, alias: alias.to_owned(), expected, found },
        None => StoreError::NotFound { what: format!("alias {alias:?} of {handle}") },
    })
}
