//! The report of a document as Markdown.

use std::collections::BTreeMap;

use onrecord_model::{ClaimId, Document, EvidenceItem, Handle, Mention, PublicEntry, Rating};
use onrecord_report::export::markdown::{Report, Section, render};
use uuid::Uuid;

use crate::public::by_claim;
use crate::rating::still_told;
use crate::site::{Audience, Run, trees};
use crate::{AppError, AsOf, Desk};

/// What was read about the claims of a document.
#[derive(Default)]
struct About {
    mentions: BTreeMap<ClaimId, Vec<Mention>>,
    evidence: BTreeMap<ClaimId, Vec<EvidenceItem>>,
    told: BTreeMap<ClaimId, Vec<PublicEntry>>,
}

impl Desk {
    /// Writes the report of a document as Markdown, without private notes and confidential evidence.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn markdown(&self, handle: Handle, audience: Audience) -> Result<String, AppError> {
        let run = self.run(AsOf::Now, audience).await?;
        let document = self.document(handle).await?;
        let claims = self.sections(&document, &run).await?;
        let house = run.site.house.name.clone();
        Ok(run.mask.settle(render(&Report { document, claims, house })))
    }

    async fn sections(&self, document: &Document, run: &Run) -> Result<Vec<Section>, AppError> {
        let claims = self.store.claims_of_document(document.id).await?;
        let speakers = self.claimants(&claims).await?;
        let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        let mut about = self.about(document, &ids).await?;
        let mut set_aside = self.set_aside(ids.iter().copied(), run).await?;
        let cases = self.read_cases_in(&ids, run).await?;
        let sections = claims.into_iter().map(|claim| {
            let speaker = claim.claimant.and_then(|id| speakers.get(&id));
            let mentions = about.mentions.remove(&claim.id).unwrap_or_default();
            let evidence = about.evidence.remove(&claim.id).unwrap_or_default();
            let mask = run.mask.about(speaker, &mentions, &evidence).on_page();
            let case = cases.case(claim.clone());
            let told = still_told(about.told.remove(&claim.id).unwrap_or_default(), &claim).into_iter();
            let told: Vec<PublicEntry> = told.map(|entry| mask.entry(entry)).collect();
            Section {
                speaker: speaker.map(|speaker| speaker.name.clone()),
                mentions,
                evidence: evidence.into_iter().map(|item| mask.evidence(run.outside(item))).collect(),
                set_aside: set_aside.remove(&claim.id).map(|aside| mask.aside(aside)),
                origins: trees(&case, run, &mask.beside(case.outlets())),
                verdict: verdict(&told),
                corrections: told.into_iter().filter(|entry| entry.correction().is_some()).collect(),
                claim: mask.claim(claim),
            }
        });
        let mut sections: Vec<Section> = sections.collect();
        sections.sort_by_key(|section| section.mentions.first().map(|mention| mention.number));
        Ok(sections)
    }

    async fn about(&self, document: &Document, claims: &[ClaimId]) -> Result<About, AppError> {
        let mut about = About::default();
        for stored in self.store.mentions(document).await? {
            about.mentions.entry(stored.claim).or_default().push(stored.mention);
        }
        for item in self.store.evidence_on(claims).await? {
            about.evidence.entry(item.claim).or_default().push(item);
        }
        let ids: Vec<Uuid> = claims.iter().map(|claim| claim.0).collect();
        about.told = by_claim(self.store.public_entries_of(&ids).await?);
        Ok(about)
    }
}

/// Returns the verdict that stands: the latest one.
fn verdict(told: &[PublicEntry]) -> Option<Rating> {
    told.iter().rev().find_map(PublicEntry::rating).cloned()
}
