//! What the desk says of one thing in two ways, so that a person has to put one of them right.

use std::collections::BTreeSet;

use onrecord_model::{
    Claim, ClaimId, ClaimPair, EvidenceStatus, Gravity, Handle, ProposalState, PublicEntry, Rating, Relation, SideExit,
    StatusKind, Target, WorkState,
};
use onrecord_store::PairFilter;

use crate::rating::holds;
use crate::{AppError, Desk};

impl Desk {
    /// Says where what was decided on a claim stands against other decisions of the desk: its verdict, a retraction, a claim that
    /// a person confirmed to be the same, one that contradicts it, the claim that stays in its place; a sentence each.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn clashes(&self, claim: &Claim) -> Result<Vec<String>, AppError> {
        let mut found: Vec<String> = self.verdict_clash(claim).await?.into_iter().collect();
        found.extend(self.twin_clashes(claim).await?);
        found.extend(self.duplicate_clash(claim).await?);
        Ok(found)
    }

    /// Lists the claims on which the desk says two things, by handle.
    pub(crate) async fn clashing(&self) -> Result<Vec<Handle>, AppError> {
        let filter = PairFilter {
            state: Some(ProposalState::Confirmed),
            contrasts: None,
            repeats: true,
            min: 0.0,
            spares_contradictions: true,
            limit: u32::MAX,
        };
        let mut ids: BTreeSet<ClaimId> =
            self.store.pairs(&filter).await?.iter().flat_map(|pair| [pair.a, pair.b]).collect();
        ids.extend(self.rated().await?);
        ids.extend(self.decided_claims().await?.into_iter().map(|claim| claim.id));
        ids.extend(self.store.dropped_works().await?.into_iter().map(|(id, _)| id));
        let mut clashing = Vec::new();
        for claim in self.store.claims(&ids.into_iter().collect::<Vec<_>>()).await? {
            if !self.clashes(&claim).await?.is_empty() {
                clashing.push(claim.handle);
            }
        }
        clashing.sort_unstable();
        Ok(clashing)
    }

    async fn verdict_clash(&self, claim: &Claim) -> Result<Option<String>, AppError> {
        let entries = self.store.public_entries_of(&[claim.id.0]).await?;
        let is_verdict = |entry: &PublicEntry| entry.rating().is_some() && holds(entry, claim);
        let Some(at) = entries.iter().rposition(is_verdict) else { return Ok(None) };
        let Some(rating) = entries[at].rating() else { return Ok(None) };
        let mut corrections = entries[at..].iter().filter_map(PublicEntry::correction);
        if corrections.any(|one| one.gravity == Gravity::Retraction) {
            return Ok(Some(format!("it was retracted, and its verdict {:?} of before stands", rating.text)));
        }
        Ok(kind_of(claim, Target::Fact).and_then(|fact| against(rating, fact)))
    }

    async fn twin_clashes(&self, claim: &Claim) -> Result<Vec<String>, AppError> {
        if claim.statuses.iter().all(|(_, status)| status.kind() == StatusKind::Unverified) {
            return Ok(Vec::new());
        }
        let pairs = self.store.pairs_of_claims(&[claim.id]).await?;
        let pairs: Vec<ClaimPair> = pairs.into_iter().filter(|pair| pair.state != ProposalState::Refused).collect();
        let other = |pair: &ClaimPair| if pair.a == claim.id { pair.b } else { pair.a };
        let others = self.store.claims(&pairs.iter().map(other).collect::<Vec<_>>()).await?;
        let of = |pair: &ClaimPair| others.iter().find(|one| one.id == other(pair));
        let twins = pairs.iter().filter_map(|pair| Some((pair, of(pair)?)));
        let told = |(pair, twin): (&ClaimPair, &Claim)| match (pair.state, pair.relation) {
            (_, Relation::Contradicts) => both_so(claim, twin).into_iter().collect(),
            (ProposalState::Confirmed, _) => opposite(claim, twin, pair),
            _ => Vec::new(),
        };
        Ok(twins.flat_map(told).collect())
    }

    async fn duplicate_clash(&self, claim: &Claim) -> Result<Option<String>, AppError> {
        let aside = |work: &WorkState| work.dropped_as();
        let own = self.store.works(&[claim.id]).await?.get(&claim.id).and_then(aside);
        let Some(SideExit::DuplicateOf { claim: original, handle }) = own else { return Ok(None) };
        let stays = self.store.works(&[original]).await?.get(&original).and_then(aside);
        let as_what = match stays {
            None => return Ok(None),
            Some(SideExit::NotAClaim) => "nothing that can be checked".to_owned(),
            Some(SideExit::OutOfScope) => "out of scope".to_owned(),
            Some(SideExit::DuplicateOf { handle, .. }) => format!("a duplicate of {handle}"),
        };
        Ok(Some(format!("it is set aside as a duplicate of {handle}, which is itself set aside as {as_what}")))
    }
}

fn kind_of(claim: &Claim, target: Target) -> Option<StatusKind> {
    claim.statuses.of(target).map(EvidenceStatus::kind)
}

/// Says that a verdict is at the other end of the scale than the status. What lies between the ends goes with either.
fn against(rating: &Rating, fact: StatusKind) -> Option<String> {
    let end = match fact {
        StatusKind::Corroborated if rating.value <= rating.worst => "worst",
        StatusKind::Disputed if rating.value >= rating.best => "best",
        _ => return None,
    };
    Some(format!("its verdict is {:?}, the {end} of the house, and its fact is {}", rating.text, fact.as_str()))
}

/// Says that two claims of which one denies the other are both taken to be so.
fn both_so(claim: &Claim, other: &Claim) -> Option<String> {
    let is_so = |one: &Claim| kind_of(one, Target::Fact) == Some(StatusKind::Corroborated);
    (is_so(claim) && is_so(other)).then(|| {
        let (own, other) = (claim.handle, other.handle);
        format!(
            "its fact is corroborated, and so is that of {other}, which contradicts it; 'onrecord match reject {own} {other} -m \
             WHY' says that both can be so"
        )
    })
}

/// Says of what two claims that are confirmed to be the same were decided differently. Who said it counts only for what was said.
fn opposite(claim: &Claim, twin: &Claim, pair: &ClaimPair) -> Vec<String> {
    let is_opposite = |target: Target| {
        let kinds = (kind_of(claim, target)?, kind_of(twin, target)?);
        let decided = kinds.0 != StatusKind::Unverified && kinds.1 != StatusKind::Unverified;
        (decided && kinds.0 != kinds.1 && pair.may_match(target == Target::Said)).then_some((target, kinds))
    };
    let told = |(target, (own, other)): (Target, (StatusKind, StatusKind))| {
        format!(
            "its {} is {} and that of {}, which was confirmed to say the same, is {}",
            target.as_str(),
            own.as_str(),
            twin.handle,
            other.as_str()
        )
    };
    claim.statuses.iter().filter_map(|(target, _)| is_opposite(target)).map(told).collect()
}
