//! Claims found by words and by what is known of them.

mod bounds;
mod query;

pub use bounds::{Bounds, BoundsError};
pub use query::{SearchQuery, SearchQueryError, SearchTerms};

use std::collections::{BTreeMap, BTreeSet};

use onrecord_compare::{Statement, statement_keys};
use onrecord_model::{Claim, ClaimId, ClaimPair, OutletId, ProposalState, Slots, SpeakerId};
use onrecord_store::QueueFilter;
use onrecord_text::{Text, folded_name};

use crate::wording::Wording;
use crate::{AppError, Desk, PairSide};

/// Statements with all words asked for that are looked at, the latest first.
const LOOKED_AT: u32 = 1_000;
/// Claims read at a time of a query without words, those most worth checking first.
const PAGE: u32 = 500;
/// Claims looked at of a query without words.
const WORTH_LOOKING: usize = 10_000;
/// Claims looked at of one statement.
const CLAIMS_EACH: usize = 16;
/// Claims of which the origins are counted: each takes a case of its own.
const COUNTED: usize = 100;

/// What a search found.
pub struct SearchResult {
    /// The claims, at most as many as asked for.
    pub found: Vec<PairSide>,
    /// Whether these are all there are: nothing was left out by the number asked for, and everything was looked at.
    pub is_whole: bool,
    /// Outlets asked for of which none is known by such a name.
    pub unknown_outlets: Vec<String>,
}

/// Claims on their way to a result, and whether all have been looked at.
struct Candidates {
    claims: Vec<Claim>,
    is_whole: bool,
}

impl Desk {
    /// Finds claims, those with the words in this order first, then by worth, at most `limit`.
    ///
    /// Words are compared by stem, so that "leaks" finds "leaked". Of a query without words the 10,000 claims most worth
    /// checking are looked at.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn search(&self, query: &SearchQuery, limit: usize) -> Result<SearchResult, AppError> {
        let (mut found, mut is_whole, mut seen) = (Vec::new(), true, BTreeSet::new());
        let mut unknown_outlets = Vec::new();
        for terms in &query.any {
            let outlets = self.outlets_asked(terms).await?;
            if outlets.as_ref().is_some_and(Vec::is_empty) {
                unknown_outlets.extend(terms.outlet.clone());
                continue;
            }
            let candidates = self.matching(terms, outlets, limit).await?;
            is_whole &= candidates.is_whole;
            let phrase = terms.words.to_lowercase();
            let new = candidates.claims.into_iter().filter(|claim| seen.insert(claim.id));
            found.extend(new.map(|claim| (!claim.wording.to_lowercase().contains(&phrase), claim)));
        }
        found.sort_by(|(x_out, x), (y_out, y)| {
            x_out.cmp(y_out).then(y.worth.total_cmp(&x.worth)).then(x.handle.cmp(&y.handle))
        });
        is_whole &= found.len() <= limit;
        found.truncate(limit);
        let claims: Vec<Claim> = found.into_iter().map(|(_, claim)| claim).collect();
        let names = self.names_of(&claims).await?;
        let name = |claim: &Claim| claim.claimant.and_then(|id| names.get(&id)).cloned();
        Ok(SearchResult {
            found: claims.into_iter().map(|c| PairSide { speaker: name(&c), claim: c }).collect(),
            is_whole,
            unknown_outlets,
        })
    }

    /// Finds the claims that fulfil all of the terms, at least `limit` of them where there are so many.
    async fn matching(
        &self,
        terms: &SearchTerms,
        outlets: Option<Vec<OutletId>>,
        limit: usize,
    ) -> Result<Candidates, AppError> {
        let words = keys(&terms.words);
        if words.is_empty() {
            return self.by_worth(terms, outlets, limit).await;
        }
        let numbers = self.store.statements_with_words(&words, LOOKED_AT).await?;
        let claims = self.store.claims_of_statements(&numbers, CLAIMS_EACH).await?;
        let claims: Vec<Claim> = claims.into_iter().map(|(_, claim)| claim).collect();
        let seen = Candidates { claims, is_whole: numbers.len() < LOOKED_AT as usize };
        self.kept(terms, outlets.as_deref(), seen, limit).await
    }

    /// Reads claims by worth, a page at a time, until enough fulfil the terms.
    async fn by_worth(
        &self,
        terms: &SearchTerms,
        outlets: Option<Vec<OutletId>>,
        limit: usize,
    ) -> Result<Candidates, AppError> {
        let mut filter = QueueFilter {
            status: terms.status,
            since: terms.since,
            speaker: self.speaker_asked(terms).await?,
            drift: terms.drift,
            stale: terms.stale,
            outlets,
            open_only: terms.open,
            limit: PAGE,
            ..QueueFilter::default()
        };
        filter.work.today = terms.open.then(|| self.now().date_naive());
        let (mut kept, mut looked_at) = (Candidates { claims: Vec::new(), is_whole: true }, 0);
        loop {
            let page = self.store.queue(&filter).await?;
            let is_last = page.len() < PAGE as usize;
            looked_at += page.len();
            filter.after = page.last().map(|row| (row.claim.worth, row.claim.handle));
            let seen = Candidates { claims: page.into_iter().map(|row| row.claim).collect(), is_whole: true };
            let more = self.kept(terms, None, seen, limit).await?;
            kept.claims.extend(more.claims);
            kept.is_whole &= more.is_whole;
            if is_last || kept.claims.len() > limit || looked_at >= WORTH_LOOKING {
                kept.is_whole &= is_last;
                return Ok(kept);
            }
        }
    }

    /// Keeps the claims that fulfil the terms; `outlets` where the database has not asked for them.
    async fn kept(
        &self,
        terms: &SearchTerms,
        outlets: Option<&[OutletId]>,
        mut seen: Candidates,
        limit: usize,
    ) -> Result<Candidates, AppError> {
        let claims = &mut seen.claims;
        claims.retain(|claim| terms.admits(claim));
        if let Some(wanted) = terms.speaker.as_deref().map(folded_name) {
            let names = self.names_of(claims).await?;
            let name = |claim: &Claim| claim.claimant.and_then(|id| names.get(&id));
            claims.retain(|claim| name(claim).is_some_and(|name| folded_name(name).contains(&wanted)));
        }
        if terms.asks_numbers() {
            claims.retain(|claim| numbers(claim).iter().any(|number| terms.admits_number(*number)));
        }
        let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        if let Some(outlets) = outlets {
            let of_them = self.store.claims_of_outlets(&ids, outlets).await?;
            claims.retain(|claim| of_them.contains(&claim.id));
        }
        if terms.drift.is_some() {
            self.keep_drifting(terms, claims).await?;
        }
        if terms.stale {
            let stale = self.store.stale_evidence(&ids).await?;
            claims.retain(|claim| stale.contains_key(&claim.id));
        }
        if terms.work.is_some() || terms.open {
            self.keep_in_hands(terms, claims).await?;
        }
        if terms.asks_origins() { self.keep_by_origins(terms, seen, limit).await } else { Ok(seen) }
    }

    /// Finds the one speaker of the name asked for; `None` where none or several have it.
    async fn speaker_asked(&self, terms: &SearchTerms) -> Result<Option<SpeakerId>, AppError> {
        let Some(name) = &terms.speaker else { return Ok(None) };
        let found = self.store.speakers_by_name(std::slice::from_ref(name)).await?;
        Ok(if let [(_, only)] = found.as_slice() { Some(only.id) } else { None })
    }

    /// Finds the outlets in whose name the words asked for stand; `None` when none are asked for.
    async fn outlets_asked(&self, terms: &SearchTerms) -> Result<Option<Vec<OutletId>>, AppError> {
        let Some(wanted) = terms.outlet.as_deref().map(folded_name) else { return Ok(None) };
        let outlets = self.store.outlets().await?.into_iter();
        Ok(Some(outlets.filter(|outlet| folded_name(&outlet.name).contains(&wanted)).map(|outlet| outlet.id).collect()))
    }

    async fn names_of(&self, claims: &[Claim]) -> Result<BTreeMap<SpeakerId, String>, AppError> {
        let ids: BTreeSet<SpeakerId> = claims.iter().filter_map(|claim| claim.claimant).collect();
        let speakers = self.store.speakers_by_id(&ids.into_iter().collect::<Vec<_>>()).await?;
        Ok(speakers.into_iter().map(|s| (s.id, s.name)).collect())
    }

    /// Keeps claims that stand against another one in the way asked for.
    async fn keep_drifting(&self, terms: &SearchTerms, claims: &mut Vec<Claim>) -> Result<(), AppError> {
        let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        let pairs = self.store.pairs_of_claims(&ids).await?.into_iter();
        let standing = pairs.filter(|pair| pair.state != ProposalState::Refused && terms.admits_pair(pair));
        let kept: BTreeSet<ClaimId> = standing.flat_map(|pair: ClaimPair| [pair.a, pair.b]).collect();
        claims.retain(|claim| kept.contains(&claim.id));
        Ok(())
    }

    /// Keeps claims that are in the hands asked for today.
    async fn keep_in_hands(&self, terms: &SearchTerms, claims: &mut Vec<Claim>) -> Result<(), AppError> {
        let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        let (works, today) = (self.store.works(&ids).await?, self.now().date_naive());
        claims.retain(|claim| {
            let stored = works.get(&claim.id).cloned().unwrap_or_default();
            let now = stored.current(&claim.statuses, today);
            terms.work.is_none_or(|kind| now.kind() == kind) && (!terms.open || now.is_work())
        });
        Ok(())
    }

    async fn keep_by_origins(
        &self,
        terms: &SearchTerms,
        seen: Candidates,
        limit: usize,
    ) -> Result<Candidates, AppError> {
        let (mut kept, all) = (Vec::new(), seen.claims.len());
        for (number, claim) in seen.claims.into_iter().enumerate() {
            if number >= COUNTED || kept.len() > limit {
                return Ok(Candidates { claims: kept, is_whole: false });
            }
            if terms.admits_origins(self.most_origins(&claim).await?) {
                kept.push(claim);
            }
        }
        Ok(Candidates { claims: kept, is_whole: seen.is_whole && all <= COUNTED })
    }

    /// Counts the independent origins that speak for a claim, on the target that has most.
    pub(crate) async fn most_origins(&self, claim: &Claim) -> Result<usize, AppError> {
        let case = self.case(claim.handle).await?;
        Ok(case.origins.iter().map(|found| case.origins_for(found)).max().unwrap_or_default())
    }
}

/// Returns the words of a query in the form in which statements are filed.
fn keys(words: &str) -> Vec<String> {
    let Ok(text) = Text::new(words) else { return Vec::new() };
    let whole: Vec<_> = text.span(0..words.len()).into_iter().collect();
    statement_keys(&Statement::bare(&text, &whole, &Slots::default())).words
}

/// Lists the numbers a claim states.
fn numbers(claim: &Claim) -> Vec<f64> {
    let wording = Wording::of(claim, None);
    wording.map(|wording| wording.statement().slots.quantities.iter().map(|q| q.value).collect()).unwrap_or_default()
}
