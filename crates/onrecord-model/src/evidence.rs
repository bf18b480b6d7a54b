//! What is brought forward for or against a claim.

use chrono::{DateTime, Utc};

use crate::{ClaimId, ContentHash, DocumentId, EvidenceId, Handle, Kinship, Published, Reason, Reviewer, Target};

macro_rules! words {
    ($name:ident: $($variant:ident => $word:literal),* $(,)?) => {
        impl $name {
            /// All values, in the order in which lists show them.
            pub const ALL: [$name; [$($word),*].len()] = [$(Self::$variant),*];

            /// Returns the word used in JSON, storage, on the command line and on pages.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),*
                }
            }

            /// Reads what [`Self::as_str`] writes; `None` for anything else.
            pub fn parse(s: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.as_str() == s)
            }
        }
    };
}

/// What a piece of evidence does to a target of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Speaks for it.
    Supports,
    /// Speaks against it.
    Refutes,
    /// Helps to understand it, decides nothing.
    Context,
}

words!(Stance: Supports => "supports", Refutes => "refutes", Context => "context");

/// How near a source is to what it tells of; the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceClass {
    /// The thing itself: a transcript, a recording, a register, somebody who was there.
    Primary,
    /// Reports what primary sources show.
    Secondary,
    /// Sums up what others reported.
    Tertiary,
}

words!(SourceClass: Primary => "primary", Secondary => "secondary", Tertiary => "tertiary");

/// What a source rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Its own people saw, heard or counted it.
    OwnObservation,
    /// A document that can be named.
    Document,
    /// A speaker it names.
    NamedSpeaker,
    /// Somebody it does not name.
    UnnamedSource,
    /// Another outlet it credits.
    OtherOutlet,
    /// A wire agency.
    Agency,
    /// It does not say.
    None,
}

words!(Basis:
    OwnObservation => "own_observation",
    Document => "document",
    NamedSpeaker => "named_speaker",
    UnnamedSource => "unnamed_source",
    OtherOutlet => "other_outlet",
    Agency => "agency",
    None => "none",
);

/// What kind of statement a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimKind {
    /// Something that is so or is not so.
    Fact,
    /// A judgement of value.
    Opinion,
    /// Something that has yet to happen.
    Prediction,
    /// Something that holds only under a condition.
    Hypothetical,
}

words!(ClaimKind:
    Fact => "fact",
    Opinion => "opinion",
    Prediction => "prediction",
    Hypothetical => "hypothetical",
);

/// Words taken from a source, with enough round them to find them again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The words themselves, as they stand there.
    pub exact: String,
    /// What stands before them; empty when nothing does.
    pub prefix: String,
    /// What stands after them; empty when nothing does.
    pub suffix: String,
}

/// Where a source can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Citation {
    /// At an address.
    Url(String),
    /// Away from the net: a book and page, a file in an archive, a call.
    Offline(String),
    /// In a document that is stored here.
    Document {
        /// The document.
        id: DocumentId,
        /// Its short name.
        handle: Handle,
    },
}

/// A copy of a source that is kept here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Hash of the bytes, under which they are stored.
    pub hash: ContentHash,
    /// The file they were read from, so that it can be read again.
    pub path: String,
}

/// How a source is kept from being lost; nothing of it means that it may be lost any day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// The copy kept here; `None` when there is none.
    pub snapshot: Option<Snapshot>,
    /// Address of a copy in an outside archive; `None` when there is none.
    pub link: Option<String>,
    /// Why no copy is needed, as a person said; `None` when nobody did.
    pub waived: Option<Reason>,
}

impl Keeping {
    /// Tells whether there is a copy or a reason why none is needed.
    pub fn is_kept(&self) -> bool {
        self.snapshot.is_some() || self.link.is_some() || self.waived.is_some()
    }
}

/// A person's word on whether evidence and another source are independent, against what is worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Independence {
    /// The other source: a piece of evidence or a document.
    pub of: Handle,
    /// What the two are to one another.
    pub kinship: Kinship,
    /// Why.
    pub reason: Reason,
}

/// A piece of evidence on one target of a claim.
///
/// Its origin is worked out from all the evidence and what people say of it, so it is not here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The target it bears on.
    pub target: Target,
    /// What it does to that target.
    pub stance: Stance,
    /// The words it rests on; `None` when none were taken.
    pub quote: Option<Quote>,
    /// Where it is found.
    pub citation: Citation,
    /// How it is kept.
    pub keeping: Keeping,
    /// When it was looked up; `None` when not known.
    pub retrieved_at: Option<DateTime<Utc>>,
    /// The time that what it says refers to; `None` when not known.
    pub as_of: Option<Published>,
    /// Who published it; `None` when not known.
    pub publisher: Option<String>,
    /// Whose word it is, for a named speaker; `None` when nobody is named.
    pub speaker: Option<String>,
    /// How near it is to what it tells of.
    pub class: SourceClass,
    /// What it rests on.
    pub basis: Basis,
    /// What a person said of its independence from other sources; empty when nothing.
    pub independence: Vec<Independence>,
    /// The stake that the source has in the matter; `None` when none is known.
    pub interest: Option<String>,
    /// Why it has to be confirmed again (rule R9): its page changed, vanished or was corrected; `None` while it stands as a
    /// person saw it.
    pub stale: Option<String>,
    /// Hash of what its source held when it was last found changed: its text, or how it was told that it is gone. Once a person
    /// confirmed that, a source that holds just this stands. `None` when it was never found changed.
    pub last_seen: Option<ContentHash>,
    /// A note for the desk, never exported; `None` when there is none.
    pub note: Option<String>,
    /// Whether it must not leave the desk at all.
    pub confidential: bool,
}

/// A piece of evidence as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceItem {
    /// Its id.
    pub id: EvidenceId,
    /// Its short name.
    pub handle: Handle,
    /// The claim it is about.
    pub claim: ClaimId,
    /// Who brought it forward; who changed it since is in the log.
    pub by: Reviewer,
    /// When.
    pub at: DateTime<Utc>,
    /// What it is.
    pub evidence: Evidence,
}

/// A change of one piece of evidence, with both sides whole so that it can be undone and replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceChange {
    /// The piece of evidence.
    pub id: EvidenceId,
    /// Its short name.
    pub handle: Handle,
    /// The claim it is about.
    pub claim: ClaimId,
    /// That claim's short name.
    pub claim_handle: Handle,
    /// What it was; `None` when it was not there, or was taken out.
    pub before: Option<Evidence>,
    /// What it became; `None` when it was taken out.
    pub after: Option<Evidence>,
}

impl EvidenceChange {
    /// Returns the change that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        EvidenceChange { before: self.after.clone(), after: self.before.clone(), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_what_they_write() {
        assert!(Stance::ALL.iter().all(|s| Stance::parse(s.as_str()) == Some(*s)));
        assert!(SourceClass::ALL.iter().all(|c| SourceClass::parse(c.as_str()) == Some(*c)));
        assert!(Basis::ALL.iter().all(|b| Basis::parse(b.as_str()) == Some(*b)));
        assert!(ClaimKind::ALL.iter().all(|k| ClaimKind::parse(k.as_str()) == Some(*k)));
        assert_eq!((Stance::parse("Supports"), Basis::parse("")), (None, None));
    }

    #[test]
    fn the_nearest_source_comes_first() {
        assert!(SourceClass::Primary < SourceClass::Secondary && SourceClass::Secondary < SourceClass::Tertiary);
    }
}
