//! What the desk made public, and how it corrected itself.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{ClaimId, ContentHash, DocumentId, Handle, PublicId, Reason, Reviewer};

/// How grave a correction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gravity {
    /// It could be misunderstood; the finding stands.
    Clarification,
    /// Something in it was wrong.
    Correction,
    /// The finding does not stand.
    Retraction,
}

impl Gravity {
    /// All gravities, the lightest first.
    pub const ALL: [Gravity; 3] = [Self::Clarification, Self::Correction, Self::Retraction];

    /// Returns the word used in JSON, storage, on the command line and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clarification => "clarification",
            Self::Correction => "correction",
            Self::Retraction => "retraction",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gravity| gravity.as_str() == s)
    }
}

/// What was made public or corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PublicSubject {
    /// The report of a document, and with it what it says of each of its claims.
    Document(DocumentId, Handle),
    /// What came of checking one claim.
    Claim(ClaimId, Handle),
}

impl PublicSubject {
    /// Returns its short name.
    pub fn handle(self) -> Handle {
        match self {
            Self::Document(_, handle) | Self::Claim(_, handle) => handle,
        }
    }
}

/// That something was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// On which day.
    pub on: NaiveDate,
    /// How many entries the log held.
    pub size: u64,
    /// Hash of the last of them.
    pub root: ContentHash,
    /// Hash of the report as it was written from the log up to there; `None` for a claim, which has no page of its own.
    pub report: Option<ContentHash>,
    /// Where it can be read; `None` when not given.
    pub address: Option<String>,
}

/// That something published was put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// On which day.
    pub on: NaiveDate,
    /// How grave it is.
    pub gravity: Gravity,
    /// What readers are told.
    pub note: Reason,
    /// What it said before, in words; `None` when not given.
    pub was: Option<String>,
}

/// What a public entry tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKind {
    /// Something was published.
    Published(Publication),
    /// Something published was put right.
    Corrected(Correction),
}

/// An entry that readers are told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicEntry {
    /// Its id.
    pub id: PublicId,
    /// What it is about.
    pub subject: PublicSubject,
    /// Who entered it.
    pub by: Reviewer,
    /// When it was entered.
    pub at: DateTime<Utc>,
    /// What it tells.
    pub kind: PublicKind,
}

impl PublicEntry {
    /// Returns the correction; `None` when it tells of something else.
    pub fn correction(&self) -> Option<&Correction> {
        match &self.kind {
            PublicKind::Corrected(correction) => Some(correction),
            PublicKind::Published(_) => None,
        }
    }

    /// Returns the publication; `None` when it tells of something else.
    pub fn publication(&self) -> Option<&Publication> {
        match &self.kind {
            PublicKind::Published(publication) => Some(publication),
            PublicKind::Corrected(_) => None,
        }
    }
}

/// That a public entry was made, or taken out again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicChange {
    /// The entry, whole.
    pub entry: PublicEntry,
    /// Whether it stands from now on; `false` takes it out.
    pub stands: bool,
}

impl PublicChange {
    /// Returns the change that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        PublicChange { entry: self.entry.clone(), stands: !self.stands }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gravities_read_back_and_rise() {
        assert!(Gravity::ALL.is_sorted());
        assert!(Gravity::ALL.iter().all(|gravity| Gravity::parse(gravity.as_str()) == Some(*gravity)));
        assert_eq!(Gravity::parse("Correction"), None);
    }
}
