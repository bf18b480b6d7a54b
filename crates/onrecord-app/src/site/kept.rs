//! What speakers said, kept from page to page: the talkative ones stand in many articles.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use onrecord_compare::{Signature, statement_signature};
use onrecord_model::{Claim, ClaimId, SpeakerId};
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

/// All that one speaker said.
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
    /// Reads what a speaker said, or finds it among what was read for an earlier page.
    pub(crate) async fn said_in(&self, speaker: SpeakerId, run: &mut Run) -> Result<Arc<Said>, AppError> {
        if let Some(said) = run.kept.said.get(&speaker) {
            return Ok(Arc::clone(said));
        }
        let claims = self.said_by_as_of(speaker, CLAIMS_OF_SPEAKER, &run.rewound).await?;
        let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        let places = known(self.occurrences_as_of(&ids, &run.rewound).await?);
        let said = Arc::new(Said { claims, places });
        run.kept.keep(speaker, &said);
        Ok(said)
    }
}
