//! Pairs of claims: listed, confirmed, refused, taken apart.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{
    Action, Claim, ClaimId, ClaimPair, Handle, HandleKind, PairChange, ProposalState, Reason, Relation, Reviewer,
    SpeakerId, Veto,
};
use onrecord_store::{Occurrence, PairFilter, Tx};

use crate::desk::retrying;
use crate::error::expect_kind;
use crate::latest::LatestVersions;
use crate::matching::pair;
use crate::rewind::Rewound;
use crate::statement::statement;
use crate::wording::Wording;
use crate::{AppError, Desk};

/// A pair with its claims.
pub struct PairView {
    /// How they stand to one another.
    pub pair: ClaimPair,
    /// The claim with the smaller handle.
    pub a: PairSide,
    /// The other one.
    pub b: PairSide,
}

/// Pairs as listed.
pub struct PairList {
    /// The pairs, at most as many as asked for.
    pub pairs: Vec<PairView>,
    /// How many there are.
    pub total: u64,
    /// How many there would be more if less alike ones were asked for too.
    pub below: u64,
}

/// What the articles tell of a pair that the words of its claims do not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InPrint {
    /// What rule R8 names besides between the first places of the claims: a claim has the words alone, a place also who is said to have
    /// said them, and how.
    pub vetoes: Vec<Veto>,
    /// Which of the claims no latest version of an article holds any more.
    pub taken_out: Vec<TakenOut>,
}

/// A claim that was taken out of the article it stood in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenOut {
    /// The claim.
    pub claim: Handle,
    /// Number of the version that does not hold it, from 1.
    pub version: u32,
    /// Its document.
    pub document: Handle,
}

/// One claim of a pair.
#[derive(Clone)]
pub struct PairSide {
    /// The claim.
    pub claim: Claim,
    /// Name of its claimant; `None` when nobody is credited.
    pub speaker: Option<String>,
}

/// A decision on pairs.
#[derive(Clone, Debug)]
pub struct PairDecision {
    /// The pairs, each claim by its handle.
    pub pairs: Vec<(Handle, Handle)>,
    /// Confirmed or refused.
    pub to: ProposalState,
    /// Who decides.
    pub by: Reviewer,
    /// Why.
    pub reason: Reason,
}

/// Names what forbids a match between the first places of two claims and not between their words.
fn vetoes_besides(pair: &ClaimPair, a: &[Occurrence], b: &[Occurrence]) -> Option<Vec<Veto>> {
    let mut vetoes = onrecord_compare::compare(&statement(a.first()?), &statement(b.first()?)).vetoes;
    vetoes.retain(|veto| *veto != Veto::Speaker && !pair.vetoes.contains(veto));
    Some(vetoes)
}

/// Tells where a claim was taken out; `None` while some article still holds it.
fn taken_out(claim: Handle, places: &[Occurrence], latest: &LatestVersions) -> Option<TakenOut> {
    let without: Option<Vec<_>> = places.iter().map(|place| latest.without(place)).collect();
    let last = without?.into_iter().next_back()?;
    Some(TakenOut { claim, version: last.version, document: last.handle })
}

impl Desk {
    /// Lists pairs, the most alike first; of one claim where `claim` is given, whatever became of them.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn pairs(&self, claim: Option<Handle>, filter: &PairFilter) -> Result<PairList, AppError> {
        let (pairs, total, all) = match claim {
            None => {
                let every = PairFilter { min: 0.0, ..filter.clone() };
                let total = self.store.count_pairs(filter).await?;
                (self.store.pairs(filter).await?, total, self.store.count_pairs(&every).await?)
            }
            Some(handle) => {
                let handle = expect_kind(handle, HandleKind::Claim)?;
                let claim = self.store.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
                let mut pairs = self.store.pairs_of_claims(&[claim.id]).await?;
                pairs.retain(|pair| filter.state.is_none_or(|state| pair.state == state));
                pairs.retain(|pair| !filter.repeats || pair.relation == Relation::Repeats);
                pairs.retain(|pair| filter.contrasts.is_none_or(|only| pair.vetoes.is_empty() != only));
                let all = pairs.len() as u64;
                pairs.retain(|pair| filter.is_near(pair));
                let total = pairs.len() as u64;
                pairs.truncate(filter.limit as usize);
                (pairs, total, all)
            }
        };
        Ok(PairList { pairs: self.views(pairs).await?, total, below: all.saturating_sub(total) })
    }

    /// Tells for each pair what the articles tell of it.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn pairs_in_print(&self, pairs: &[PairView]) -> Result<Vec<InPrint>, AppError> {
        let ids: BTreeSet<ClaimId> = pairs.iter().flat_map(|view| [view.pair.a, view.pair.b]).collect();
        let mut places: BTreeMap<ClaimId, Vec<Occurrence>> = BTreeMap::new();
        for place in self.store.occurrences(&ids.into_iter().collect::<Vec<_>>()).await? {
            places.entry(place.claim).or_default().push(place);
        }
        let latest = self.latest(places.values().flatten(), &Rewound::default()).await?;
        let in_print = |view: &PairView| {
            let [of_a, of_b] = [view.pair.a, view.pair.b].map(|id| places.get(&id).map_or(&[][..], Vec::as_slice));
            let sides = [(view.a.claim.handle, of_a), (view.b.claim.handle, of_b)];
            InPrint {
                vetoes: vetoes_besides(&view.pair, of_a, of_b).unwrap_or_default(),
                taken_out: sides.into_iter().filter_map(|(claim, of)| taken_out(claim, of, &latest)).collect(),
            }
        };
        Ok(pairs.iter().map(in_print).collect())
    }

    async fn views(&self, pairs: Vec<ClaimPair>) -> Result<Vec<PairView>, AppError> {
        let ids: BTreeSet<ClaimId> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
        let claims = self.store.claims(&ids.into_iter().collect::<Vec<_>>()).await?;
        let speakers: BTreeSet<SpeakerId> = claims.iter().filter_map(|claim| claim.claimant).collect();
        let speakers = self.store.speakers_by_id(&speakers.into_iter().collect::<Vec<_>>()).await?;
        let names: BTreeMap<SpeakerId, String> = speakers.into_iter().map(|s| (s.id, s.name)).collect();
        let side = |claim: Claim| PairSide { speaker: claim.claimant.and_then(|id| names.get(&id).cloned()), claim };
        let sides: BTreeMap<ClaimId, PairSide> = claims.into_iter().map(|claim| (claim.id, side(claim))).collect();
        let view =
            |pair: ClaimPair| Some(PairView { a: sides.get(&pair.a)?.clone(), b: sides.get(&pair.b)?.clone(), pair });
        Ok(pairs.into_iter().filter_map(view).collect())
    }

    /// Confirms or refuses pairs in one transaction with one log entry, and returns what changed; pairs that are so
    /// already change nothing. A pair the program did not find may be named too. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Contrast`] and [`AppError::Unrelated`] when a pair that rule R8 forbids to match is
    /// to be confirmed, [`AppError::SameClaim`], [`AppError::Store`].
    pub async fn decide_pairs(&self, decision: &PairDecision, dry_run: bool) -> Result<Vec<PairChange>, AppError> {
        retrying!(self.decide_pairs_once(decision, dry_run))
    }

    async fn decide_pairs_once(&self, decision: &PairDecision, dry_run: bool) -> Result<Vec<PairChange>, AppError> {
        let mut tx = self.store.begin().await?;
        let mut changes = Vec::new();
        for (one, other) in &decision.pairs {
            let (a, b) = (claim(&tx, *one.min(other)).await?, claim(&tx, *one.max(other)).await?);
            if a.id == b.id {
                return Err(AppError::SameClaim { handle: a.handle });
            }
            let (known, is_new) = stored(&mut tx, &a, &b).await?;
            if decision.to == ProposalState::Confirmed && !known.may_match(false) {
                return Err(forbidden(&known, a.handle, b.handle));
            }
            if known.state != decision.to {
                let handles = (a.handle, b.handle);
                changes.push(PairChange { a: a.id, b: b.id, handles, before: known.state, after: decision.to, is_new });
            }
        }
        self.write_pairs(tx, changes, decision, dry_run).await
    }

    /// Takes a claim apart from everything it was confirmed to say the same as: one operation, one log entry.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Missing`] when nothing is confirmed of it,
    /// [`AppError::Store`].
    pub async fn split(
        &self,
        handle: Handle,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<Vec<PairChange>, AppError> {
        let handle = expect_kind(handle, HandleKind::Claim)?;
        let filter = PairFilter { state: Some(ProposalState::Confirmed), limit: u32::MAX, ..PairFilter::default() };
        let confirmed = self.pairs(Some(handle), &filter).await?.pairs;
        if confirmed.is_empty() {
            return Err(AppError::Missing(format!("{handle} was not confirmed to say the same as any other claim")));
        }
        let pairs = confirmed.iter().map(|view| (view.a.claim.handle, view.b.claim.handle)).collect();
        let (by, reason) = (by.clone(), reason.clone());
        self.decide_pairs(&PairDecision { pairs, to: ProposalState::Refused, by, reason }, dry_run).await
    }

    async fn write_pairs(
        &self,
        mut tx: Tx,
        changes: Vec<PairChange>,
        decision: &PairDecision,
        dry_run: bool,
    ) -> Result<Vec<PairChange>, AppError> {
        if dry_run || changes.is_empty() {
            tx.rollback().await?;
            return Ok(changes);
        }
        for change in &changes {
            tx.set_pair_state(change).await?;
        }
        let action =
            Action::MatchDecided { changes: changes.clone(), reason: decision.reason.clone(), takes_back: None };
        self.enter(&mut tx, &decision.by, action).await?;
        tx.commit().await?;
        Ok(changes)
    }
}

async fn claim(tx: &Tx, handle: Handle) -> Result<Claim, AppError> {
    let handle = expect_kind(handle, HandleKind::Claim)?;
    tx.claim(handle).await?.ok_or(AppError::NotFound { handle })
}

/// Reads a pair, and proposes it first where the program had not found it; tells whether that was so.
async fn stored(tx: &mut Tx, a: &Claim, b: &Claim) -> Result<(ClaimPair, bool), AppError> {
    let known = tx.pairs_of_claims(&[a.id]).await?.into_iter().find(|pair| pair.a == a.id && pair.b == b.id);
    if let Some(pair) = known {
        return Ok((pair, false));
    }
    let found = compared(tx, a, b).await?;
    tx.propose_pairs(std::slice::from_ref(&found)).await?;
    Ok((found, true))
}

/// Compares two claims, that with the smaller handle first.
pub(crate) async fn compared(tx: &Tx, a: &Claim, b: &Claim) -> Result<ClaimPair, AppError> {
    let ids: Vec<SpeakerId> = a.claimant.into_iter().chain(b.claimant).collect();
    let speakers = tx.speakers_by_id(&ids).await?;
    let name = |claim: &Claim| speakers.iter().find(|s| Some(s.id) == claim.claimant).map(|s| s.name.as_str());
    let wording = |claim: &Claim| Wording::of(claim, name(claim));
    let (Some(x), Some(y)) = (wording(a), wording(b)) else {
        return Err(AppError::Missing(format!("{} or {} is too long to be compared", a.handle, b.handle)));
    };
    Ok(pair((a, &x), (b, &y)))
}

/// Says why rule R8 forbids to call two claims one statement.
pub(crate) fn forbidden(pair: &ClaimPair, a: Handle, b: Handle) -> AppError {
    let vetoes = pair.vetoes.iter().filter(|veto| **veto != Veto::Speaker).map(|veto| veto.as_str());
    let vetoes: Vec<&str> = vetoes.collect();
    let why = if vetoes.is_empty() { pair.relation.as_str().to_owned() } else { vetoes.join(" and ") };
    if pair.relation == Relation::Unrelated {
        return AppError::Unrelated { a, b, score: pair.score, why };
    }
    AppError::Contrast { a, b, relation: pair.relation, score: pair.score, why }
}
