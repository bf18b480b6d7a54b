//! What speakers said, kept from page to page: the talkative ones stand in many articles.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use onrecord_compare::{Signature, statement_signature};
use onrecord_model::{Claim, ClaimId, Handle, Published, SpeakerId};
use onrecord_store::Occurrence;

use super::Run;
use crate::statement::statement;
use crate::{AppError, Desk};

/// How many claims of one speaker are searched for other wordings.
const CLAIMS_OF_SPEAKER: u32 = 2_000;
/// How many places are kept at most; those of speakers read first are let go first.
const PLACES: usize = 60_000;

/// A place with what tells quickly what it may be near to.
pub(crate) struct Known {
    /// The place.
    pub(crate) occurrence: Occurrence,
    /// Its signature.
    pub(crate) signature: Signature,
}

impl Known {
    /// Orders places by date, those without one last, then by document and place.
    pub(crate) fn order(&self) -> (bool, Option<Published>, Handle, u32) {
        let document = &self.occurrence.document;
        (document.published.is_none(), document.published, document.handle, self.occurrence.stored.mention.number)
    }
}

/// All that one speaker said.
#[derive(Default)]
pub(crate) struct Said {
    /// The claims.
    pub(crate) claims: Vec<Claim>,
    /// Where they stand, by date, document and place.
    pub(crate) places: Vec<Arc<Known>>,
}

/// What was read of speakers.
#[derive(Default)]
pub(crate) struct Kept {
    said: BTreeMap<SpeakerId, Arc<Said>>,
    order: VecDeque<SpeakerId>,
    places: usize,
}

impl Kept {
    fn keep(&mut self, speaker: SpeakerId, said: &Arc<Said>) {
        self.places += said.places.len();
        self.order.push_back(speaker);
        self.said.insert(speaker, Arc::clone(said));
        while self.places > PLACES && self.order.len() > 1 {
            let oldest = self.order.pop_front().and_then(|oldest| self.said.remove(&oldest));
            self.places -= oldest.map_or(0, |said| said.places.len());
        }
    }
}

/// Prepares places to be compared.
pub(crate) fn known(occurrences: Vec<Occurrence>) -> Vec<Arc<Known>> {
    let known = |occurrence: Occurrence| {
        let signature = statement_signature(&statement(&occurrence));
        Arc::new(Known { occurrence, signature })
    };
    occurrences.into_iter().map(known).collect()
}

impl Desk {
    /// Reads what one speaker said, or finds it among what was read for an earlier page.
    pub(crate) async fn said_by(&self, speaker: SpeakerId, run: &mut Run) -> Result<Arc<Said>, AppError> {
        Ok(self.said_in([speaker].into(), run).await?.pop().unwrap_or_default())
    }

    /// Reads what each of these speakers said, or finds it among what was read for an earlier page.
    pub(crate) async fn said_in(
        &self,
        speakers: BTreeSet<SpeakerId>,
        run: &mut Run,
    ) -> Result<Vec<Arc<Said>>, AppError> {
        let mut said: Vec<Arc<Said>> = Vec::new();
        let mut unread = Vec::new();
        for speaker in speakers {
            match run.kept.said.get(&speaker) {
                Some(kept) => said.push(Arc::clone(kept)),
                None => unread.push((speaker, self.said_by_as_of(speaker, CLAIMS_OF_SPEAKER, &run.rewound).await?)),
            }
        }
        let ids: Vec<ClaimId> = unread.iter().flat_map(|(_, claims)| claims).map(|claim| claim.id).collect();
        let mut places: BTreeMap<ClaimId, Vec<Arc<Known>>> = BTreeMap::new();
        for place in known(self.occurrences_as_of(&ids, &run.rewound).await?) {
            places.entry(place.occurrence.claim).or_default().push(place);
        }
        for (speaker, claims) in unread {
            let of_claim = |claim: &Claim| places.remove(&claim.id).unwrap_or_default();
            let mut own: Vec<Arc<Known>> = claims.iter().flat_map(of_claim).collect();
            own.sort_by_key(|place| place.order());
            let new = Arc::new(Said { claims, places: own });
            run.kept.keep(speaker, &new);
            said.push(new);
        }
        Ok(said)
    }
}
