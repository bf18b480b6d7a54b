//! The report of an article.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use onrecord_compare::{Signature, compare, statement_signature};
use onrecord_model::{
    Claim, ClaimId, Document, Handle, HandleKind, Mention, PublicEntry, PublicSubject, Relation, Speaker, SpeakerId,
};
use onrecord_report::article::{self, ArticlePage, Checkpoint, ClaimCard, Method, OtherWording};
use onrecord_report::index::{self, IndexEntry, IndexPage};
use onrecord_store::{EventFilter, Occurrence, SealedEvent, StoredMention};
use uuid::Uuid;

use crate::error::expect_kind;
use crate::rewind::{AsOf, Rewound};
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
    /// Writes the report of one document, as the desk is or stood: the same bytes as were written then.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Missing`] when nothing was known of it then,
    /// [`AppError::Store`], [`AppError::Render`].
    pub async fn report(&self, handle: Handle, at: AsOf) -> Result<ReportFile, AppError> {
        let handle = expect_kind(handle, HandleKind::Document)?;
        let document = self.store.document(handle).await?.ok_or(AppError::NotFound { handle })?;
        let rewound = self.rewind(at).await?;
        if !rewound.knows(document.id) {
            let entry = rewound.size();
            return Err(AppError::Missing(format!("{handle} had not been taken in at entry {entry} of the log")));
        }
        let page = self.page(document, &rewound).await?;
        let html = article::render(&page).map_err(|e| AppError::Render(e.to_string()))?;
        let entry = IndexEntry::new(page.document, page.claims.iter().map(|card| &card.claim));
        Ok(ReportFile { name: entry.file.clone(), html, entry: Some(entry) })
    }

    /// Writes the page that lists `entries`.
    ///
    /// # Errors
    /// [`AppError::Store`], [`AppError::Render`].
    pub async fn report_index(&self, title: &str, entries: Vec<IndexEntry>, at: AsOf) -> Result<ReportFile, AppError> {
        let last = self.rewind(at).await?.last;
        let as_of = self.made_at(last.as_ref());
        let page =
            IndexPage { title: title.to_owned(), entries, method: method(EACH, last.as_ref()), generated_at: as_of };
        let html = index::render(&page).map_err(|e| AppError::Render(e.to_string()))?;
        Ok(ReportFile { name: "index.html".to_owned(), html, entry: None })
    }

    /// Lists all documents by handle that are known, or were, for reports of everything.
    ///
    /// # Errors
    /// [`AppError::Missing`] when nothing was known then, [`AppError::Store`] when the database cannot be read.
    pub async fn all_documents(&self, at: AsOf) -> Result<Vec<Handle>, AppError> {
        let rewound = self.rewind(at).await?;
        let (mut all, mut last) = (Vec::new(), None);
        loop {
            let page = self.store.documents(last, PAGE).await?;
            let Some(end) = page.last() else { return Ok(all) };
            last = Some(end.handle);
            all.extend(page.into_iter().filter(|d| rewound.knows(d.id)).map(|d| d.handle));
        }
    }

    async fn page(&self, mut document: Document, rewound: &Rewound) -> Result<ArticlePage, AppError> {
        document.outlet = document.outlet.map(|outlet| rewound.outlet(outlet));
        let mentions = self.mentions_as_of(&document, rewound).await?;
        let made: BTreeSet<ClaimId> = mentions.iter().map(|stored| stored.claim).collect();
        let claims = self.claims_as_of(&made.into_iter().collect::<Vec<_>>(), rewound).await?;
        let speakers = self.speakers_of(&claims, rewound).await?;
        let wordings = self.wordings(&document, &claims, rewound).await?;
        let told = self.told(&claims, rewound).await?;
        let mut grouped = by_claim(&mentions);
        let mut claims: Vec<(Claim, Vec<Mention>)> =
            claims.into_iter().map(|claim| with_mentions(claim, &mut grouped)).collect();
        claims.sort_by_key(|(_, mentions)| mentions.iter().map(place).min());
        let mut cards = Vec::with_capacity(claims.len());
        for (claim, mentions) in claims {
            cards.push(
                self.card((wordings.dated(rewound, claim), mentions), &speakers, &wordings, &told, rewound).await?,
            );
        }
        let as_of = self.made_at(rewound.last.as_ref());
        Ok(ArticlePage {
            not_established: not_established(&document, &cards),
            method: method(document.article.engine.as_deref().unwrap_or(ENGINE_BEFORE), rewound.last.as_ref()),
            document,
            claims: cards,
            corrections: told.into_iter().rev().collect(),
            generated_at: as_of,
        })
    }

    /// A report shows the database as it stands, so it carries the time of the last change and not that of printing:
    /// the same database gives the same bytes.
    pub(crate) async fn as_of(&self) -> Result<DateTime<Utc>, AppError> {
        let filter = EventFilter { newest_first: true, limit: 1, ..EventFilter::default() };
        Ok(self.store.events(&filter).await?.first().map_or_else(|| self.now(), |sealed| sealed.event.at))
    }

    /// Returns the moment a report carries: that of the last entry it was made from, not that of printing.
    fn made_at(&self, last: Option<&SealedEvent>) -> DateTime<Utc> {
        last.map_or_else(|| self.now(), |sealed| sealed.event.at)
    }

    /// Lists the corrections of these claims, the oldest first.
    async fn told(&self, claims: &[Claim], rewound: &Rewound) -> Result<Vec<PublicEntry>, AppError> {
        let ids: Vec<Uuid> = claims.iter().map(|claim| claim.id.0).collect();
        let now = self.store.public_entries_of(&ids).await?;
        let of_these = |entry: &PublicEntry| match entry.subject {
            PublicSubject::Claim(id, _) => entry.correction().is_some() && ids.contains(&id.0),
            PublicSubject::Document(..) => false,
        };
        Ok(rewound.public(now, of_these))
    }

    /// Returns the newest checkpoint as a page prints it; `None` while the log is empty.
    pub(crate) async fn report_checkpoint(&self, at: DateTime<Utc>) -> Result<Option<Checkpoint>, AppError> {
        let head = self.store.head().await?;
        Ok((head.size > 0).then_some(Checkpoint { size: head.size, root: head.root, at }))
    }

    async fn speakers_of(&self, claims: &[Claim], rewound: &Rewound) -> Result<BTreeMap<SpeakerId, Speaker>, AppError> {
        let ids: BTreeSet<SpeakerId> = claims.iter().filter_map(|claim| claim.claimant).collect();
        let ids: Vec<SpeakerId> = ids.into_iter().collect();
        let speakers = self.speakers_as_of(&ids, rewound).await?;
        Ok(speakers.into_iter().map(|speaker| (speaker.id, speaker)).collect())
    }

    /// Gathers every wording that may be compared with a claim of this document: what its speakers said anywhere.
    async fn wordings(&self, document: &Document, claims: &[Claim], rewound: &Rewound) -> Result<Wordings, AppError> {
        let mut all: BTreeMap<ClaimId, Claim> = claims.iter().map(|c| (c.id, c.clone())).collect();
        let speakers: BTreeSet<SpeakerId> = claims.iter().filter_map(|claim| claim.claimant).collect();
        for speaker in speakers {
            let said = self.said_by_as_of(speaker, CLAIMS_OF_SPEAKER, rewound).await?;
            all.extend(said.into_iter().map(|c| (c.id, c)));
        }
        let ids: Vec<ClaimId> = all.keys().copied().collect();
        let occurrences = self.occurrences_as_of(&ids, rewound).await?;
        let signatures = occurrences.iter().map(|o| statement_signature(&statement(o))).collect();
        Ok(Wordings { document: document.handle, claims: all, occurrences, signatures })
    }

    async fn card(
        &self,
        (claim, mentions): (Claim, Vec<Mention>),
        speakers: &BTreeMap<SpeakerId, Speaker>,
        wordings: &Wordings,
        told: &[PublicEntry],
        rewound: &Rewound,
    ) -> Result<ClaimCard, AppError> {
        let filter = EventFilter { subject: Some(claim.id.0), limit: HISTORY, ..EventFilter::default() };
        let history = self.store.events(&filter).await?.into_iter();
        let history = history.filter(|sealed| sealed.position <= rewound.size()).map(|sealed| sealed.event).collect();
        let evidence = self.evidence_as_of(claim.id, rewound).await?;
        let of_claim = |entry: &&PublicEntry| entry.subject.handle() == claim.handle;
        let (others, others_left_out) = wordings.others(&claim);
        Ok(ClaimCard {
            speaker: claim.claimant.and_then(|id| speakers.get(&id)).cloned(),
            mentions,
            others,
            others_left_out,
            evidence,
            corrections: told.iter().rev().filter(of_claim).cloned().collect(),
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
    /// Returns a claim as it was: what it has learnt since of an earlier publication is left out.
    fn dated(&self, rewound: &Rewound, claim: Claim) -> Claim {
        let mut claim = rewound.claim(claim);
        if rewound.lacks_places() {
            let own = self.occurrences.iter().filter(|occurrence| occurrence.claim == claim.id);
            claim.first_published = own.filter_map(|o| o.document.published.as_ref().map(|when| when.date)).min();
        }
        claim
    }

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

fn method(engine: &str, last: Option<&SealedEvent>) -> Method {
    let checkpoint = last.map(|sealed| Checkpoint { size: sealed.position, root: sealed.hash, at: sealed.event.at });
    Method { generator: GENERATOR.to_owned(), rules: engine.to_owned(), checkpoint, dispute: None }
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
