//! Articles into the database: extracted first, then written in one transaction a batch.

mod claims;
mod outlets;
mod speakers;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use onrecord_compare::document_print;
use onrecord_model::{
    Action, Actor, Article, ArticleId, Claim, ClaimId, ContentHash, Diagnostic, Document, DocumentId, Event, EventId,
    Handle, HandleKind, Mention, MentionId, Outlet,
};
use onrecord_store::{Filed, NewArticle, NewDocument, StoredMention, Tx, content_digest};

pub use claims::denial;
pub(crate) use claims::{fingerprint, wording};

use crate::copying::{Arriving, link_copies};
use crate::desk::retrying;
use crate::matching::Fresh;
use crate::{AppError, Desk, MatchTally, extract_all};

/// One article ready to be taken in.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// What was read.
    pub article: Article,
    /// The bytes it was read from; kept, and hashed to tell whether it is new.
    pub raw: Vec<u8>,
}

/// What became of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was stored.
    Added {
        /// Its handle.
        document: Handle,
        /// 1 for the first version under its address.
        version: u32,
        /// How many mentions were found in it.
        mentions: u32,
        /// How many of the claims were new, and what they were found to say like others.
        matched: MatchTally,
        /// The earliest stored document it is a copy of; `None` when it is none.
        copy_of: Option<Handle>,
        /// What was noticed while it was read and searched.
        diagnostics: Vec<Diagnostic>,
    },
    /// The same bytes are stored already.
    Unchanged {
        /// The document that holds them.
        document: Handle,
    },
}

/// One article with everything computed that needs no database.
struct Analysed<'a> {
    incoming: &'a Incoming,
    /// The article as it will be kept: with the engine that read it, and what that noticed.
    article: Article,
    hash: ContentHash,
    mentions: Vec<Mention>,
}

/// One article with its place in the database.
struct Placed<'a> {
    analysed: &'a Analysed<'a>,
    id: DocumentId,
    handle: Handle,
    article: ArticleId,
    version: u32,
    outlet: Option<Outlet>,
}

impl Desk {
    /// Takes in a batch of articles in one transaction and returns what became of each, in the same order.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database refuses; nothing of the batch is stored then.
    pub async fn ingest(&self, batch: &[Incoming], jobs: NonZeroUsize) -> Result<Vec<Outcome>, AppError> {
        if self.store.is_unfiled().await? {
            self.match_unfiled().await?;
        }
        let analysed = self.analyse(batch, jobs).await?;
        retrying!(self.write(&analysed, jobs))
    }

    /// Extracts what is not stored yet; what is stored gets no mentions because nothing of it will be written.
    async fn analyse<'a>(&self, batch: &'a [Incoming], jobs: NonZeroUsize) -> Result<Vec<Analysed<'a>>, AppError> {
        let hashes: Vec<ContentHash> = batch.iter().map(|i| ContentHash::of(&i.raw)).collect();
        let known: BTreeSet<ContentHash> =
            self.store.documents_by_hash(&hashes).await?.into_iter().map(|(hash, _)| hash).collect();
        let fresh: Vec<&Article> =
            batch.iter().zip(&hashes).filter(|(_, h)| !known.contains(h)).map(|(i, _)| &i.article).collect();
        let agencies = self.agencies_named(&fresh).await?;
        let mut extractions = extract_all(self.engine, &fresh, jobs).into_iter();
        let mut analyse = |incoming: &'a Incoming, hash| {
            let found = if known.contains(&hash) { None } else { extractions.next() }.unwrap_or_default();
            let mut article = incoming.article.clone();
            article.credit = article.credit.or_else(|| agencies.credited(incoming.article.text.as_str()));
            article.engine = Some(self.engine.version().to_owned());
            article.diagnostics.extend(found.diagnostics);
            Analysed { incoming, article, hash, mentions: found.mentions }
        };
        Ok(batch.iter().zip(hashes).map(|(incoming, hash)| analyse(incoming, hash)).collect())
    }

    async fn write(&self, analysed: &[Analysed<'_>], jobs: NonZeroUsize) -> Result<Vec<Outcome>, AppError> {
        let mut tx = self.store.begin().await?;
        let (fresh, mut outcomes) = sort_out(&tx, analysed).await?;
        if fresh.is_empty() {
            tx.rollback().await?;
            return Ok(outcomes.into_values().collect());
        }
        let placed = self.place(&mut tx, &fresh).await?;
        let added = self.write_documents(&mut tx, &placed, jobs).await?;
        tx.commit().await?;
        for (at, outcome) in fresh.keys().zip(added) {
            outcomes.insert(*at, outcome);
        }
        Ok(with_repeats(analysed, &outcomes))
    }

    /// Gives every fresh article its handle, its outlet and its version.
    async fn place<'a>(
        &self,
        tx: &mut Tx,
        fresh: &BTreeMap<usize, &'a Analysed<'a>>,
    ) -> Result<Vec<Placed<'a>>, AppError> {
        let outlets = self.place_outlets(tx, fresh.values().map(|a| &a.article)).await?;
        let urls: Vec<String> = fresh.values().filter_map(|a| a.article.url.clone()).collect();
        let mut latest: BTreeMap<String, (ArticleId, u32)> =
            tx.latest_by_url(&urls).await?.into_iter().map(|(url, id, version, _)| (url, (id, version))).collect();
        let first = tx.next_handles(HandleKind::Document, fresh.len() as u32).await?;
        let (mut placed, mut new_articles) = (Vec::new(), Vec::new());
        for (number, analysed) in (first..).zip(fresh.values()) {
            let read = &analysed.article;
            let outlet = outlets.of(read).cloned();
            let (article, version) = match read.url.as_ref().and_then(|url| latest.get(url)) {
                Some((article, version)) => (*article, version + 1),
                None => (ArticleId(self.next_id()), 1),
            };
            if version == 1 {
                new_articles.push(NewArticle { id: article, url: read.url.clone() });
            }
            if let Some(url) = &read.url {
                latest.insert(url.clone(), (article, version));
            }
            let id = DocumentId(self.next_id());
            placed.push(Placed { analysed, id, handle: Handle::document(number), article, version, outlet });
        }
        tx.insert_articles(&new_articles).await?;
        Ok(placed)
    }

    /// Writes documents, speakers, claims, mentions and the log entries.
    async fn write_documents(
        &self,
        tx: &mut Tx,
        placed: &[Placed<'_>],
        jobs: NonZeroUsize,
    ) -> Result<Vec<Outcome>, AppError> {
        let now = self.now();
        let documents: Vec<NewDocument> = placed.iter().map(|p| new_document(p, now)).collect();
        tx.insert_documents(&documents).await?;
        let copies = link_copies(tx, &placed.iter().map(arriving).collect::<Vec<_>>()).await?;
        let speakers = self.place_speakers(tx, placed, &copies).await?;
        let (claims, fresh) = self.place_claims(tx, placed, &speakers).await?;
        let matched = by_document(&fresh, self.match_claims(tx, &fresh, jobs).await?, placed.len());
        let ids: Vec<ClaimId> = claims.values().copied().collect();
        let stored: BTreeMap<ClaimId, Claim> = tx.claims(&ids).await?.into_iter().map(|c| (c.id, c)).collect();
        let (mut events, mut outcomes) = (Vec::new(), Vec::new());
        for (at, p) in placed.iter().enumerate() {
            let mentions: Vec<StoredMention> = p
                .analysed
                .mentions
                .iter()
                .enumerate()
                .map(|(n, mention)| StoredMention {
                    id: MentionId(self.next_id()),
                    claim: claims[&(at, n)],
                    speaker: speakers.get(&(at, n)).copied(),
                    mention: mention.clone(),
                })
                .collect();
            tx.insert_mentions(p.id, &mentions).await?;
            events.push(self.ingested(p, &mentions, &stored, matched[at].claims));
            outcomes.push(added(p, matched[at], copies[at]));
        }
        tx.append_all(&events).await?;
        Ok(outcomes)
    }

    fn ingested(
        &self,
        p: &Placed<'_>,
        mentions: &[StoredMention],
        claims: &BTreeMap<ClaimId, Claim>,
        new_claims: u32,
    ) -> Event {
        let filed: Vec<Filed<'_>> = mentions.iter().map(|stored| filed(stored, &claims[&stored.claim])).collect();
        let action = Action::Ingested {
            document: p.id,
            handle: p.handle,
            article: p.article,
            version: p.version,
            hash: p.analysed.hash,
            content: content_digest(&p.analysed.article, &filed),
            mentions: p.analysed.mentions.len() as u32,
            new_claims,
        };
        Event { id: EventId(self.next_id()), at: self.now(), actor: Actor::Program, action }
    }
}

fn filed<'a>(stored: &'a StoredMention, claim: &'a Claim) -> Filed<'a> {
    Filed { mention: &stored.mention, claim: claim.id, wording: &claim.wording, claimant: claim.claimant }
}

/// Splits a batch into what is new (by place in the batch) and what is stored already.
async fn sort_out<'a>(
    tx: &Tx,
    analysed: &'a [Analysed<'a>],
) -> Result<(BTreeMap<usize, &'a Analysed<'a>>, BTreeMap<usize, Outcome>), AppError> {
    let hashes: Vec<ContentHash> = analysed.iter().map(|a| a.hash).collect();
    let known: BTreeMap<ContentHash, Handle> =
        tx.documents_by_hash(&hashes).await?.into_iter().map(|(hash, document)| (hash, document.handle)).collect();
    let current = current(tx, analysed).await?;
    let (mut fresh, mut stored, mut seen) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
    for (at, one) in analysed.iter().enumerate() {
        let same = current.get(&one.article.url).filter(|d| says_the_same(&d.article, &one.article));
        match known.get(&one.hash).or(same.map(|document| &document.handle)) {
            Some(document) => drop(stored.insert(at, Outcome::Unchanged { document: *document })),
            None if seen.insert(one.hash) => drop(fresh.insert(at, one)),
            None => {}
        }
    }
    Ok((fresh, stored))
}

/// Reads the latest version of every article of the batch that is stored under its address.
async fn current(tx: &Tx, analysed: &[Analysed<'_>]) -> Result<BTreeMap<Option<String>, Document>, AppError> {
    let urls: BTreeSet<String> = analysed.iter().filter_map(|a| a.article.url.clone()).collect();
    let urls: Vec<String> = urls.into_iter().collect();
    let mut found = BTreeMap::new();
    for (url, _, _, id) in tx.latest_by_url(&urls).await? {
        found.extend(tx.document_by_id(id).await?.map(|document| (Some(url), document)));
    }
    Ok(found)
}

/// Tells whether nothing a reader sees has changed: other bytes round the same article are no new version.
fn says_the_same(stored: &Article, read: &Article) -> bool {
    stored.text == read.text && stored.title == read.title && stored.published == read.published
}

/// Fills in the articles that stood twice in the batch: the second time they are known.
fn with_repeats(analysed: &[Analysed<'_>], outcomes: &BTreeMap<usize, Outcome>) -> Vec<Outcome> {
    let mut first: BTreeMap<ContentHash, Handle> = BTreeMap::new();
    let mut all = Vec::with_capacity(analysed.len());
    for (at, one) in analysed.iter().enumerate() {
        if let Some(outcome) = outcomes.get(&at) {
            let (Outcome::Added { document, .. } | Outcome::Unchanged { document }) = outcome;
            first.insert(one.hash, *document);
            all.push(outcome.clone());
        } else if let Some(document) = first.get(&one.hash) {
            all.push(Outcome::Unchanged { document: *document });
        }
    }
    all
}

fn new_document(p: &Placed<'_>, now: chrono::DateTime<chrono::Utc>) -> NewDocument {
    NewDocument {
        id: p.id,
        handle: p.handle,
        article_id: p.article,
        version: p.version,
        hash: p.analysed.hash,
        outlet: p.outlet.as_ref().map(|outlet| outlet.id),
        retrieved_at: p.analysed.article.fetched.unwrap_or(now),
        article: p.analysed.article.clone(),
        raw: p.analysed.incoming.raw.clone(),
    }
}

/// Sums up what the new claims of each document came to.
fn by_document(fresh: &[Fresh], tallies: Vec<MatchTally>, documents: usize) -> Vec<MatchTally> {
    let mut sums = vec![MatchTally::default(); documents];
    for (at, tally) in fresh.iter().zip(tallies).filter_map(|(f, tally)| Some((f.document?, tally))) {
        sums[at].add(tally);
    }
    sums
}

fn arriving(p: &Placed<'_>) -> Arriving {
    let article = &p.analysed.article;
    let outlet = p.outlet.as_ref().map(|outlet| outlet.name.as_str());
    Arriving {
        id: p.id,
        handle: p.handle,
        article: p.article,
        print: document_print(article.text.as_str(), article.credit.as_deref(), outlet),
    }
}

fn added(p: &Placed<'_>, matched: MatchTally, copy_of: Option<Handle>) -> Outcome {
    Outcome::Added {
        document: p.handle,
        version: p.version,
        mentions: p.analysed.mentions.len() as u32,
        matched,
        copy_of,
        diagnostics: p.analysed.article.diagnostics.clone(),
    }
}
