//! Claims as JSON records, with all that may leave the desk.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{Citation, Claim, ClaimId, EvidenceItem, Handle, HandleKind, PublicEntry, PublicSubject, Speaker};
use onrecord_report::aside::SetAside;
use onrecord_report::json::{to_line, v1};
use onrecord_store::Occurrence;

use super::words;
use crate::rating::still_told;
use crate::site::{Audience, Mask, Run};
use crate::{AppError, AsOf, Desk};

/// Claims read at a time where they are named one by one.
const BATCH: usize = 200;

/// What was read about one claim.
#[derive(Default)]
struct About {
    places: Vec<Occurrence>,
    evidence: Vec<EvidenceItem>,
    set_aside: Option<SetAside>,
    /// What readers were told, the newest first.
    told: Vec<PublicEntry>,
}

impl Desk {
    /// Writes these claims and those of these documents, or all, as JSON, one line each, without private notes and confidential
    /// evidence: named ones by handle, all by the document they first stand in. `take` gets some lines after the others.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn claim_records(
        &self,
        asked: &[Handle],
        audience: Audience,
        mut take: impl FnMut(Vec<String>),
    ) -> Result<(), AppError> {
        let run = self.run(AsOf::Now, audience).await?;
        if !asked.is_empty() {
            for some in self.claims_named(asked).await?.chunks(BATCH) {
                take(self.records(some.to_vec(), &run).await?);
            }
            return Ok(());
        }
        let mut written = BTreeSet::new();
        for handle in self.documents_named(&[]).await? {
            let mut claims = self.store.claims_of_document(self.document(handle).await?.id).await?;
            claims.retain(|claim| written.insert(claim.handle));
            take(self.records(claims, &run).await?);
        }
        Ok(())
    }

    async fn records(&self, claims: Vec<Claim>, run: &Run) -> Result<Vec<String>, AppError> {
        let speakers = self.claimants(&claims).await?;
        let mut about = self.about_claims(&claims).await?;
        for (claim, aside) in self.set_aside(claims.iter().map(|claim| claim.id), run).await? {
            about.entry(claim).or_default().set_aside = Some(aside);
        }
        let lines = claims.into_iter().map(|claim| {
            let speaker = claim.claimant.and_then(|id| speakers.get(&id));
            let about = about.remove(&claim.id).unwrap_or_default();
            to_line(&record(claim, speaker, about, run))
        });
        Ok(lines.collect())
    }

    async fn about_claims(&self, claims: &[Claim]) -> Result<BTreeMap<ClaimId, About>, AppError> {
        let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        let mut about: BTreeMap<ClaimId, About> = BTreeMap::new();
        for place in self.store.occurrences(&ids).await? {
            about.entry(place.claim).or_default().places.push(place);
        }
        for item in self.store.evidence_on(&ids).await? {
            about.entry(item.claim).or_default().evidence.push(item);
        }
        let documents = about.values().flat_map(|one| &one.places).map(|place| place.document.id.0);
        let subjects: BTreeSet<_> = ids.iter().map(|id| id.0).chain(documents).collect();
        let told = self.store.public_entries_of(&subjects.into_iter().collect::<Vec<_>>()).await?;
        for (claim, one) in &mut about {
            let is_of = |entry: &&PublicEntry| is_about(entry, *claim, &one.places);
            one.told = told.iter().rev().filter(is_of).cloned().collect();
        }
        Ok(about)
    }
}

/// Tells whether readers were told it of this claim, or of a document that makes it.
fn is_about(entry: &PublicEntry, claim: ClaimId, places: &[Occurrence]) -> bool {
    match entry.subject {
        PublicSubject::Claim(id, _) => id == claim,
        PublicSubject::Document(id, _) => places.iter().any(|place| place.document.id == id),
    }
}

fn record(claim: Claim, speaker: Option<&Speaker>, about: About, run: &Run) -> v1::ExportedClaim {
    let mentions = about.places.iter().map(|place| &place.stored.mention);
    let mask = run.mask.about(speaker, mentions, &about.evidence);
    let told: Vec<PublicEntry> = still_told(about.told, &claim).into_iter().map(|entry| mask.entry(entry)).collect();
    let listed = |is_one: &dyn Fn(&PublicEntry) -> bool| {
        told.iter().filter(|entry| is_one(entry)).map(v1::PublicEntry::from).collect::<Vec<_>>()
    };
    let open: Vec<EvidenceItem> = about.evidence.into_iter().filter(|item| !item.evidence.confidential).collect();
    let handles: BTreeSet<Handle> = open.iter().map(|item| item.handle).collect();
    let claim = mask.claim(claim);
    v1::ExportedClaim {
        claim: claim.handle.to_string(),
        speaker: speaker.map(|who| v1::SpeakerRow::from(&mask.speaker(who.clone()))),
        first_published: claim.first_published,
        status: v1::Statuses::from(&claim.statuses),
        set_aside: about.set_aside.map(|aside| v1::SetAside::from(&mask.aside(aside))),
        revision: claim.revision,
        mentions: about.places.into_iter().map(|place| exported(place, &mask)).collect(),
        evidence: open.into_iter().map(|item| evidence(item, (claim.handle, &handles), &mask, run)).collect(),
        verdict: listed(&|entry| entry.rating().is_some()).into_iter().next(),
        publications: listed(&|entry| entry.publication().is_some()),
        corrections: listed(&|entry| entry.correction().is_some()),
        wording: claim.wording,
    }
}

/// Writes evidence on a claim, of which `open` may be told, without the private note, and without a word of what is not told.
fn evidence(
    mut item: EvidenceItem,
    (claim, open): (Handle, &BTreeSet<Handle>),
    mask: &Mask,
    run: &Run,
) -> v1::Evidence {
    item.evidence.note = None;
    item.evidence.independence.retain(|one| one.of.kind != HandleKind::Evidence || open.contains(&one.of));
    let is_file = matches!(item.evidence.citation, Citation::Offline(_));
    if let Some(quote) = item.evidence.quote.as_mut().filter(|_| is_file && run.is_public()) {
        // What stands round the quote in a file that only the desk has is not the desk's to give.
        (quote.prefix, quote.suffix) = (String::new(), String::new());
    }
    v1::Evidence::new(&mask.evidence(run.outside(item)), claim)
}

fn exported(place: Occurrence, mask: &Mask) -> v1::ExportedPlace {
    let Occurrence { stored, document, text, .. } = place;
    v1::ExportedPlace {
        doc: document.handle.to_string(),
        hash: document.hash.to_string(),
        title: document.title,
        outlet: document.outlet,
        url: document.url,
        published: document.published.as_ref().map(v1::Published::from),
        words: words(&stored.mention, &text),
        mention: v1::Mention::new(&mask.mention(stored.mention), &text),
    }
}
