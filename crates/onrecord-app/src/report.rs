//! The report of an article.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use onrecord_compare::{Signature, compare, statement_signature};
use onrecord_model::{Claim, ClaimId, Document, Event, Handle, HandleKind, Mention, Relation, Speaker, SpeakerId};
use onrecord_report::article::{self, ArticlePage, Checkpoint, ClaimCard, Method, OtherWording};
use onrecord_report::index::{self, IndexEntry, IndexPage};
use onrecord_store::{EventFilter, Occurrence, StoredMention};

use crate::error::expect_kind;
use crate::statement::statement;
use crate::{AppError, Desk};

/// How many claims of one speaker are searched for other wordings.
const CLAIMS_OF_SPEAKER: u32 = 2_000;
/// How many entries of one claim's history a report shows.
const HISTORY: u32 = 200;
/// How many documents are read at a time when all are listed.
const PAGE: u32 = 1_000;
/// How many other wordings are compared with a claim; the nearest in time come first. A page is read by people, and
/// comparing every wording of a talkative speaker with every other is quadratic.
const COMPARED: usize = 20;

/// One page ready to be written to a file.
pub struct ReportFile {
    /// File name, such as `d1.html`.
    pub name: String,
    /// Its bytes, UTF-8.
    pub html: String,
    /// What the index says of it; `None` for pages that no index lists.
    pub entry: Option<IndexEntry>,
}

/// What the list of reports says, since each document was read by the engine of its day.
const EACH: &str = "as named in each report";
/// What pages say wrote them.
pub(crate) const GENERATOR: &str = concat!("onrecord ", env!("CARGO_PKG_VERSION"));
/// Names what read the documents of databases that did not keep it.
pub const ENGINE_BEFORE: &str = "rules-2";

impl Desk {
    /// Writes the report of one document.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`], [`AppError::Render`].
    pub async fn report(&self, handle: Handle) -> Result<ReportFile, AppError> {
        let handle = expect_kind(handle, HandleKind::Document)?;
        let document = self.store.document(handle).await?.ok_or(AppError::NotFound { handle })?;
        let page = self.page(document).await?;
        let html = article::render(&page).map_err(|e| AppError::Render(e.to_string()))?;
        let entry = IndexEntry::new(page.document, page.claims.iter().map(|card| &card.claim));
        Ok(ReportFile { name: entry.file.clone(), html, entry: Some(entry) })
    }

    /// Writes the page that lists `entries`.
    ///
    /// # Errors
    /// [`AppError::Store`], [`AppError::Render`].
    pub async fn report_index(&self, title: &str, entries: Vec<IndexEntry>) -> Result<ReportFile, AppError> {
        let as_of = self.as_of().await?;
        let page = IndexPage {
            title: title.to_owned(),
            entries,
            method: self.method(EACH, as_of).await?,
            generated_at: as_of,
        };
        let html = index::render(&page).map_err(|e| AppError::Render(e.to_string()))?;
        Ok(ReportFile { name: "index.html".to_owned(), html, entry: None })
    }

    /// Lists all documents by handle, for reports of everything.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn all_documents(&self) -> Result<Vec<Handle>, AppError> {
        let mut all: Vec<Handle> = Vec::new();
        loop {
            let page = self.store.documents(all.last().copied(), PAGE).await?;
            if page.is_empty() {
                return Ok(all);
            }
            all.extend(page.into_iter().map(|d| d.handle));
        }
    }

    async fn page(&self, document: Document) -> Result<ArticlePage, AppError> {
        let mentions = self.store.mentions(&document).await?;
        let claims = self.store.claims_of_document(document.id).await?;
        let speakers = self.speakers_of(&claims).await?;
        let wordings = self.wordings(&document, &claims).await?;
        let mut grouped = by_claim(&mentions);
        let mut claims: Vec<(Claim, Vec<Mention>)> =
            claims.into_iter().map(|claim| with_mentions(claim, &mut grouped)).collect();
        claims.sort_by_key(|(_, mentions)| mentions.iter().map(place).min());
        let mut cards = Vec::with_capacity(claims.len());
        for (claim, mentions) in claims {
            cards.push(self.card(claim, mentions, &speakers, &wordings).await?);
        }
        let as_of = self.as_of().await?;
        Ok(ArticlePage {
            not_established: not_established(&document, &cards),
            method: self.method(document.article.engine.as_deref().unwrap_or(ENGINE_BEFORE), as_of).await?,
            document,
            claims: cards,
            generated_at: as_of,
        })
    }

    /// A report shows the database as it stands, so it carries the time of the last change and not that of printing:
    /// the same database gives the same bytes.
    pub(crate) async fn as_of(&self) -> Result<DateTime<Utc>, AppError> {
        let filter = EventFilter { newest_first: true, limit: 1, ..EventFilter::default() };
        Ok(self.store.events(&filter).await?.first().map_or_else(|| self.now(), |sealed| sealed.event.at))
    }

    async fn method(&self, engine: &str, at: DateTime<Utc>) -> Result<Method, AppError> {
        Ok(Method {
            generator: GENERATOR.to_owned(),
            rules: engine.to_owned(),
            checkpoint: self.report_checkpoint(at).await?,
            dispute: None,
        })
    }

    /// Returns the newest checkpoint as a page prints it; `None` while the log is empty.
    pub(crate) async fn report_checkpoint(&self, at: DateTime<Utc>) -> Result<Option<Checkpoint>, AppError> {
        let head = self.store.head().await?;
        Ok((head.size > 0).then_some(Checkpoint { size: head.size, root: head.root, at }))
    }

    async fn speakers_of(&self, claims: &[Claim]) -> Result<BTreeMap<SpeakerId, Speaker>, AppError> {
        let ids: BTreeSet<SpeakerId> = claims.iter().filter_map(|claim| claim.claimant).collect();
        let ids: Vec<SpeakerId> = ids.into_iter().collect();
        Ok(self.store.speakers_by_id(&ids).await?.into_iter().map(|s| (s.id, s)).collect())
    }

    /// Gathers every wording that may be compared with a claim of this document: what its speakers said anywhere.
    async fn wordings(&self, document: &Document, claims: &[Claim]) -> Result<Wordings, AppError> {
        let mut all: BTreeMap<ClaimId, Claim> = claims.iter().map(|c| (c.id, c.clone())).collect();
        let speakers: BTreeSet<SpeakerId> = claims.iter().filter_map(|claim| claim.claimant).collect();
        for speaker in speakers {
            let said = self.store.claims_of_speaker(speaker, CLAIMS_OF_SPEAKER).await?;
            all.extend(said.into_iter().map(|c| (c.id, c)));
        }
        let ids: Vec<ClaimId> = all.keys().copied().collect();
        let occurrences = self.store.occurrences(&ids).await?;
        let signatures = occurrences.iter().map(|o| statement_signature(&statement(o))).collect();
        Ok(Wordings { document: document.handle, claims: all, occurrences, signatures })
    }

    async fn card(
        &self,
        claim: Claim,
        mentions: Vec<Mention>,
        speakers: &BTreeMap<SpeakerId, Speaker>,
        wordings: &Wordings,
    ) -> Result<ClaimCard, AppError> {
        let filter = EventFilter { subject: Some(claim.id.0), limit: HISTORY, ..EventFilter::default() };
        let history: Vec<Event> = self.store.events(&filter).await?.into_iter().map(|sealed| sealed.event).collect();
        let evidence = self.store.evidence_on(&[claim.id]).await?;
        let (others, others_left_out) = wordings.others(&claim);
        Ok(ClaimCard {
            speaker: claim.claimant.and_then(|id| speakers.get(&id)).cloned(),
            mentions,
            others,
            others_left_out,
            evidence,
            history,
            claim,
        })
    }
}

/// The wordings a document's claims are compared with, each with its signature.
struct Wordings {
    document: Handle,
    claims: BTreeMap<ClaimId, Claim>,
    /// By date, document and place.
    occurrences: Vec<Occurrence>,
    signatures: Vec<Signature>,
}

impl Wordings {
    /// Lists what else was said of the same matter, by date, and counts what may be near to it but was not compared.
    fn others(&self, claim: &Claim) -> (Vec<OtherWording>, usize) {
        let here = |o: &Occurrence| o.claim == claim.id && o.document.handle == self.document;
        let Some(base) = self.occurrences.iter().position(here) else { return (Vec::new(), 0) };
        let near = |at: &usize| *at != base && self.signatures[base].may_relate(&self.signatures[*at]);
        let mut candidates: Vec<usize> =
            (0..self.occurrences.len()).filter(near).filter(|at| !here(&self.occurrences[*at])).collect();
        candidates.sort_by_key(|at| (at.abs_diff(base), *at));
        let left_out = candidates.len().saturating_sub(COMPARED);
        candidates.truncate(COMPARED);
        candidates.sort_unstable();
        (candidates.into_iter().filter_map(|at| self.other(base, at)).collect(), left_out)
    }

    /// Compares two wordings, the earlier with the later, as time runs.
    fn other(&self, base: usize, at: usize) -> Option<OtherWording> {
        let earlier = at < base;
        let (old, new) = if earlier { (at, base) } else { (base, at) };
        let comparison = compare(&statement(&self.occurrences[old]), &statement(&self.occurrences[new]));
        if comparison.relation == Relation::Unrelated {
            return None;
        }
        let other = &self.occurrences[at];
        let mention = &other.stored.mention;
        Some(OtherWording {
            document: other.document.handle,
            title: other.document.title.clone(),
            outlet: other.document.outlet.clone(),
            published: other.document.published,
            claim: self.claims.get(&other.claim)?.handle,
            speaker: mention.speaker.as_ref().map(|s| s.name.clone()),
            text: other.text.clone(),
            content: mention.content.clone(),
            earlier,
            comparison,
        })
    }
}

fn with_mentions(claim: Claim, grouped: &mut BTreeMap<ClaimId, Vec<Mention>>) -> (Claim, Vec<Mention>) {
    let mentions = grouped.remove(&claim.id).unwrap_or_default();
    (claim, mentions)
}

/// Where a mention stands: those added by hand have the last numbers, wherever they stand.
fn place(mention: &Mention) -> (Option<usize>, u32) {
    (mention.content.first().map(|span| span.bytes().start), mention.number)
}

/// Groups the mentions of a document by the claim they make, in reading order.
fn by_claim(mentions: &[StoredMention]) -> BTreeMap<ClaimId, Vec<Mention>> {
    let mut grouped: BTreeMap<ClaimId, Vec<Mention>> = BTreeMap::new();
    for stored in mentions {
        grouped.entry(stored.claim).or_default().push(stored.mention.clone());
    }
    for mentions in grouped.values_mut() {
        mentions.sort_by_key(place);
    }
    grouped
}

/// Says what the report leaves open: for the document, then by how many claims each gap concerns.
fn not_established(document: &Document, cards: &[ClaimCard]) -> Vec<String> {
    let mut gaps: Vec<String> = Vec::new();
    if document.outlet.is_none() {
        gaps.push("who published this text".to_owned());
    }
    if document.article.published.is_none() {
        gaps.push("when it was published, so relative dates such as “on Thursday” are not resolved".to_owned());
    }
    let mut counted: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for card in cards {
        for gap in onrecord_review::not_established(&card.claim) {
            counted.entry(gap).or_default().push(card.claim.handle.to_string());
        }
    }
    gaps.extend(counted.into_iter().map(|(gap, claims)| format!("{gap}: {}", listed(&claims))));
    gaps
}

/// Names a few; more are counted.
fn listed(claims: &[String]) -> String {
    const NAMED: usize = 6;
    match claims.len() {
        0..=NAMED => claims.join(", "),
        n => format!("{} and {} more", claims[..NAMED].join(", "), n - NAMED),
    }
}
