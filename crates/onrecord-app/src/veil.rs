//! What a person may see while a blind second review goes on.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use onrecord_model::{Action, ClaimId, Event, Handle, Reviewer, Round, StatusChange, WorkState};
use onrecord_store::SealedEvent;

use crate::{AppError, ClaimView, Desk};

impl Desk {
    /// Takes out of log entries the opinions and reasons of blind reviews that go on and that `who` has not taken part in,
    /// and what they came to before that was taken back.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn veil(&self, entries: &mut [SealedEvent], who: &Reviewer) -> Result<(), AppError> {
        let claims: BTreeSet<ClaimId> = entries.iter().flat_map(|sealed| touched(&sealed.event.action)).collect();
        let works = self.store.works(&claims.into_iter().collect::<Vec<_>>()).await?;
        let hidden: BTreeMap<ClaimId, &Round> = works
            .iter()
            .filter_map(|(claim, work)| Some((*claim, work.round().filter(|round| round.hides_from(who))?)))
            .collect();
        for sealed in entries.iter_mut().filter(|_| !hidden.is_empty()) {
            mask(&mut sealed.event, &hidden);
        }
        Ok(())
    }

    /// Lists the claims on which a blind review goes on: what holds every opinion would give them away.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn open_blind_reviews(&self) -> Result<Vec<Handle>, AppError> {
        let pending = self.store.pending_works().await?;
        let is_hidden = |work: &WorkState| work.round().is_some_and(Round::is_hidden);
        let ids: Vec<ClaimId> = pending.iter().filter(|(_, work)| is_hidden(work)).map(|(claim, _)| *claim).collect();
        let mut claims: Vec<Handle> = self.store.claims(&ids).await?.into_iter().map(|claim| claim.handle).collect();
        claims.sort_unstable();
        Ok(claims)
    }

    /// The same for a claim and its history.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn veil_claim(&self, view: &mut ClaimView, who: &Reviewer) -> Result<(), AppError> {
        view.work = view.work.seen_by(who);
        self.veil(&mut view.history, who).await
    }
}

fn touched(action: &Action) -> Vec<ClaimId> {
    match action {
        Action::WorkChanged { changes, .. } => changes.iter().map(|change| change.claim).collect(),
        Action::StatusSet(change) | Action::Undone { change, .. } => vec![change.claim],
        _ => Vec::new(),
    }
}

fn mask(event: &mut Event, hidden: &BTreeMap<ClaimId, &Round>) {
    match &mut event.action {
        Action::WorkChanged { changes, reason, .. } => {
            for change in changes {
                let Some(round) = hidden.get(&change.claim) else { continue };
                if is_of(&change.before, round) || is_of(&change.after, round) {
                    (change.before, change.after) = (unseen(&change.before, round), unseen(&change.after, round));
                    *reason = None;
                }
            }
        }
        // What the opinions came to once says what they were.
        Action::StatusSet(change) if is_since(event.at, change, hidden) => change.after = change.before.clone(),
        Action::Undone { change, reason, .. } if is_since(event.at, change, hidden) => {
            change.before = change.after.clone();
            *reason = None;
        }
        _ => {}
    }
}

fn is_since(at: DateTime<Utc>, change: &StatusChange, hidden: &BTreeMap<ClaimId, &Round>) -> bool {
    let round = hidden.get(&change.claim).filter(|round| round.target == change.target);
    round.and_then(|round| round.proposal()).is_some_and(|first| first.decision.at <= at)
}

fn unseen(state: &WorkState, round: &Round) -> WorkState {
    if is_of(state, round) || matches!(state, WorkState::Final(_)) {
        return WorkState::Proposed(Round { opinions: Vec::new(), ..(*round).clone() });
    }
    state.clone()
}

/// Tells whether a state belongs to this round: it began with the same opinion.
fn is_of(state: &WorkState, round: &Round) -> bool {
    state.round().is_some_and(|other| other.proposal() == round.proposal())
}
