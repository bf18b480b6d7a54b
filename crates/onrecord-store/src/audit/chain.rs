//! The chain of hashes, and whether what each entry is about is stored.

use std::collections::BTreeSet;

use onrecord_model::{Action, ContentHash};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{BATCH, Faults};
use crate::column::TENANT;
use crate::entity::event::Model;
use crate::entity::{claim, document, outlet, speaker};
use crate::fault::db;
use crate::wire::action::subject;
use crate::{Checkpoint, StoreError, read, seal};

/// Where the chain stands.
struct Link {
    position: i64,
    hash: ContentHash,
}

/// Walks the chain from the first entry and returns how many entries there are.
pub(super) async fn check<C: ConnectionTrait>(
    connection: &C,
    head: Checkpoint,
    faults: &mut Faults,
) -> Result<u64, StoreError> {
    let (mut checked, mut subjects) = (0, 0);
    let mut last = Link { position: 0, hash: seal::GENESIS };
    loop {
        let rows = read::event::page(connection, last.position, u64::from(BATCH)).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            last = follow(&last, row, faults)?;
        }
        check_subjects(connection, &rows, faults).await?;
        subjects += super::subjects::check(connection, &rows, faults).await?;
        checked += rows.len() as u64;
    }
    check_end(&last, head, faults);
    check_outside(connection, checked, faults).await?;
    super::subjects::check_outside(connection, subjects, faults).await?;
    Ok(checked)
}

/// Finds entries that the walk did not meet: before the first place, or a place taken twice.
async fn check_outside<C: ConnectionTrait>(
    connection: &C,
    checked: u64,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    for position in read::event::places_before_first(connection, u64::from(BATCH)).await? {
        faults.add(None, format!("an entry stands at {position}, before the first place of the log"));
    }
    let stored = read::count::count(connection, "event").await?;
    if stored != checked {
        faults.add(None, format!("{stored} entries are stored, but the log has {checked}"));
    }
    Ok(())
}

fn follow(last: &Link, row: &Model, faults: &mut Faults) -> Result<Link, StoreError> {
    let position = row.position;
    if position != last.position + 1 {
        let missing = format!("entries {} to {} are missing", last.position + 1, position - 1);
        faults.add(Some(last.position + 1), missing);
    } else if row.prev != last.hash.0 {
        faults.add(Some(position), "does not follow the entry before it");
    }
    let stored = seal::hash(&row.hash);
    if stored != Some(seal::link(row)) {
        faults.add(Some(position), "its content is not what was sealed");
    }
    if let Some(sealed) = faults.absorb(Some(position), seal::read(row))? {
        let action = &sealed.event.action;
        if action.kind() != row.kind || subject(action) != row.subject_id {
            faults.add(Some(position), "its kind or subject is not that of its content");
        }
        if let Some(what) = seal::contradiction(&sealed.event) {
            faults.add(Some(position), what);
        }
    }
    Ok(Link { position, hash: stored.unwrap_or(seal::GENESIS) })
}

fn check_end(last: &Link, head: Checkpoint, faults: &mut Faults) {
    let end = u64::try_from(last.position).unwrap_or_default();
    if end < head.size {
        let first = last.position + 1;
        faults.add(Some(first), format!("the log ends before it: entries {first} to {} were cut off", head.size));
    } else if end > head.size {
        faults.add(Some(last.position), format!("stands past the end of the log, which has {} entries", head.size));
    } else if last.hash != head.root {
        faults.add(Some(last.position), "the last hash is not the root of the log");
    }
}

/// Finds entries about claims, documents, speakers and outlets that are not stored.
async fn check_subjects<C: ConnectionTrait>(
    connection: &C,
    rows: &[Model],
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = read::distinct(rows.iter().map(|row| row.subject_id));
    let documents =
        present::<document::Entity, _>(connection, document::Column::Id, document::Column::Tenant, &ids).await?;
    let claims = present::<claim::Entity, _>(connection, claim::Column::Id, claim::Column::Tenant, &ids).await?;
    let speakers =
        present::<speaker::Entity, _>(connection, speaker::Column::Id, speaker::Column::Tenant, &ids).await?;
    let outlets = present::<outlet::Entity, _>(connection, outlet::Column::Id, outlet::Column::Tenant, &ids).await?;
    for row in rows {
        let Ok(action) = seal::read_action(row) else { continue };
        let (noun, stored) = match action {
            Action::Ingested { .. } | Action::CopyDecided { .. } => ("document", &documents),
            Action::StatusSet(_)
            | Action::Undone { .. }
            | Action::MatchDecided { .. }
            | Action::EvidenceChanged { .. }
            | Action::WorkChanged { .. } => ("claim", &claims),
            Action::AliasDecided { .. } => ("speaker", &speakers),
            Action::OutletSet { .. } => ("outlet", &outlets),
            // What was kept and taken out again has no row; those that are kept are compared one by one.
            Action::FindingsImported { .. } | Action::SearchKept { .. } => continue,
        };
        if !stored.contains(&row.subject_id) {
            faults.add(Some(row.position), format!("tells of {noun} {}, which is not stored", row.subject_id));
        }
    }
    Ok(())
}

async fn present<E, C>(
    connection: &C,
    id: E::Column,
    tenant: E::Column,
    ids: &[Uuid],
) -> Result<BTreeSet<Uuid>, StoreError>
where
    E: EntityTrait,
    C: ConnectionTrait,
{
    let found: Vec<Uuid> = E::find()
        .select_only()
        .column(id)
        .filter(tenant.eq(TENANT))
        .filter(id.is_in(ids.to_vec()))
        .into_tuple()
        .all(connection)
        .await
        .map_err(db)?;
    Ok(found.into_iter().collect())
}
