//! House rules and what readers are told, against the log replayed; and decisions against the rules they name.

use std::collections::BTreeMap;

use onrecord_model::{Action, ContentHash, EventId, PublicChange, PublicEntry, RulesChange};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::decided::entries_of;
use super::{BATCH, Faults, forward};
use crate::column::{TENANT, micros, text};
use crate::entity::{house, public_entry};
use crate::fault::db;
use crate::wire::action::public_subject;
use crate::{StoreError, read, seal, wire};

/// Checks the rules in force, the decisions made under rules, and every entry that readers are told of.
pub(super) async fn check<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<(), StoreError> {
    let in_force = rules(connection, faults).await?;
    decisions(connection, &in_force, faults).await?;
    public(connection, faults).await
}

/// Which rules were in force from a place of the log on.
type InForce = Vec<(i64, Option<ContentHash>)>;

async fn rules<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<InForce, StoreError> {
    let (mut in_force, mut after) = (Vec::new(), 0);
    let (mut now, mut entries) = (None::<String>, BTreeMap::<EventId, RulesChange>::new());
    loop {
        let rows = entries_of(connection, &["rules_adopted"], after).await?;
        let Some(last) = rows.last() else { break };
        forward(&mut after, last.position, "event")?;
        for row in &rows {
            // What cannot be read is a fault of the chain and told there.
            let Ok(Action::RulesAdopted { change, takes_back, .. }) = seal::read_action(row) else { continue };
            let reverses = |back: EventId| entries.get(&back).is_some_and(|earlier| earlier.reversed() == change);
            if takes_back.is_some_and(|back| !reverses(back)) {
                faults.add(Some(row.position), "takes back what no earlier entry about the house rules tells of");
            }
            if change.before != now {
                faults.add(Some(row.position), "does not continue the history of the house rules");
            }
            now.clone_from(&change.after);
            in_force.push((row.position, now.as_ref().map(|text| ContentHash::of(text.as_bytes()))));
            entries.insert(EventId(row.id), change);
        }
    }
    stored(connection, now.as_deref(), &in_force, faults).await?;
    Ok(in_force)
}

async fn stored<C: ConnectionTrait>(
    connection: &C,
    now: Option<&str>,
    in_force: &InForce,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let rows = house::Entity::find().all(connection).await.map_err(db)?;
    let own = rows.iter().find(|row| row.tenant == TENANT);
    let changes = own.map_or(0, |row| row.revision);
    let is_so = own.and_then(|row| row.rules.clone()) == now.map(text) && i64::try_from(in_force.len()) == Ok(changes);
    if !is_so || rows.len() > usize::from(own.is_some()) {
        let position = in_force.last().map(|(position, _)| *position);
        faults.add(position, "the house rules in force are not what the log says");
    }
    Ok(())
}

/// Finds decisions that name other rules than those in force.
async fn decisions<C: ConnectionTrait>(
    connection: &C,
    in_force: &InForce,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let rows = entries_of(connection, &["status_set"], after).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        forward(&mut after, last.position, "event")?;
        for row in &rows {
            let Ok(Action::StatusSet(change)) = seal::read_action(row) else { continue };
            let at = in_force.partition_point(|(position, _)| *position < row.position);
            let rules = at.checked_sub(1).and_then(|at| in_force[at].1);
            if change.judged.map(|judged| judged.rules) != rules {
                let what = format!("the decision on {} names other house rules than those in force", change.handle);
                faults.add(Some(row.position), what);
            }
        }
    }
}

/// What the log says of an entry that readers are told of.
struct Told {
    position: i64,
    change: PublicChange,
}

async fn public<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<(), StoreError> {
    let mut told = replay(connection, faults).await?;
    let mut after = Uuid::nil();
    loop {
        let rows = public_entry::Entity::find()
            .filter(public_entry::Column::Tenant.eq(TENANT))
            .filter(public_entry::Column::Id.gt(after))
            .order_by_asc(public_entry::Column::Id)
            .limit(u64::from(BATCH))
            .all(connection)
            .await
            .map_err(db)?;
        let Some(last) = rows.last() else { break };
        forward(&mut after, last.id, "public_entry")?;
        for row in &rows {
            compare(row, told.remove(&row.id), faults)?;
        }
    }
    for one in told.into_values() {
        let handle = one.change.entry.subject.handle();
        faults.add(Some(one.position), format!("what readers are told of {handle} is missing"));
    }
    Ok(())
}

async fn replay<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<BTreeMap<Uuid, Told>, StoreError> {
    let (mut told, mut after) = (BTreeMap::<Uuid, Told>::new(), 0);
    loop {
        let rows = entries_of(connection, &["public_changed"], after).await?;
        let Some(last) = rows.last() else { return Ok(told) };
        forward(&mut after, last.position, "event")?;
        for row in &rows {
            let Ok(Action::PublicChanged { change, .. }) = seal::read_action(row) else { continue };
            let before = told.remove(&change.entry.id.0);
            let continues = match &before {
                None => change.stands,
                Some(before) => before.change == change.reversed(),
            };
            if !continues {
                let what = format!("does not continue what readers are told of {}", change.entry.subject.handle());
                faults.add(Some(row.position), what);
            }
            told.insert(change.entry.id.0, Told { position: row.position, change });
        }
    }
}

fn compare(row: &public_entry::Model, told: Option<Told>, faults: &mut Faults) -> Result<(), StoreError> {
    let position = told.as_ref().map(|told| told.position);
    let Some(stored) = faults.absorb(position, read::house::entry(row))? else { return Ok(()) };
    let Some(Told { change, .. }) = told else {
        faults.add(None, format!("no entry tells of what readers are told as {}", row.id));
        return Ok(());
    };
    let expected: Option<&PublicEntry> = change.stands.then_some(&change.entry);
    let kind = change.entry.kind.as_str();
    let same = expected == stored.as_ref()
        && row.payload == expected.map(wire::public::write)
        && (row.kind.as_str(), row.subject_id, row.at)
            == (kind, public_subject(&change.entry), micros(change.entry.at));
    if !same {
        let handle = change.entry.subject.handle();
        faults.add(position, format!("what readers are told of {handle} is not what the log says"));
    }
    Ok(())
}
