//! The report of an article.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::thread;

use onrecord_compare::compare_related;
use onrecord_model::{
    Citation, Claim, ClaimId, ClaimPair, Document, Event, EvidenceItem, Handle, HandleKind, Mention, ProposalState,
    PublicEntry, PublicSubject, Relation, Speaker, SpeakerId, Veto,
};
use onrecord_report::article::{
    self, ArticlePage, Checkpoint, ClaimCard, Gap, Method, NamedDocument, Newer, OtherWording,
};
use onrecord_report::aside::SetAside;
use onrecord_report::export::claimreview::Review;
use onrecord_report::index::{self, IndexEntry};
use onrecord_report::site::Site;
use onrecord_store::{DocumentSummary, Occurrence, SealedEvent, StoredMention};
use onrecord_text::Text;
use uuid::Uuid;

use crate::error::expect_kind;
use crate::ingest::denial;
use crate::rating::still_told;
use crate::rewind::{AsOf, Rewound};
use crate::site::{ALIKE, Audience, Known, Run, known, rendered, trees};
use crate::statement::statement;
use crate::{AppError, CaseView, Desk, map_in_order};

/// How many entries of one claim's history a report shows.
const HISTORY: usize = 200;
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

/// What pages say wrote them.
pub(crate) const GENERATOR: &str = concat!("onrecord ", env!("CARGO_PKG_VERSION"));
/// Names what read the documents of databases that did not keep it.
pub const ENGINE_BEFORE: &str = "rules-2";

/// What was read for the report of one document.
pub(crate) struct Gathered {
    document: Document,
    newer: Option<Newer>,
    claims: Vec<(Claim, Vec<Mention>)>,
    speakers: BTreeMap<SpeakerId, Speaker>,
    wordings: Wordings,
    set_aside: BTreeMap<ClaimId, SetAside>,
    told: Vec<PublicEntry>,
    evidence: BTreeMap<ClaimId, Vec<EvidenceItem>>,
    /// Of claims that more than one place or piece of evidence bears on.
    cases: BTreeMap<ClaimId, CaseView>,
    histories: BTreeMap<ClaimId, Vec<Event>>,
    reviews: Vec<Review>,
    newest: Option<Checkpoint>,
}

impl Desk {
    /// Writes the report of one document, as the desk is or stood: the same bytes as were written then, but for evidence
    /// that was marked as confidential since.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Missing`] when nothing was known of it then,
    /// [`AppError::Store`], [`AppError::Render`].
    pub async fn report(&self, handle: Handle, at: AsOf) -> Result<ReportFile, AppError> {
        let mut run = self.run(at, Audience::default()).await?;
        self.report_in(handle, &mut run).await
    }

    /// Writes the report of one document in a run.
    pub(crate) async fn report_in(&self, handle: Handle, run: &mut Run) -> Result<ReportFile, AppError> {
        let handle = expect_kind(handle, HandleKind::Document)?;
        let document = self.store.document(handle).await?.ok_or(AppError::NotFound { handle })?;
        if !run.rewound.knows(document.id) {
            let entry = run.rewound.size();
            return Err(AppError::Missing(format!("{handle} had not been taken in at entry {entry} of the log")));
        }
        let gathered = self.gather(document, run).await?;
        written(gathered, run, thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
    }

    /// Lists all documents by handle that are known, or were.
    ///
    /// # Errors
    /// [`AppError::Missing`] when nothing was known then, [`AppError::Store`] when the database cannot be read.
    pub async fn all_documents(&self, at: AsOf) -> Result<Vec<Handle>, AppError> {
        let run = self.run(at, Audience::default()).await?;
        self.all_documents_in(&run).await
    }

    /// Lists all documents by handle that are part of a run.
    pub(crate) async fn all_documents_in(&self, run: &Run) -> Result<Vec<Handle>, AppError> {
        let (mut all, mut last) = (Vec::new(), None);
        loop {
            let page = self.store.documents(last, PAGE).await?;
            let Some(end) = page.last() else { return Ok(all) };
            last = Some(end.handle);
            all.extend(page.into_iter().filter(|d| run.rewound.knows(d.id)).map(|d| d.handle));
        }
    }

    /// Reads what the report of a document shows.
    pub(crate) async fn gather(&self, mut document: Document, run: &mut Run) -> Result<Gathered, AppError> {
        document.outlet = document.outlet.map(|outlet| run.rewound.outlet(outlet));
        let mentions = self.mentions_as_of(&document, &run.rewound).await?;
        let made: BTreeSet<ClaimId> = mentions.iter().map(|stored| stored.claim).collect();
        let claims = self.claims_as_of(&made.into_iter().collect::<Vec<_>>(), &run.rewound).await?;
        let speakers = self.speakers_of(&claims, &run.rewound).await?;
        let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        let pairs = self.pairs_as_of(&ids, &run.rewound).await?;
        let wordings = self.wordings(&document, (&claims, &pairs), run).await?;
        let set_aside = self.set_aside(ids.iter().copied(), run).await?;
        let told = self.told(&claims, run).await?;
        let evidence = self.evidence_of(&claims, run).await?;
        let cases = self.cases_of((&claims, &pairs), &wordings, &evidence, run).await?;
        let histories = self.histories_in(&ids, run).await?;
        let mut grouped = by_claim(&mentions);
        let mut claims: Vec<(Claim, Vec<Mention>)> =
            claims.into_iter().map(|claim| with_mentions(claim, &mut grouped)).collect();
        claims.sort_by_key(|(_, mentions)| mentions.iter().map(place).min());
        let subjects = claims.iter().map(|(claim, _)| claim.id.0).chain([document.id.0]);
        let newest = run.newest_about(self, subjects).await?;
        let reviews = self.reviews_of(&claims, &wordings, &told, run).await?;
        Ok(Gathered {
            newer: self.newer(&document, &run.rewound).await?,
            document,
            claims,
            speakers,
            wordings,
            set_aside,
            told,
            evidence,
            cases,
            histories,
            reviews,
            newest,
        })
    }

    /// Finds the newest version of a document that is known, or was; `None` where it is that itself.
    async fn newer(&self, document: &Document, rewound: &Rewound) -> Result<Option<Newer>, AppError> {
        let versions = self.chain(document).await?;
        let last = versions.iter().rfind(|one| rewound.knows(one.id)).filter(|last| last.version > document.version);
        Ok(last.map(|last| Newer { document: last.handle, version: last.version }))
    }

    /// Lists the verdicts that stand on these claims, for programs.
    async fn reviews_of(
        &self,
        claims: &[(Claim, Vec<Mention>)],
        wordings: &Wordings,
        told: &[PublicEntry],
        run: &Run,
    ) -> Result<Vec<Review>, AppError> {
        let mut reviews = Vec::new();
        for (claim, _) in claims {
            // A verdict that lost its ground since had it then.
            reviews.extend(self.review_of(&wordings.dated(&run.rewound, claim.clone()), told, run).await?);
        }
        Ok(reviews)
    }

    /// Lists the corrections of these claims and the verdicts on them, the oldest first.
    pub(crate) async fn told(&self, claims: &[Claim], run: &Run) -> Result<Vec<PublicEntry>, AppError> {
        let ids: Vec<Uuid> = claims.iter().map(|claim| claim.id.0).collect();
        let now = match &run.told {
            Some(told) => claims.iter().filter_map(|claim| told.get(&claim.id)).flatten().cloned().collect(),
            None => self.store.public_entries_of(&ids).await?,
        };
        let of_these = |entry: &PublicEntry| match entry.subject {
            PublicSubject::Claim(id, _) => entry.publication().is_none() && ids.contains(&id.0),
            PublicSubject::Document(..) => false,
        };
        Ok(run.rewound.public(now, of_these))
    }

    async fn speakers_of(&self, claims: &[Claim], rewound: &Rewound) -> Result<BTreeMap<SpeakerId, Speaker>, AppError> {
        let ids: BTreeSet<SpeakerId> = claims.iter().filter_map(|claim| claim.claimant).collect();
        let ids: Vec<SpeakerId> = ids.into_iter().collect();
        let speakers = self.speakers_as_of(&ids, rewound).await?;
        Ok(speakers.into_iter().map(|speaker| (speaker.id, speaker)).collect())
    }

    async fn evidence_of(&self, claims: &[Claim], run: &Run) -> Result<BTreeMap<ClaimId, Vec<EvidenceItem>>, AppError> {
        let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        let mut evidence = self.evidence_as_of(&ids, &run.rewound).await?;
        for item in evidence.values_mut().flatten().filter(|_| !run.site.internal) {
            // What may not leave the desk now does not leave it as it was either.
            item.evidence.confidential |= run.rewound.is_closed(item.id);
        }
        Ok(evidence)
    }

    /// Builds the cases of the claims on which more bears than one place.
    async fn cases_of(
        &self,
        (claims, pairs): (&[Claim], &[ClaimPair]),
        wordings: &Wordings,
        evidence: &BTreeMap<ClaimId, Vec<EvidenceItem>>,
        run: &Run,
    ) -> Result<BTreeMap<ClaimId, CaseView>, AppError> {
        let weighing = pairs.iter().filter(|pair| weighs(pair)).flat_map(|pair| [pair.a, pair.b]);
        let mut asked: BTreeSet<ClaimId> = weighing.chain(wordings.repeated()).collect();
        asked.extend(evidence.iter().filter(|(_, items)| !items.is_empty()).map(|(claim, _)| *claim));
        let asked: Vec<&Claim> = claims.iter().filter(|claim| asked.contains(&claim.id)).collect();
        let reading = self.read_cases_in(&asked.iter().map(|claim| claim.id).collect::<Vec<_>>(), run).await?;
        Ok(asked.into_iter().map(|claim| (claim.id, reading.case(claim.clone()))).collect())
    }

    /// Reads what was done with claims, or finds it among what was read at once.
    pub(crate) async fn histories_in(
        &self,
        claims: &[ClaimId],
        run: &Run,
    ) -> Result<BTreeMap<ClaimId, Vec<Event>>, AppError> {
        if let Some(histories) = &run.histories {
            return Ok(claims.iter().map(|claim| (*claim, histories.of(*claim))).collect());
        }
        let subjects: Vec<Uuid> = claims.iter().map(|claim| claim.0).collect();
        let known = |sealed: &SealedEvent| sealed.position <= run.rewound.size();
        let then = |all: Vec<SealedEvent>| all.into_iter().filter(known).map(|sealed| sealed.event).collect();
        let told = self.store.events_about(&subjects, HISTORY).await?;
        Ok(told.into_iter().map(|(claim, all)| (ClaimId(claim), then(all))).collect())
    }

    /// Reads the claims that were found or confirmed to be near to these, or to contradict them, whoever makes them.
    async fn near_to(&self, claims: &[Claim], pairs: &[ClaimPair], run: &Run) -> Result<Vec<Claim>, AppError> {
        let own: BTreeSet<ClaimId> = claims.iter().map(|claim| claim.id).collect();
        let standing = pairs.iter().filter(|pair| pair.state != ProposalState::Refused);
        let others: BTreeSet<ClaimId> = standing.flat_map(|pair| [pair.a, pair.b]).collect();
        let others: Vec<ClaimId> = others.difference(&own).copied().collect();
        self.claims_as_of(&others, &run.rewound).await
    }

    /// Gathers every wording that may be compared with a claim of this document: what its speakers said anywhere, and what was found
    /// to be near to it.
    async fn wordings(
        &self,
        document: &Document,
        (claims, pairs): (&[Claim], &[ClaimPair]),
        run: &mut Run,
    ) -> Result<Wordings, AppError> {
        let mut handles: BTreeMap<ClaimId, Handle> = claims.iter().map(|c| (c.id, c.handle)).collect();
        let speakers = claims.iter().filter_map(|claim| claim.claimant).collect();
        let mut places: Vec<Arc<Known>> = Vec::new();
        let mut read: BTreeSet<ClaimId> = BTreeSet::new();
        for said in self.said_in(speakers, run).await? {
            handles.extend(said.claims.iter().map(|claim| (claim.id, claim.handle)));
            read.extend(said.claims.iter().map(|claim| claim.id));
            places.extend(said.places.iter().cloned());
        }
        let near = self.near_to(claims, pairs, run).await?;
        handles.extend(near.iter().map(|claim| (claim.id, claim.handle)));
        let rest: BTreeSet<ClaimId> = claims.iter().chain(&near).map(|claim| claim.id).collect();
        let rest: Vec<ClaimId> = rest.difference(&read).copied().collect();
        places.extend(known(self.occurrences_as_of(&rest, &run.rewound).await?));
        places.sort_by_key(|place| place.order());
        Ok(Wordings { document: document.handle, handles, places })
    }
}

/// Compares the wordings of a document with others, on up to `jobs` threads, and writes its report.
pub(crate) fn written(gathered: Gathered, run: &Run, jobs: NonZeroUsize) -> Result<ReportFile, AppError> {
    let page = page(gathered, run, jobs);
    let html = run.mask.settle(article::render(&page).map_err(|error| rendered(&error))?);
    let mut document = page.document;
    // A list of thousands needs no texts, but for the words that one without a headline is called by.
    let untitled = document.article.title.is_none();
    let opening = untitled.then(|| index::opening(document.article.text.as_str())).flatten();
    document.article.text = Text::new(opening.unwrap_or_default()).unwrap_or(document.article.text);
    let entry = IndexEntry { newer: page.newer, ..IndexEntry::new(document, &page.claims) };
    Ok(ReportFile { name: entry.file.clone(), html, entry: Some(entry) })
}

fn page(gathered: Gathered, run: &Run, jobs: NonZeroUsize) -> ArticlePage {
    let Gathered { document, newer, claims, speakers, wordings, told, .. } = gathered;
    let Gathered { mut set_aside, mut evidence, cases, mut histories, reviews, newest, .. } = gathered;
    let compared = map_in_order(claims, jobs, |(claim, mentions)| {
        let claim = wordings.dated(&run.rewound, claim);
        (wordings.others(&claim), claim, mentions)
    });
    let mut cards = Vec::with_capacity(compared.len());
    for ((others, others_left_out), claim, mentions) in compared {
        let card = ClaimCard {
            speaker: claim.claimant.and_then(|id| speakers.get(&id)).cloned(),
            set_aside: set_aside.remove(&claim.id),
            mentions,
            others,
            others_left_out,
            evidence: evidence.remove(&claim.id).unwrap_or_default(),
            corrections: told_of(&told, &claim),
            history: histories.remove(&claim.id).unwrap_or_default(),
            origins: Vec::new(),
            claim,
        };
        let case = cases.get(&card.claim.id);
        cards.push(shown(card, case, run));
    }
    let known = wordings.documents().chain(cases.values().flat_map(CaseView::documents));
    let named = named(document.handle, &cards, known);
    let mut corrections: Vec<PublicEntry> = cards.iter().flat_map(|card| card.corrections.iter().cloned()).collect();
    corrections.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.id)));
    ArticlePage {
        not_established: not_established(&document, &cards),
        method: Method {
            newest,
            site: with_places(&run.site, &named),
            ..run.method(Some(document.article.engine.as_deref().unwrap_or(ENGINE_BEFORE)))
        },
        named,
        document,
        newer,
        claims: cards,
        corrections,
        reviews,
        generated_at: run.made_at,
    }
}

/// Picks what was told of a claim, the newest first; what no longer holds of it is left out.
pub(crate) fn told_of(told: &[PublicEntry], claim: &Claim) -> Vec<PublicEntry> {
    let of_claim = |entry: &&PublicEntry| entry.subject.handle() == claim.handle;
    still_told(told.iter().rev().filter(of_claim).cloned().collect(), claim)
}

/// Lists the documents that cards name, but for their own, as `known` tells of them, by date.
fn named<'a>(own: Handle, cards: &[ClaimCard], known: impl Iterator<Item = &'a DocumentSummary>) -> Vec<NamedDocument> {
    let mut asked: BTreeSet<Handle> = BTreeSet::new();
    for card in cards {
        asked.extend(card.others.iter().map(|other| other.document));
        let leaves = card.origins.iter().flat_map(|tree| &tree.origins).flat_map(|origin| &origin.leaves);
        asked.extend(leaves.flat_map(|leaf| [leaf.document, leaf.cited]).flatten());
        asked.extend(card.evidence.iter().filter_map(cited));
    }
    asked.remove(&own);
    let mut named: Vec<&DocumentSummary> = known.filter(|document| asked.remove(&document.handle)).collect();
    named.sort_by_key(|document| (document.published.is_none(), document.published, document.handle));
    named.into_iter().map(in_list).collect()
}

/// Returns the stored document that evidence is found in.
fn cited(item: &EvidenceItem) -> Option<Handle> {
    match &item.evidence.citation {
        Citation::Document { handle, .. } => Some(*handle),
        Citation::Url(_) | Citation::Offline(_) => None,
    }
}

fn in_list(document: &DocumentSummary) -> NamedDocument {
    NamedDocument {
        document: document.handle,
        title: document.title.clone(),
        outlet: document.outlet.clone(),
        published: document.published,
        address: document.url.clone(),
    }
}

/// Returns the site with a place on the page for each document that has no page of its own.
fn with_places(site: &Arc<Site>, named: &[NamedDocument]) -> Arc<Site> {
    let mut site = Arc::clone(site);
    for document in named.iter().map(|named| named.document) {
        if !site.pages.contains_key(&document) {
            Arc::make_mut(&mut site).pages.insert(document, format!("#{document}"));
        }
    }
    site
}

/// Returns a card as it may be shown: files without their folders, and nobody named whom the house hides.
fn shown(card: ClaimCard, case: Option<&CaseView>, run: &Run) -> ClaimCard {
    let evidence: Vec<EvidenceItem> = card.evidence.into_iter().map(|item| run.outside(item)).collect();
    let mask = run.mask.about(card.speaker.as_ref(), &card.mentions, &evidence).on_page();
    ClaimCard {
        origins: case.map(|case| trees(case, run, &mask.beside(case.outlets()))).unwrap_or_default(),
        claim: mask.claim(card.claim),
        set_aside: card.set_aside.map(|aside| mask.aside(aside)),
        speaker: card.speaker.map(|speaker| mask.speaker(speaker)),
        mentions: card.mentions.into_iter().map(|mention| mask.mention(mention)).collect(),
        evidence: evidence.into_iter().map(|item| mask.evidence(item)).collect(),
        corrections: card.corrections.into_iter().map(|entry| mask.entry(entry)).collect(),
        history: mask.events(run.told(card.history)),
        ..card
    }
}

/// Tells whether the other claim of a pair may count for this one, or against it: it was confirmed, says the same in the same words,
/// or denies it.
fn weighs(pair: &ClaimPair) -> bool {
    let speaks = pair.relation == Relation::Repeats || pair.vetoes.contains(&Veto::Negation);
    pair.state == ProposalState::Confirmed || pair.state == ProposalState::Proposed && speaks
}

/// The wordings a document's claims are compared with, each with its signature.
struct Wordings {
    document: Handle,
    handles: BTreeMap<ClaimId, Handle>,
    /// By date, document and place.
    places: Vec<Arc<Known>>,
}

impl Wordings {
    /// Returns a claim as it was: what it has learnt since of an earlier publication is left out.
    fn dated(&self, rewound: &Rewound, claim: Claim) -> Claim {
        let mut claim = rewound.claim(claim);
        if rewound.lacks_places() {
            let own = self.places.iter().map(|place| &place.occurrence).filter(|place| place.claim == claim.id);
            claim.first_published = own.filter_map(|o| o.document.published.as_ref().map(|when| when.date)).min();
        }
        claim
    }

    /// Lists the documents that wordings stand in, each as often as they do.
    fn documents(&self) -> impl Iterator<Item = &DocumentSummary> {
        self.places.iter().map(|place| &place.occurrence.document)
    }

    /// Lists the claims that stand in more documents than one.
    fn repeated(&self) -> BTreeSet<ClaimId> {
        let mut first: BTreeMap<ClaimId, Handle> = BTreeMap::new();
        let places = self.places.iter().map(|place| (place.occurrence.claim, place.occurrence.document.handle));
        places
            .filter(|(claim, document)| *first.entry(*claim).or_insert(*document) != *document)
            .map(|(c, _)| c)
            .collect()
    }

    /// Lists what was said of the same matter in other documents, by date, and counts what may be near to it but was not compared.
    fn others(&self, claim: &Claim) -> (Vec<OtherWording>, usize) {
        let here = |o: &Occurrence| o.claim == claim.id && o.document.handle == self.document;
        let Some(base) = self.places.iter().position(|place| here(&place.occurrence)) else { return (Vec::new(), 0) };
        let near = |at: &usize| self.places[base].signature.may_relate(&self.places[*at].signature);
        let elsewhere = |at: &usize| self.places[*at].occurrence.document.handle != self.document;
        let mut candidates: Vec<usize> = (0..self.places.len()).filter(elsewhere).filter(near).collect();
        candidates.sort_by_key(|at| (at.abs_diff(base), *at));
        let left_out = candidates.len().saturating_sub(COMPARED);
        candidates.truncate(COMPARED);
        candidates.sort_unstable();
        // A headline stands at the top of a page and over its text; said once, it is said.
        let mut seen = BTreeSet::new();
        let mut others: Vec<OtherWording> = candidates.into_iter().filter_map(|at| self.other(base, at)).collect();
        others.retain(|other| {
            let words: Vec<&str> = other.content.iter().map(|span| other.text.slice(span)).collect();
            seen.insert((other.document, other.claim, words.join("\n")))
        });
        (others, left_out)
    }

    /// Compares two wordings, the earlier with the later, as time runs.
    fn other(&self, base: usize, at: usize) -> Option<OtherWording> {
        let earlier = at < base;
        let (old, new) = if earlier { (at, base) } else { (base, at) };
        let said = |at: usize| statement(&self.places[at].occurrence);
        let is_own = self.places[at].occurrence.claim == self.places[base].occurrence.claim;
        let comparison = compare_related(&said(old), &said(new), if is_own { 0.0 } else { ALIKE })?;
        let (own, other) = (&self.places[base].occurrence, &self.places[at].occurrence);
        let mention = &other.stored.mention;
        Some(OtherWording {
            document: other.document.handle,
            outlet: other.document.outlet.clone(),
            published: other.document.published,
            claim: self.handles.get(&other.claim).copied()?,
            speaker: mention.speaker.as_ref().map(|s| s.name.clone()),
            text: other.text.clone(),
            content: mention.content.clone(),
            denial: denial(&other.text, mention),
            claim_denial: denial(&own.text, &own.stored.mention),
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

/// Says how many quoted sentences are among no claims since nobody is credited with them; `None` where there are none, or a person has
/// taken up the first.
fn unheard(document: &Document, cards: &[ClaimCard]) -> Option<String> {
    let found = document.article.diagnostics.iter().find(|diagnostic| diagnostic.code == "quotation-uncredited")?;
    let count = found.message.split(' ').next()?;
    let place = found.place.clone()?;
    let spans = cards.iter().flat_map(|card| &card.mentions).flat_map(|mention| &mention.content);
    let is_taken_up =
        spans.map(onrecord_text::Span::bytes).any(|span| span.start < place.end && place.start < span.end);
    let words = document.article.text.as_str().get(place)?;
    let first: String = words.split_whitespace().take(FIRST_WORDS).collect::<Vec<_>>().join(" ");
    let first = first.trim_matches(['"', '“', '”', '‘', '’', '«', '»']);
    let cut = if words.split_whitespace().count() > FIRST_WORDS { " …" } else { "" };
    let what = match count {
        "1" => format!("who says “{first}{cut}”: the text credits nobody near by, so it is no claim here"),
        _ => format!(
            "who speaks in {count} quoted sentences, the first of them “{first}{cut}”: the text credits nobody near by, so they are no claims here"
        ),
    };
    (!is_taken_up).then_some(what)
}

/// Words of a quotation that tell which one is meant.
const FIRST_WORDS: usize = 8;

/// Says what the report leaves open: for the document, then by how many claims each gap concerns.
fn not_established(document: &Document, cards: &[ClaimCard]) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    let of_document = |what: &str| Gap { what: what.to_owned(), claims: Vec::new() };
    if document.outlet.is_none() {
        gaps.push(of_document("who published this text"));
    }
    if document.article.published.is_none() {
        let why = "when it was published, so relative dates such as “on Thursday” are not resolved";
        gaps.push(of_document(why));
    }
    if let Some(language) = document.article.language.as_ref().filter(|language| !language.is_english()) {
        let tag = &language.0;
        gaps.push(of_document(&format!(
            "what else it claims: it is in “{tag}”, and the program reads English; of other texts it keeps quotations between marks alone"
        )));
    }
    gaps.extend(unheard(document, cards).as_deref().map(of_document));
    let mut counted: BTreeMap<String, Vec<Handle>> = BTreeMap::new();
    // Of what was set aside nobody means to find out more.
    for card in cards.iter().filter(|card| card.set_aside.is_none()) {
        for gap in onrecord_review::not_established(&card.claim) {
            counted.entry(gap).or_default().push(card.claim.handle);
        }
    }
    gaps.extend(counted.into_iter().map(|(what, claims)| Gap { what, claims }));
    gaps
}
