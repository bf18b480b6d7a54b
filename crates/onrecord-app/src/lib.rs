//! Use cases: one read, pure functions, one transaction. The clock and the ids are passed in.
//!
//! This is the only crate that opens transactions. It knows neither arguments nor terminals: values in, values out.

mod agreement;
mod alias;
mod audit;
mod browse;
mod bundle;
mod case;
mod clash;
mod copies;
mod copy_decision;
mod copying;
mod decide;
mod desk;
mod doctor;
mod drift;
mod due;
mod enter;
mod error;
mod evidence;
mod export;
mod extraction;
mod filing;
mod house;
mod house_words;
mod ingest;
mod known;
mod latest;
mod lease;
mod log;
mod matching;
mod outlet;
mod pairing;
mod pairs;
mod parallel;
mod past;
mod picked;
mod public;
mod queue;
mod rating;
mod recompare;
mod report;
mod rewind;
mod saved;
mod search;
mod second;
mod site;
mod standing;
mod statement;
mod suggest;
mod taken_back;
mod timeline;
mod undo;
mod variants;
mod veil;
mod versions;
mod wording;
mod work;

pub use agreement::{Agreement, PairAgreement};
pub use alias::AliasDecision;
pub use browse::{ClaimView, Hands, MentionView};
pub use case::{CasePlace, CaseView};
pub use copies::{ArticlePrint, Copies, CopyOf, article_print, copies};
pub use copy_decision::{CopyDecision, CopyOutcome, HeldCopy};
pub use decide::{Decided, Proposal};
pub use desk::Desk;
pub use doctor::{Concern, HealthFinding};
pub use drift::{DriftPoint, DriftView};
pub use error::AppError;
pub use evidence::{Cited, EvidenceCheck, EvidenceDraft, EvidenceState, EvidenceView, Looked, Reread, SourceFile};
pub use export::{ClaimPlace, ClaimReviews};
pub use extraction::{extract, extract_all, extract_with_that, sentences};
pub use filing::{Annotated, Credit, FilingAsk, FilingRequest, MentionRef, MentionRefError, Words};
pub use house::RulesView;
pub use house_words::{read_rules, rules_words};
pub use ingest::{Incoming, Outcome, denial};
pub use known::{FindingBatch, KnownArchive, KnownCheck, KnownFinding};
pub use matching::MatchTally;
pub use onrecord_compare::{FindingIndex, FindingQuery, FindingText};
pub use onrecord_compare::{OriginGroup, Origins, SourceOrigin};
pub use onrecord_extract::{EngineKind, Extraction, SentenceVerdict, UnknownEngine};
pub use onrecord_ingest::{
    BadFinding, Feed, FindingDraft, FindingPlace, Hints, LeftOut, MAX_DOCUMENT_BYTES, Record, Rejected, Trouble, Warc,
    marked, read_annotations, read_findings, read_line, read_whole, sniff,
};
pub use onrecord_report::timeline::TimelineEvent;
pub use onrecord_review::{HouseRules, MAX_RULES_BYTES, Outcome as SuggestionOutcome, RulesFault, Suggestion};
pub use onrecord_store::{
    Audit, BundleError, BundleManifest, Checkpoint, Counts, DocumentSummary, EventFilter, Fault, Health, PairFilter,
    QueueFilter, RawEntry, SealedEvent, StoreError, check_bundle, missing_file,
};
pub use onrecord_text::{Span, Text};
pub use outlet::{KnownOutlet, OutletChange};
pub use pairing::{InPrint, PairDecision, PairList, PairSide, PairView, TakenOut};
pub use pairs::{PairOutcome, compare_texts};
pub use parallel::map_in_order;
pub use picked::WhichDecision;
pub use public::{CorrectionRequest, PublishRequest, RatingRequest};
pub use queue::{QueueAsk, QueueItem, QueueList, QueueSort};
pub use rating::{LatestVerdict, Withheld};
pub use recompare::Recompared;
pub use report::{ENGINE_BEFORE, ReportFile};
pub use rewind::AsOf;
pub use search::{Bounds, BoundsError, SearchQuery, SearchQueryError, SearchResult, SearchTerms};
pub use second::{Answer, OpinionRequest, ReviewRule, Reviewed};
pub use site::{Audience, SiteRun, SourcePart};
pub use suggest::SuggestView;
pub use taken_back::TakenBack;
pub use timeline::{TimelineQuery, TimelineView};
pub use undo::Undone;
pub use variants::Variant;
pub use versions::{VersionChange, VersionEvent, VersionsView};
pub use work::{Aside, WorkAsk, WorkDone, WorkOutcome, WorkRequest};
