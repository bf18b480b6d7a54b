//! Questions kept under a name, against the log replayed.

use std::collections::BTreeMap;

use onrecord_model::{Action, Actor, Event, SavedSearch, SearchId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::decided::entries_of;
use super::{Faults, forward};
use crate::column::TENANT;
use crate::entity::saved_search::{Column, Entity};
use crate::fault::db;
use crate::{StoreError, read, seal};

/// What the log says of each question that is kept, and in which entry.
type Told = BTreeMap<SearchId, (i64, SavedSearch)>;

/// Checks all questions both ways.
pub(super) async fn check<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<(), StoreError> {
    let mut told = replay(connection, faults).await?;
    for row in Entity::find().filter(Column::Tenant.eq(TENANT)).all(connection).await.map_err(db)? {
        let expected = told.remove(&SearchId(row.id));
        let position = expected.as_ref().map(|(position, _)| *position);
        let Some(stored) = faults.absorb(position, read::search::search(&row))? else { continue };
        match expected {
            None => faults.add(None, format!("no entry tells of the kept question {:?}", stored.name)),
            Some((_, expected)) if expected != stored => {
                faults.add(position, format!("the kept question {:?} is not what the log says", stored.name));
            }
            Some(_) => {}
        }
    }
    for (position, search) in told.into_values() {
        faults.add(Some(position), format!("tells of the kept question {:?}, which is not stored", search.name));
    }
    Ok(())
}

async fn replay<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<Told, StoreError> {
    let (mut told, mut after) = (Told::new(), 0);
    loop {
        let rows = entries_of(connection, &["search_kept"], after).await?;
        let Some(last) = rows.last() else { return Ok(told) };
        forward(&mut after, last.position, "event")?;
        for row in &rows {
            // What cannot be read is a fault of the chain and told there.
            if let Ok(sealed) = seal::read(row) {
                take(&mut told, row.position, &sealed.event, faults);
            }
        }
    }
}

fn take(told: &mut Told, position: i64, event: &Event, faults: &mut Faults) {
    let (Action::SearchKept { change, .. }, Actor::Person(by)) = (&event.action, &event.actor) else { return };
    let was = told.remove(&change.id).map(|(_, search)| search.query);
    if was != change.before {
        faults.add(Some(position), format!("does not continue the history of the kept question {:?}", change.name));
    }
    if let Some(query) = change.after.clone() {
        let (id, name) = (change.id, change.name.clone());
        told.insert(id, (position, SavedSearch { id, name, query, by: by.clone(), at: event.at }));
    }
}
