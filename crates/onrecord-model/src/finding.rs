//! What came of checking elsewhere or before.

use chrono::{DateTime, NaiveDate, Utc};

use crate::FindingId;

/// An earlier fact-check, imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its id.
    pub id: FindingId,
    /// When it was imported.
    pub imported_at: DateTime<Utc>,
    /// Where it was imported from: the name of a file or feed; with `source_id` it names the finding.
    pub source: String,
    /// Its id there.
    pub source_id: String,
    /// The claim that was checked.
    pub claim: String,
    /// Headline of the fact-check; `None` when not known.
    pub title: Option<String>,
    /// Who made the claim; `None` when not known.
    pub speaker: Option<String>,
    /// Who checked it; `None` when not known.
    pub by: Option<String>,
    /// What came of it, in the words of whoever checked; `None` when not known.
    pub rating: Option<String>,
    /// When it was checked; `None` when not known.
    pub date: Option<NaiveDate>,
    /// Where the check can be read; `None` when not known.
    pub url: Option<String>,
}
