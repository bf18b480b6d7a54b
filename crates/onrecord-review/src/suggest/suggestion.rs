//! What a rule says about a target, and all that it rests on (rule R10).

use std::fmt;

use onrecord_model::{Target, Veto};

use crate::RuleId;

/// What a rule suggests; never a status, which only a person sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Evidence supports it.
    Corroborated,
    /// Evidence speaks against it.
    Disputed,
    /// A later value of the same origin takes the place of an older one.
    Update,
    /// One speaker said it and its contrary.
    SpeakerInconsistent,
    /// Something a person has to look at first.
    Question,
    /// The conditions of a status that was set no longer hold.
    Attention,
    /// Nothing, for the reason given.
    Nothing,
}

impl Outcome {
    /// All outcomes, in the order in which legends list them.
    pub const ALL: [Outcome; 7] = [
        Self::Corroborated,
        Self::Disputed,
        Self::Update,
        Self::SpeakerInconsistent,
        Self::Question,
        Self::Attention,
        Self::Nothing,
    ];

    /// Returns the word used in JSON, storage, on the command line and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Corroborated => "corroborated",
            Self::Disputed => "disputed",
            Self::Update => "update",
            Self::SpeakerInconsistent => "speaker-inconsistent",
            Self::Question => "question",
            Self::Attention => "attention",
            Self::Nothing => "none",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == s)
    }
}

/// An exhibit that was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Id of the exhibit.
    pub id: String,
    /// What the exhibit is called.
    pub label: String,
    /// What its origin is called.
    pub origin: String,
    /// As what it was counted: "primary, document", "denial", "dead: 12 (as of …)".
    pub note: String,
}

/// An exhibit that was not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotCounted {
    /// Id of the exhibit.
    pub id: String,
    /// What the exhibit is called.
    pub label: String,
    /// Why.
    pub why: WhyNot,
}

/// Why an exhibit was not counted; shown as a lower-case fragment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyNot {
    /// It bears on the other target (rule R6).
    OtherTarget(Target),
    /// It has to be confirmed again (rule R9).
    Stale(String),
    /// It says something else: a contrast, never a match (rule R8).
    Contrast(Vec<Veto>),
    /// It helps to understand and decides nothing, and why where that is to be said.
    Context(Option<String>),
    /// It is a copy of another member of its origin.
    Copy,
    /// Its origin was not worked out.
    OriginUnknown,
    /// It speaks against the claim and keeps the suggestion back (rule R3).
    SpeaksAgainst,
    /// Its source class is not known.
    ClassUnknown,
    /// It sums up what others reported.
    Tertiary,
    /// The words it rests on were not taken down.
    NoQuote,
    /// There is no archived copy and no waiver.
    NotKept,
    /// Another exhibit of its origin is counted; the reason they are one.
    SameOrigin(String),
    /// Another origin behind which the same owner stands is counted; the owner.
    SameOwner(String),
    /// It rests on somebody unnamed, and nothing named or documentary stands beside it (rule R7).
    Unnamed,
    /// It does not say what it rests on.
    BasisUnknown,
    /// It shows the content, not the wording.
    Paraphrase,
    /// The outlet did not report it itself.
    NotOwnReporting,
    /// It quotes other words than those counted.
    OtherWords,
    /// Its origin supports the claim as well, so it is not independent.
    SupportsToo,
    /// It is on the claimant's own side, so it is not independent.
    ClaimantsSide,
    /// The same speaker said the contrary on another date: a flag, no dispute (rule R5).
    Inconsistent,
    /// A later value of the same origin took its place; that value.
    Superseded(String),
    /// The time its value refers to is not known; the slot.
    TimeUnknown(String),
    /// Its value cannot be compared with the others; the slot.
    NotComparable(String),
    /// The date of the statement is not known.
    DateUnknown,
}

impl fmt::Display for WhyNot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherTarget(target) => write!(f, "evidence for {} only (R6)", target.as_str()),
            Self::Context(Some(why)) => write!(f, "context only: {why}"),
            Self::Stale(why) => write!(f, "stale (R9): {why}"),
            Self::Contrast(vetoes) => write!(f, "a contrast, no match (R8): {}", names(vetoes)),
            Self::SameOrigin(why) => write!(f, "no origin of its own: {why}"),
            Self::SameOwner(owner) => write!(f, "same owner: {owner}"),
            Self::Superseded(by) => write!(f, "superseded by {by}, and kept"),
            Self::TimeUnknown(slot) => write!(f, "the time that {slot} refers to is not known"),
            Self::NotComparable(slot) => write!(f, "{slot} cannot be compared, being in another unit or form"),
            plain => f.write_str(plain.plain()),
        }
    }
}

impl WhyNot {
    /// Words the reasons that say nothing of their own.
    fn plain(&self) -> &'static str {
        match self {
            Self::Context(_) => "context only",
            Self::Copy => "copy",
            Self::OriginUnknown => "its origin is not worked out",
            Self::SpeaksAgainst => "it speaks against the claim (see R3)",
            Self::ClassUnknown => "its source class is not known",
            Self::Tertiary => "tertiary: it sums up what others reported",
            Self::NoQuote => "no quote",
            Self::NotKept => "no archived copy and no waiver",
            Self::Unnamed => "unnamed, with nothing named or documentary beside it (R7)",
            Self::BasisUnknown => "it does not say what it rests on",
            Self::Paraphrase => "a paraphrase: it shows the content, not the wording",
            Self::NotOwnReporting => "not the outlet's own reporting",
            Self::OtherWords => "it quotes other words",
            Self::SupportsToo => "not independent: its origin supports the claim as well",
            Self::ClaimantsSide => "not independent: the claimant's own side",
            Self::Inconsistent => "the same speaker on another date: a flag, no dispute (R5)",
            Self::DateUnknown => "the date of the statement is not known",
            _ => "",
        }
    }
}

/// Names vetoes: "negation, quantity".
pub(crate) fn names(vetoes: &[Veto]) -> String {
    vetoes.iter().map(|veto| veto.as_str()).collect::<Vec<_>>().join(", ")
}

/// An exhibit that is near the claim and says something else (rule R8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// Id of the exhibit.
    pub id: String,
    /// What the exhibit is called.
    pub label: String,
    /// What forbids calling it a match; never empty.
    pub vetoes: Vec<Veto>,
}

/// What one rule says about one target, and all that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The rule.
    pub rule: RuleId,
    /// The version of the rule.
    pub version: u16,
    /// The target.
    pub target: Target,
    /// What it suggests.
    pub outcome: Outcome,
    /// Why: a lower-case fragment.
    pub why: String,
    /// What was counted: for R1 and R2 one exhibit for each independent origin.
    pub counted: Vec<Counted>,
    /// What was not counted, and why.
    pub not_counted: Vec<NotCounted>,
    /// What is missing, also where something is suggested: lower-case fragments.
    pub missing: Vec<String>,
    /// What is near and says something else.
    pub contrasts: Vec<Contrast>,
}
