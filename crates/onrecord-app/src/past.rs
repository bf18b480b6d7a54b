//! A claim as it stood at an earlier moment, replayed from the log.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use onrecord_model::{Action, Actor, Claim, ClaimStatuses, Event, EvidenceItem, Handle, StatusChange, WorkState};

use crate::evidence::EvidenceView;
use crate::{AppError, ClaimView, Desk};

/// What the log says of a claim up to a moment.
struct Past {
    statuses: ClaimStatuses,
    revision: u32,
    work: WorkState,
    evidence: BTreeMap<Handle, EvidenceItem>,
}

impl Desk {
    /// Returns a claim as it stood at `at`, with the evidence there was: statuses, work and evidence replayed from the log,
    /// places of documents taken in by then. Wording, speaker and worth never change. Leases are not in the log.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Missing`] when nothing was known of it then,
    /// [`AppError::Store`].
    pub async fn claim_at(
        &self,
        handle: Handle,
        at: DateTime<Utc>,
    ) -> Result<(ClaimView, Vec<EvidenceView>), AppError> {
        let mut view = self.claim(handle).await?;
        view.mentions.retain(|place| place.document.retrieved_at <= at);
        if view.mentions.is_empty() {
            return Err(AppError::Missing(format!("{handle} was not known on {}", at.format("%Y-%m-%d %H:%M UTC"))));
        }
        view.history.retain(|sealed| sealed.event.at <= at);
        let mut past = Past::new(&view.claim);
        for sealed in &view.history {
            past.follow(&view.claim, &sealed.event);
        }
        view.work = past.work.current(&past.statuses, at.date_naive());
        view.lease = None;
        (view.claim.statuses, view.claim.revision) = (past.statuses, past.revision);
        let of = |item| EvidenceView { item, claim: view.claim.clone() };
        let evidence = past.evidence.into_values().map(of).collect();
        Ok((view, evidence))
    }
}

impl Past {
    fn new(claim: &Claim) -> Self {
        Past {
            statuses: ClaimStatuses::start(claim.claimant.is_some()),
            revision: 1,
            work: WorkState::New,
            evidence: BTreeMap::new(),
        }
    }

    fn follow(&mut self, claim: &Claim, event: &Event) {
        match &event.action {
            Action::StatusSet(change) | Action::Undone { change, .. } if change.claim == claim.id => self.set(change),
            Action::WorkChanged { changes, .. } => {
                for change in changes.iter().filter(|change| change.claim == claim.id) {
                    self.work = change.after.clone();
                }
            }
            Action::EvidenceChanged { changes, .. } => {
                let Actor::Person(by) = &event.actor else { return };
                for change in changes.iter().filter(|change| change.claim == claim.id) {
                    self.evidence.remove(&change.handle);
                    if let Some(evidence) = change.after.clone() {
                        let (id, handle, claim) = (change.id, change.handle, change.claim);
                        let item = EvidenceItem { id, handle, claim, by: by.clone(), at: event.at, evidence };
                        self.evidence.insert(handle, item);
                    }
                }
            }
            _ => {}
        }
    }

    fn set(&mut self, change: &StatusChange) {
        self.statuses = self.statuses.with(change.target, change.after.clone());
        self.revision = change.revision;
    }
}
