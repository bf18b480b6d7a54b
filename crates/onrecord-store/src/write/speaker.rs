//! Speakers and their other names.

use onrecord_model::{Alias, ProposalState, Speaker, SpeakerId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{insert as insert_rows, insert_new};
use crate::StoreError;
use crate::column::{TENANT, exact_key, name_key, text};
use crate::entity::speaker;
use crate::entity::speaker_alias::{Column, Entity, Model};
use crate::fault::db;
use crate::kept::{Kept as _, Tally, tally};
use crate::read::speaker::by_id;

/// Stores speakers, proposes their aliases and counts both.
pub(crate) async fn insert<C: ConnectionTrait>(
    connection: &C,
    speakers: &[Speaker],
) -> Result<(Tally, Tally), StoreError> {
    let rows: Vec<speaker::Model> = speakers.iter().map(named).collect();
    let named = tally(&rows);
    insert_rows::<speaker::Entity, _>(connection, rows).await?;
    let aliases: Vec<(SpeakerId, Alias)> =
        speakers.iter().flat_map(|new| new.aliases.iter().map(|alias| (new.id, alias.alias.clone()))).collect();
    Ok((named, propose(connection, &aliases).await?))
}

pub(crate) fn named(new: &Speaker) -> speaker::Model {
    let mut row = speaker::Model {
        tenant: TENANT,
        id: new.id.0,
        handle: i64::from(new.handle.number),
        name: text(&new.name),
        name_key: name_key(&new.name),
        digest: 0,
    };
    row.digest = row.digest();
    row
}

/// Proposes aliases that are not known yet, and counts them.
pub(crate) async fn propose<C: ConnectionTrait>(
    connection: &C,
    aliases: &[(SpeakerId, Alias)],
) -> Result<Tally, StoreError> {
    let known = OnConflict::columns([Column::Tenant, Column::SpeakerId, Column::AliasKey]).do_nothing().to_owned();
    let rows = aliases.iter().map(|(speaker, alias)| row(*speaker, alias)).collect();
    Ok(tally(&insert_new::<Entity, _>(connection, rows, &known).await?))
}

fn row(speaker: SpeakerId, alias: &Alias) -> Model {
    let mut row = Model {
        tenant: TENANT,
        speaker_id: speaker.0,
        alias_key: exact_key(&alias.name),
        name: text(&alias.name),
        name_key: name_key(&alias.name),
        why: text(&alias.why),
        state: ProposalState::Proposed.as_str().to_owned(),
        digest: 0,
    };
    row.digest = row.digest();
    row
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
