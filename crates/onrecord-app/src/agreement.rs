//! How far people agree, from the log.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{Action, ClaimId, Event, EventId, OpinionRole, Round, StatusKind, Target};
use onrecord_review::{cohen_kappa, krippendorff_alpha};
use onrecord_store::EventFilter;

use crate::{AppError, Desk};

/// How many log entries are read at a time.
const PAGE: u32 = 500;

/// How far two people, or first and second opinions, agree.
#[derive(Clone, Debug, PartialEq)]
pub struct PairAgreement {
    /// The one; `None` for whoever proposed.
    pub a: Option<String>,
    /// The other; `None` for whoever gave the second opinion.
    pub b: Option<String>,
    /// How many proposals both gave an opinion on.
    pub items: usize,
    /// On how many they found the same.
    pub same: usize,
    /// Cohen's kappa; `None` where chance explains everything.
    pub kappa: Option<f64>,
}

/// How far people agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// First against second opinions.
    pub overall: PairAgreement,
    /// Every two people who gave opinions on the same proposals, by name.
    pub pairs: Vec<PairAgreement>,
    /// How many proposals got two opinions or more.
    pub items: usize,
    /// How many people gave them.
    pub people: usize,
    /// Krippendorff's alpha (nominal) over all of them; `None` where chance explains everything.
    pub alpha: Option<f64>,
}

/// What tells proposals apart: the claim, the target, who proposed and when.
type Key = (ClaimId, Target, String, chrono::DateTime<chrono::Utc>);

impl Desk {
    /// Works out from the log how far opinions on proposals agree; adjudications, which saw the others, do not count, nor
    /// does what was taken back, nor a blind review that goes on. With `blind_only` only proposals whose opinions were given
    /// unseen count, so none of which an opinion was taken back and may have been given again.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn agreement(&self, blind_only: bool) -> Result<Agreement, AppError> {
        let mut events = Vec::new();
        let mut filter = EventFilter { kind: Some("work_changed"), limit: PAGE, ..EventFilter::default() };
        loop {
            let page = self.store.events(&filter).await?;
            let Some(last) = page.last() else { break };
            filter.after = Some(last.position);
            events.extend(page.into_iter().map(|sealed| sealed.event));
        }
        let mut rounds = rounds(&events);
        // What is hidden from whoever has given no opinion yet is no part of a figure that everybody can read.
        rounds.retain(|_, round| !round.is_hidden());
        if blind_only {
            let seen = seen_again(&events);
            rounds.retain(|key, round| round.blind && !seen.contains(key));
        }
        Ok(agreement(&rounds.into_values().collect::<Vec<_>>()))
    }
}

/// Returns every proposal that stands in the log with the opinions it got.
fn rounds(events: &[Event]) -> BTreeMap<Key, Round> {
    let gone = gone(events);
    let mut rounds: BTreeMap<Key, Round> = BTreeMap::new();
    for event in events.iter().filter(|event| taken_back(event).is_none() && !gone.contains(&event.id)) {
        let Action::WorkChanged { changes, .. } = &event.action else { continue };
        for change in changes {
            if let Some((round, key)) = change.after.round().and_then(|round| Some((round, key(change.claim, round)?)))
            {
                rounds.insert(key, round.clone());
            }
        }
    }
    rounds
}

fn key(claim: ClaimId, round: &Round) -> Option<Key> {
    let first = &round.proposal()?.decision;
    Some((claim, round.target, first.by.to_string(), first.at))
}

/// Returns the proposals of which an opinion was taken back: who gave it has seen the others since.
fn seen_again(events: &[Event]) -> BTreeSet<Key> {
    let gone = gone(events);
    let changes = events.iter().filter(|event| gone.contains(&event.id)).filter_map(|event| match &event.action {
        Action::WorkChanged { changes, .. } => Some(changes),
        _ => None,
    });
    let rounds = changes.flatten().filter_map(|change| Some((change.claim, change.after.round()?)));
    rounds.filter(|(_, round)| round.opinions.len() > 1).filter_map(|(claim, round)| key(claim, round)).collect()
}

fn gone(events: &[Event]) -> BTreeSet<EventId> {
    events.iter().filter_map(taken_back).collect()
}

fn taken_back(event: &Event) -> Option<EventId> {
    match &event.action {
        Action::WorkChanged { takes_back, .. } => *takes_back,
        _ => None,
    }
}

/// Works out agreement over proposals.
fn agreement(rounds: &[Round]) -> Agreement {
    let given = |round: &Round| -> Vec<(String, StatusKind)> {
        let own = round.opinions.iter().filter(|opinion| opinion.role != OpinionRole::Adjudicates);
        own.map(|opinion| (opinion.decision.by.to_string(), opinion.status)).collect()
    };
    let items: Vec<Vec<(String, StatusKind)>> = rounds.iter().map(given).filter(|all| all.len() > 1).collect();
    let mut firsts = Vec::new();
    let mut pairs: BTreeMap<(&str, &str), Vec<(StatusKind, StatusKind)>> = BTreeMap::new();
    for item in &items {
        firsts.push((item[0].1, item[1].1));
        for (at, (a, x)) in item.iter().enumerate() {
            for (b, y) in item.iter().skip(at + 1) {
                let (names, found) = if a <= b { ((a, b), (*x, *y)) } else { ((b, a), (*y, *x)) };
                pairs.entry((names.0.as_str(), names.1.as_str())).or_default().push(found);
            }
        }
    }
    let people: BTreeSet<&str> = items.iter().flatten().map(|(who, _)| who.as_str()).collect();
    let labels: Vec<Vec<StatusKind>> =
        items.iter().map(|item| item.iter().map(|(_, found)| *found).collect()).collect();
    Agreement {
        overall: pair(None, None, &firsts),
        pairs: pairs.iter().map(|((a, b), found)| pair(Some(*a), Some(*b), found)).collect(),
        items: items.len(),
        people: people.len(),
        alpha: krippendorff_alpha(&labels),
    }
}

fn pair(a: Option<&str>, b: Option<&str>, found: &[(StatusKind, StatusKind)]) -> PairAgreement {
    PairAgreement {
        a: a.map(str::to_owned),
        b: b.map(str::to_owned),
        items: found.len(),
        same: found.iter().filter(|(x, y)| x == y).count(),
        kappa: cohen_kappa(found),
    }
}
