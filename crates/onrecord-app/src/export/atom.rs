//! What readers were told as a feed.

use onrecord_model::{Action, Claim, PublicEntry, PublicSubject, StatusKind, Target};
use onrecord_report::export::atom::{Feed, Item, render};
use onrecord_store::{EventFilter, SealedEvent};

use crate::report::GENERATOR;
use crate::site::{Audience, Run};
use crate::{AppError, AsOf, Desk};

/// Entries of one claim's history looked at.
const HISTORY: u32 = 10_000;

impl Desk {
    /// Writes what was published, corrected and given as a verdict as an Atom feed, the newest first. Reviewers are named as
    /// the house rules let everybody see them.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn atom(&self) -> Result<String, AppError> {
        let run = self.run(AsOf::Now, Audience::Public).await?;
        let mut items = Vec::new();
        for entry in self.store.public_entries().await?.into_iter().rev() {
            items.push(self.item(entry, &run).await?);
        }
        let updated = items.iter().map(|item| item.entry.at).max().unwrap_or(run.made_at);
        Ok(render(&Feed {
            id: self.feed_id().await?,
            house: run.site.house.name.clone(),
            updated,
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

    async fn item(&self, entry: PublicEntry, run: &Run) -> Result<Item, AppError> {
        let size = entry.publication().map(|one| one.size);
        let (about, claims) = match entry.subject {
            PublicSubject::Document(id, handle) => {
                let document = self.store.document(handle).await?;
                let title = document.and_then(|document| document.article.title);
                (title.unwrap_or_else(|| handle.to_string()), self.store.claims_of_document(id).await?)
            }
            PublicSubject::Claim(id, handle) => {
                let claims = self.store.claims(&[id]).await?;
                (claims.first().map_or_else(|| handle.to_string(), |claim| claim.wording.clone()), claims)
            }
        };
        let mut findings = Vec::new();
        for claim in claims {
            if let Some(size) = size {
                findings.extend(self.found_by(&claim, size).await?);
            }
        }
        Ok(Item { entry: run.mask.entry(entry), about, findings })
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
