//! Claims and mentions laid out to be put right: changed here, then compared with what they were.

use std::collections::BTreeMap;

use onrecord_model::{
    Claim, ClaimChange, ClaimId, DocumentId, Filing, FilingKind, Handle, Mention, MentionChange, MentionId,
    Proposition, SpeakerChange, SpeakerId,
};
use onrecord_store::{StoredMention, Tx, filed_mention};
use onrecord_text::Text;

use super::MentionRef;
use crate::AppError;
use crate::ingest::{fingerprint, wording};

/// A mention with what it was and what it is to be.
pub(super) struct Place {
    pub(super) document: DocumentId,
    pub(super) handle: Handle,
    pub(super) text: Text,
    pub(super) before: Option<StoredMention>,
    pub(super) now: Option<StoredMention>,
}

/// A claim with what it is to say.
struct Laid {
    id: ClaimId,
    handle: Handle,
    /// `None` when it is new.
    before: Option<Claim>,
    said: Proposition,
}

/// What is laid out.
#[derive(Default)]
pub(super) struct Bench {
    /// In the order in which they were laid out.
    claims: Vec<Laid>,
    places: BTreeMap<MentionId, Place>,
    pub(super) speakers: Vec<SpeakerChange>,
}

impl Bench {
    /// Lays out a claim with all its mentions.
    pub(super) async fn load(&mut self, tx: &Tx, claim: Claim) -> Result<ClaimId, AppError> {
        let id = claim.id;
        if self.claims.iter().any(|laid| laid.id == id) {
            return Ok(id);
        }
        for found in tx.occurrences(&[id]).await? {
            let (document, handle) = (found.document.id, found.document.handle);
            let (before, now) = (Some(found.stored.clone()), Some(found.stored));
            self.put(Place { document, handle, text: found.text, before, now });
        }
        let said = Proposition { wording: claim.wording.clone(), claimant: claim.claimant };
        self.claims.push(Laid { id, handle: claim.handle, before: Some(claim), said });
        Ok(id)
    }

    /// Lays out a new claim.
    pub(super) fn make(
        &mut self,
        id: ClaimId,
        handle: Handle,
        wording: String,
        claimant: Option<SpeakerId>,
    ) -> ClaimId {
        self.claims.push(Laid { id, handle, before: None, said: Proposition { wording, claimant } });
        id
    }

    /// Lays out a mention.
    pub(super) fn put(&mut self, place: Place) {
        if let Some(id) = place.now.as_ref().map(|stored| stored.id) {
            self.places.entry(id).or_insert(place);
        }
    }

    fn laid(&self, claim: ClaimId) -> Option<&Laid> {
        self.claims.iter().find(|laid| laid.id == claim)
    }

    /// Returns the claim as it was; `None` when it is new.
    pub(super) fn claim(&self, claim: ClaimId) -> Option<&Claim> {
        self.laid(claim)?.before.as_ref()
    }

    /// Returns who claims it.
    pub(super) fn claimant(&self, claim: ClaimId) -> Option<SpeakerId> {
        self.laid(claim)?.said.claimant
    }

    /// Returns what is claimed.
    pub(super) fn wording(&self, claim: ClaimId) -> String {
        self.laid(claim).map(|laid| laid.said.wording.clone()).unwrap_or_default()
    }

    /// Returns the short name of a claim.
    pub(super) fn handle(&self, claim: ClaimId) -> Handle {
        self.laid(claim).map_or(Handle::claim(0), |laid| laid.handle)
    }

    /// Says what a claim is to say.
    pub(super) fn say(&mut self, claim: ClaimId, wording: String, claimant: Option<SpeakerId>) {
        if let Some(laid) = self.claims.iter_mut().find(|laid| laid.id == claim) {
            laid.said = Proposition { wording, claimant };
        }
    }

    /// Lists the mentions that make a claim now, by document and number.
    pub(super) fn places_of(&self, claim: ClaimId) -> Vec<MentionId> {
        let of = |place: &&Place| place.now.as_ref().is_some_and(|stored| stored.claim == claim);
        let mut found: Vec<&Place> = self.places.values().filter(of).collect();
        found.sort_by_key(|place| (place.handle, place.now.as_ref().map(|stored| stored.mention.number)));
        found.iter().filter_map(|place| place.now.as_ref().map(|stored| stored.id)).collect()
    }

    /// Names the mentions of a claim.
    pub(super) fn named(&self, claim: ClaimId) -> String {
        let name = |id: &MentionId| {
            let place = self.places.get(id)?;
            let number = place.now.as_ref()?.mention.number;
            Some(MentionRef { document: place.handle, number }.to_string())
        };
        self.places_of(claim).iter().filter_map(name).collect::<Vec<_>>().join(", ")
    }

    /// Finds a mention of a claim.
    pub(super) fn find(&self, claim: ClaimId, mention: MentionRef) -> Option<MentionId> {
        let is = |id: &MentionId| {
            let place = self.places.get(id);
            place.is_some_and(|place| {
                place.handle == mention.document
                    && place.now.as_ref().is_some_and(|stored| stored.mention.number == mention.number)
            })
        };
        self.places_of(claim).into_iter().find(is)
    }

    /// Returns a mention as it is to be.
    pub(super) fn now(&self, mention: MentionId) -> Option<&StoredMention> {
        self.places.get(&mention)?.now.as_ref()
    }

    /// Returns a mention as it is to be, with its text and document.
    pub(super) fn place(&self, mention: MentionId) -> Option<(Text, Handle, StoredMention)> {
        let place = self.places.get(&mention)?;
        Some((place.text.clone(), place.handle, place.now.clone()?))
    }

    /// Returns the proposition in the words of a mention.
    pub(super) fn wording_of(&self, mention: MentionId) -> Option<String> {
        let place = self.places.get(&mention)?;
        Some(wording(&place.text, &place.now.as_ref()?.mention))
    }

    /// Returns the words of a mention that leaves a claim, told apart from those of the claim where they are the same: by its
    /// document, since no two claims of one speaker have the same words.
    pub(super) fn told_apart(&self, mention: MentionId, from: ClaimId) -> Option<String> {
        let words = self.wording_of(mention)?;
        let stays = self.laid(from)?;
        if fingerprint(&words) != fingerprint(&stays.said.wording) {
            return Some(words);
        }
        Some(format!("{words} [{}]", self.places.get(&mention)?.handle))
    }

    /// Files a mention under a claim.
    pub(super) fn move_to(&mut self, mention: MentionId, claim: ClaimId) {
        if let Some(stored) = self.places.get_mut(&mention).and_then(|place| place.now.as_mut()) {
            stored.claim = claim;
        }
    }

    /// Changes what is read of a mention.
    pub(super) fn set_mention(&mut self, mention: MentionId, now: Mention) {
        if let Some(stored) = self.places.get_mut(&mention).and_then(|place| place.now.as_mut()) {
            stored.mention = now;
        }
    }

    /// Credits a mention to a speaker.
    pub(super) fn credit(&mut self, mention: MentionId, speaker: Option<SpeakerId>, now: Mention) {
        self.set_mention(mention, now);
        if let Some(stored) = self.places.get_mut(&mention).and_then(|place| place.now.as_mut()) {
            stored.speaker = speaker;
        }
    }

    /// Refuses a request that changes nothing.
    pub(super) fn refuse_unchanged(&self) -> Result<(), AppError> {
        if self.places.values().all(|place| place.before == place.now) {
            return Err(AppError::Invalid("that is so already; nothing would change".to_owned()));
        }
        Ok(())
    }

    /// Compares what is laid out with what it was.
    pub(super) fn filing(self, kind: FilingKind) -> Filing {
        let mentions = self.places.values().filter(|place| place.before != place.now);
        let mentions: Vec<MentionChange> = mentions.filter_map(|place| self.mention_change(place)).collect();
        let touched = |laid: &&Laid| {
            let of = |side: &Option<onrecord_model::FiledMention>| side.as_ref().is_some_and(|m| m.claim == laid.id);
            mentions.iter().any(|change| of(&change.before) || of(&change.after))
        };
        let claims = self.claims.iter().filter(touched).map(|laid| self.claim_change(laid)).collect();
        Filing { kind, mentions, claims, speakers: self.speakers, pairs_before: Vec::new(), pairs_after: Vec::new() }
    }

    fn mention_change(&self, place: &Place) -> Option<MentionChange> {
        let known = place.now.as_ref().or(place.before.as_ref())?;
        let side = |stored: &StoredMention| filed_mention(&place.text, self.handle(stored.claim), stored);
        Some(MentionChange {
            mention: known.id,
            document: place.document,
            document_handle: place.handle,
            number: known.mention.number,
            before: place.before.as_ref().map(side),
            after: place.now.as_ref().map(side),
        })
    }

    fn claim_change(&self, laid: &Laid) -> ClaimChange {
        let said = |claim: &Claim| Proposition { wording: claim.wording.clone(), claimant: claim.claimant };
        let stays = !self.places_of(laid.id).is_empty();
        ClaimChange {
            claim: laid.id,
            handle: laid.handle,
            before: laid.before.as_ref().map(said),
            after: stays.then(|| laid.said.clone()),
            revision: laid.before.as_ref().map_or(1, |claim| claim.revision + 1),
        }
    }
}
