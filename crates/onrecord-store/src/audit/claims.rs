//! The status of every target against the log replayed.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{Action, Claim, ClaimStatuses, ContentHash, StatusChange, StatusKind};
use onrecord_text::normal_form;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{BATCH, Faults, origins};
use crate::column::TENANT;
use crate::entity::{claim, event};
use crate::fault::db;
use crate::kept::{Kept as _, Named, Tally};
use crate::{StoreError, read, seal};

/// What an entry of the log says of a claim.
struct Told {
    position: i64,
    id: Uuid,
    /// The entry it takes back.
    undoes: Option<Uuid>,
    change: StatusChange,
}

fn told(row: &event::Model, action: Action) -> Option<Told> {
    let (undoes, change) = match action {
        Action::StatusSet(change) => (None, change),
        Action::Undone { event, change, .. } => (Some(event.0), change),
        _ => return None,
    };
    Some(Told { position: row.position, id: row.id, undoes, change })
}

/// Checks every claim, and counts their handles.
pub(super) async fn check<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<Tally, StoreError> {
    let mut counted = Tally::default();
    let mut after = 0;
    loop {
        let rows = page(connection, after).await?;
        let Some(last) = rows.last() else { return Ok(counted) };
        after = last.handle;
        for row in &rows {
            counted.add(Named::from(row).digest());
        }
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let mut changes: BTreeMap<Uuid, Vec<Told>> = BTreeMap::new();
        for (row, action) in entries_about(connection, &ids).await? {
            if let Some(told) = told(&row, action) {
                changes.entry(row.subject_id).or_default().push(told);
            }
        }
        let origins = origins::of(connection, &ids).await?;
        for row in &rows {
            let changes = changes.remove(&row.id).unwrap_or_default();
            let last = changes.last().map(|told| told.position);
            origins::compare(row, origins.get(&row.id), last, faults);
            check_one(row, &changes, faults)?;
        }
    }
}

async fn page<C: ConnectionTrait>(connection: &C, after: i64) -> Result<Vec<claim::Model>, StoreError> {
    claim::Entity::find()
        .filter(claim::Column::Tenant.eq(TENANT))
        .filter(claim::Column::Handle.gt(after))
        .order_by_asc(claim::Column::Handle)
        .limit(u64::from(BATCH))
        .all(connection)
        .await
        .map_err(db)
}

/// Reads the entries about these subjects in order of the log.
///
/// Only those in a place the walk along the chain has been to count: whatever is wrong with one of these is a fault
/// there, and so is one that cannot be read.
pub(super) async fn entries_about<C: ConnectionTrait>(
    connection: &C,
    subjects: &[Uuid],
) -> Result<Vec<(event::Model, Action)>, StoreError> {
    let rows = event::Entity::find()
        .filter(event::Column::Tenant.eq(TENANT))
        .filter(event::Column::SubjectId.is_in(subjects.to_vec()))
        .filter(event::Column::Position.gt(0))
        .order_by_asc(event::Column::Position)
        .all(connection)
        .await
        .map_err(db)?;
    let readable = |row: event::Model| seal::read_action(&row).ok().map(|action| (row, action));
    Ok(rows.into_iter().filter_map(readable).collect())
}

fn check_one(row: &claim::Model, changes: &[Told], faults: &mut Faults) -> Result<(), StoreError> {
    let last = changes.last().map(|told| told.position);
    let Some(stored) = faults.absorb(last, read::claim::claim(row))? else {
        return Ok(());
    };
    check_derived(row, &stored, last, faults);
    let mut replayed = ClaimStatuses::start(row.claimant_id.is_some());
    let mut revision = 1;
    check_undone(changes, faults);
    for Told { position, change, .. } in changes {
        revision += 1;
        if replayed.of(change.target) != Some(&change.before) || change.revision != revision {
            faults.add(Some(*position), format!("does not continue the history of {}", stored.handle));
        }
        replayed = replayed.with(change.target, change.after.clone());
    }
    for (target, status) in stored.statuses.iter() {
        if replayed.of(target) != Some(status) {
            let what = format!(
                "{} of {} is {}, which is not what the log says",
                target.as_str(),
                stored.handle,
                status.kind().as_str()
            );
            faults.add(last, what);
        }
    }
    if stored.revision != revision {
        let what = format!("{} is at version {}, the log says {revision}", stored.handle, stored.revision);
        faults.add(last, what);
    }
    Ok(())
}

/// Finds entries that take back what no earlier entry about the claim tells of.
fn check_undone(changes: &[Told], faults: &mut Faults) {
    let mut earlier = BTreeSet::new();
    for told in changes {
        if told.undoes.is_some_and(|undone| !earlier.contains(&undone)) {
            let handle = told.change.handle;
            faults.add(Some(told.position), format!("takes back what no earlier entry about {handle} tells of"));
        }
        earlier.insert(told.id);
    }
}

/// Checks what is kept beside wording and statuses so that claims are found fast.
fn check_derived(row: &claim::Model, stored: &Claim, position: Option<i64>, faults: &mut Faults) {
    let is_open = stored.statuses.iter().any(|(_, status)| status.kind() == StatusKind::Unverified);
    if row.is_open != is_open {
        let (is, should) = if is_open { ("closed", "open") } else { ("open", "closed") };
        faults.add(position, format!("{} stands in the queue as {is} and is {should}", stored.handle));
    }
    if stored.fingerprint != ContentHash::of(normal_form(&stored.wording).as_bytes()) {
        faults.add(position, format!("the fingerprint of {} is not that of its wording", stored.handle));
    }
}

#[cfg(test)]
mod tests {
    use onrecord_model::{ClaimId, EvidenceStatus, Handle, Target};

    use super::*;

    fn told(position: i64, undoes: Option<u128>) -> Told {
        let change = StatusChange {
            claim: ClaimId(Uuid::nil()),
            handle: Handle::claim(3),
            target: Target::Fact,
            before: EvidenceStatus::Unverified,
            after: EvidenceStatus::Unverified,
            revision: 2,
        };
        let id = Uuid::from_u128(position.unsigned_abs().into());
        Told { position, id, undoes: undoes.map(Uuid::from_u128), change }
    }

    #[test]
    fn only_earlier_entries_about_the_claim_are_taken_back() {
        let mut faults = Faults::default();
        check_undone(
            &[told(4, None), told(5, Some(4)), told(6, Some(7)), told(7, None), told(8, Some(8))],
            &mut faults,
        );
        let positions: Vec<_> = faults.0.iter().map(|fault| fault.position).collect();
        assert_eq!(positions, [Some(6), Some(8)]);
        assert_eq!(faults.0[0].what, "takes back what no earlier entry about c3 tells of");
    }
}
