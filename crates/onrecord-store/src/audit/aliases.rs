//! The state of every alias against the log replayed.

use std::collections::BTreeMap;

use onrecord_model::{Action, ProposalState, SpeakerAlias};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::claims::entries_about;
use super::{BATCH, Faults, forward};
use crate::column::{TENANT, exact_key, from_text, name_key};
use crate::entity::{speaker, speaker_alias};
use crate::fault::db;
use crate::{StoreError, read};

/// States by alias, with the place of the entry that gave them.
type States = BTreeMap<String, (i64, ProposalState)>;

/// Checks every speaker's aliases.
pub(super) async fn check<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let rows = page(connection, after).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        forward(&mut after, last.handle, "speaker")?;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let mut decided = replay(connection, &ids, faults).await?;
        let mut stored = aliases(connection, &ids, faults).await?;
        for row in &rows {
            check_key(row, faults);
            let stored = stored.remove(&row.id).unwrap_or_default();
            compare(row, &stored, decided.remove(&row.id).unwrap_or_default(), faults);
        }
    }
}

async fn page<C: ConnectionTrait>(connection: &C, after: i64) -> Result<Vec<speaker::Model>, StoreError> {
    speaker::Entity::find()
        .filter(speaker::Column::Tenant.eq(TENANT))
        .filter(speaker::Column::Handle.gt(after))
        .order_by_asc(speaker::Column::Handle)
        .limit(u64::from(BATCH))
        .all(connection)
        .await
        .map_err(db)
}

async fn replay<C: ConnectionTrait>(
    connection: &C,
    ids: &[Uuid],
    faults: &mut Faults,
) -> Result<BTreeMap<Uuid, States>, StoreError> {
    let mut states: BTreeMap<Uuid, States> = BTreeMap::new();
    for (row, action) in entries_about(connection, ids).await? {
        let Action::AliasDecided { alias, before, after, .. } = action else {
            continue;
        };
        let known = states.entry(row.subject_id).or_default();
        let was = known.get(&alias).map_or(ProposalState::Proposed, |(_, state)| *state);
        if was != before {
            faults.add(Some(row.position), format!("does not continue the history of alias {alias:?}"));
        }
        known.insert(alias, (row.position, after));
    }
    Ok(states)
}

async fn aliases<C: ConnectionTrait>(
    connection: &C,
    ids: &[Uuid],
    faults: &mut Faults,
) -> Result<BTreeMap<Uuid, Vec<SpeakerAlias>>, StoreError> {
    let rows = speaker_alias::Entity::find()
        .filter(speaker_alias::Column::Tenant.eq(TENANT))
        .filter(speaker_alias::Column::SpeakerId.is_in(ids.to_vec()))
        .all(connection)
        .await
        .map_err(db)?;
    let mut aliases: BTreeMap<Uuid, Vec<SpeakerAlias>> = BTreeMap::new();
    for row in rows {
        let name = from_text(&row.name);
        if row.alias_key != exact_key(&name) || row.name_key != name_key(&name) {
            faults.add(None, format!("alias {name:?} is looked up under another name"));
        }
        if let Some(alias) = faults.absorb(None, read::speaker::alias(&row))? {
            aliases.entry(row.speaker_id).or_default().push(alias);
        }
    }
    Ok(aliases)
}

fn check_key(row: &speaker::Model, faults: &mut Faults) {
    if row.name_key != name_key(&from_text(&row.name)) {
        faults.add(None, format!("s{} is looked up under another name", row.handle));
    }
}

fn compare(row: &speaker::Model, stored: &[SpeakerAlias], mut decided: States, faults: &mut Faults) {
    let speaker = format!("s{}", row.handle);
    for SpeakerAlias { alias, state } in stored {
        let told = decided.remove(&alias.name);
        let expected = told.map_or(ProposalState::Proposed, |(_, state)| state);
        if *state != expected {
            let what =
                format!("alias {:?} of {speaker} is {}, which is not what the log says", alias.name, state.as_str());
            faults.add(told.map(|(position, _)| position), what);
        }
    }
    for (alias, (position, _)) in decided {
        faults.add(Some(position), format!("tells of alias {alias:?} of {speaker}, which is not stored"));
    }
}
