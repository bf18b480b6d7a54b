//! Where a mention or a piece of evidence goes back to.

use std::fmt;

use crate::{Reason, Reviewer};

/// The independent beginning that a source goes back to; the variants are the steps of the chain, the first that applies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OriginKey {
    /// A person said that it goes back to the same origin as this source.
    Linked(String),
    /// The agency of its copy group.
    Agency(String),
    /// The first document of its copy group.
    FirstDocument(String),
    /// The outlet it credits.
    CreditedOutlet(String),
    /// The document it cites.
    CitedDocument(String),
    /// The speaker it names; never for the target `said`, where the chain ends at who recorded the words.
    Speaker(String),
    /// Somebody it does not name, at this owner: all unnamed sources of one owner are one origin.
    Unnamed(String),
    /// The owner of the outlet; the outlet itself where its owner is not known, the document where neither is.
    Owner(String),
}

impl OriginKey {
    /// Returns the word for the step of the chain, used in JSON and on pages.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Linked(_) => "linked",
            Self::Agency(_) => "agency",
            Self::FirstDocument(_) => "first_document",
            Self::CreditedOutlet(_) => "credited_outlet",
            Self::CitedDocument(_) => "cited_document",
            Self::Speaker(_) => "speaker",
            Self::Unnamed(_) => "unnamed",
            Self::Owner(_) => "owner",
        }
    }

    /// Returns what is named: an agency, a document, a person, an owner.
    pub fn name(&self) -> &str {
        match self {
            Self::Linked(name)
            | Self::Agency(name)
            | Self::FirstDocument(name)
            | Self::CreditedOutlet(name)
            | Self::CitedDocument(name)
            | Self::Speaker(name)
            | Self::Unnamed(name)
            | Self::Owner(name) => name,
        }
    }

    /// Puts a step and a name together again; `None` when there is no such step.
    pub fn parse(step: &str, name: &str) -> Option<Self> {
        let make = match step {
            "linked" => Self::Linked,
            "agency" => Self::Agency,
            "first_document" => Self::FirstDocument,
            "credited_outlet" => Self::CreditedOutlet,
            "cited_document" => Self::CitedDocument,
            "speaker" => Self::Speaker,
            "unnamed" => Self::Unnamed,
            "owner" => Self::Owner,
            _ => return None,
        };
        Some(make(name.to_owned()))
    }
}

impl fmt::Display for OriginKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unnamed(owner) => f.pad(&format!("unnamed@{owner}")),
            key => f.pad(key.name()),
        }
    }
}

/// What a person said about two sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kinship {
    /// They go back to the same origin.
    Same,
    /// Neither goes back to the other, nor both to a third.
    Independent,
}

impl Kinship {
    /// Both.
    pub const ALL: [Kinship; 2] = [Self::Same, Self::Independent];

    /// Returns the word used in JSON, storage, on the command line and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Independent => "independent",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kinship| kinship.as_str() == s)
    }
}

/// A person's word on whether two sources are independent of one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginLink {
    /// Id of one source.
    pub a: String,
    /// Id of the other.
    pub b: String,
    /// What was said about them.
    pub kinship: Kinship,
    /// Who said so.
    pub by: Reviewer,
    /// Why; without a reason [`Kinship::Independent`] keeps nothing apart.
    pub reason: Option<Reason>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_put_together_again() {
        let steps =
            ["linked", "agency", "first_document", "credited_outlet", "cited_document", "speaker", "unnamed", "owner"];
        for step in steps {
            let key = OriginKey::parse(step, "Kestrel").unwrap();
            assert_eq!((key.as_str(), key.name()), (step, "Kestrel"));
        }
        assert_eq!(OriginKey::parse("publisher", "Kestrel"), None);
        assert_eq!(OriginKey::Unnamed("Kestrel".to_owned()).to_string(), "unnamed@Kestrel");
    }

    #[test]
    fn kinship_reads_back_what_it_writes() {
        assert!(Kinship::ALL.iter().all(|k| Kinship::parse(k.as_str()) == Some(*k)));
        assert_eq!(Kinship::parse("other"), None);
    }
}
