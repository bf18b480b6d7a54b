//! The vocabulary: documents, mentions, claims, slots, speakers, evidence, origins, statuses, events,
//! relations, diagnostics.
//!
//! Words are those of the field; every other crate speaks in them. Aggregates here are not serialised: what leaves the
//! program is a versioned copy.

mod ambient;
mod claim;
mod copy;
mod diagnostic;
mod document;
mod event;
mod evidence;
mod filing;
mod finding;
mod handle;
mod hash;
mod house;
mod id;
mod mention;
mod origin;
mod outlet;
mod pair;
mod person;
mod proposal;
mod public;
mod relation;
mod search;
mod sentence;
mod slots;
mod speaker;
mod status;
mod time;
mod work;

pub use ambient::{Clock, IdSource};
pub use claim::{Claim, ClaimStatuses};
pub use copy::{CopyChange, CopyLink, CopyVerdict};
pub use diagnostic::{Diagnostic, Severity};
pub use document::{Article, Document, Format, Language};
pub use event::{Action, Actor, Event, StatusChange};
pub use evidence::{
    Basis, Citation, ClaimKind, Evidence, EvidenceChange, EvidenceItem, Independence, Keeping, Quote, Snapshot,
    SourceClass, Stance,
};
pub use filing::{
    ByHand, ClaimChange, FiledMention, Filing, FilingKind, HandWork, MentionChange, Proposition, SpeakerChange,
};
pub use finding::Finding;
pub use handle::{Handle, HandleError, HandleKind};
pub use hash::{ContentHash, HashError};
pub use house::{Judged, Role, RulesChange};
pub use id::{
    ArticleId, ClaimId, DocumentId, EventId, EvidenceId, FindingId, MentionId, OutletId, PublicId, SearchId, SpeakerId,
};
pub use mention::{CheckWorthiness, Feature, Mention, Voice};
pub use origin::{Kinship, OriginKey, OriginLink};
pub use outlet::{Outlet, OutletFacts};
pub use pair::{ClaimPair, PairChange};
pub use person::{Lookalike, Reason, ReasonError, Reviewer, ReviewerError};
pub use proposal::ProposalState;
pub use public::{
    Correction, Grade, Gravity, PublicChange, PublicEntry, PublicKind, PublicSubject, Publication, Rating,
};
pub use relation::{Comparison, Drift, DriftKind, Relation, Segment, SegmentKind, Veto, WordDiff};
pub use search::{SavedSearch, SearchChange};
pub use sentence::{SentenceChange, SentenceEvent, SentencePlace};
pub use slots::{Approximation, Entity, EntityKind, Hedge, HedgeKind, Polarity, Quantity, Slots, Unit};
pub use speaker::{Alias, Attributed, Speaker, SpeakerAlias};
pub use status::{Decision, EvidenceStatus, Refusal, StatusKind, Target};
pub use time::{Published, PublishedError, TimeBasis, TimeBound, TimeExpression, TimePrecision, TimeRole};
pub use work::{
    Lease, Opinion, OpinionRole, Round, SideExit, StepKind, Verdict, WorkChange, WorkKind, WorkRefusal, WorkState,
    WorkStep,
};
