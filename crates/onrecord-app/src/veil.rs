//! What a person may see while a blind second review goes on.

use std::collections::BTreeSet;

use onrecord_model::{Action, ClaimId, Reviewer, Round, WorkChange, WorkState};
use onrecord_store::SealedEvent;

use crate::{AppError, ClaimView, Desk};

impl Desk {
    /// Takes out of log entries the opinions and reasons of blind reviews that go on and that `who` has not taken part in.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn veil(&self, entries: &mut [SealedEvent], who: &Reviewer) -> Result<(), AppError> {
        let changed = entries.iter().flat_map(|sealed| changes(&sealed.event.action));
        let blind = changed.filter(|change| [&change.before, &change.after].iter().any(|state| is_hidden(state, who)));
        let claims: BTreeSet<ClaimId> = blind.map(|change| change.claim).collect();
        let now = self.store.works(&claims.into_iter().collect::<Vec<_>>()).await?;
        for sealed in entries {
            if let Action::WorkChanged { changes, reason, .. } = &mut sealed.event.action {
                for change in changes {
                    let Some(round) = now.get(&change.claim).and_then(WorkState::round) else { continue };
                    if round.hides_from(who) && (is_of(&change.before, round) || is_of(&change.after, round)) {
                        (change.before, change.after) = (change.before.seen_by(who), change.after.seen_by(who));
                        *reason = None;
                    }
                }
            }
        }
        Ok(())
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

fn changes(action: &Action) -> &[WorkChange] {
    match action {
        Action::WorkChanged { changes, .. } => changes,
        _ => &[],
    }
}

fn is_hidden(state: &WorkState, who: &Reviewer) -> bool {
    state.round().is_some_and(|round| round.hides_from(who))
}

/// Tells whether a state belongs to this round: it began with the same opinion.
fn is_of(state: &WorkState, round: &Round) -> bool {
    state.round().is_some_and(|other| other.proposal() == round.proposal())
}
