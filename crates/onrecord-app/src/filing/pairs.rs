//! The pairs that come and go with claims that are put right.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{ClaimId, ClaimPair, DocumentId, Filing, MentionChange, ProposalState};
use onrecord_store::Tx;

use crate::AppError;
use crate::matching::Fresh;

/// Reads the pairs proposed of claims.
pub(super) async fn proposed(tx: &Tx, claims: &[ClaimId]) -> Result<Vec<ClaimPair>, AppError> {
    let mut pairs = tx.pairs_of_claims(claims).await?;
    pairs.retain(|pair| pair.state == ProposalState::Proposed);
    pairs.sort_by_key(|pair| (pair.a, pair.b));
    Ok(pairs)
}

/// Reads claims that were put right, to be matched anew: not with what their one article says besides, unless that was proposed `before`.
pub(super) async fn fresh(tx: &Tx, changed: &[ClaimId], before: &[ClaimPair]) -> Result<Vec<Fresh>, AppError> {
    let claims = tx.claims(changed).await?;
    let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id).collect();
    let mut places: BTreeMap<ClaimId, BTreeSet<DocumentId>> = BTreeMap::new();
    for place in tx.occurrences(&ids).await? {
        places.entry(place.claim).or_default().insert(place.document.id);
    }
    let mut fresh = Vec::with_capacity(claims.len());
    for claim in claims {
        let mut beside = BTreeSet::new();
        if let Some((document, 1)) = places.get(&claim.id).and_then(|all| Some((*all.first()?, all.len()))) {
            beside.extend(tx.claims_of_document(document).await?.into_iter().map(|other| other.id));
        }
        for pair in before {
            beside.remove(&pair.a);
            beside.remove(&pair.b);
        }
        fresh.push(Fresh { claim, document: None, beside: Some(beside) });
    }
    Ok(fresh)
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
