//! What is brought forward for or against a claim.

use chrono::{DateTime, Utc};

use crate::{ContentHash, Published, Reason, Target};

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
}

/// How a source is kept from being lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// There is a copy.
    Copy {
        /// Hash of the local snapshot; `None` when there is only a link.
        snapshot: Option<ContentHash>,
        /// Address of a copy in an outside archive; `None` when there is none.
        link: Option<String>,
    },
    /// A person said that it needs none, and why.
    Waived(Reason),
}

/// A piece of evidence on one target of a claim.
///
/// Its origin and its independence are worked out from all the evidence and the people's links, so they are not here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The target it bears on.
    pub target: Target,
    /// What it does to that target.
    pub stance: Stance,
    /// The words it rests on; `None` when none were taken.
    pub quote: Option<Quote>,
    /// Where it is found; `None` when not given.
    pub citation: Option<Citation>,
    /// How it is kept; `None` when it may be lost any day.
    pub keeping: Option<Keeping>,
    /// When it was looked up; `None` when not known.
    pub retrieved_at: Option<DateTime<Utc>>,
    /// The time that what it says refers to; `None` when not known.
    pub as_of: Option<Published>,
    /// Who published it; `None` when not known.
    pub publisher: Option<String>,
    /// How near it is to what it tells of.
    pub class: SourceClass,
    /// What it rests on.
    pub basis: Basis,
    /// Whether the source has a stake in the matter.
    pub interest: bool,
    /// Whether its page changed, vanished or was corrected since a person last confirmed it (rule R9).
    pub stale: bool,
    /// A note for the desk, never exported; `None` when there is none.
    pub note: Option<String>,
    /// Whether it may leave the desk at all.
    pub confidential: bool,
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
