//! The page of one claim: what stands in all outlets and on all dates.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use onrecord_compare::{compare, compare_related, denies_what_is_said};
use onrecord_model::{
    Claim, ClaimId, Comparison, Event, EvidenceItem, Handle, HandleKind, MentionId, ProposalState, PublicEntry,
    Relation, SideExit, Speaker, Veto,
};
use onrecord_report::article::{Checkpoint, Method};
use onrecord_report::aside::SetAside;
use onrecord_report::claim::{self, ClaimPage, Kin, KnownCheck, OriginTree, Wording};
use onrecord_report::export::claimreview::Review;

use super::kept::{Known, Said, known};
use super::trees::trees;
use super::{Mask, Run, rendered};
use crate::error::expect_kind;
use crate::ingest::denial;
use crate::known::{KnownArchive, KnownFinding};
use crate::rating::still_told;
use crate::report::ReportFile;
use crate::statement::statement;
use crate::{AppError, Desk, FindingQuery};

/// How many wordings of other claims are compared with one; the nearest in time come first.
const COMPARED: usize = 40;
/// How many places a page shows.
const PLACES: usize = 200;
/// How many earlier wordings of a claim one is compared with to find the one before it.
const LOOK_BACK: usize = 8;
/// How near to the best score an earlier wording comes that is taken for the one before; see `drift.rs`.
const NEARLY_BEST: f64 = 0.75;
/// How alike a wording of another claim is at least that stands on the page before a person has confirmed it: below, headlines that
/// share a place and little else come in (set by hand on the samples).
pub(crate) const ALIKE: f64 = 0.5;
/// How many earlier fact-checks are shown.
const CHECKS: usize = 5;

/// What was read for the page of one claim.
pub(crate) struct Gathered {
    claim: Claim,
    speaker: Option<Speaker>,
    own: Vec<Arc<Known>>,
    near: Vec<Arc<Known>>,
    /// The claims that were found or confirmed to be related to it.
    related: Related,
    handles: BTreeMap<ClaimId, Handle>,
    origins: Vec<OriginTree>,
    evidence: Vec<EvidenceItem>,
    known: Option<Vec<KnownFinding>>,
    set_aside: Option<SetAside>,
    corrections: Vec<PublicEntry>,
    history: Vec<Event>,
    review: Option<Review>,
    newest: Option<Checkpoint>,
    mask: Mask,
}

/// Claims, and what a person said to each of them.
type Related = BTreeMap<ClaimId, ProposalState>;

impl Desk {
    pub(crate) async fn claim_page(&self, handle: Handle, run: &mut Run) -> Result<ReportFile, AppError> {
        let handle = expect_kind(handle, HandleKind::Claim)?;
        let Some(claim) = self.store.claim(handle).await? else { return Err(self.no_claim(handle).await) };
        let mut gathered = self.gather_claims(vec![claim], run).await?;
        let one = gathered.pop().ok_or(AppError::NotFound { handle })?;
        written(one, run)
    }

    /// Reads what the pages of these claims show.
    pub(crate) async fn gather_claims(&self, asked: Vec<Claim>, run: &mut Run) -> Result<Vec<Gathered>, AppError> {
        let ids: Vec<ClaimId> = asked.iter().map(|claim| claim.id).collect();
        let mut related = self.related_to(&ids).await?;
        let near: BTreeSet<ClaimId> = related.values().flat_map(BTreeMap::keys).chain(&ids).copied().collect();
        let mut set_aside = self.set_aside(near, run).await?;
        confirm_duplicates(&set_aside, &ids, &mut related);
        let all: BTreeSet<ClaimId> = related.values().flat_map(BTreeMap::keys).chain(&ids).copied().collect();
        let all: Vec<ClaimId> = all.into_iter().collect();
        let handles: BTreeMap<ClaimId, Handle> =
            self.store.claims(&all).await?.into_iter().map(|claim| (claim.id, claim.handle)).collect();
        let mut places: BTreeMap<ClaimId, Vec<Arc<Known>>> = BTreeMap::new();
        for place in known(self.store.occurrences(&all).await?) {
            places.entry(place.occurrence.claim).or_default().push(place);
        }
        let mut evidence = self.evidence_as_of(&ids, &run.rewound).await?;
        let cases = self.read_cases_in(&ids, run).await?;
        let mut gathered = Vec::with_capacity(asked.len());
        for claim in asked {
            let own = places.get(&claim.id).cloned().unwrap_or_default();
            let mut near: Vec<Arc<Known>> = related
                .get(&claim.id)
                .into_iter()
                .flat_map(BTreeMap::keys)
                .flat_map(|other| places.get(other).into_iter().flatten().cloned())
                .collect();
            let mut handles = handles.clone();
            if let Some(said) = self.said_by_claimant(&claim, run).await? {
                handles.extend(said.claims.iter().map(|claim| (claim.id, claim.handle)));
                near.extend(said.places.iter().cloned());
            }
            let (corrections, history, known) = self.told_of(&claim, run).await?;
            let speaker = self.claimant(&claim).await?;
            let evidence: Vec<EvidenceItem> =
                evidence.remove(&claim.id).unwrap_or_default().into_iter().map(|item| run.outside(item)).collect();
            let mentions = own.iter().map(|place| &place.occurrence.stored.mention);
            let outlets = own.iter().filter_map(|place| place.occurrence.document.outlet.as_deref());
            let mask = run.mask.about(speaker.as_ref(), mentions, &evidence).beside(outlets).on_page();
            let documents = own.iter().map(|place| place.occurrence.document.id.0);
            let newest = run.newest_about(self, documents.chain([claim.id.0])).await?;
            let review = self.review_of(&claim, &corrections, run).await?;
            gathered.push(Gathered {
                speaker,
                review,
                newest,
                origins: trees(&cases.case(claim.clone()), run, &mask),
                evidence,
                mask,
                own,
                near,
                related: related.get(&claim.id).cloned().unwrap_or_default(),
                handles,
                known,
                set_aside: set_aside.remove(&claim.id),
                corrections,
                history,
                claim,
            });
        }
        Ok(gathered)
    }

    async fn said_by_claimant(&self, claim: &Claim, run: &mut Run) -> Result<Option<Arc<Said>>, AppError> {
        match claim.claimant {
            Some(speaker) => Ok(Some(self.said_by(speaker, run).await?)),
            None => Ok(None),
        }
    }

    /// Lists, for each claim, the claims that were found or confirmed to be related to it.
    async fn related_to(&self, ids: &[ClaimId]) -> Result<BTreeMap<ClaimId, Related>, AppError> {
        let asked: BTreeSet<ClaimId> = ids.iter().copied().collect();
        let mut related: BTreeMap<ClaimId, Related> = BTreeMap::new();
        for pair in self.store.pairs_of_claims(ids).await? {
            if pair.state == ProposalState::Refused {
                continue;
            }
            // What is a contrast by now is no match any more, whoever confirmed it.
            let is_forbidden = pair.state == ProposalState::Confirmed && !pair.may_match(false);
            let state = if is_forbidden { ProposalState::Proposed } else { pair.state };
            for (one, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
                if asked.contains(&one) {
                    related.entry(one).or_default().insert(other, state);
                }
            }
        }
        Ok(related)
    }

    /// Reads the corrections of a claim, what was done with it, and earlier checks where they are not searched at once.
    async fn told_of(
        &self,
        claim: &Claim,
        run: &Run,
    ) -> Result<(Vec<PublicEntry>, Vec<Event>, Option<Vec<KnownFinding>>), AppError> {
        let told = match &run.told {
            Some(told) => told.get(&claim.id).cloned().unwrap_or_default(),
            None => self.store.public_entries_of(&[claim.id.0]).await?,
        };
        let told = still_told(told, claim).into_iter().rev().filter(|entry| entry.publication().is_none());
        let history = self.histories_in(&[claim.id], run).await?.remove(&claim.id).unwrap_or_default();
        let known = match &run.archive {
            Some(_) => None,
            None => Some(self.known_near(claim).await?.near(asked(claim), CHECKS)),
        };
        Ok((told.collect(), history, known))
    }
}

/// Takes for confirmed that of the claims asked for a person set aside as duplicates, or as whose duplicates others.
fn confirm_duplicates(
    set_aside: &BTreeMap<ClaimId, SetAside>,
    asked: &[ClaimId],
    related: &mut BTreeMap<ClaimId, Related>,
) {
    for (claim, aside) in set_aside {
        let SideExit::DuplicateOf { claim: original, .. } = aside.exit else { continue };
        for (one, other) in [(*claim, original), (original, *claim)] {
            if asked.contains(&one) {
                related.entry(one).or_default().insert(other, ProposalState::Confirmed);
            }
        }
    }
}

fn asked(claim: &Claim) -> FindingQuery<'_> {
    FindingQuery { text: &claim.wording, date: claim.first_published }
}

/// Compares the wordings and writes the page.
pub(crate) fn written(gathered: Gathered, run: &Run) -> Result<ReportFile, AppError> {
    let own: BTreeSet<MentionId> = gathered.own.iter().map(|place| place.occurrence.stored.id).collect();
    let (wordings, left_out) = wordings(&gathered, &own);
    let found = gathered.known.unwrap_or_else(|| searched(&gathered.claim, run.archive.as_ref()));
    let mask = gathered.mask;
    let page = ClaimPage {
        speaker: gathered.speaker.map(|speaker| mask.speaker(speaker)),
        set_aside: gathered.set_aside.map(|aside| mask.aside(aside)),
        wordings,
        left_out,
        origins: gathered.origins,
        evidence: gathered.evidence.into_iter().map(|item| mask.evidence(item)).collect(),
        known: found.into_iter().map(|found| check(found, &mask)).collect(),
        corrections: gathered.corrections.into_iter().map(|entry| mask.entry(entry)).collect(),
        history: mask.events(run.told(gathered.history)),
        review: gathered.review,
        method: Method { newest: gathered.newest, ..run.method(None) },
        generated_at: run.made_at,
        claim: mask.claim(gathered.claim),
    };
    let html = mask.settle(claim::render(&page).map_err(|error| rendered(&error))?);
    Ok(ReportFile { name: format!("{}.html", page.claim.handle), html, entry: None })
}

fn searched(claim: &Claim, archive: Option<&KnownArchive>) -> Vec<KnownFinding> {
    let Some(archive) = archive.filter(|archive| !archive.is_empty()) else { return Vec::new() };
    let mut found = archive.near(asked(claim), CHECKS + 1);
    found.retain(|one| one.finding.own != Some(claim.handle));
    found.truncate(CHECKS);
    found
}

fn check(found: KnownFinding, mask: &Mask) -> KnownCheck {
    let check = found.finding;
    let by = check.by.map(|by| if check.own.is_some() { mask.name(&by) } else { by });
    KnownCheck {
        claim: check.claim,
        speaker: check.speaker,
        by,
        rating: check.rating,
        date: check.date,
        url: check.url,
        own: check.own,
        contrasts: found.contrasts,
    }
}

/// A place, and what it is to the claim.
type Kept<'a> = (&'a Arc<Known>, Kin, Option<Comparison>);

/// Lists the wordings in order of their dates, each with what changed, and counts those that are left out.
fn wordings(gathered: &Gathered, own: &BTreeSet<MentionId>) -> (Vec<Wording>, usize) {
    let Some(base) = gathered.own.first() else { return (Vec::new(), 0) };
    let (near, mut left_out) = near(gathered, own, base);
    let shown = gathered.own.len().min(PLACES);
    left_out += gathered.own.len() - shown;
    let mut all: Vec<Kept<'_>> = gathered.own[..shown].iter().map(|place| (place, Kin::Same, None)).collect();
    all.extend(near);
    all.sort_by_key(|(place, ..)| place.order());
    let at_base = all.iter().position(|(place, ..)| Arc::ptr_eq(place, base)).unwrap_or(0);
    let mut wordings: Vec<Wording> = Vec::with_capacity(all.len());
    for at in 0..all.len() {
        let before = match &all[at] {
            (_, Kin::Same, to_base) => before(&all[..at], all[at].0)
                .or_else(|| to_base.clone().filter(|_| at_base < at).map(|comparison| (at_base, comparison))),
            (_, _, Some(comparison)) => Some((at_base, comparison.clone())),
            (_, _, None) => None,
        };
        let earlier = before.as_ref().is_some_and(|(base, _)| *base > at);
        wordings.push(Wording { earlier, ..wording(&all[at], before, &gathered.handles) });
    }
    (wordings, left_out)
}

/// Finds wordings near to the claim: the nearest in time are compared.
fn near<'a>(gathered: &'a Gathered, own: &BTreeSet<MentionId>, base: &Arc<Known>) -> (Vec<Kept<'a>>, usize) {
    let mut seen = own.clone();
    let mut candidates: Vec<&Arc<Known>> = gathered
        .near
        .iter()
        .filter(|place| place.occurrence.claim != gathered.claim.id && base.signature.may_relate(&place.signature))
        .filter(|place| seen.insert(place.occurrence.stored.id))
        .collect();
    let day = |place: &Known| place.occurrence.document.published.map(|published| published.date);
    let from = day(base);
    let far = |place: &Known| from.zip(day(place)).map_or(i64::MAX, |(a, b)| (a - b).num_days().abs());
    candidates.sort_by_key(|place| (far(place), place.order()));
    let left_out = candidates.len().saturating_sub(COMPARED);
    candidates.truncate(COMPARED);
    let mut kept = Vec::new();
    for place in candidates {
        let (old, new) = in_time(base, place);
        let Some(comparison) = compare_related(&statement(&old.occurrence), &statement(&new.occurrence), 0.0) else {
            continue;
        };
        let Some(kin) = Kin::of(&comparison) else { continue };
        let state = gathered.related.get(&place.occurrence.claim);
        let is_confirmed = state == Some(&ProposalState::Confirmed);
        // A negation takes much of the likeness away, so of contrasts those stay that were found as a pair.
        let is_set_against = kin == Kin::Contrast && state.is_some() && opposes(base, place, &comparison);
        if is_confirmed || is_set_against || comparison.score >= ALIKE {
            kept.push((place, kin_told(kin, &comparison, is_confirmed), Some(comparison)));
        }
    }
    (kept, left_out)
}

/// Tells whether a contrast is one whatever little the two share: with a negation it has to deny what is said.
fn opposes(base: &Known, place: &Known, comparison: &Comparison) -> bool {
    let denies = || denies_what_is_said(&statement(&base.occurrence), &statement(&place.occurrence));
    !comparison.vetoes.contains(&Veto::Negation) || denies()
}

/// Puts the earlier of two places first.
fn in_time<'k>(base: &'k Known, place: &'k Known) -> (&'k Known, &'k Known) {
    if place.order() < base.order() { (place, base) } else { (base, place) }
}

/// Takes a wording of another claim for the same only where a person said so: headlines about two places are alike in all but the
/// place, and the same words may be somebody else's. What a person said also stands where a place differs more than the words of
/// the claims do: in who is said to have said it, or how.
fn kin_told(kin: Kin, comparison: &Comparison, is_confirmed: bool) -> Kin {
    let of_another = comparison.vetoes.contains(&Veto::Speaker);
    match kin {
        Kin::Contrast if is_confirmed && of_another => Kin::Others,
        Kin::Contrast if is_confirmed => Kin::Same,
        _ if is_confirmed || kin == Kin::Contrast => kin,
        // Claims of the same words are credited to different people, or only one of them is.
        _ if comparison.relation == Relation::Repeats => Kin::Others,
        _ => Kin::Alike,
    }
}

/// Finds the latest earlier wording of the claim that says nearly as much of the same as any other does; one that rule R8 sets
/// against this is none of them.
fn before(earlier: &[Kept<'_>], this: &Known) -> Option<(usize, Comparison)> {
    let same = earlier.iter().enumerate().rev().filter(|(_, (_, kin, _))| *kin == Kin::Same);
    let this = statement(&this.occurrence);
    let compared: Vec<(usize, Comparison)> =
        same.take(LOOK_BACK).map(|(at, (place, ..))| (at, compare(&statement(&place.occurrence), &this))).collect();
    let compared: Vec<(usize, Comparison)> = compared.into_iter().filter(|(_, one)| !is_contrast(one)).collect();
    let best = compared.iter().map(|(_, comparison)| comparison.score).fold(0.0, f64::max);
    compared.into_iter().find(|(_, comparison)| comparison.score >= best * NEARLY_BEST)
}

fn is_contrast(comparison: &Comparison) -> bool {
    comparison.vetoes.iter().any(|veto| *veto != Veto::Speaker)
}

fn wording(
    (place, kin, _): &Kept<'_>,
    before: Option<(usize, Comparison)>,
    handles: &BTreeMap<ClaimId, Handle>,
) -> Wording {
    let (document, mention) = (&place.occurrence.document, &place.occurrence.stored.mention);
    Wording {
        claim: handles.get(&place.occurrence.claim).copied().unwrap_or(document.handle),
        document: document.handle,
        title: document.title.clone(),
        outlet: document.outlet.clone(),
        published: document.published,
        language: document.language.clone(),
        speaker: mention.speaker.as_ref().map(|speaker| speaker.name.clone()),
        voice: mention.voice,
        text: place.occurrence.text.clone(),
        content: mention.content.clone(),
        denial: denial(&place.occurrence.text, mention),
        kin: *kin,
        earlier: false,
        before,
    }
}
