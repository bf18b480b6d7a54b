//! What the desk says of one thing in two ways, so that a person has to put one of them right.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{
    Claim, ClaimId, ClaimPair, EvidenceStatus, Handle, ProposalState, PublicEntry, Rating, Relation, SideExit,
    StatusKind, Target,
};
use onrecord_store::PairFilter;

use crate::due::withdraws;
use crate::public::by_claim;
use crate::rating::standing;
use crate::{AppError, Desk};

/// What the desk says of some claims, and of those that are matched with them.
struct Said {
    told: BTreeMap<ClaimId, Vec<PublicEntry>>,
    pairs: BTreeMap<ClaimId, Vec<ClaimPair>>,
    claims: BTreeMap<ClaimId, Claim>,
    set_aside: BTreeMap<ClaimId, SideExit>,
}

impl Desk {
    /// Says where what was decided on a claim stands against other decisions of the desk: its verdict, a retraction, a claim that
    /// a person confirmed to be the same, one that contradicts it, the claim that stays in its place; a sentence each.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn clashes(&self, claim: &Claim) -> Result<Vec<String>, AppError> {
        Ok(self.said_of(std::slice::from_ref(claim)).await?.clashes(claim))
    }

    /// Lists the claims on which the desk says two things, by handle, of these `decided` ones and of those that a person confirmed
    /// to be the same, that have a verdict, or that were set aside.
    pub(crate) async fn clashing(&self, decided: &[Claim]) -> Result<Vec<Handle>, AppError> {
        let filter = PairFilter {
            state: Some(ProposalState::Confirmed),
            contrasts: None,
            repeats: false,
            min: 0.0,
            spares_contradictions: true,
            limit: u32::MAX,
        };
        let mut ids: BTreeSet<ClaimId> =
            self.store.pairs(&filter).await?.iter().flat_map(|pair| [pair.a, pair.b]).collect();
        ids.extend(self.verdicts().await?.into_iter().map(|verdict| verdict.claim.id));
        ids.extend(decided.iter().map(|claim| claim.id));
        ids.extend(self.store.dropped_works().await?.into_iter().map(|(id, _)| id));
        let claims = self.store.claims(&ids.into_iter().collect::<Vec<_>>()).await?;
        let said = self.said_of(&claims).await?;
        let clashing = claims.iter().filter(|claim| !said.clashes(claim).is_empty());
        let mut clashing: Vec<Handle> = clashing.map(|claim| claim.handle).collect();
        clashing.sort_unstable();
        Ok(clashing)
    }

    async fn said_of(&self, claims: &[Claim]) -> Result<Said, AppError> {
        let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        let told = by_claim(self.store.public_entries_of(&ids.iter().map(|id| id.0).collect::<Vec<_>>()).await?);
        let decided: Vec<ClaimId> = claims.iter().filter(|claim| is_decided(claim)).map(|claim| claim.id).collect();
        let mut pairs: BTreeMap<ClaimId, Vec<ClaimPair>> = BTreeMap::new();
        let mut others: BTreeSet<ClaimId> = BTreeSet::new();
        for pair in self.store.pairs_of_claims(&decided).await? {
            others.extend([pair.a, pair.b]);
            for id in [pair.a, pair.b] {
                pairs.entry(id).or_default().push(pair.clone());
            }
        }
        let others = self.store.claims(&others.into_iter().collect::<Vec<_>>()).await?;
        let mut set_aside = self.dropped(&ids).await?;
        let stay = set_aside.values().filter_map(|exit| match exit {
            SideExit::DuplicateOf { claim, .. } => Some(*claim),
            SideExit::NotAClaim | SideExit::OutOfScope => None,
        });
        let stay: Vec<ClaimId> = stay.collect();
        set_aside.extend(self.dropped(&stay).await?);
        Ok(Said { told, pairs, claims: others.into_iter().map(|claim| (claim.id, claim)).collect(), set_aside })
    }

    /// Finds as what claims were set aside; those that were not are left out.
    async fn dropped(&self, claims: &[ClaimId]) -> Result<BTreeMap<ClaimId, SideExit>, AppError> {
        let works = self.store.works(claims).await?;
        Ok(works.iter().filter_map(|(id, work)| Some((*id, work.dropped_as()?))).collect())
    }
}

impl Said {
    fn clashes(&self, claim: &Claim) -> Vec<String> {
        let own = self.verdict(claim).into_iter().chain(self.retracted(claim));
        own.chain(self.twins(claim)).chain(self.duplicate(claim)).collect()
    }

    fn verdict(&self, claim: &Claim) -> Option<String> {
        let rating = standing(self.told.get(&claim.id)?, claim)?.rating()?;
        against(rating, kind_of(claim, Target::Fact)?)
    }

    /// Says that what was retracted is still as it was decided before; a verdict given since confirms it.
    fn retracted(&self, claim: &Claim) -> Option<String> {
        let told = self.told.get(&claim.id)?;
        let at = told.iter().rposition(withdraws)?;
        if told[at..].iter().any(|entry| entry.rating().is_some()) {
            return None;
        }
        let before = |(_, status): &(Target, &EvidenceStatus)| {
            let decided = status.decision().filter(|_| status.kind() != StatusKind::Unverified);
            decided.is_some_and(|one| one.at < told[at].at)
        };
        let left = claim.statuses.iter().filter(before);
        let left: Vec<String> =
            left.map(|(target, status)| format!("{} {}", target.as_str(), status.kind().as_str())).collect();
        (!left.is_empty()).then(|| {
            format!(
                "it was retracted, and pages still show what was decided before: {}; 'onrecord set {} unverified --target \
                 TARGET' takes that back, a new decision says that it stands",
                left.join(", "),
                claim.handle
            )
        })
    }

    fn twins(&self, claim: &Claim) -> Vec<String> {
        let pairs = self.pairs.get(&claim.id).into_iter().flatten().filter(|_| is_decided(claim));
        let standing = pairs.filter(|pair| pair.state != ProposalState::Refused);
        let twin = |pair: &ClaimPair| self.claims.get(if pair.a == claim.id { &pair.b } else { &pair.a });
        let told = |(pair, twin): (&ClaimPair, &Claim)| match (pair.state, pair.relation) {
            (_, Relation::Contradicts) => both_so(claim, twin).into_iter().collect(),
            (ProposalState::Confirmed, _) => opposite(claim, twin, pair),
            _ => Vec::new(),
        };
        standing.filter_map(|pair| Some((pair, twin(pair)?))).flat_map(told).collect()
    }

    fn duplicate(&self, claim: &Claim) -> Option<String> {
        let SideExit::DuplicateOf { claim: original, handle } = self.set_aside.get(&claim.id)? else { return None };
        let as_what = match self.set_aside.get(original)? {
            SideExit::NotAClaim => "nothing that can be checked".to_owned(),
            SideExit::OutOfScope => "out of scope".to_owned(),
            SideExit::DuplicateOf { handle, .. } => format!("a duplicate of {handle}"),
        };
        Some(format!("it is set aside as a duplicate of {handle}, which is itself set aside as {as_what}"))
    }
}

fn is_decided(claim: &Claim) -> bool {
    claim.statuses.iter().any(|(_, status)| status.kind() != StatusKind::Unverified)
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
