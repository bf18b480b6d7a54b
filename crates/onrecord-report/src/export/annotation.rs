//! A mention as a W3C Web Annotation, one line of JSON-LD.

use chrono::{DateTime, Utc};
use onrecord_model::{Claim, ContentHash, Mention, MentionId, SideExit};
use onrecord_text::{Span, Text, surroundings};
use serde::Serialize;

use super::claimreview::urn;
use crate::json::to_line;
use crate::json::v1::moment;
use crate::link;
use crate::section::aside;

/// What is written of one mention.
#[derive(Clone, Copy, Debug)]
pub struct Noted<'a> {
    /// Id of the mention.
    pub id: MentionId,
    /// The mention.
    pub mention: &'a Mention,
    /// The cue, where it turns the words round ("denied"); `None` where it does not.
    pub denial: Option<Span>,
    /// The claim it makes.
    pub claim: &'a Claim,
    /// As what it was set aside; `None` when it was not.
    pub set_aside: Option<SideExit>,
    /// The text its spans index.
    pub text: &'a Text,
    /// Address of the document; `None` when not known.
    pub url: Option<&'a str>,
    /// Hash of the document's bytes, which names it when it has no address, and else the version of it.
    pub hash: ContentHash,
    /// When those bytes were received.
    pub retrieved: DateTime<Utc>,
    /// Language of the document; `None` when not known.
    pub language: Option<&'a str>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: [&'static str; 2],
    body: [Body; 2],
    target: Vec<Target<'a>>,
}

#[derive(Serialize)]
struct Body {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    format: &'static str,
    language: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Target<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<State>,
    selector: (QuoteSelector<'a>, PositionSelector),
}

/// Which version of what is at an address is meant (section 4.3.1 of the model).
#[derive(Serialize)]
struct State {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "sourceDate")]
    source_date: String,
    cached: String,
}

#[derive(Serialize)]
struct QuoteSelector<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: &'a str,
    prefix: String,
    suffix: String,
}

#[derive(Serialize)]
struct PositionSelector {
    #[serde(rename = "type")]
    kind: &'static str,
    start: usize,
    end: usize,
}

/// Writes a mention as one line of JSON-LD, without its line end.
pub fn line(noted: &Noted<'_>) -> String {
    to_line(&Annotation {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: urn(noted.id),
        kind: "Annotation",
        motivation: ["identifying", "describing"],
        body: [body("identifying", urn(noted.claim.id)), body("describing", describe(noted))],
        target: noted.mention.content.iter().map(|span| target(noted, span)).collect(),
    })
}

fn body(purpose: &'static str, value: String) -> Body {
    Body { kind: "TextualBody", purpose, format: "text/plain", language: "en", value }
}

/// Says which claim it is, who makes it in which voice, and what came of checking it.
fn describe(noted: &Noted<'_>) -> String {
    let speaker = noted.mention.speaker.as_ref().map_or("nobody named", |speaker| &speaker.name);
    let aside = noted.set_aside.as_ref().map(aside::shortly);
    let statuses = aside::told(&noted.claim.statuses, aside.is_some()).map(|(target, status)| {
        let (target, status) = (target.as_str(), status.kind().as_str());
        format!("{target}: {status}")
    });
    let statuses: Vec<String> = aside.into_iter().chain(statuses).collect();
    // Who reads the quotation alone would take it for what was said.
    let denial = noted.denial.map_or_else(String::new, |cue| {
        format!("; cue: {}, which turns the quoted words round", noted.text.slice(&cue).to_lowercase())
    });
    format!(
        "claim: {}; speaker: {speaker}; voice: {}{denial}; {}",
        noted.claim.handle,
        noted.mention.voice.as_str(),
        statuses.join("; ")
    )
}

fn target<'a>(noted: &Noted<'a>, span: &Span) -> Target<'a> {
    let (prefix, suffix) = surroundings(noted.text.as_str(), &span.bytes());
    let at = span.code_points();
    let address = noted.url.and_then(link::safe).map(str::to_owned);
    let bytes = noted.hash.urn();
    let state = || State { kind: "TimeState", source_date: moment(noted.retrieved), cached: bytes.clone() };
    Target {
        kind: "SpecificResource",
        state: address.as_ref().map(|_| state()),
        source: address.unwrap_or(bytes),
        language: noted.language,
        selector: (
            QuoteSelector { kind: "TextQuoteSelector", exact: noted.text.slice(span), prefix, suffix },
            PositionSelector { kind: "TextPositionSelector", start: at.start, end: at.end },
        ),
    }
}
