//! What was decided and what readers were told as a feed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{
    Action, Claim, ClaimId, DocumentId, Event, Handle, PublicEntry, PublicSubject, Speaker, SpeakerId, StatusChange,
    StatusKind, Target,
};
use onrecord_report::export::atom::{Decided, Feed, Item, News, render};
use onrecord_store::{EventFilter, SealedEvent};
use uuid::Uuid;

use crate::rating::standing;
use crate::report::GENERATOR;
use crate::site::{Audience, Mask, Run};
use crate::{AppError, AsOf, Desk};

/// Entries of one claim's history looked at.
const HISTORY: u32 = 10_000;

/// What the entries of a feed are about.
#[derive(Default)]
struct Subjects {
    claims: BTreeMap<ClaimId, Claim>,
    speakers: BTreeMap<SpeakerId, Speaker>,
    /// The claims of documents that were published.
    documents: BTreeMap<DocumentId, Vec<Claim>>,
    /// Where claims were published last, by themselves.
    own: BTreeMap<ClaimId, String>,
    /// The same, with a document that makes them.
    within: BTreeMap<ClaimId, String>,
}

impl Subjects {
    fn address(&self, claim: ClaimId) -> Option<String> {
        self.own.get(&claim).or_else(|| self.within.get(&claim)).cloned()
    }

    /// Returns what hides people in texts about a claim.
    fn mask(&self, claim: ClaimId, run: &Run) -> Mask {
        let claimant = self.claims.get(&claim).and_then(|claim| claim.claimant);
        run.mask.about(claimant.and_then(|id| self.speakers.get(&id)), [], &[])
    }

    /// Lists the claims of which readers are told no verdict any more.
    fn without_verdict(&self, told: &[PublicEntry]) -> BTreeSet<Uuid> {
        let mut by_claim: BTreeMap<Uuid, Vec<PublicEntry>> = BTreeMap::new();
        for entry in told {
            by_claim.entry(entry.subject.id()).or_default().push(entry.clone());
        }
        let is_without = |claim: &&Claim| by_claim.get(&claim.id.0).is_none_or(|told| standing(told, claim).is_none());
        self.claims.values().filter(is_without).map(|claim| claim.id.0).collect()
    }

    fn wording(&self, claim: ClaimId, otherwise: Handle) -> String {
        self.claims.get(&claim).map_or_else(|| otherwise.to_string(), |claim| claim.wording.clone())
    }

    fn decided(&self, event: Event, run: &Run) -> Option<Item> {
        let claim = change_of(&event.action)?.claim;
        let event = self.mask(claim, run).events(vec![event]).pop()?;
        let change = change_of(&event.action)?.clone();
        let (reason, takes_back) = match &event.action {
            Action::Undone { reason, .. } => (reason.clone(), true),
            _ => (change.after.decision().map(|decision| decision.reason.clone()), false),
        };
        let (id, at, by) = (event.id, event.at, event.actor.name().to_owned());
        Some(Item {
            about: self.wording(claim, change.handle),
            findings: Vec::new(),
            address: self.address(claim),
            news: News::Decided(Decided { id, at, by, change, reason, takes_back }),
        })
    }
}

/// Returns the change of a status that an entry tells of.
fn change_of(action: &Action) -> Option<&StatusChange> {
    match action {
        Action::StatusSet(change) | Action::Undone { change, .. } => Some(change),
        _ => None,
    }
}

impl Desk {
    /// Writes what was decided, published, corrected and given as a verdict as an Atom feed, the newest first, which is itself
    /// published at `address`. Reviewers are named as the house rules let everybody see them.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn atom(&self, address: Option<String>) -> Result<String, AppError> {
        let run = self.run(AsOf::Now, Audience::Public).await?;
        let entries = self.store.public_entries().await?;
        let decisions = self.decisions().await?;
        let subjects = self.subjects(&entries, &decisions).await?;
        let mut items: Vec<Item> = decisions.into_iter().filter_map(|event| subjects.decided(event, &run)).collect();
        let silent = subjects.without_verdict(&entries);
        let is_told = |entry: &PublicEntry| entry.rating().is_none() || !silent.contains(&entry.subject.id());
        for entry in entries.into_iter().filter(is_told) {
            items.push(self.item(entry, &subjects, &run).await?);
        }
        // Of one moment the latest entry comes first.
        items.reverse();
        items.sort_by_key(|item| Reverse(item.news.at()));
        let updated = items.iter().map(|item| item.news.at()).max().unwrap_or(run.made_at);
        Ok(render(&Feed {
            id: self.feed_id().await?,
            house: run.site.house.name.clone(),
            updated,
            address,
            items,
            hides_people: run.mask.hides(),
            generator: GENERATOR,
        }))
    }

    /// Names the feed of a database after the first entry of its log, which never changes.
    async fn feed_id(&self) -> Result<String, AppError> {
        let filter = EventFilter { limit: 1, ..EventFilter::default() };
        let first = self.store.events(&filter).await?.pop();
        Ok(first.map_or_else(|| "urn:onrecord:empty".to_owned(), |sealed| format!("urn:uuid:{}", sealed.event.id)))
    }

    /// Lists all decisions on statuses, and what took one back, the oldest first.
    async fn decisions(&self) -> Result<Vec<Event>, AppError> {
        let mut found = Vec::new();
        for kind in ["status_set", "undone"] {
            self.each_entry(kind, |position, event| found.push((position, event))).await?;
        }
        found.sort_by_key(|(position, _)| *position);
        Ok(found.into_iter().map(|(_, event)| event).collect())
    }

    /// Reads what entries are about, and where it was published.
    async fn subjects(&self, entries: &[PublicEntry], decisions: &[Event]) -> Result<Subjects, AppError> {
        let mut subjects = Subjects::default();
        let decided = decisions.iter().filter_map(|event| change_of(&event.action)).map(|change| change.claim);
        let mut ids: BTreeSet<ClaimId> = decided.collect();
        for entry in entries {
            let address = entry.publication().and_then(|one| one.address.clone());
            match entry.subject {
                PublicSubject::Claim(claim, _) => {
                    ids.insert(claim);
                    subjects.own.extend(address.map(|address| (claim, address)));
                }
                PublicSubject::Document(document, _) => {
                    let claims = match subjects.documents.remove(&document) {
                        Some(claims) => claims,
                        None => self.store.claims_of_document(document).await?,
                    };
                    let placed = claims.iter().filter_map(|claim| Some((claim.id, address.clone()?)));
                    subjects.within.extend(placed);
                    subjects.documents.insert(document, claims);
                }
            }
        }
        let claims = self.store.claims(&ids.into_iter().collect::<Vec<_>>()).await?;
        subjects.speakers = self.claimants(&claims).await?;
        subjects.claims = claims.into_iter().map(|claim| (claim.id, claim)).collect();
        Ok(subjects)
    }

    async fn item(&self, entry: PublicEntry, subjects: &Subjects, run: &Run) -> Result<Item, AppError> {
        let own = entry.publication().map(|one| (one.size, one.address.clone()));
        let (about, claims, mask, address) = match entry.subject {
            PublicSubject::Document(id, handle) => {
                let title = self.store.document(handle).await?.and_then(|document| document.article.title);
                let claims = subjects.documents.get(&id).cloned().unwrap_or_default();
                (title.unwrap_or_else(|| handle.to_string()), claims, run.mask.clone(), None)
            }
            PublicSubject::Claim(id, handle) => {
                let claims = subjects.claims.get(&id).cloned().into_iter().collect();
                (subjects.wording(id, handle), claims, subjects.mask(id, run), subjects.address(id))
            }
        };
        let mut findings = Vec::new();
        for claim in &claims {
            if let Some((size, _)) = own {
                findings.extend(self.found_by(claim, size).await?);
            }
        }
        let address = own.map_or(address, |(_, address)| address);
        Ok(Item { news: News::Told(mask.entry(entry)), about, findings, address })
    }

    /// Says what stood of a claim when the log had so many entries; `None` when nothing was decided.
    async fn found_by(&self, claim: &Claim, size: u64) -> Result<Option<String>, AppError> {
        let filter = EventFilter { subject: Some(claim.id.0), limit: HISTORY, ..EventFilter::default() };
        let history = self.store.events(&filter).await?;
        let stood: Vec<String> = Target::ALL
            .into_iter()
            .map(|target| (target, stood(&history, claim, target, size)))
            .filter(|(_, kind)| *kind != StatusKind::Unverified)
            .map(|(target, kind)| format!("{} {}", target.as_str(), kind.as_str()))
            .collect();
        Ok((!stood.is_empty()).then(|| format!("{}: {}", claim.wording, stood.join(", "))))
    }
}

/// Finds the last status of a target that was set by then.
fn stood(history: &[SealedEvent], claim: &Claim, target: Target, size: u64) -> StatusKind {
    let set =
        history.iter().rev().filter(|sealed| sealed.position <= size).find_map(|sealed| match &sealed.event.action {
            Action::StatusSet(change) | Action::Undone { change, .. } => {
                (change.claim == claim.id && change.target == target).then(|| change.after.kind())
            }
            _ => None,
        });
    set.unwrap_or(StatusKind::Unverified)
}
