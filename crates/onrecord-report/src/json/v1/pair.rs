//! Pairs of claims.

use onrecord_model::{self as model, Veto};
use serde::Serialize;

use crate::json::rounded;

/// One line of `match list`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairRow {
    /// The claim with the smaller handle.
    pub a: PairSide,
    /// The other one.
    pub b: PairSide,
    /// What the one published later is to the one published earlier.
    pub relation: &'static str,
    /// Likeness, 0..1.
    pub score: f64,
    /// What forbids calling them one statement.
    pub vetoes: Vec<&'static str>,
    /// Whether they may be confirmed as one statement where who said it matters (`said`).
    pub said_match: bool,
    /// Whether they may be confirmed as one statement about the matter (`fact`).
    pub fact_match: bool,
    /// `proposed`, `confirmed` or `refused`.
    pub state: &'static str,
    /// Why it is suggested.
    pub why: String,
}

/// One claim of a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairSide {
    /// Its short name.
    pub claim: String,
    /// Name of its claimant; `null` when nobody is credited.
    pub speaker: Option<String>,
    /// Day of its first publication; `null` when not known.
    pub published: Option<String>,
    /// Its wording.
    pub wording: String,
}

impl PairSide {
    /// Makes one side of a pair.
    pub fn new(claim: &model::Claim, speaker: Option<&str>) -> Self {
        PairSide {
            claim: claim.handle.to_string(),
            speaker: speaker.map(str::to_owned),
            published: claim.first_published.map(|day| day.to_string()),
            wording: claim.wording.clone(),
        }
    }
}

impl PairRow {
    /// Makes a line of a pair.
    pub fn new(pair: &model::ClaimPair, a: PairSide, b: PairSide) -> Self {
        PairRow {
            a,
            b,
            relation: pair.relation.as_str(),
            score: rounded(pair.score),
            vetoes: pair.vetoes.iter().copied().map(Veto::as_str).collect(),
            said_match: pair.may_match(true),
            fact_match: pair.may_match(false),
            state: pair.state.as_str(),
            why: pair.why.clone(),
        }
    }
}
