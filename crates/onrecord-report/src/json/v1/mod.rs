//! Version 1 of the JSON records; every record of a stream of its own carries `"v":1`.
//!
//! Rules that hold for all of them:
//! - Every field is always there, in the order of the type's declaration; what is not known is `null`, an empty list is
//!   `[]`. (Readers of this version take an absent field for `null`.) The one exception, [`Drift::note`], says so.
//! - Scores and weights are rounded to three decimals, dates are ISO 8601 days, moments RFC 3339 in UTC where the moment
//!   is the program's own.
//! - Numbers of a text are given in Unicode code points (`start`, `end`), UTF-8 bytes and UTF-16 units.

mod article;
mod bundle;
mod claim;
mod compare;
mod copies;
mod evidence;
mod export;
mod extract;
mod filing;
mod known;
mod list;
mod log;
mod mention;
mod pair;
mod sentence;
mod slots;
mod span;
mod status;
mod suggestion;
mod work;

pub use article::{ArticleRecord, Diagnostic, Published};
pub use bundle::BundleRecord;
pub use claim::{ClaimDetail, ClaimInput, MentionPlace, Occurrence, OtherWording, OtherWordingInput};
pub use compare::{DiffRecord, Drift, Folded, Pair};
pub use copies::CopyGroup;
pub use evidence::{Evidence, EvidenceChange, Independence, QuoteSelector};
pub use export::{ExportedClaim, ExportedPlace};
pub use extract::{Eof, EofRecord, ErrorRecord, ExtractRecord, FlatMention, LineError};
pub use filing::{ClaimChange, FiledMention, Filing, MentionChange};
pub use known::{KnownHit, KnownQuery, KnownRecord};
pub use list::{DocumentRow, QueueInput, QueueRow, SpeakerAlias, SpeakerRow};
pub use log::{
    AuditResult, Broken, Checkpoint, Judged, LogEntry, OutletFacts, PairChange, PublicEntry, RulesChange, SearchChange,
    StatusChange,
};
pub use mention::{Alias, ByHand, Feature, Mention, Speaker, Time};
pub use pair::{PairRow, PairSide};
pub use sentence::{Sentence, SentenceInput, SentencesRecord};
pub use slots::{Entity, Hedge, Quantity, Slots};
pub use span::Span;
pub use status::{Decision, Statuses, TargetStatus};
pub use suggestion::{ContrastRecord, CountedRecord, NotCountedRecord, SuggestionRecord};
pub use work::{Lease, Opinion, Round, SetAside, Work, WorkChange};

/// The version these records carry in `v`.
pub const VERSION: u8 = 1;

/// Writes a moment as RFC 3339 in UTC with seconds.
pub(crate) fn moment(at: chrono::DateTime<chrono::Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}
