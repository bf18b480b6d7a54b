//! What the rules suggest.

use serde::Serialize;

/// What one rule says about one target of a claim; never a status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SuggestionRecord {
    /// Short name of the claim.
    pub claim: String,
    /// The rule: `R1` to `R11`.
    pub rule: &'static str,
    /// Version of the rule.
    pub version: u16,
    /// `said` or `fact`.
    pub target: &'static str,
    /// `corroborated`, `disputed`, `update`, `speaker-inconsistent`, `question`, `attention` or `none`.
    pub outcome: &'static str,
    /// Why.
    pub why: String,
    /// What was counted.
    pub counted: Vec<CountedRecord>,
    /// What was not counted, and why.
    pub not_counted: Vec<NotCountedRecord>,
    /// What is missing.
    pub missing: Vec<String>,
    /// What is near and says something else.
    pub contrasts: Vec<ContrastRecord>,
}

/// Something that was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CountedRecord {
    /// Its id: document and number of the mention, `d3#4`.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What it goes back to.
    pub origin: String,
    /// As what it was counted.
    pub note: String,
}

/// Something that was not counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotCountedRecord {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Why it was not counted.
    pub why: String,
}

/// Something near that says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContrastRecord {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What forbids calling it a match.
    pub vetoes: Vec<&'static str>,
}
