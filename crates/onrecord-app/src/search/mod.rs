//! Claims found by words and by what is known of them.

mod query;

pub use query::{SearchQuery, SearchQueryError};

use std::collections::{BTreeMap, BTreeSet};

use onrecord_compare::{Statement, statement_keys};
use onrecord_model::{Claim, ClaimId, ClaimPair, ProposalState, Slots, SpeakerId};
use onrecord_store::QueueFilter;
use onrecord_text::{Text, folded_name};

use crate::wording::Wording;
use crate::{AppError, Desk, PairSide};

/// Statements with all words asked for that are looked at, the latest first.
const LOOKED_AT: u32 = 1_000;
/// Claims looked at of a query without words: those most worth checking.
const WORTH_LOOKING: u32 = 500;
/// Claims looked at of one statement.
const CLAIMS_EACH: usize = 16;
/// Claims of which the origins are counted: each takes a case of its own.
const COUNTED: usize = 100;

impl Desk {
    /// Finds claims, those with the words in this order first, then by worth, at most `limit`.
    ///
    /// Words are compared by stem, so that "leaks" finds "leaked". Of a query without words the claims most worth checking
    /// are looked at.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn search(&self, query: &SearchQuery, limit: usize) -> Result<Vec<PairSide>, AppError> {
        let mut claims = self.with_words(query).await?;
        claims.retain(|claim| query.admits(claim));
        let names = self.names_of(&claims).await?;
        let name = |claim: &Claim| claim.claimant.and_then(|id| names.get(&id)).cloned();
        if let Some(wanted) = query.speaker.as_deref().map(folded_name) {
            claims.retain(|claim| name(claim).is_some_and(|name| folded_name(&name).contains(&wanted)));
        }
        if query.asks_numbers() {
            claims.retain(|claim| numbers(claim).iter().any(|number| query.admits_number(*number)));
        }
        if query.drift.is_some() {
            self.keep_drifting(query, &mut claims).await?;
        }
        let phrase = query.words.to_lowercase();
        let key = |claim: &Claim| (!claim.wording.to_lowercase().contains(&phrase), -claim.worth, claim.handle);
        claims.sort_by(|x, y| {
            let (x, y) = (key(x), key(y));
            x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)).then(x.2.cmp(&y.2))
        });
        if query.asks_origins() {
            claims = self.keep_by_origins(query, claims, limit).await?;
        }
        claims.truncate(limit);
        Ok(claims.into_iter().map(|claim| PairSide { speaker: name(&claim), claim }).collect())
    }

    async fn with_words(&self, query: &SearchQuery) -> Result<Vec<Claim>, AppError> {
        let words = keys(&query.words);
        if words.is_empty() {
            let filter = QueueFilter {
                status: query.status,
                since: query.since,
                speaker: self.speaker_asked(query).await?,
                open_only: false,
                limit: WORTH_LOOKING,
                ..QueueFilter::default()
            };
            return Ok(self.store.queue(&filter).await?.into_iter().map(|row| row.claim).collect());
        }
        let numbers = self.store.statements_with_words(&words, LOOKED_AT).await?;
        let claims = self.store.claims_of_statements(&numbers, CLAIMS_EACH).await?;
        Ok(claims.into_iter().map(|(_, claim)| claim).collect())
    }

    /// Finds the one speaker of the name asked for; `None` where none or several have it.
    async fn speaker_asked(&self, query: &SearchQuery) -> Result<Option<SpeakerId>, AppError> {
        let Some(name) = &query.speaker else { return Ok(None) };
        let found = self.store.speakers_by_name(std::slice::from_ref(name)).await?;
        Ok(if let [(_, only)] = found.as_slice() { Some(only.id) } else { None })
    }

    async fn names_of(&self, claims: &[Claim]) -> Result<BTreeMap<SpeakerId, String>, AppError> {
        let ids: BTreeSet<SpeakerId> = claims.iter().filter_map(|claim| claim.claimant).collect();
        let speakers = self.store.speakers_by_id(&ids.into_iter().collect::<Vec<_>>()).await?;
        Ok(speakers.into_iter().map(|s| (s.id, s.name)).collect())
    }

    /// Keeps claims that stand against another one in the way asked for.
    async fn keep_drifting(&self, query: &SearchQuery, claims: &mut Vec<Claim>) -> Result<(), AppError> {
        let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        let pairs = self.store.pairs_of_claims(&ids).await?.into_iter();
        let standing = pairs.filter(|pair| pair.state != ProposalState::Refused && query.admits_pair(pair));
        let kept: BTreeSet<ClaimId> = standing.flat_map(|pair: ClaimPair| [pair.a, pair.b]).collect();
        claims.retain(|claim| kept.contains(&claim.id));
        Ok(())
    }

    async fn keep_by_origins(
        &self,
        query: &SearchQuery,
        claims: Vec<Claim>,
        limit: usize,
    ) -> Result<Vec<Claim>, AppError> {
        let mut kept = Vec::new();
        for claim in claims.into_iter().take(COUNTED) {
            let case = self.case(claim.handle).await?;
            let most = case.origins.iter().map(|found| found.groups.len()).max().unwrap_or_default();
            if query.admits_origins(most) {
                kept.push(claim);
            }
            if kept.len() >= limit {
                break;
            }
        }
        Ok(kept)
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
    let wording = Wording::of(claim, None).map(Wording::with_slots);
    wording.map(|wording| wording.statement().slots.quantities.iter().map(|q| q.value).collect()).unwrap_or_default()
}
