//! The status of every target against the log replayed.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{
    Action, Claim, ClaimChange, ClaimStatuses, ContentHash, EvidenceStatus, Proposition, StatusChange, StatusKind,
};
use onrecord_text::normal_form;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::filings::Filings;
use super::{BATCH, Faults, forward, origins};
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
pub(super) async fn check<C: ConnectionTrait>(
    connection: &C,
    filings: &Filings,
    faults: &mut Faults,
) -> Result<Tally, StoreError> {
    let mut counted = Tally::default();
    let (mut after, mut met) = (0, BTreeSet::new());
    loop {
        let rows = page(connection, after).await?;
        let Some(last) = rows.last() else { break };
        forward(&mut after, last.handle, "claim")?;
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
            let filed = filings.of_claim(row.id);
            if !filed.is_empty() {
                met.insert(row.id);
            }
            check_one(row, &changes, filed, faults)?;
        }
    }
    filings.check_missing(&met, faults);
    Ok(counted)
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

fn check_one(
    row: &claim::Model,
    changes: &[Told],
    filed: &[(i64, ClaimChange)],
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let last = changes.last().map(|told| told.position).max(filed.last().map(|(position, _)| *position));
    let Some(stored) = faults.absorb(last, read::claim::claim(row))? else {
        return Ok(());
    };
    check_derived(row, &stored, last, faults);
    check_undone(changes, faults);
    check_proposition(&stored, filed, faults);
    let replayed = replay(&stored, changes, filed, faults);
    for (target, status) in stored.statuses.iter() {
        if replayed.statuses.of(target) != Some(status) {
            let what = format!(
                "{} of {} is {}, which is not what the log says",
                target.as_str(),
                stored.handle,
                status.kind().as_str()
            );
            faults.add(last, what);
        }
    }
    let revision = replayed.revision;
    if stored.revision != revision {
        let what = format!("{} is at version {}, the log says {revision}", stored.handle, stored.revision);
        faults.add(last, what);
    }
    Ok(())
}

/// Checks that a claim says what people put it right to.
fn check_proposition(stored: &Claim, filed: &[(i64, ClaimChange)], faults: &mut Faults) {
    let Some((position, last)) = filed.last() else { return };
    let now = Proposition { wording: stored.wording.clone(), claimant: stored.claimant };
    if last.after.as_ref() != Some(&now) {
        faults.add(Some(*position), format!("wording or speaker of {} is not what the log says", stored.handle));
    }
}

/// Statuses and revision of a claim as the log gives them.
struct Replayed {
    statuses: ClaimStatuses,
    revision: u32,
}

/// Goes through all that was done to a claim in order of the log.
fn replay(stored: &Claim, changes: &[Told], filed: &[(i64, ClaimChange)], faults: &mut Faults) -> Replayed {
    // What it was before the first change by hand, or is since it was made by hand.
    let first = filed.first().map(|(_, change)| change.before.as_ref().or(change.after.as_ref()));
    let has_claimant = match first {
        Some(said) => said.is_some_and(|said| said.claimant.is_some()),
        None => stored.claimant.is_some(),
    };
    let is_made = filed.first().is_some_and(|(_, change)| change.before.is_none());
    let mut now = Replayed { statuses: ClaimStatuses::start(has_claimant), revision: u32::from(!is_made) };
    let (mut changes, mut filed) = (changes.iter().peekable(), filed.iter().peekable());
    loop {
        let next = (changes.peek().map(|told| told.position), filed.peek().map(|(position, _)| *position));
        let is_right = match next {
            (None, None) => return now,
            (Some(told), filed_at) if filed_at.is_none_or(|at| told < at) => {
                changes.next().is_none_or(|told| now.decide(&told.change))
            }
            _ => filed.next().is_none_or(|(_, change)| now.file(change)),
        };
        if !is_right {
            let position = next.0.into_iter().chain(next.1).min();
            faults.add(position, format!("does not continue the history of {}", stored.handle));
        }
    }
}

impl Replayed {
    /// Follows a decision; tells whether it continues what was before.
    fn decide(&mut self, change: &StatusChange) -> bool {
        self.revision += 1;
        let is_right = self.statuses.of(change.target) == Some(&change.before) && change.revision == self.revision;
        self.statuses = self.statuses.with(change.target, change.after.clone());
        is_right
    }

    /// Follows work on the claim by hand; tells whether it continues what was before.
    fn file(&mut self, change: &ClaimChange) -> bool {
        self.revision += 1;
        let claimant = |side: &Option<Proposition>| side.as_ref().map(|said| said.claimant.is_some());
        match (claimant(&change.before), claimant(&change.after)) {
            (Some(false), Some(true)) => self.statuses.said = Some(EvidenceStatus::Unverified),
            (Some(true), Some(false)) => self.statuses.said = None,
            (None, Some(has_claimant)) => self.statuses = ClaimStatuses::start(has_claimant),
            _ => {}
        }
        change.revision == self.revision
    }
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
            judged: None,
            bulk: None,
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
