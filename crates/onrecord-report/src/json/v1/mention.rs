//! One place in one document where something is claimed.

use chrono::NaiveDate;
use onrecord_model as model;
use onrecord_text::Text;
use serde::Serialize;

use super::{Slots, Span};
use crate::json::rounded;

/// One place in one document where something is claimed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mention {
    /// Number in the document, from 1: in reading order as found, then those added by hand.
    pub n: u32,
    /// `direct`, `indirect`, `mixed`, `headline` or `own`.
    pub voice: &'static str,
    /// What is claimed; several spans where a quote is split by its cue or a headline is printed twice.
    pub content: Vec<Span>,
    /// The words that name who says it.
    pub source: Option<Span>,
    /// The words that say that it is said.
    pub cue: Option<Span>,
    /// Who says it.
    pub speaker: Option<Speaker>,
    /// 0..1.
    pub check_worthiness: f64,
    /// How sure the engine is, 0..1.
    pub confidence: f64,
    /// The comparable parts.
    pub slots: Slots,
    /// The time expressions.
    pub times: Vec<Time>,
    /// Why the engine took it for a claim.
    pub why: Vec<String>,
    /// What made it more or less worth checking, strongest first.
    pub worth: Vec<Feature>,
    /// Who last worked on it by hand; left out when it is as the engine found it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<ByHand>,
}

/// Work of a person on a mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ByHand {
    /// `added` where no engine had found it, `respanned` (other words are claimed) or `attributed` (somebody else is credited).
    pub work: &'static str,
    /// Who.
    pub by: String,
}

impl From<&model::ByHand> for ByHand {
    fn from(hand: &model::ByHand) -> Self {
        ByHand { work: hand.work.as_str(), by: hand.by.name().to_owned() }
    }
}

/// A speaker as resolved within one document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Speaker {
    /// The fullest name the document gives.
    pub name: String,
    /// Names *proposed* as the same speaker.
    pub aliases: Vec<Alias>,
    /// Role as of the statement.
    pub role: Option<String>,
    /// How sure the resolution is, 0..1.
    pub confidence: f64,
    /// How the source was resolved to this name.
    pub why: String,
}

/// Another name, and why it may be the same speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alias {
    /// The other name.
    pub name: String,
    /// Why.
    pub why: String,
}

/// A time expression and the days it was resolved to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Time {
    /// The expression.
    pub exact: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive.
    pub to: NaiveDate,
    /// `explicit`, `dateline` or `publication date`.
    pub basis: &'static str,
    /// `day`, `week`, `month`, `year` or `interval`.
    pub precision: &'static str,
    /// `said_at` (when uttered) or `about` (when it happened).
    pub role: &'static str,
    /// Where the expression stands.
    pub span: Span,
}

/// One thing that made a sentence more or less worth checking.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Feature {
    /// What was seen.
    pub name: String,
    /// What it added to the score.
    pub weight: f64,
}

impl Mention {
    /// Copies a mention in `text`.
    pub fn new(mention: &model::Mention, text: &Text) -> Self {
        Mention {
            n: mention.number,
            voice: mention.voice.as_str(),
            content: Span::list(&mention.content, text),
            source: mention.source.map(|span| Span::new(&span, text)),
            cue: mention.cue.map(|span| Span::new(&span, text)),
            speaker: mention.speaker.as_ref().map(Speaker::from),
            check_worthiness: rounded(mention.check_worthiness.score),
            confidence: rounded(mention.confidence),
            slots: Slots::new(&mention.slots, text),
            times: mention.times.iter().map(|time| Time::new(time, text)).collect(),
            why: mention.why.clone(),
            worth: Feature::list(&mention.check_worthiness.features),
            by_hand: mention.by_hand.as_ref().map(ByHand::from),
        }
    }
}

impl From<&model::Attributed> for Speaker {
    fn from(speaker: &model::Attributed) -> Self {
        Speaker {
            name: speaker.name.clone(),
            aliases: speaker.aliases.iter().map(Alias::from).collect(),
            role: speaker.role.clone(),
            confidence: rounded(speaker.confidence),
            why: speaker.why.clone(),
        }
    }
}

impl From<&model::Alias> for Alias {
    fn from(alias: &model::Alias) -> Self {
        Alias { name: alias.name.clone(), why: alias.why.clone() }
    }
}

impl Time {
    /// Copies a time expression in `text`.
    pub fn new(time: &model::TimeExpression, text: &Text) -> Self {
        Time {
            exact: text.slice(&time.span).to_owned(),
            from: time.from,
            to: time.to,
            basis: time.basis.as_str(),
            precision: time.precision.as_str(),
            role: time.role.as_str(),
            span: Span::new(&time.span, text),
        }
    }
}

impl Feature {
    /// Copies features in their order.
    pub fn list(features: &[model::Feature]) -> Vec<Self> {
        let copy = |feature: &model::Feature| Feature { name: feature.name.clone(), weight: rounded(feature.weight) };
        features.iter().map(copy).collect()
    }
}
