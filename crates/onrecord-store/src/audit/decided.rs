//! What persons decided of pairs of claims, pairs of documents and outlets, against the log replayed.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use onrecord_model::{Action, CopyVerdict, Filing, OutletFacts, ProposalState};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{BATCH, Faults, forward};
use crate::column::{TENANT, from_text};
use crate::entity::{claim_pair, copy_link, event, outlet};
use crate::fault::db;
use crate::{StoreError, read, seal};

/// The last word on each pair, with the place of the entry that gave it.
type Words<T> = BTreeMap<(Uuid, Uuid), (i64, T)>;

/// What replaying the log gives.
#[derive(Default)]
struct Replayed {
    /// `None` for a pair that went with one of its claims.
    pairs: Words<Option<ProposalState>>,
    copies: Words<CopyVerdict>,
    outlets: BTreeMap<Uuid, (i64, OutletFacts)>,
}

/// Checks every pair and every outlet that somebody decided on, or seems to have.
pub(super) async fn check<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<(), StoreError> {
    let replayed = replay(connection, faults).await?;
    pairs(connection, replayed.pairs, faults).await?;
    copies(connection, replayed.copies, faults).await?;
    outlets(connection, replayed.outlets, faults).await
}

async fn replay<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<Replayed, StoreError> {
    let mut replayed = Replayed::default();
    // What is put right takes pairs away and brings them, between the decisions on them.
    for kinds in [&["match_decided", "filing_changed"][..], &["copy_decided"], &["outlet_set"]] {
        let mut after = 0;
        loop {
            let rows = entries_of(connection, kinds, after).await?;
            let Some(last) = rows.last() else { break };
            forward(&mut after, last.position, "event")?;
            for row in &rows {
                // What cannot be read is a fault of the chain and told there.
                if let Ok(action) = seal::read_action(row) {
                    replayed.take(row.position, action, faults);
                }
            }
        }
    }
    Ok(replayed)
}

/// Reads entries of some kinds past a position, in order of the log.
pub(super) async fn entries_of<C: ConnectionTrait>(
    connection: &C,
    kinds: &[&str],
    after: i64,
) -> Result<Vec<event::Model>, StoreError> {
    event::Entity::find()
        .filter(event::Column::Tenant.eq(TENANT))
        .filter(event::Column::Kind.is_in(kinds.iter().copied()))
        .filter(event::Column::Position.gt(after))
        .order_by_asc(event::Column::Position)
        .limit(u64::from(BATCH))
        .all(connection)
        .await
        .map_err(db)
}

impl Replayed {
    fn take(&mut self, position: i64, action: Action, faults: &mut Faults) {
        let broken = |what: String| format!("does not continue the history of {what}");
        match action {
            Action::MatchDecided { changes, .. } => {
                for change in changes {
                    let (a, b) = change.handles;
                    let was = self.pairs.insert((change.a.0, change.b.0), (position, Some(change.after)));
                    if was.and_then(|(_, state)| state).unwrap_or(ProposalState::Proposed) != change.before {
                        faults.add(Some(position), broken(format!("the pair of {a} and {b}")));
                    }
                }
            }
            Action::FilingChanged { filing, .. } => self.put_right(position, &filing, faults),
            Action::CopyDecided { changes, .. } => {
                for change in changes {
                    let (a, b) = change.handles;
                    let was = self.copies.insert((change.a.0, change.b.0), (position, change.after));
                    if was.map_or(CopyVerdict::Open, |(_, verdict)| verdict) != change.before {
                        faults.add(Some(position), broken(format!("the pair of {a} and {b}")));
                    }
                }
            }
            Action::OutletSet { outlet, handle, before, after, .. } => {
                let was = self.outlets.insert(outlet.0, (position, after));
                if was.is_some_and(|(_, facts)| facts != before) {
                    faults.add(Some(position), broken(handle.to_string()));
                }
            }
            _ => {}
        }
    }
}

impl Replayed {
    /// Follows decided pairs that go with one of their claims, or come again with it.
    fn put_right(&mut self, position: i64, filing: &Filing, faults: &mut Faults) {
        for pair in &filing.pairs_before {
            let told = self.pairs.entry((pair.a.0, pair.b.0));
            match (told, pair.state) {
                (Entry::Occupied(mut told), state) if told.get().1 == Some(state) => {
                    told.insert((position, None));
                }
                (_, ProposalState::Proposed) => {}
                (_, ProposalState::Confirmed | ProposalState::Refused) => {
                    faults.add(
                        Some(position),
                        format!("does not continue the history of the pair of claims {} and {}", pair.a.0, pair.b.0),
                    );
                }
            }
        }
        let is_gone =
            |claim: &Uuid| filing.claims.iter().any(|change| change.claim.0 == *claim && change.after.is_none());
        for ((a, b), told) in &mut self.pairs {
            if told.1 == Some(ProposalState::Proposed) && (is_gone(a) || is_gone(b)) {
                *told = (position, None);
            }
        }
        for pair in &filing.pairs_after {
            if let Some(told) = self.pairs.get_mut(&(pair.a.0, pair.b.0)).filter(|(_, state)| state.is_none()) {
                *told = (position, Some(pair.state));
            }
        }
    }
}

async fn pairs<C: ConnectionTrait>(
    connection: &C,
    mut told: Words<Option<ProposalState>>,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let decided = claim_pair::Entity::find()
        .filter(claim_pair::Column::Tenant.eq(TENANT))
        .filter(claim_pair::Column::State.ne(ProposalState::Proposed.as_str()));
    for row in decided.all(connection).await.map_err(db)? {
        let Some(pair) = faults.absorb(None, read::pair::pair(&row))? else { continue };
        let (position, expected) = told.remove(&(row.a, row.b)).unwrap_or((0, Some(ProposalState::Proposed)));
        mismatch(
            Some(pair.state) != expected,
            position,
            &format!("the pair of claims {} and {}", row.a, row.b),
            faults,
        );
    }
    // What is told and was not met above must have come back to where it began, or have gone.
    for ((a, b), (position, state)) in told {
        let is_stored = claim_pair::Entity::find_by_id((TENANT, a, b)).one(connection).await.map_err(db)?.is_some();
        let wrong = state.is_some() != is_stored || state.is_some_and(|state| state != ProposalState::Proposed);
        mismatch(wrong, position, &format!("the pair of claims {a} and {b}"), faults);
    }
    Ok(())
}

async fn copies<C: ConnectionTrait>(
    connection: &C,
    mut told: Words<CopyVerdict>,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let decided = copy_link::Entity::find()
        .filter(copy_link::Column::Tenant.eq(TENANT))
        .filter(copy_link::Column::Verdict.ne(CopyVerdict::Open.as_str()));
    for row in decided.all(connection).await.map_err(db)? {
        let Some(link) = faults.absorb(None, read::copy::link(&row))? else { continue };
        let (position, expected) = told.remove(&(row.a, row.b)).unwrap_or((0, CopyVerdict::Open));
        mismatch(link.verdict != expected, position, &format!("the pair of documents {} and {}", row.a, row.b), faults);
    }
    for ((a, b), (position, verdict)) in told {
        let is_stored = copy_link::Entity::find_by_id((TENANT, a, b)).one(connection).await.map_err(db)?.is_some();
        let wrong = verdict != CopyVerdict::Open || !is_stored;
        mismatch(wrong, position, &format!("the pair of documents {a} and {b}"), faults);
    }
    Ok(())
}

fn mismatch(wrong: bool, position: i64, what: &str, faults: &mut Faults) {
    if wrong {
        let position = (position > 0).then_some(position);
        faults.add(position, format!("{what} is not decided as the log says"));
    }
}

async fn outlets<C: ConnectionTrait>(
    connection: &C,
    told: BTreeMap<Uuid, (i64, OutletFacts)>,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = told.keys().copied().collect();
    let rows =
        read::rows_with::<outlet::Entity, _, _>(connection, outlet::Column::Tenant, outlet::Column::Id, &ids).await?;
    for row in rows {
        let stored = OutletFacts {
            owner: row.owner.as_deref().map(from_text),
            controller: row.controller.as_deref().map(from_text),
            agency: row.agency,
        };
        if let Some((position, facts)) = told.get(&row.id).filter(|(_, facts)| *facts != stored) {
            let owner = facts.owner.as_deref().unwrap_or("nobody known");
            faults.add(
                Some(*position),
                format!("what is known of o{} is not what the log says (owner {owner})", row.handle),
            );
        }
    }
    Ok(())
}
