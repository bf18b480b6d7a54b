//! What was done with claims, read at once: a site asks for thousands, and few were touched.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{Action, Actor, ClaimId, Event, PublicEntry, Reviewer, WorkChange, WorkState};
use onrecord_store::EventFilter;

use crate::public::by_claim;
use crate::{AppError, Desk};

/// Entries read at a time.
const PAGE: u32 = 1_000;
/// Entries of one claim that a page shows.
const SHOWN: usize = 200;

/// What was done with claims, by claim, oldest first.
#[derive(Default)]
pub(crate) struct Histories(BTreeMap<ClaimId, Vec<Event>>);

impl Histories {
    /// Returns what was done with a claim.
    pub(crate) fn of(&self, claim: ClaimId) -> Vec<Event> {
        self.0.get(&claim).cloned().unwrap_or_default()
    }

    fn add(&mut self, claim: ClaimId, event: &Event) {
        let all = self.0.entry(claim).or_default();
        if all.len() < SHOWN {
            all.push(event.clone());
        }
    }
}

impl Desk {
    /// Reads all entries that a page shows, of all claims.
    pub(crate) async fn histories(&self) -> Result<Histories, AppError> {
        let mut events = Vec::new();
        for kind in ["status_set", "undone", "filing_changed", "work_changed"] {
            self.each_entry(kind, |position, event| events.push((position, event))).await?;
        }
        events.sort_by_key(|(position, _)| *position);
        let mut histories = Histories::default();
        for (_, event) in &events {
            for claim in claims_of(&event.action) {
                histories.add(claim, event);
            }
        }
        Ok(histories)
    }

    /// Lists the people whom the log knows: who did something, and to whom claims were given.
    pub(crate) async fn people(&self) -> Result<BTreeSet<Reviewer>, AppError> {
        let mut people = BTreeSet::new();
        for kind in Action::KINDS.into_iter().filter(|kind| *kind != "ingested") {
            self.each_entry(kind, |_, event| people.extend(named(event))).await?;
        }
        Ok(people)
    }

    /// Gives each entry of a kind, with its place in the log, to `take`.
    pub(crate) async fn each_entry(
        &self,
        kind: &'static str,
        mut take: impl FnMut(u64, Event),
    ) -> Result<(), AppError> {
        let mut filter = EventFilter { kind: Some(kind), limit: PAGE, ..EventFilter::default() };
        loop {
            let page = self.store.events(&filter).await?;
            let Some(last) = page.last().map(|sealed| sealed.position) else { return Ok(()) };
            filter.after = Some(last);
            for sealed in page {
                take(sealed.position, sealed.event);
            }
        }
    }

    /// Reads the corrections of all claims and the verdicts on them, by claim, the oldest first.
    pub(crate) async fn told_of_all(&self) -> Result<BTreeMap<ClaimId, Vec<PublicEntry>>, AppError> {
        let entries = self.store.public_entries().await?;
        Ok(by_claim(entries.into_iter().filter(|entry| entry.publication().is_none())))
    }
}

/// Lists the people whom an entry names.
fn named(event: Event) -> Vec<Reviewer> {
    let mut people = Vec::new();
    if let Actor::Person(person) = event.actor {
        people.push(person);
    }
    if let Action::WorkChanged { changes, .. } = event.action {
        people.extend(changes.into_iter().filter_map(|change| match change.after {
            WorkState::Assigned { to, .. } => Some(to),
            _ => None,
        }));
    }
    people
}

fn claims_of(action: &Action) -> BTreeSet<ClaimId> {
    match action {
        Action::StatusSet(change) | Action::Undone { change, .. } => [change.claim].into(),
        Action::FilingChanged { filing, .. } => filing.claims.iter().map(|change| change.claim).collect(),
        Action::WorkChanged { changes, .. } => {
            let is_told = |change: &&WorkChange| change.before.dropped_as().or(change.after.dropped_as()).is_some();
            changes.iter().filter(is_told).map(|change| change.claim).collect()
        }
        _ => BTreeSet::new(),
    }
}
