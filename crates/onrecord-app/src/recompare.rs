//! Pairs of before compared anew: dates become known, and what forbids a match is found better from version to version.

use std::collections::BTreeMap;

use onrecord_model::{Claim, ClaimId, ClaimPair, Handle, ProposalState, SpeakerId};
use onrecord_store::Tx;

use crate::desk::retrying;
use crate::matching::pair;
use crate::wording::Wording;
use crate::{AppError, Desk};

/// Pairs compared in one transaction.
const AT_ONCE: u32 = 500;

/// What comparing the stored pairs anew came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recompared {
    /// Pairs compared.
    pub pairs: u64,
    /// Pairs that stand otherwise to one another now.
    pub changed: u64,
    /// Pairs that people confirmed and that rule R8 forbids to match now, each by its claims; they stay as decided.
    pub forbidden: Vec<(Handle, Handle)>,
}

impl Desk {
    /// Compares all stored pairs of claims anew; what people decided of them stays.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database refuses; what was compared before that stays.
    pub async fn compare_pairs_anew(&self) -> Result<Recompared, AppError> {
        let (mut all, mut after) = (Recompared::default(), None);
        loop {
            let (one, last) = retrying!(self.compare_page(after))?;
            all.pairs += one.pairs;
            all.changed += one.changed;
            all.forbidden.extend(one.forbidden);
            if last.is_none() {
                return Ok(all);
            }
            after = last;
        }
    }

    /// Compares some pairs past `after`; also returns the last of them, `None` when there was none.
    async fn compare_page(
        &self,
        after: Option<(ClaimId, ClaimId)>,
    ) -> Result<(Recompared, Option<(ClaimId, ClaimId)>), AppError> {
        let mut tx = self.store.begin().await?;
        let page = tx.pairs_after(after, AT_ONCE).await?;
        let sides = Sides::read(&tx, &page).await?;
        let mut found = Recompared { pairs: page.len() as u64, ..Recompared::default() };
        let mut changed = Vec::new();
        for before in &page {
            let Some((now, handles)) = sides.compare(before) else { continue };
            if now.state == ProposalState::Confirmed && before.may_match(false) && !now.may_match(false) {
                found.forbidden.push(handles);
            }
            if now != *before {
                changed.push(now);
            }
        }
        found.changed = changed.len() as u64;
        tx.renew_pairs(&changed).await?;
        tx.commit().await?;
        Ok((found, page.last().map(|pair| (pair.a, pair.b))))
    }
}

/// The claims of some pairs, and what their claimants are called.
struct Sides {
    claims: BTreeMap<ClaimId, Claim>,
    names: BTreeMap<SpeakerId, String>,
}

impl Sides {
    async fn read(tx: &Tx, pairs: &[ClaimPair]) -> Result<Self, AppError> {
        let ids: Vec<ClaimId> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
        let claims: BTreeMap<ClaimId, Claim> =
            tx.claims(&ids).await?.into_iter().map(|claim| (claim.id, claim)).collect();
        let speakers: Vec<SpeakerId> = claims.values().filter_map(|claim| claim.claimant).collect();
        let speakers = tx.speakers_by_id(&speakers).await?;
        Ok(Sides { claims, names: speakers.into_iter().map(|speaker| (speaker.id, speaker.name)).collect() })
    }

    /// Compares a pair; `None` when one of its claims is gone or too long.
    fn compare(&self, before: &ClaimPair) -> Option<(ClaimPair, (Handle, Handle))> {
        let (a, b) = (self.claims.get(&before.a)?, self.claims.get(&before.b)?);
        let name = |claim: &Claim| claim.claimant.and_then(|id| self.names.get(&id)).map(String::as_str);
        let now = pair((a, &Wording::of(a, name(a))?), (b, &Wording::of(b, name(b))?));
        Some((ClaimPair { state: before.state, ..now }, (a.handle, b.handle)))
    }
}
