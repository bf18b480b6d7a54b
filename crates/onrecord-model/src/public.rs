//! What the desk made public, and how it corrected itself.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{ClaimId, ContentHash, DocumentId, Handle, PublicId, Reason, Reviewer, StatusKind};

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
    /// Returns its id.
    pub fn id(self) -> Uuid {
        match self {
            Self::Document(DocumentId(id), _) | Self::Claim(ClaimId(id), _) => id,
        }
    }

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
    /// Whether it withdraws what stood when it was entered: a retraction, but for one of what had been decided otherwise before,
    /// which withdraws that alone. `false` for one entered before this was kept.
    pub withdraws: bool,
}

/// The verdict of the house on a claim, kept apart from statuses: corroborated is not "true".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// On which day it was given.
    pub on: NaiveDate,
    /// Name of the verdict in the house rules.
    pub name: String,
    /// What readers are told in a word or two, such as "Half true" (`ClaimReview`'s `alternateName`).
    pub text: String,
    /// Its number, from `worst` to `best`.
    pub value: Grade,
    /// The number of the worst verdict of the house.
    pub worst: Grade,
    /// The number of the best one.
    pub best: Grade,
    /// Why, as readers are told.
    pub explanation: Reason,
    /// What the `fact` target was when it was given, which it rests on; `None` for one given before this was kept.
    pub ground: Option<StatusKind>,
}

/// A number of a scale of verdicts, to a thousandth, so that equal numbers are the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade {
    thousandths: i64,
}

impl Grade {
    /// Rounds a number to a thousandth; what lies beyond ±10^12, or is no number, becomes the nearest bound, or 0.
    pub fn new(number: f64) -> Self {
        const LIMIT: f64 = 1e15;
        Grade { thousandths: (number * 1_000.0).round().clamp(-LIMIT, LIMIT) as i64 }
    }

    /// Makes a number out of so many thousandths.
    pub fn of_thousandths(thousandths: i64) -> Self {
        Grade { thousandths }
    }

    /// Returns how many thousandths it is.
    pub fn thousandths(self) -> i64 {
        self.thousandths
    }

    /// Returns the number.
    pub fn number(self) -> f64 {
        self.thousandths as f64 / 1_000.0
    }
}

impl std::fmt::Display for Grade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.number().fmt(f)
    }
}

/// What a public entry tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKind {
    /// Something was published.
    Published(Publication),
    /// Something published was put right.
    Corrected(Correction),
    /// The house gave its verdict.
    Rated(Rating),
}

impl PublicKind {
    /// Returns the word used in storage and JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Published(_) => "published",
            Self::Corrected(_) => "corrected",
            Self::Rated(_) => "rated",
        }
    }

    /// Returns the day it is of.
    pub fn on(&self) -> NaiveDate {
        match self {
            Self::Published(one) => one.on,
            Self::Corrected(one) => one.on,
            Self::Rated(one) => one.on,
        }
    }
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
            PublicKind::Published(_) | PublicKind::Rated(_) => None,
        }
    }

    /// Returns the publication; `None` when it tells of something else.
    pub fn publication(&self) -> Option<&Publication> {
        match &self.kind {
            PublicKind::Published(publication) => Some(publication),
            PublicKind::Corrected(_) | PublicKind::Rated(_) => None,
        }
    }

    /// Returns the verdict; `None` when it tells of something else.
    pub fn rating(&self) -> Option<&Rating> {
        match &self.kind {
            PublicKind::Rated(rating) => Some(rating),
            PublicKind::Published(_) | PublicKind::Corrected(_) => None,
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

    #[test]
    fn grades_are_equal_where_their_numbers_are() {
        assert_eq!(Grade::new(0.1 + 0.2), Grade::new(0.3));
        assert_eq!((Grade::new(2.5).to_string(), Grade::new(-1.0).to_string()), ("2.5".to_owned(), "-1".to_owned()));
        assert_eq!(Grade::new(f64::NAN), Grade::of_thousandths(0));
        assert!(Grade::new(f64::INFINITY) > Grade::new(1e9));
    }
}
