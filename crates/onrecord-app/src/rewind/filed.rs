//! Claims and mentions as they were before people put them right.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{
    Claim, ClaimChange, ClaimId, ClaimStatuses, Document, FiledMention, Filing, MentionChange, MentionId, Proposition,
    Speaker, SpeakerId,
};
use onrecord_store::{Occurrence, StoredMention, stored_mention};

use super::Rewound;
use crate::ingest::fingerprint;
use crate::{AppError, Desk};

/// What later entries changed of claims and mentions, as it was before the first of them.
#[derive(Debug, Default)]
pub(super) struct Unfiled {
    mentions: BTreeMap<MentionId, MentionChange>,
    claims: BTreeMap<ClaimId, ClaimChange>,
    /// Speakers that were there then and are not now.
    speakers: BTreeMap<SpeakerId, Speaker>,
}

impl Unfiled {
    /// Takes an entry back; of several about one thing the first says what it was.
    pub(super) fn pass(&mut self, filing: Filing) {
        for change in filing.mentions {
            self.mentions.entry(change.mention).or_insert(change);
        }
        for change in filing.claims {
            self.claims.entry(change.claim).or_insert(change);
        }
        for change in filing.speakers.into_iter().filter(|change| !change.is_made) {
            let (id, handle, name) = (change.speaker, change.handle, change.name);
            self.speakers.entry(id).or_insert(Speaker { id, handle, name, aliases: Vec::new() });
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// Returns what a claim said; `None` when that has not changed since, or it was none.
    pub(super) fn said(&self, claim: ClaimId) -> Option<&Proposition> {
        self.claims.get(&claim)?.before.as_ref()
    }

    /// Returns the revision a claim had before; `None` when it has not changed since.
    pub(super) fn revision(&self, claim: ClaimId) -> Option<u32> {
        self.claims.get(&claim).map(|change| change.revision.saturating_sub(1))
    }

    /// Tells whether a claim was made since.
    fn is_later(&self, claim: ClaimId) -> bool {
        self.claims.get(&claim).is_some_and(|change| change.before.is_none())
    }

    /// Makes a claim again that was there then and is none now, but for what was decided and when it was published.
    fn again(&self, id: ClaimId) -> Option<Claim> {
        let change = self.claims.get(&id)?;
        let said = change.before.clone()?;
        Some(Claim {
            id,
            handle: change.handle,
            claimant: said.claimant,
            fingerprint: fingerprint(&said.wording),
            statuses: ClaimStatuses::start(said.claimant.is_some()),
            revision: change.revision.saturating_sub(1),
            worth: 0.0,
            first_published: None,
            wording: said.wording,
        })
    }

    fn before(&self, mention: MentionId) -> Option<(&MentionChange, Option<&FiledMention>)> {
        self.mentions.get(&mention).map(|change| (change, change.before.as_ref()))
    }
}

/// Gives a claim back what it said.
pub(super) fn say(claim: &mut Claim, said: &Proposition) {
    claim.wording.clone_from(&said.wording);
    claim.fingerprint = fingerprint(&said.wording);
    claim.claimant = said.claimant;
    claim.statuses.said = said.claimant.map(|_| claim.statuses.said.take().unwrap_or_default());
}

impl Desk {
    /// Lists the mentions of a document as they were.
    pub(crate) async fn mentions_as_of(
        &self,
        document: &Document,
        rewound: &Rewound,
    ) -> Result<Vec<StoredMention>, AppError> {
        let mut all = self.store.mentions(document).await?;
        let unfiled = &rewound.unfiled;
        if unfiled.is_empty() {
            return Ok(all);
        }
        all.retain(|stored| unfiled.before(stored.id).is_none());
        for change in unfiled.mentions.values().filter(|change| change.document == document.id) {
            if let Some(before) = &change.before {
                let stored = stored_mention(&document.article.text, change.mention, before);
                all.push(stored.map_err(AppError::Invalid)?);
            }
        }
        all.sort_by_key(|stored| stored.mention.number);
        Ok(all)
    }

    /// Reads claims as they said what they said then, by handle; those made since are left out.
    pub(crate) async fn claims_as_of(&self, ids: &[ClaimId], rewound: &Rewound) -> Result<Vec<Claim>, AppError> {
        let mut claims = self.store.claims(ids).await?;
        let unfiled = &rewound.unfiled;
        claims.retain(|claim| !unfiled.is_later(claim.id));
        let stored: BTreeSet<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        let gone: BTreeSet<ClaimId> = ids.iter().copied().filter(|id| !stored.contains(id)).collect();
        claims.extend(gone.into_iter().filter_map(|id| unfiled.again(id)));
        for claim in &mut claims {
            if let Some(said) = unfiled.said(claim.id) {
                say(claim, said);
            }
        }
        claims.sort_by_key(|claim| claim.handle);
        Ok(claims)
    }

    /// Lists what a speaker claimed then, at most about `limit`.
    pub(crate) async fn said_by_as_of(
        &self,
        speaker: SpeakerId,
        limit: u32,
        rewound: &Rewound,
    ) -> Result<Vec<Claim>, AppError> {
        let claims = self.store.claims_of_speaker(speaker, limit).await?;
        let unfiled = &rewound.unfiled;
        if unfiled.is_empty() {
            return Ok(claims);
        }
        let of_then = unfiled
            .claims
            .values()
            .filter(|change| change.before.as_ref().is_some_and(|said| said.claimant == Some(speaker)));
        let ids: BTreeSet<ClaimId> = claims.iter().map(|claim| claim.id).chain(of_then.map(|c| c.claim)).collect();
        let mut then = self.claims_as_of(&ids.into_iter().collect::<Vec<_>>(), rewound).await?;
        then.retain(|claim| claim.claimant == Some(speaker));
        Ok(then)
    }

    /// Lists every mention of these claims as they were, by publication date (undated last), document and number.
    pub(crate) async fn occurrences_as_of(
        &self,
        claims: &[ClaimId],
        rewound: &Rewound,
    ) -> Result<Vec<Occurrence>, AppError> {
        let mut all = self.store.occurrences(claims).await?;
        all.retain(|occurrence| rewound.knows(occurrence.document.id));
        let unfiled = &rewound.unfiled;
        if unfiled.is_empty() {
            return Ok(all);
        }
        all.retain(|occurrence| unfiled.before(occurrence.stored.id).is_none());
        for change in unfiled.mentions.values() {
            let before = change.before.as_ref().filter(|before| claims.contains(&before.claim));
            if let Some(before) = before.filter(|_| rewound.knows(change.document)) {
                all.extend(self.occurrence(change, before).await?);
            }
        }
        all.sort_by_key(|o| {
            let published = o.document.published;
            (published.is_none(), published, o.document.handle, o.stored.mention.number)
        });
        Ok(all)
    }

    async fn occurrence(&self, change: &MentionChange, before: &FiledMention) -> Result<Option<Occurrence>, AppError> {
        let summary = self.store.document_summaries(&[change.document]).await?.into_iter().next();
        let document = self.store.document_by_id(change.document).await?;
        let Some((summary, document)) = summary.zip(document) else { return Ok(None) };
        let text = document.article.text;
        let stored = stored_mention(&text, change.mention, before).map_err(AppError::Invalid)?;
        Ok(Some(Occurrence { claim: before.claim, stored, document: summary, text }))
    }

    /// Reads speakers, those among them that are none any more.
    pub(crate) async fn speakers_as_of(&self, ids: &[SpeakerId], rewound: &Rewound) -> Result<Vec<Speaker>, AppError> {
        let mut speakers = self.store.speakers_by_id(ids).await?;
        let known: BTreeSet<SpeakerId> = speakers.iter().map(|speaker| speaker.id).collect();
        let gone = ids.iter().filter(|id| !known.contains(id)).filter_map(|id| rewound.unfiled.speakers.get(id));
        speakers.extend(gone.cloned());
        Ok(speakers.into_iter().map(|speaker| rewound.speaker(speaker)).collect())
    }
}
