//! Which stored claims say the same as new ones: one probe by fingerprint, then capped keys, then a full comparison.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::OnceLock;

use onrecord_compare::{BandIndex, Signature, compare, compare_related};
use onrecord_model::{
    Claim, ClaimId, ClaimPair, Comparison, ContentHash, Drift, DriftKind, ProposalState, SpeakerId, Veto,
};
use onrecord_store::{NewStatement, Tx};

use crate::desk::retrying;
use crate::wording::Wording;
use crate::{AppError, Desk, map_in_order};

/// Statements looked at for one new claim: those that share most keys.
const LOOKED_AT: usize = 24;
/// Claims looked at of one statement: who says it word for word.
const CLAIMS_EACH: usize = 8;
/// Full comparisons for one new claim: those that share most words.
const COMPARED: usize = 12;
/// Pairs proposed for one new claim.
const PROPOSED: usize = 8;
/// Claims filed in one transaction when those of before are caught up with.
const AT_ONCE: u32 = 500;
/// Changes named in the reason of a pair.
const NAMED: usize = 2;

/// A claim to be matched, and which document of the batch makes it; `None` when it was made before.
pub(crate) struct Fresh {
    pub(crate) claim: Claim,
    pub(crate) document: Option<usize>,
    /// Claims of its article, with which it makes no pair, where its words or its claimant were put right: what shares keys with it is
    /// looked for though its words are filed. `None` for one that came in.
    pub(crate) beside: Option<BTreeSet<ClaimId>>,
}

impl Fresh {
    fn is_beside(&self, claim: ClaimId) -> bool {
        self.beside.as_ref().is_some_and(|beside| beside.contains(&claim))
    }
}

/// What matching came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MatchTally {
    /// Pairs proposed.
    pub pairs: u32,
    /// Keys whose bucket was full, so that not all that share them were looked at.
    pub full: u32,
    /// Claims filed.
    pub claims: u32,
}

impl MatchTally {
    /// Adds what others came to.
    pub fn add(&mut self, more: MatchTally) {
        self.pairs += more.pairs;
        self.full += more.full;
        self.claims += more.claims;
    }
}

/// Claims by the number of their statement.
type Saying = BTreeMap<u32, Vec<Said>>;

/// A claim that new ones are compared with, and what is read of its words once, however many they are.
struct Said {
    claim: Claim,
    document: Option<usize>,
    read: OnceLock<Option<Read>>,
}

struct Read {
    wording: Wording,
    signature: Signature,
}

impl Said {
    fn read(&self, names: &BTreeMap<SpeakerId, String>) -> Option<&Read> {
        self.read.get_or_init(|| Read::of(&self.claim, names)).as_ref()
    }
}

impl Read {
    fn of(claim: &Claim, names: &BTreeMap<SpeakerId, String>) -> Option<Self> {
        let name = claim.claimant.and_then(|id| names.get(&id)).map(String::as_str);
        let wording = Wording::of(claim, name)?;
        Some(Read { signature: wording.signature(), wording })
    }
}

impl Desk {
    /// Files and matches the claims that are not filed yet, and links the documents: those of a database that an earlier
    /// version made.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database refuses; what was filed before that stays.
    pub async fn match_unfiled(&self) -> Result<MatchTally, AppError> {
        self.link_unfiled().await?;
        let (mut tally, mut after) = (MatchTally::default(), 0);
        loop {
            let claims = self.store.unfiled_claims(after, AT_ONCE).await?;
            let Some(last) = claims.last() else { return Ok(tally) };
            after = last.handle.number;
            let fresh: Vec<Fresh> =
                claims.into_iter().map(|claim| Fresh { claim, document: None, beside: None }).collect();
            retrying!(self.match_batch(&fresh))?.into_iter().for_each(|one| tally.add(one));
        }
    }

    async fn match_batch(&self, fresh: &[Fresh]) -> Result<Vec<MatchTally>, AppError> {
        let mut tx = self.store.begin().await?;
        let jobs = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let tally = self.match_claims(&mut tx, fresh, jobs).await?;
        tx.commit().await?;
        Ok(tally)
    }

    /// Files new claims and proposes the pairs they make with what is stored and with one another, comparing on `jobs` threads;
    /// returns what each came to.
    pub(crate) async fn match_claims(
        &self,
        tx: &mut Tx,
        fresh: &[Fresh],
        jobs: NonZeroUsize,
    ) -> Result<Vec<MatchTally>, AppError> {
        let filed = file(tx, fresh).await?;
        let saying = saying(tx, fresh, &filed).await?;
        let names = names(tx, fresh, &saying).await?;
        let asked: Vec<(&Fresh, &Filed)> = fresh.iter().zip(&filed).collect();
        let all = map_in_order(asked, jobs, |(one, found)| pairs_of(one, found, &saying, &names));
        let mut pairs: BTreeMap<(ClaimId, ClaimId), ClaimPair> = BTreeMap::new();
        let mut tallies = Vec::with_capacity(fresh.len());
        for (found, of_one) in filed.iter().zip(all) {
            let mut new = 0;
            for pair in of_one {
                new += u32::from(!pairs.contains_key(&(pair.a, pair.b)));
                pairs.entry((pair.a, pair.b)).or_insert(pair);
            }
            tallies.push(MatchTally { pairs: new, full: found.full, claims: 1 });
        }
        tx.propose_pairs(&pairs.into_values().collect::<Vec<_>>()).await?;
        Ok(tallies)
    }
}

/// What filing a claim came to.
#[derive(Clone, Default)]
struct Filed {
    /// Number of its statement.
    own: u32,
    /// Statements that share keys with it.
    others: Vec<u32>,
    /// Keys whose bucket was full.
    full: u32,
}

/// Files the statements that are new and finds those that share keys with them.
async fn file(tx: &mut Tx, fresh: &[Fresh]) -> Result<Vec<Filed>, AppError> {
    let fingerprints: Vec<ContentHash> =
        fresh.iter().map(|f| f.claim.fingerprint).collect::<BTreeSet<_>>().into_iter().collect();
    let mut numbers = tx.statements_by_fingerprint(&fingerprints).await?;
    let (old, new): (Vec<&Fresh>, Vec<&Fresh>) = fresh.iter().partition(|f| numbers.contains_key(&f.claim.fingerprint));
    let new = first_of_each(new.into_iter().map(|f| &f.claim));
    let old = first_of_each(old.into_iter().filter(|f| f.beside.is_some()).map(|f| &f.claim));
    let first = tx.statement_numbers(new.len() as u32).await?;
    let keys_of = |claim: &&Claim| Wording::of(claim, None).map(|w| w.keys()).unwrap_or_default();
    let (keys, again): (Vec<_>, Vec<_>) = (new.iter().map(keys_of).collect(), old.iter().map(keys_of).collect());
    let asked: BTreeSet<i64> = keys.iter().chain(&again).flat_map(|k| k.bands.iter().copied()).collect();
    let mut index = BandIndex::default();
    for (band, bucket) in tx.statement_buckets(&asked.into_iter().collect::<Vec<_>>()).await? {
        index.fill(band, bucket);
    }
    let (mut statements, mut filed) = (Vec::with_capacity(new.len()), BTreeMap::new());
    for (claim, keys) in old.iter().zip(again) {
        let own = numbers.get(&claim.fingerprint).copied().unwrap_or_default();
        let others = index.find(&keys.bands, LOOKED_AT).into_iter().filter(|number| *number != own).collect();
        filed.insert(own, Filed { own, others, full: 0 });
    }
    for ((number, claim), keys) in (first..).zip(&new).zip(keys) {
        let others = index.find(&keys.bands, LOOKED_AT);
        let bands = index.insert(number, &keys.bands);
        let full = (keys.bands.len() - bands.len()) as u32;
        filed.insert(number, Filed { own: number, others, full });
        numbers.insert(claim.fingerprint, number);
        statements.push(NewStatement { number, fingerprint: claim.fingerprint, bands, words: keys.words });
    }
    tx.insert_statements(&statements).await?;
    let of = |f: &Fresh| {
        let own = numbers.get(&f.claim.fingerprint).copied().unwrap_or_default();
        filed.get(&own).cloned().unwrap_or(Filed { own, ..Filed::default() })
    };
    Ok(fresh.iter().map(of).collect())
}

fn first_of_each<'a>(claims: impl Iterator<Item = &'a Claim>) -> Vec<&'a Claim> {
    let mut seen = BTreeSet::new();
    claims.filter(|claim| seen.insert(claim.fingerprint)).collect()
}

/// Reads who makes the statements found.
async fn saying(tx: &Tx, fresh: &[Fresh], filed: &[Filed]) -> Result<Saying, AppError> {
    let asked: BTreeSet<u32> = filed.iter().flat_map(|f| f.others.iter().copied().chain([f.own])).collect();
    let documents: BTreeMap<ClaimId, Option<usize>> = fresh.iter().map(|f| (f.claim.id, f.document)).collect();
    let mut saying = Saying::new();
    for (number, claim) in tx.claims_of_statements(&asked.into_iter().collect::<Vec<_>>(), CLAIMS_EACH).await? {
        let document = documents.get(&claim.id).copied().flatten();
        saying.entry(number).or_default().push(Said { claim, document, read: OnceLock::new() });
    }
    Ok(saying)
}

async fn names(tx: &Tx, fresh: &[Fresh], saying: &Saying) -> Result<BTreeMap<SpeakerId, String>, AppError> {
    let claims = saying.values().flatten().map(|said| &said.claim).chain(fresh.iter().map(|f| &f.claim));
    let ids: BTreeSet<SpeakerId> = claims.filter_map(|claim| claim.claimant).collect();
    let speakers = tx.speakers_by_id(&ids.into_iter().collect::<Vec<_>>()).await?;
    Ok(speakers.into_iter().map(|s| (s.id, s.name)).collect())
}

/// Compares one claim with those found and makes the best into pairs.
fn pairs_of(fresh: &Fresh, filed: &Filed, saying: &Saying, names: &BTreeMap<SpeakerId, String>) -> Vec<ClaimPair> {
    let Some(own) = Read::of(&fresh.claim, names) else {
        return Vec::new();
    };
    let apart = |document: Option<usize>| document.is_none() || document != fresh.document;
    let candidates = filed.others.iter().chain([&filed.own]).filter_map(|number| saying.get(number)).flatten();
    let mut near: Vec<(f64, &Claim, &Wording)> = candidates
        .filter(|said| said.claim.id != fresh.claim.id && apart(said.document) && !fresh.is_beside(said.claim.id))
        .filter_map(|said| Some((said, said.read(names)?)))
        .filter_map(|(said, read)| Some((own.signature.nearness(&read.signature)?, &said.claim, &read.wording)))
        .collect();
    near.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.handle.cmp(&y.1.handle)));
    near.truncate(COMPARED);
    let own = (&fresh.claim, &own.wording);
    let compared = near.into_iter().filter_map(|(_, claim, wording)| related(own, (claim, wording)));
    let mut pairs: Vec<ClaimPair> = compared.collect();
    pairs.sort_by(|x, y| y.score.total_cmp(&x.score));
    pairs.truncate(PROPOSED);
    pairs
}

/// A claim with its wording.
type Side<'c> = (&'c Claim, &'c Wording);

/// Sets two claims side by side, the earlier one first for the comparison.
pub(crate) fn pair(one: Side<'_>, other: Side<'_>) -> ClaimPair {
    let (earlier, later) = in_time(one, other);
    told(earlier, later, compare(&earlier.1.statement(), &later.1.statement()))
}

/// Sets two claims side by side; `None` where they have nothing to do with one another.
fn related(one: Side<'_>, other: Side<'_>) -> Option<ClaimPair> {
    let (earlier, later) = in_time(one, other);
    let comparison = compare_related(&earlier.1.statement(), &later.1.statement(), 0.0)?;
    Some(told(earlier, later, comparison))
}

/// Puts the earlier first; of one day the order of the words decides, so that the order of coming in decides nothing.
fn in_time<'c>(one: Side<'c>, other: Side<'c>) -> (Side<'c>, Side<'c>) {
    let (a, b) = by_handle(one, other);
    let turned = a.1.is_after(b.1) || !b.1.is_after(a.1) && a.0.wording > b.0.wording;
    if turned { (b, a) } else { (a, b) }
}

fn by_handle<'c>(one: Side<'c>, other: Side<'c>) -> (Side<'c>, Side<'c>) {
    if one.0.handle <= other.0.handle { (one, other) } else { (other, one) }
}

fn told(earlier: Side<'_>, later: Side<'_>, comparison: Comparison) -> ClaimPair {
    let (a, b) = by_handle(earlier, later);
    ClaimPair {
        a: a.0.id,
        b: b.0.id,
        relation: comparison.relation,
        score: comparison.score,
        why: why(earlier, later, &comparison),
        vetoes: comparison.vetoes,
        state: ProposalState::Proposed,
    }
}

fn why(earlier: Side<'_>, later: Side<'_>, comparison: &Comparison) -> String {
    let who = match (earlier.0.claimant, later.0.claimant) {
        (Some(a), Some(b)) if a == b => "the same speaker",
        (Some(_), Some(_)) if !comparison.vetoes.contains(&Veto::Speaker) => "a speaker of the same name",
        (Some(_), Some(_)) => "another speaker",
        (None, None) => "nobody is credited",
        _ => "only one is credited",
    };
    // Other words are a reason only where they forbid the match.
    let reworded = [Veto::Opposite, Veto::Roles].iter().any(|veto| comparison.vetoes.contains(veto));
    let typed = comparison.drifts.iter().filter(|drift| reworded || drift.kind != DriftKind::Wording);
    // What forbids the match is said first.
    let forbids = |drift: &&Drift| drift.kind.vetoes().iter().any(|veto| comparison.vetoes.contains(veto));
    let (mut named, others): (Vec<&Drift>, Vec<&Drift>) = typed.partition(forbids);
    named.extend(others);
    let more = (named.len() > NAMED).then(|| format!("{} more", named.len() - NAMED));
    let changes = named.into_iter().take(NAMED).map(|drift| format!("{}: {}", drift.kind.as_str(), drift.note));
    std::iter::once(who.to_owned()).chain(changes).chain(more).collect::<Vec<_>>().join("; ")
}
