//! Verdicts of the house as `ClaimReview`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use onrecord_model::{Claim, ClaimId, Correction, Handle, PublicEntry, PublicId, PublicSubject};
use onrecord_report::export::claimreview::{Appearance, Author, Review, line};
use onrecord_store::Occurrence;
use uuid::Uuid;

use crate::rating::{LatestVerdict, Withheld, standing};
use crate::site::{Audience, Mask, Run};
use crate::wording::alone;
use crate::{AppError, AsOf, Desk};

/// Verdicts as lines of JSON-LD.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimReviews {
    /// One object a line, by claim.
    pub lines: Vec<String>,
    /// Claims whose verdict is left out, since readers are not told of it any more, each with why.
    pub withheld: Vec<(Handle, Withheld)>,
}

impl Desk {
    /// Writes the verdicts that stand as `ClaimReview`: of these claims and of those of these documents, or all. Reviewers
    /// are named as the house rules let everybody see them.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn claim_reviews(&self, asked: &[Handle]) -> Result<ClaimReviews, AppError> {
        let wanted: BTreeSet<Handle> = self.claims_named(asked).await?.iter().map(|claim| claim.handle).collect();
        let mut verdicts = self.verdicts().await?;
        verdicts.retain(|verdict| asked.is_empty() || wanted.contains(&verdict.claim.handle));
        let run = self.run(AsOf::Now, Audience::Public).await?;
        let mut reviews = ClaimReviews::default();
        for LatestVerdict { claim, entry, withheld } in verdicts {
            if let Some(why) = withheld {
                reviews.withheld.push((claim.handle, why));
            } else if let Some(review) = self.review(claim, entry, &run).await? {
                reviews.lines.push(run.mask.settle(line(&review)));
            }
        }
        Ok(reviews)
    }

    /// Writes the verdict that stands on a claim, of what readers were told of it; `None` where none does, and for pages of
    /// the desk alone, which no program outside reads.
    pub(crate) async fn review_of(
        &self,
        claim: &Claim,
        told: &[PublicEntry],
        run: &Run,
    ) -> Result<Option<Review>, AppError> {
        match standing(told, claim) {
            Some(verdict) if !run.site.internal => self.review(claim.clone(), verdict.clone(), run).await,
            _ => Ok(None),
        }
    }

    async fn review(&self, claim: Claim, verdict: PublicEntry, run: &Run) -> Result<Option<Review>, AppError> {
        let asked: Vec<_> = claim.claimant.into_iter().collect();
        let speaker = self.speakers_as_of(&asked, &run.rewound).await?.pop();
        let mask = run.mask.about(speaker.as_ref(), [], &[]).on_page();
        let verdict = mask.entry(verdict);
        let Some(rating) = verdict.rating().cloned() else { return Ok(None) };
        let places = self.occurrences_as_of(&[claim.id], &run.rewound).await?;
        let about = subjects(claim.id, &places);
        let told = self.store.public_entries_of(&about).await?;
        let told = run.rewound.public(told, |entry| about.contains(&entry.subject.id()));
        let (published, url) = publication(&told, claim.id, rating.on);
        // A later verdict goes on with the review, so it keeps the name of the first.
        let first = told.iter().find(|entry| is_of(entry, claim.id) && entry.rating().is_some());
        Ok(Some(Review {
            id: first.map_or(verdict.id, |first| first.id),
            rating,
            author: author(run, &verdict),
            published,
            url,
            words: alone(&claim.wording, speaker.as_ref().map(|speaker| speaker.name.as_str())),
            speaker: speaker.map(|speaker| speaker.name),
            places: appearances(places),
            corrections: corrections(told, claim.id, &mask),
            claim,
        }))
    }
}

fn author(run: &Run, verdict: &PublicEntry) -> Option<Author> {
    if let Some(house) = &run.site.house.name {
        return Some(Author::House(house.clone()));
    }
    (!run.mask.hides()).then(|| Author::Person(verdict.by.name().to_owned()))
}

/// Names the claim and the documents that make it.
fn subjects(claim: ClaimId, places: &[Occurrence]) -> Vec<Uuid> {
    let ids: BTreeSet<Uuid> = places.iter().map(|place| place.document.id.0).chain([claim.0]).collect();
    ids.into_iter().collect()
}

fn is_of(entry: &PublicEntry, claim: ClaimId) -> bool {
    matches!(entry.subject, PublicSubject::Claim(id, _) if id == claim)
}

/// Finds when readers were first told of a verdict, and where it can be read: where the claim was published last, else a
/// document that makes it.
fn publication(told: &[PublicEntry], claim: ClaimId, given: NaiveDate) -> (NaiveDate, Option<String>) {
    let since = told.iter().filter_map(PublicEntry::publication).map(|one| one.on).filter(|on| *on >= given);
    (since.min().unwrap_or(given), address(told, claim))
}

/// Finds where what came of checking a claim can be read.
fn address(told: &[PublicEntry], claim: ClaimId) -> Option<String> {
    let last = |own: bool| {
        let these = told.iter().rev().filter(move |entry| is_of(entry, claim) == own);
        these.filter_map(PublicEntry::publication).find_map(|one| one.address.clone())
    };
    last(true).or_else(|| last(false))
}

/// Lists the corrections of a review: those entered since the house first gave a verdict. A later verdict goes on with the
/// review; what was put right before there was one is no part of it.
fn corrections(told: Vec<PublicEntry>, claim: ClaimId, mask: &Mask) -> Vec<(PublicId, Correction)> {
    let of_claim = told.into_iter().filter(|entry| is_of(entry, claim));
    let since = of_claim.skip_while(|entry| entry.rating().is_none()).map(|entry| mask.entry(entry));
    since.filter_map(|entry| Some((entry.id, entry.correction()?.clone()))).collect()
}

/// Lists the documents in which a claim stands, the earliest first and each once.
pub(super) fn appearances(mut places: Vec<Occurrence>) -> Vec<Appearance> {
    places.sort_by_key(|place| {
        let document = &place.document;
        (document.published.is_none(), document.published, document.handle)
    });
    places.dedup_by_key(|place| place.document.handle);
    let appearance = |place: Occurrence| Appearance {
        url: place.document.url,
        title: place.document.title,
        outlet: place.document.outlet,
        published: place.document.published,
    };
    places.into_iter().map(appearance).collect()
}
