//! What was done, by whom and when.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::person::PROGRAM;
use crate::{
    ArticleId, ClaimId, ContentHash, CopyChange, DocumentId, EventId, EvidenceChange, EvidenceStatus, Filing, Handle,
    Judged, OutletFacts, OutletId, PairChange, ProposalState, PublicChange, Reason, Reviewer, RulesChange,
    SearchChange, SpeakerId, Target, WorkChange,
};

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The program itself, which takes in and proposes but never decides.
    Program,
    /// An identified person.
    Person(Reviewer),
}

impl Actor {
    /// Returns the name shown: `onrecord` for the program.
    pub fn name(&self) -> &str {
        match self {
            Self::Program => PROGRAM,
            Self::Person(reviewer) => reviewer.name(),
        }
    }
}

/// A change of one target's status, with both sides whole so that it can be undone and replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// The claim.
    pub claim: ClaimId,
    /// Its short name when the change was made.
    pub handle: Handle,
    /// Which target.
    pub target: Target,
    /// What it was.
    pub before: EvidenceStatus,
    /// What it became.
    pub after: EvidenceStatus,
    /// Revision of the claim after the change.
    pub revision: u32,
    /// Under which house rules; `None` when the desk had none, or what is done takes a decision back.
    pub judged: Option<Judged>,
    /// Id of the command that decided on this claim and on others, which is taken back as a whole; `None` for a decision on
    /// one claim.
    pub bulk: Option<Uuid>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A document was taken in.
    Ingested {
        /// The document.
        document: DocumentId,
        /// Its short name.
        handle: Handle,
        /// The article it is a version of.
        article: ArticleId,
        /// 1 for the first version.
        version: u32,
        /// Hash of the bytes as received.
        hash: ContentHash,
        /// Hash of what was stored of it: text, metadata, mentions.
        content: ContentHash,
        /// How many mentions were found.
        mentions: u32,
        /// How many claims were new.
        new_claims: u32,
    },
    /// A person set a status.
    StatusSet(StatusChange),
    /// A person took a status change back.
    Undone {
        /// The event taken back.
        event: EventId,
        /// What taking it back changed.
        change: StatusChange,
        /// Why; `None` when no reason was given.
        reason: Option<Reason>,
    },
    /// A person confirmed or refused a proposed alias.
    AliasDecided {
        /// The speaker.
        speaker: SpeakerId,
        /// Its short name.
        handle: Handle,
        /// The other name.
        alias: String,
        /// What it was.
        before: ProposalState,
        /// What it became.
        after: ProposalState,
        /// Why.
        reason: Reason,
    },
    /// A person confirmed or refused that claims are one statement, or took that back.
    MatchDecided {
        /// The pairs decided on together; never empty.
        changes: Vec<PairChange>,
        /// Why.
        reason: Reason,
        /// The event this takes back; `None` for a decision of its own.
        takes_back: Option<EventId>,
    },
    /// A person wrote down what is known of an outlet, or took that back.
    OutletSet {
        /// The outlet.
        outlet: OutletId,
        /// Its short name.
        handle: Handle,
        /// What was known.
        before: OutletFacts,
        /// What is known now.
        after: OutletFacts,
        /// Why.
        reason: Reason,
        /// The event this takes back; `None` for a change of its own.
        takes_back: Option<EventId>,
    },
    /// Earlier fact-checks were imported.
    FindingsImported {
        /// Where from: the name of a file or feed.
        source: String,
        /// Hash of the bytes they were read from.
        hash: ContentHash,
        /// How many.
        count: u32,
    },
    /// A person said whether documents are copies, or took that back.
    CopyDecided {
        /// The documents decided on together; never empty.
        changes: Vec<CopyChange>,
        /// Why.
        reason: Reason,
        /// The event this takes back; `None` for a decision of its own.
        takes_back: Option<EventId>,
    },
    /// A person added, changed, checked or took out evidence, or took that back.
    EvidenceChanged {
        /// What was done to each piece; never empty, and of one claim.
        changes: Vec<EvidenceChange>,
        /// Why.
        reason: Reason,
        /// The event this takes back; `None` for a change of its own.
        takes_back: Option<EventId>,
    },
    /// A person changed in whose hands claims are, or took that back.
    WorkChanged {
        /// The changes, in the order in which they were made; never empty.
        changes: Vec<WorkChange>,
        /// Why; `None` when no reason was needed or given.
        reason: Option<Reason>,
        /// The event this takes back; `None` for a change of its own.
        takes_back: Option<EventId>,
        /// Id of the command that proposed or answered on several claims, each in an entry of its own; `None` for one on its own.
        bulk: Option<Uuid>,
    },
    /// A person put right which claims there are and which mentions make them, or took that back.
    FilingChanged {
        /// What changed.
        filing: Filing,
        /// Why.
        reason: Reason,
        /// The event this takes back; `None` for a change of its own.
        takes_back: Option<EventId>,
    },
    /// A person adopted house rules, or took that back.
    RulesAdopted {
        /// What changed.
        change: RulesChange,
        /// Why.
        reason: Reason,
        /// The event this takes back; `None` for a change of its own.
        takes_back: Option<EventId>,
    },
    /// A person published or corrected something, or took that back.
    PublicChanged {
        /// What changed.
        change: PublicChange,
        /// Why; `None` when no reason was needed or given.
        reason: Option<Reason>,
        /// The event this takes back; `None` for a change of its own.
        takes_back: Option<EventId>,
    },
    /// A person kept a question under a name, changed it or took it out, or took that back.
    SearchKept {
        /// What was done.
        change: SearchChange,
        /// Why; `None` when no reason was given.
        reason: Option<Reason>,
        /// The event this takes back; `None` for a change of its own.
        takes_back: Option<EventId>,
    },
}

impl Action {
    /// The words for all kinds of action.
    pub const KINDS: [&'static str; 14] = [
        "ingested",
        "status_set",
        "undone",
        "alias_decided",
        "match_decided",
        "outlet_set",
        "copy_decided",
        "findings_imported",
        "evidence_changed",
        "work_changed",
        "filing_changed",
        "rules_adopted",
        "public_changed",
        "search_kept",
    ];

    /// Returns the stable word for the kind of action, used in JSON and storage.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Ingested { .. } => "ingested",
            Self::StatusSet(_) => "status_set",
            Self::Undone { .. } => "undone",
            Self::AliasDecided { .. } => "alias_decided",
            Self::MatchDecided { .. } => "match_decided",
            Self::OutletSet { .. } => "outlet_set",
            Self::CopyDecided { .. } => "copy_decided",
            Self::FindingsImported { .. } => "findings_imported",
            Self::EvidenceChanged { .. } => "evidence_changed",
            Self::WorkChanged { .. } => "work_changed",
            Self::FilingChanged { .. } => "filing_changed",
            Self::RulesAdopted { .. } => "rules_adopted",
            Self::PublicChanged { .. } => "public_changed",
            Self::SearchKept { .. } => "search_kept",
        }
    }
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its id: the id of the operation.
    pub id: EventId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: Action,
}
