//! What entries are found under beside their first subject, against their content.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::Faults;
use crate::column::TENANT;
use crate::entity::event::Model;
use crate::entity::event_subject::{Column, Entity};
use crate::fault::db;
use crate::wire::action::further_subjects;
use crate::{StoreError, read, seal};

/// Compares the further subjects of a page of entries with their content, and returns how many rows were met.
pub(super) async fn check<C: ConnectionTrait>(
    connection: &C,
    rows: &[Model],
    faults: &mut Faults,
) -> Result<u64, StoreError> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(0) };
    let query = Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Position.between(first.position, last.position));
    let found = query.all(connection).await.map_err(db)?;
    let met = found.len() as u64;
    let mut stored: BTreeMap<i64, BTreeSet<Uuid>> = BTreeMap::new();
    for row in found {
        stored.entry(row.position).or_default().insert(row.subject_id);
    }
    for row in rows {
        // What cannot be read is told where the chain is followed.
        let Ok(action) = seal::read_action(row) else { continue };
        if stored.remove(&row.position).unwrap_or_default() != further_subjects(&action) {
            faults.add(Some(row.position), "is not found under all that its content is about, or under more");
        }
    }
    Ok(met)
}

/// Finds rows that belong to no entry that was met.
pub(super) async fn check_outside<C: ConnectionTrait>(
    connection: &C,
    met: u64,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let stored = read::count::count(connection, "event_subject").await?;
    if stored != met {
        faults.add(None, format!("{stored} further subjects of entries are stored, but the entries have {met}"));
    }
    Ok(())
}
