//! Two wordings compared.

use onrecord_model as model;
use onrecord_text::Text;
use serde::{Deserialize, Serialize};

use super::Span;
use crate::json::rounded;

/// One input line of `diff --pairs`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Pair {
    /// The sender's id, given back unchanged; any JSON value.
    #[serde(default)]
    pub id: serde_json::Value,
    /// The first wording.
    pub a: String,
    /// The second wording.
    pub b: String,
}

/// How wording `b` stands to wording `a`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DiffRecord {
    /// The sender's id of the pair.
    pub id: serde_json::Value,
    /// `repeats`, `rewords`, `updates`, `contradicts`, `narrows` or `unrelated`.
    pub relation: &'static str,
    /// Likeness, 0..1.
    pub score: f64,
    /// What forbids calling them the same claim.
    pub vetoes: Vec<&'static str>,
    /// The typed changes.
    pub drift: Vec<Drift>,
    /// What differs in white space, quote style or capitals only; left out (not `null`) by `diff --pairs`, whose record is
    /// fixed without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folded: Option<Vec<Folded>>,
}

/// Words that are the same but for white space, quote style or capitals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Folded {
    /// The words in the first text.
    pub a: Option<Span>,
    /// The words in the second text.
    pub b: Option<Span>,
}

/// One typed change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drift {
    /// `number`, `negation`, `hedge`, `attribution`, `quote`, `entity`, `time` or `wording`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The words in the first text; `null` when they were added.
    pub a: Option<Span>,
    /// The words in the second text; `null` when they were dropped.
    pub b: Option<Span>,
    /// The change in words; left out (not `null`) by `diff --pairs`, whose record is fixed without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl DiffRecord {
    /// Copies a comparison of texts `a` and `b`; the drifts carry no notes.
    pub fn new(id: serde_json::Value, comparison: &model::Comparison, a: &Text, b: &Text) -> Self {
        let bare = |drift: Drift| Drift { note: None, ..drift };
        DiffRecord {
            id,
            relation: comparison.relation.as_str(),
            score: rounded(comparison.score),
            vetoes: vetoes(comparison),
            drift: comparison.drifts.iter().map(|d| bare(Drift::new(d, a, b))).collect(),
            folded: None,
        }
    }

    /// Copies a comparison of texts `a` and `b`; the drifts carry notes, and what was folded is listed (`diff A B`).
    pub fn with_notes(id: serde_json::Value, comparison: &model::Comparison, a: &Text, b: &Text) -> Self {
        DiffRecord {
            drift: comparison.drifts.iter().map(|d| Drift::new(d, a, b)).collect(),
            folded: Some(folded(comparison, a, b)),
            ..DiffRecord::new(id, comparison, a, b)
        }
    }
}

impl Drift {
    /// Copies a change between texts `a` and `b`, with its note.
    pub fn new(drift: &model::Drift, a: &Text, b: &Text) -> Self {
        Drift {
            kind: drift.kind.as_str(),
            a: drift.a.map(|span| Span::new(&span, a)),
            b: drift.b.map(|span| Span::new(&span, b)),
            note: Some(drift.note.clone()),
        }
    }
}

fn folded(comparison: &model::Comparison, a: &Text, b: &Text) -> Vec<Folded> {
    let segments = comparison.diff.segments.iter().filter(|s| s.kind == model::SegmentKind::Folded);
    segments
        .map(|s| Folded { a: s.a.map(|span| Span::new(&span, a)), b: s.b.map(|span| Span::new(&span, b)) })
        .collect()
}

/// Lists the words for the vetoes of a comparison, in order.
pub(super) fn vetoes(comparison: &model::Comparison) -> Vec<&'static str> {
    comparison.vetoes.iter().map(|veto| veto.as_str()).collect()
}
