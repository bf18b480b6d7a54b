//! Earlier fact-checks found for a text.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A text to find earlier fact-checks for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct KnownQuery {
    /// The sender's id, given back unchanged; any JSON value.
    #[serde(default)]
    pub id: serde_json::Value,
    /// The text.
    pub text: String,
    /// When it was said, as 2026-03-05; left out when not known.
    #[serde(default)]
    pub date: Option<NaiveDate>,
}

/// What was found for a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KnownRecord {
    /// The sender's id of the text.
    pub query: serde_json::Value,
    /// Earlier fact-checks, most likely first.
    pub hits: Vec<KnownHit>,
}

/// One earlier fact-check that may be about a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KnownHit {
    /// Its id; as its source wrote it; of the desk's own decision the short name of the claim.
    pub id: serde_json::Value,
    /// How likely it is the one among those found, 0..1.
    pub score: f64,
    /// Why it was found.
    pub why: String,
    /// What was checked.
    pub claim: String,
    /// Who checked it; `null` when the finding does not say.
    pub by: Option<String>,
    /// When it was checked; `null` when the finding does not say.
    pub date: Option<NaiveDate>,
    /// What came of checking it; `null` when the finding does not say.
    pub rating: Option<String>,
    /// Where the article is; `null` when the finding does not say.
    pub url: Option<String>,
}
