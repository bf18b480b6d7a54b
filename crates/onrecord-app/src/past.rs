//! A claim as it stood at an earlier moment, replayed from the log.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use onrecord_model::{
    Action, Actor, Claim, ClaimChange, ClaimStatuses, Event, EvidenceItem, FiledMention, Filing, Handle, MentionChange,
    Reviewer, StatusChange, WorkState,
};
use onrecord_store::{SealedEvent, stored_mention};

use crate::evidence::EvidenceView;
use crate::rewind::AsOf;
use crate::{AppError, ClaimView, Desk, MentionView};

/// What the log says of a claim up to a moment.
struct Past {
    statuses: ClaimStatuses,
    revision: u32,
    work: WorkState,
    evidence: BTreeMap<Handle, EvidenceItem>,
    /// Who brought evidence forward, and when, be it taken out since.
    brought: BTreeMap<Handle, (Reviewer, DateTime<Utc>)>,
}

impl Desk {
    /// Returns a claim as it stood, with the evidence there was and the moment meant: statuses, work and evidence replayed from
    /// the log, places of documents taken in by then, wording and speaker as they were before people put them right. Leases
    /// are not in the log.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Missing`] when nothing was known of it then,
    /// [`AppError::Store`].
    pub async fn claim_at(
        &self,
        handle: Handle,
        as_of: AsOf,
    ) -> Result<(ClaimView, Vec<EvidenceView>, DateTime<Utc>), AppError> {
        let mut view = self.claim(handle).await?;
        let UpTo { last, at } = self.up_to(as_of).await?;
        let unknown = || AppError::Missing(format!("{handle} was not known on {}", at.format("%Y-%m-%d %H:%M UTC")));
        if !self.unfile(&mut view, last).await? {
            return Err(unknown());
        }
        view.mentions.retain(|place| place.document.retrieved_at <= at);
        if view.mentions.is_empty() {
            return Err(unknown());
        }
        view.history.retain(|sealed| sealed.position <= last);
        let mut past = Past::new(&view.claim);
        for sealed in &view.history {
            past.follow(&view.claim, &sealed.event);
        }
        view.work = past.work.current(&past.statuses, at.date_naive());
        view.lease = None;
        (view.claim.statuses, view.claim.revision) = (past.statuses, past.revision);
        let of = |item| EvidenceView { item, claim: view.claim.clone() };
        let evidence = past.evidence.into_values().map(of).collect();
        Ok((view, evidence, at))
    }
}

/// Which entries of the log count, and when that was.
struct UpTo {
    /// Number of the last entry.
    last: u64,
    at: DateTime<Utc>,
}

impl Desk {
    async fn up_to(&self, as_of: AsOf) -> Result<UpTo, AppError> {
        let last = match (self.last_entry(as_of).await, as_of) {
            // Before the first entry nothing was known of any claim.
            (Err(AppError::Missing(_)), AsOf::Moment(_)) => None,
            (found, _) => found?,
        };
        let at = match (as_of, &last) {
            (AsOf::Moment(at), _) => at,
            (AsOf::Entry(_), Some(sealed)) => sealed.event.at,
            (AsOf::Now, _) | (AsOf::Entry(_), None) => self.now(),
        };
        Ok(UpTo { last: last.map_or(0, |sealed| sealed.position), at })
    }

    /// Goes back behind what people put right after entry `last`; tells whether the claim was there then.
    async fn unfile(&self, view: &mut ClaimView, last: u64) -> Result<bool, AppError> {
        let id = view.claim.id;
        let later: Vec<Filing> = view.history.iter().rev().filter_map(|sealed| since(sealed, last)).collect();
        for filing in &later {
            for change in &filing.mentions {
                view.mentions.retain(|place| place.stored.id != change.mention);
                if let Some(before) = change.before.as_ref().filter(|before| before.claim == id) {
                    view.mentions.extend(self.place_before(change, before).await?);
                }
            }
            let said = filing.claims.iter().find(|change| change.claim == id).map(|change| change.before.clone());
            match said {
                Some(Some(said)) => (view.claim.wording, view.claim.claimant) = (said.wording, said.claimant),
                Some(None) => return Ok(false),
                None => {}
            }
        }
        if !later.is_empty() {
            view.speaker = self.claimant(&view.claim).await?;
            view.mentions.sort_by_key(|place| {
                let published = place.document.published;
                (published.is_none(), published, place.document.handle, place.stored.mention.number)
            });
        }
        Ok(true)
    }

    /// Reads a place as it was before it was put right; `None` when its document is not stored.
    async fn place_before(
        &self,
        change: &MentionChange,
        before: &FiledMention,
    ) -> Result<Option<MentionView>, AppError> {
        let summary = self.store.document_summaries(&[change.document]).await?.into_iter().next();
        let document = self.store.document_by_id(change.document).await?;
        let Some((summary, document)) = summary.zip(document) else { return Ok(None) };
        let text = document.article.text;
        let stored = stored_mention(&text, change.mention, before).map_err(AppError::Invalid)?;
        Ok(Some(MentionView { document: summary, text, stored }))
    }
}

/// Returns what was put right in an entry behind entry `last`.
fn since(sealed: &SealedEvent, last: u64) -> Option<Filing> {
    match &sealed.event.action {
        Action::FilingChanged { filing, .. } if sealed.position > last => Some(filing.clone()),
        _ => None,
    }
}

impl Past {
    fn new(claim: &Claim) -> Self {
        Past {
            statuses: ClaimStatuses::start(claim.claimant.is_some()),
            revision: 1,
            work: WorkState::New,
            evidence: BTreeMap::new(),
            brought: BTreeMap::new(),
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
                    let brought = self.brought.entry(change.handle).or_insert_with(|| (by.clone(), event.at));
                    if let Some(evidence) = change.after.clone() {
                        let ((by, at), id, handle, claim) = (brought.clone(), change.id, change.handle, change.claim);
                        let item = EvidenceItem { id, handle, claim, by, at, evidence };
                        self.evidence.insert(handle, item);
                    }
                }
            }
            Action::FilingChanged { filing, .. } => {
                for change in filing.claims.iter().filter(|change| change.claim == claim.id) {
                    self.file(change);
                }
            }
            _ => {}
        }
    }

    /// Follows a change of who is credited: only what somebody said can be decided as said.
    fn file(&mut self, change: &ClaimChange) {
        self.revision = change.revision;
        if let Some(after) = &change.after {
            self.statuses.said = after.claimant.map(|_| self.statuses.said.take().unwrap_or_default());
        }
    }

    fn set(&mut self, change: &StatusChange) {
        self.statuses = self.statuses.with(change.target, change.after.clone());
        self.revision = change.revision;
    }
}
