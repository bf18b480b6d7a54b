//! Claims with their statuses and the places where they stand.

use std::collections::BTreeMap;

use onrecord_model::{Claim, ClaimId, Document, Handle, Rating, Voice};
use onrecord_report::aside::SetAside;
use uuid::Uuid;

use super::words;
use crate::public::by_claim;
use crate::rating::standing;
use crate::site::{Audience, Run};
use crate::{AppError, AsOf, Desk};

/// One place where a claim stands.
#[derive(Clone, Debug)]
pub struct ClaimPlace {
    /// The claim.
    pub claim: Claim,
    /// Who makes it; `None` when nobody could be named.
    pub speaker: Option<String>,
    /// That it was set aside for good; `None` when it was not.
    pub set_aside: Option<SetAside>,
    /// The document.
    pub document: Handle,
    /// Its headline; `None` when not known.
    pub title: Option<String>,
    /// Its outlet; `None` when not known.
    pub outlet: Option<String>,
    /// Its address; `None` when not known.
    pub url: Option<String>,
    /// When it was published; `None` when not known.
    pub published: Option<onrecord_model::Published>,
    /// In which voice the claim is made there.
    pub voice: Voice,
    /// In which words; several pieces are set apart by an ellipsis.
    pub words: String,
    /// The verdict of the house that stands; `None` when there is none.
    pub verdict: Option<Rating>,
}

impl Desk {
    /// Lists the places where claims stand in these documents, or in all, by document and in reading order. `take` gets those
    /// of one document after the other.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn claim_places(
        &self,
        asked: &[Handle],
        audience: Audience,
        mut take: impl FnMut(Vec<ClaimPlace>),
    ) -> Result<(), AppError> {
        let run = self.run(AsOf::Now, audience).await?;
        for handle in self.documents_named(asked).await? {
            take(self.places_in(&self.document(handle).await?, &run).await?);
        }
        Ok(())
    }

    async fn places_in(&self, document: &Document, run: &Run) -> Result<Vec<ClaimPlace>, AppError> {
        let claims = self.store.claims_of_document(document.id).await?;
        let speakers = self.claimants(&claims).await?;
        let set_aside = self.set_aside(claims.iter().map(|claim| claim.id), run).await?;
        let verdicts = self.verdicts_on(&claims, run).await?;
        let shown = |claim: Claim| {
            let speaker = claim.claimant.and_then(|id| speakers.get(&id));
            (claim.id, run.mask.about(speaker, [], &[]).claim(claim))
        };
        let claims: BTreeMap<ClaimId, Claim> = claims.into_iter().map(shown).collect();
        let article = &document.article;
        let mut places = Vec::new();
        for stored in self.store.mentions(document).await? {
            let Some(claim) = claims.get(&stored.claim) else { continue };
            places.push(ClaimPlace {
                speaker: claim.claimant.and_then(|id| speakers.get(&id)).map(|speaker| speaker.name.clone()),
                claim: claim.clone(),
                set_aside: set_aside.get(&claim.id).cloned().map(|aside| run.mask.aside(aside)),
                document: document.handle,
                title: article.title.clone(),
                outlet: document.outlet.as_ref().map(|outlet| outlet.name.clone()).or_else(|| article.outlet.clone()),
                url: article.url.clone(),
                published: article.published,
                voice: stored.mention.voice,
                words: words(&stored.mention, &article.text),
                verdict: verdicts.get(&claim.id).cloned(),
            });
        }
        Ok(places)
    }

    /// Reads the verdicts that stand on these claims.
    async fn verdicts_on(&self, claims: &[Claim], run: &Run) -> Result<BTreeMap<ClaimId, Rating>, AppError> {
        let ids: Vec<Uuid> = claims.iter().map(|claim| claim.id.0).collect();
        let told = by_claim(self.store.public_entries_of(&ids).await?);
        let verdict = |claim: &Claim| {
            let entry = standing(told.get(&claim.id)?, claim)?.clone();
            Some((claim.id, run.mask.entry(entry).rating()?.clone()))
        };
        Ok(claims.iter().filter_map(verdict).collect())
    }
}
