//! What goes into the database and comes out of it, where the vocabulary has no word of its own for it.

use chrono::{DateTime, NaiveDate, Utc};
use onrecord_model::{
    Article, ArticleId, Claim, ClaimId, ClaimPair, ContentHash, Diagnostic, DocumentId, DriftKind, Event, Handle,
    Language, Mention, MentionId, OutletId, ProposalState, Published, Relation, Reviewer, SpeakerId, StatusKind,
    Target, Voice, WorkKind, WorkState,
};
use onrecord_text::Text;
use uuid::Uuid;

/// An article to be stored: what all versions under one address have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewArticle {
    /// Its id.
    pub id: ArticleId,
    /// Its address; `None` when not known. Two articles never share an address.
    pub url: Option<String>,
}

/// A document to be stored, with the bytes it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDocument {
    /// Its id.
    pub id: DocumentId,
    /// Its short name, from [`crate::Tx::next_handles`].
    pub handle: Handle,
    /// The article it is a version of, stored before.
    pub article_id: ArticleId,
    /// 1 for the first version under an address.
    pub version: u32,
    /// Hash of `raw`; two documents never share one.
    pub hash: ContentHash,
    /// The outlet, stored before; `None` when not known.
    pub outlet: Option<OutletId>,
    /// When it was taken in; kept to the microsecond.
    pub retrieved_at: DateTime<Utc>,
    /// What was read.
    pub article: Article,
    /// The bytes as received.
    pub raw: Vec<u8>,
}

/// A document without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSummary {
    /// Its id.
    pub id: DocumentId,
    /// Its short name, `d1`.
    pub handle: Handle,
    /// The article it is a version of.
    pub article_id: ArticleId,
    /// 1 for the first version under an address.
    pub version: u32,
    /// Hash of the bytes as received.
    pub hash: ContentHash,
    /// Headline; `None` when not known.
    pub title: Option<String>,
    /// Address; `None` when not known.
    pub url: Option<String>,
    /// Name of the outlet: the stored one, else as given; `None` when not known.
    pub outlet: Option<String>,
    /// The agency it credits; `None` when it credits none.
    pub credit: Option<String>,
    /// When it was published; `None` when not known.
    pub published: Option<Published>,
    /// Language; `None` when it could not be told.
    pub language: Option<Language>,
    /// When it was taken in.
    pub retrieved_at: DateTime<Utc>,
    /// What was noticed when it was read.
    pub diagnostics: Vec<Diagnostic>,
    /// How many mentions were found in it.
    pub mentions: u32,
}

/// A mention together with what it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredMention {
    /// Its id.
    pub id: MentionId,
    /// The claim it makes.
    pub claim: ClaimId,
    /// The stored speaker; `None` when nobody is credited or the text does not support a name.
    pub speaker: Option<SpeakerId>,
    /// The mention as found.
    pub mention: Mention,
}

/// Which claims a queue shows; [`QueueFilter::default`] shows the first 50 open ones.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueFilter {
    /// Only these claims; `None` for any.
    pub only: Option<Vec<ClaimId>>,
    /// Only claims of which `target` (or, without `target`, any target) has this status.
    pub status: Option<StatusKind>,
    /// Only claims that have this target; with `open_only`, only those in which it is still unverified.
    pub target: Option<Target>,
    /// Only claims of this claimant.
    pub speaker: Option<SpeakerId>,
    /// Only claims mentioned in this document.
    pub document: Option<DocumentId>,
    /// Only claims first published on this day or later; those without a date are left out.
    pub since: Option<NaiveDate>,
    /// Only claims mentioned in a document of one of these outlets; `None` for any outlet, and none.
    pub outlets: Option<Vec<OutletId>>,
    /// Only claims that stand against another one in this way; pairs that a person refused do not count.
    pub drift: Option<DriftKind>,
    /// Only claims with evidence that has to be confirmed again.
    pub stale: bool,
    /// Only claims of which some target has been decided.
    pub decided: bool,
    /// Only claims of which some target is still unverified.
    pub open_only: bool,
    /// In whose hands.
    pub work: WorkFilter,
    /// In which order.
    pub order: QueueOrder,
    /// At most so many rows.
    pub limit: u32,
    /// Worth and handle of the last row of the page before; `None` for the first page. Only in the order of worth.
    pub after: Option<(f64, Handle)>,
}

impl Default for QueueFilter {
    fn default() -> Self {
        QueueFilter {
            only: None,
            status: None,
            target: None,
            speaker: None,
            document: None,
            since: None,
            outlets: None,
            drift: None,
            stale: false,
            decided: false,
            open_only: true,
            work: WorkFilter::default(),
            order: QueueOrder::Worth,
            limit: 50,
            after: None,
        }
    }
}

/// In whose hands the claims of a queue are; [`WorkFilter::default`] does not ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkFilter {
    /// Leave out what is set aside for good and what is deferred past this day. With `open_only` what was taken up again or
    /// waits for other people's opinions is among the open claims, whatever has been decided.
    pub today: Option<NaiveDate>,
    /// Only claims of which this is stored; what follows from decided targets is not.
    pub stored: Option<WorkKind>,
    /// Only the first claims in this order, as many as are asked for at most; those that have no place in it are left out.
    pub first: Option<WorkOrder>,
    /// Only claims that this person has at this moment: given to them, taken up by them, or leased.
    pub held_by: Option<(Reviewer, DateTime<Utc>)>,
}

/// An order of claims by the work on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkOrder {
    /// By the day somebody named.
    Due,
    /// By how long somebody has waited: since it was given, taken up, proposed or taken up again, or since the day it was deferred
    /// until.
    Waiting,
}

/// The order of a queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueueOrder {
    /// Most worth checking first, then by handle.
    #[default]
    Worth,
    /// First published first, then by handle; those without a date last.
    Age,
}

/// What places a claim in the queue: far less than its line shows, and so read of many.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueClaim {
    /// The claim.
    pub claim: Claim,
    /// Voice of its first mention.
    pub voice: Voice,
    /// The document of its first mention.
    pub document: DocumentId,
    /// How many mentions it has.
    pub mentions: u32,
    /// How many different documents mention it.
    pub documents: u32,
    /// What people did to the work on it.
    pub work: WorkState,
}

/// One line of the queue.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueRow {
    /// The claim.
    pub claim: Claim,
    /// Name of its claimant; `None` when nobody is credited.
    pub speaker: Option<String>,
    /// Voice of its first mention.
    pub voice: Voice,
    /// The document of its first mention.
    pub document: DocumentSummary,
    /// How many mentions it has.
    pub mentions: u32,
    /// How many different documents mention it.
    pub documents: u32,
    /// What people did to the work on it.
    pub work: WorkState,
}

/// A distinct statement to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStatement {
    /// Its number, from [`crate::Tx::statement_numbers`].
    pub number: u32,
    /// Hash of its normal form; two statements never share one.
    pub fingerprint: ContentHash,
    /// The keys under which it is filed; those whose bucket is full are left out by whoever stores it.
    pub bands: Vec<i64>,
    /// Its content words in a form both databases take apart alike: lower-case letters a to p.
    pub words: Vec<String>,
}

/// Which pairs of claims are shown; [`PairFilter::default`] shows the first 50 that nobody has decided on.
#[derive(Clone, Debug, PartialEq)]
pub struct PairFilter {
    /// Only pairs in this state; `None` for any.
    pub state: Option<ProposalState>,
    /// Only contrasts (pairs with vetoes), or only pairs without; `None` for both.
    pub contrasts: Option<bool>,
    /// Only pairs that are the same word for word: what is credited to different people, or to nobody here and somebody there.
    pub repeats: bool,
    /// Of pairs that nobody has decided on only those at least so much alike, 0..1; decided ones whatever their score.
    pub min: f64,
    /// Whether pairs that contradict one another are let pass whatever their score: a negation takes much of it away.
    pub spares_contradictions: bool,
    /// At most so many.
    pub limit: u32,
}

impl PairFilter {
    /// Tells whether a pair is enough alike to be listed.
    pub fn is_near(&self, pair: &ClaimPair) -> bool {
        let spared = self.spares_contradictions && pair.relation == Relation::Contradicts;
        pair.score >= self.min || pair.state != ProposalState::Proposed || spared
    }
}

impl Default for PairFilter {
    fn default() -> Self {
        PairFilter {
            state: Some(ProposalState::Proposed),
            contrasts: None,
            repeats: false,
            min: 0.0,
            spares_contradictions: false,
            limit: 50,
        }
    }
}

/// One mention of a claim with the document it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrence {
    /// The claim.
    pub claim: ClaimId,
    /// The mention.
    pub stored: StoredMention,
    /// Its document.
    pub document: DocumentSummary,
    /// The text the spans of the mention index; cheap to clone.
    pub text: Text,
}

/// Which entries of the log are shown; [`EventFilter::default`] shows the first 100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventFilter {
    /// Only entries about the claim, document, speaker or outlet with this id, alone or among others.
    pub subject: Option<Uuid>,
    /// Only entries by actors of these names, letter by letter (`onrecord` for the program); `None` does not ask.
    pub actors: Option<Vec<String>>,
    /// Only entries of this kind, as [`onrecord_model::Action::kind`] names it.
    pub kind: Option<&'static str>,
    /// Only entries of this moment and later.
    pub since: Option<DateTime<Utc>>,
    /// Only entries before this moment.
    pub until: Option<DateTime<Utc>>,
    /// Last entry first.
    pub newest_first: bool,
    /// Position of the last entry of the page before; `None` for the first page.
    pub after: Option<u64>,
    /// At most so many entries.
    pub limit: u32,
}

impl Default for EventFilter {
    fn default() -> Self {
        EventFilter {
            subject: None,
            actors: None,
            kind: None,
            since: None,
            until: None,
            newest_first: false,
            after: None,
            limit: 100,
        }
    }
}

/// An entry of the log as it is sealed, to the byte: what an outside verifier needs (`docs/log.md`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawEntry {
    /// Its place, from 1, without gaps.
    pub position: i64,
    /// Id of the operation.
    pub id: Uuid,
    /// When, in microseconds since 1970-01-01 UTC.
    pub at: i64,
    /// `program` or `person`.
    pub actor_kind: String,
    /// Who, as stored.
    pub actor: String,
    /// What was done: the word of [`onrecord_model::Action::kind`].
    pub kind: String,
    /// Id of what it was done to first.
    pub subject: Uuid,
    /// What was done, as canonical JSON.
    pub payload: String,
    /// Hash of the entry before, 32 zeros for the first; any bytes where the row is damaged.
    pub prev: Vec<u8>,
    /// Its own hash; any bytes where the row is damaged.
    pub hash: Vec<u8>,
}

/// An entry of the log in its place in the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct SealedEvent {
    /// Its place, from 1, without gaps.
    pub position: u64,
    /// What was done.
    pub event: Event,
    /// Hash over the entry and the hash of the one before it.
    pub hash: ContentHash,
}

/// The state of the log at one moment: whoever keeps one can tell later whether the log was cut or rewritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// How many entries there are.
    pub size: u64,
    /// Hash of the last entry; 32 zero bytes for the empty log.
    pub root: ContentHash,
}

/// How much is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents, all versions.
    pub documents: u64,
    /// Mentions.
    pub mentions: u64,
    /// Claims.
    pub claims: u64,
    /// Speakers.
    pub speakers: u64,
    /// Outlets.
    pub outlets: u64,
    /// Entries of the log.
    pub events: u64,
}

/// What checking the whole database against its log found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// How many entries of the log were checked.
    pub checked: u64,
    /// The head of the log as stored.
    pub head: Checkpoint,
    /// What is wrong; empty when all is well. At most 1,000 are listed.
    pub faults: Vec<Fault>,
}

/// One thing that is not as the log says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Place in the log of the entry concerned; `None` when it is about a row that no entry speaks of.
    pub position: Option<u64>,
    /// What is wrong: a lower-case fragment.
    pub what: String,
}
