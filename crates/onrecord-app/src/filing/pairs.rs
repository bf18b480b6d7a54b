//! The pairs that come and go with claims that are put right.

use std::collections::BTreeSet;

use onrecord_model::{ClaimId, ClaimPair, Filing, MentionChange, ProposalState};
use onrecord_store::Tx;

use crate::AppError;

/// Reads the pairs proposed of claims.
pub(super) async fn proposed(tx: &Tx, claims: &[ClaimId]) -> Result<Vec<ClaimPair>, AppError> {
    let mut pairs = tx.pairs_of_claims(claims).await?;
    pairs.retain(|pair| pair.state == ProposalState::Proposed);
    pairs.sort_by_key(|pair| (pair.a, pair.b));
    Ok(pairs)
}

/// Reads the pairs that come true: people confirmed that a claim says the same as the one its mentions are filed under from now on.
pub(super) async fn absorbed(tx: &Tx, filing: &Filing) -> Result<Vec<ClaimPair>, AppError> {
    let gone: Vec<ClaimId> = filing.claims.iter().filter(|c| c.after.is_none()).map(|c| c.claim).collect();
    let step = |change: &MentionChange| Some((change.before.as_ref()?.claim, change.after.as_ref()?.claim));
    let ways: BTreeSet<(ClaimId, ClaimId)> = filing.mentions.iter().filter_map(step).collect();
    let mut pairs = tx.pairs_of_claims(&gone).await?;
    pairs.retain(|pair| {
        let becomes = |from: ClaimId, to: ClaimId| gone.contains(&from) && ways.contains(&(from, to));
        pair.state == ProposalState::Confirmed && (becomes(pair.a, pair.b) || becomes(pair.b, pair.a))
    });
    pairs.sort_by_key(|pair| (pair.a, pair.b));
    Ok(pairs)
}
