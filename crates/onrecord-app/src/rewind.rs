//! The desk as it stood when the log was shorter: what later entries changed is taken from their other side.

mod filed;
mod tied;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use onrecord_model::{
    Action, Actor, Claim, ClaimId, DocumentId, Evidence, EvidenceId, EvidenceItem, EvidenceStatus, Handle, Outlet,
    OutletFacts, OutletId, ProposalState, PublicEntry, PublicId, Speaker, SpeakerId, Target, WorkState,
};
use onrecord_store::{Checkpoint, EventFilter, SealedEvent};

use crate::{AppError, Desk};

use filed::Unfiled;
use tied::Untied;

/// Entries read at a time.
const PAGE: u32 = 1_000;

/// Which state of the desk is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// As it is now.
    Now,
    /// As it stood right after this entry of the log.
    Entry(u64),
    /// As it stood at this moment.
    Moment(DateTime<Utc>),
}

/// What the desk was after an entry, as far as it differs from what it is now.
#[derive(Debug, Default)]
pub(crate) struct Rewound {
    /// The last entry that counts; `None` for an empty log.
    pub(crate) last: Option<SealedEvent>,
    statuses: BTreeMap<(ClaimId, Target), EvidenceStatus>,
    revisions: BTreeMap<ClaimId, u32>,
    evidence: BTreeMap<EvidenceId, Option<(Evidence, ClaimId)>>,
    works: BTreeMap<ClaimId, WorkState>,
    /// Evidence that was marked as confidential when it was last seen.
    closed: BTreeSet<EvidenceId>,
    outlets: BTreeMap<OutletId, OutletFacts>,
    aliases: BTreeMap<(SpeakerId, String), ProposalState>,
    documents: BTreeSet<DocumentId>,
    /// The first document taken in since.
    first_new: Option<Handle>,
    public: BTreeMap<PublicId, Option<PublicEntry>>,
    unfiled: Unfiled,
    untied: Untied,
    /// Outlets that came in with documents since.
    new_outlets: BTreeSet<OutletId>,
}

impl Rewound {
    /// Returns how many entries count.
    pub(crate) fn size(&self) -> u64 {
        self.last.as_ref().map_or(0, |sealed| sealed.position)
    }

    /// Tells whether a document was taken in by then.
    pub(crate) fn knows(&self, document: DocumentId) -> bool {
        !self.documents.contains(&document)
    }

    /// Tells whether places were added or moved since, from which claims learn when they were first published.
    pub(crate) fn lacks_places(&self) -> bool {
        !self.documents.is_empty() || !self.unfiled.is_empty()
    }

    /// Returns a claim as it was, but for when it was first published.
    pub(crate) fn claim(&self, mut claim: Claim) -> Claim {
        if let Some(said) = self.unfiled.said(claim.id) {
            filed::say(&mut claim, said);
        }
        for target in Target::ALL {
            if let Some(status) = self.statuses.get(&(claim.id, target)) {
                claim.statuses = claim.statuses.with(target, status.clone());
            }
        }
        let earlier = [self.revisions.get(&claim.id).copied(), self.unfiled.revision(claim.id)];
        claim.revision = earlier.into_iter().flatten().min().unwrap_or(claim.revision);
        claim
    }

    /// Returns what people had done to the work on a claim; `now` is what they did until now.
    pub(crate) fn work<'w>(&'w self, claim: ClaimId, now: Option<&'w WorkState>) -> Option<&'w WorkState> {
        self.works.get(&claim).or(now)
    }

    /// Returns a speaker with the aliases that people had decided on. What is only proposed leaves no trace in the log.
    pub(crate) fn speaker(&self, mut speaker: Speaker) -> Speaker {
        for known in &mut speaker.aliases {
            let state = self.aliases.get(&(speaker.id, known.alias.name.clone()));
            known.state = state.copied().unwrap_or(known.state);
        }
        speaker.aliases.retain(|known| known.state != ProposalState::Proposed);
        speaker
    }

    /// Tells whether evidence that changed since then is confidential now, or was when it was taken out.
    pub(crate) fn is_closed(&self, evidence: EvidenceId) -> bool {
        self.closed.contains(&evidence)
    }

    /// Returns an outlet with what was known of it.
    pub(crate) fn outlet(&self, mut outlet: Outlet) -> Outlet {
        if let Some(facts) = self.outlets.get(&outlet.id) {
            let OutletFacts { owner, controller, agency } = facts.clone();
            (outlet.owner, outlet.controller, outlet.agency) = (owner, controller, agency);
        }
        outlet
    }

    /// Returns what readers were told, of that which concerns what `of` lets pass.
    pub(crate) fn public(&self, now: Vec<PublicEntry>, of: impl Fn(&PublicEntry) -> bool) -> Vec<PublicEntry> {
        let mut all: BTreeMap<PublicId, PublicEntry> = now.into_iter().map(|entry| (entry.id, entry)).collect();
        for (id, before) in &self.public {
            match before {
                Some(entry) => all.insert(*id, entry.clone()),
                None => all.remove(id),
            };
        }
        let mut all: Vec<PublicEntry> = all.into_values().filter(of).collect();
        all.sort_by_key(|entry| (entry.at, entry.id));
        all
    }

    /// Takes an entry back; of several about one thing the first says what it was.
    fn pass(&mut self, sealed: SealedEvent) {
        match sealed.event.action {
            Action::Ingested { document, handle, .. } => {
                self.documents.insert(document);
                self.first_new.get_or_insert(handle);
            }
            Action::StatusSet(change) | Action::Undone { change, .. } => {
                self.statuses.entry((change.claim, change.target)).or_insert(change.before);
                self.revisions.entry(change.claim).or_insert(change.revision - 1);
            }
            Action::EvidenceChanged { changes, .. } => {
                for change in changes {
                    let last = change.after.as_ref().or(change.before.as_ref());
                    if last.is_some_and(|evidence| evidence.confidential) {
                        self.closed.insert(change.id);
                    } else {
                        self.closed.remove(&change.id);
                    }
                    let before = change.before.map(|evidence| (evidence, change.claim));
                    self.evidence.entry(change.id).or_insert(before);
                }
            }
            Action::OutletSet { outlet, before, .. } => {
                self.outlets.entry(outlet).or_insert(before);
            }
            Action::AliasDecided { speaker, alias, before, .. } => {
                self.aliases.entry((speaker, alias)).or_insert(before);
            }
            Action::PublicChanged { change, .. } => {
                let before = (!change.stands).then(|| change.entry.clone());
                self.public.entry(change.entry.id).or_insert(before);
            }
            Action::FilingChanged { filing, .. } => {
                self.untied.pass_filing(&filing);
                self.unfiled.pass(filing);
            }
            Action::MatchDecided { changes, .. } => self.untied.pass_pairs(&changes),
            Action::CopyDecided { changes, .. } => self.untied.pass_copies(&changes),
            Action::WorkChanged { changes, .. } => {
                for change in changes {
                    self.works.entry(change.claim).or_insert(change.before);
                }
            }
            // Nothing that a report shows.
            Action::FindingsImported { .. } | Action::RulesAdopted { .. } | Action::SearchKept { .. } => {}
        }
    }
}

impl Desk {
    /// Works out what the desk was.
    pub(crate) async fn rewind(&self, at: AsOf) -> Result<Rewound, AppError> {
        let Some(last) = self.last_entry(at).await? else { return Ok(Rewound::default()) };
        let mut filter = EventFilter { after: Some(last.position), limit: PAGE, ..EventFilter::default() };
        let mut rewound = Rewound { last: Some(last), ..Rewound::default() };
        if at == AsOf::Now {
            return Ok(rewound);
        }
        loop {
            let page = self.store.events(&filter).await?;
            let Some(end) = page.last().map(|sealed| sealed.position) else { break };
            filter.after = Some(end);
            for sealed in page {
                rewound.pass(sealed);
            }
        }
        if let Some(new) = rewound.first_new {
            let first = self.store.first_of_outlets().await?;
            rewound.new_outlets = first.into_iter().filter(|(_, first)| *first >= new).map(|(id, _)| id).collect();
        }
        Ok(rewound)
    }

    /// Lists the outlets that were known, by handle, with what was known of them.
    pub(crate) async fn outlets_as_of(&self, rewound: &Rewound) -> Result<Vec<Outlet>, AppError> {
        let outlets = self.store.outlets().await?.into_iter();
        Ok(outlets.filter(|one| !rewound.new_outlets.contains(&one.id)).map(|one| rewound.outlet(one)).collect())
    }

    /// Finds the last entry that counts; `None` for an empty log.
    pub(crate) async fn last_entry(&self, at: AsOf) -> Result<Option<SealedEvent>, AppError> {
        let newest = EventFilter { newest_first: true, limit: 1, ..EventFilter::default() };
        match at {
            AsOf::Now => Ok(self.store.events(&newest).await?.pop()),
            AsOf::Entry(position) => {
                let size = self.store.head().await?.size;
                let why = || AppError::Missing(format!("the log has no entry {position}; its last is {size}"));
                Ok(Some(self.store.event_at(position).await?.ok_or_else(why)?))
            }
            AsOf::Moment(at) => {
                let until = Some(at + TimeDelta::microseconds(1));
                let last = self.store.events(&EventFilter { until, ..newest }).await?.pop();
                let when = at.format("%Y-%m-%d %H:%M UTC");
                Ok(Some(last.ok_or_else(|| AppError::Missing(format!("nothing was known on {when}")))?))
            }
        }
    }

    /// Lists the evidence on claims as it was, by claim, in order of its handles.
    pub(crate) async fn evidence_as_of(
        &self,
        claims: &[ClaimId],
        rewound: &Rewound,
    ) -> Result<BTreeMap<ClaimId, Vec<EvidenceItem>>, AppError> {
        let mut items = self.store.evidence_on(claims).await?;
        items.retain(|item| !rewound.evidence.contains_key(&item.id));
        for (id, before) in &rewound.evidence {
            if let Some((evidence, on)) = before.clone().filter(|(_, on)| claims.contains(on)) {
                items.extend(self.item_as_of(*id, evidence, on).await?);
            }
        }
        items.sort_by_key(|item| item.handle);
        let mut by_claim: BTreeMap<ClaimId, Vec<EvidenceItem>> = BTreeMap::new();
        for item in items {
            by_claim.entry(item.claim).or_default().push(item);
        }
        Ok(by_claim)
    }

    /// Finds by whom and when a piece of evidence was brought forward.
    async fn item_as_of(
        &self,
        id: EvidenceId,
        evidence: Evidence,
        claim: ClaimId,
    ) -> Result<Option<EvidenceItem>, AppError> {
        let filter = EventFilter { subject: Some(id.0), limit: 1, ..EventFilter::default() };
        let Some(sealed) = self.store.events(&filter).await?.pop() else { return Ok(None) };
        let (Action::EvidenceChanged { changes, .. }, Actor::Person(by)) = (sealed.event.action, sealed.event.actor)
        else {
            return Ok(None);
        };
        let handle = changes.iter().find(|change| change.id == id).map(|change| change.handle);
        let at = sealed.event.at;
        Ok(handle.map(|handle| EvidenceItem { id, handle, claim, by, at, evidence }))
    }
}

/// Returns the checkpoint of the log at an entry.
pub(crate) fn checkpoint(last: &SealedEvent) -> Checkpoint {
    Checkpoint { size: last.position, root: last.hash }
}
