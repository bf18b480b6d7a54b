//! A verdict of the house as schema.org `ClaimReview`, one line of JSON-LD.
//!
//! Only a verdict that a person gave becomes one; statuses never do, since corroborated is not "true".

use chrono::NaiveDate;
use onrecord_model::{Claim, Correction, Grade, PublicId, Published, Rating};
use serde::Serialize;

use super::party::is_body;
use crate::json::{inert, to_line};
use crate::link;

/// What is written of one claim.
#[derive(Clone, Debug)]
pub struct Review {
    /// The claim.
    pub claim: Claim,
    /// What is claimed, so that it cannot be read as its opposite where the sentence stands alone.
    pub words: String,
    /// Who claims it; `None` when nobody could be named.
    pub speaker: Option<String>,
    /// Where it stands, the earliest first.
    pub places: Vec<Appearance>,
    /// Id of the first verdict on the claim, which names the review.
    pub id: PublicId,
    /// The verdict.
    pub rating: Rating,
    /// Who reviewed it; `None` when that is not told.
    pub author: Option<Author>,
    /// On which day readers were told of it.
    pub published: NaiveDate,
    /// Where the review can be read; `None` when not known.
    pub url: Option<String>,
    /// How it was put right since, the earliest first.
    pub corrections: Vec<(PublicId, Correction)>,
}

/// Who answers for a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// The house.
    House(String),
    /// The person who gave the verdict.
    Person(String),
}

/// One document in which a claim stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// Its address; `None` when not known.
    pub url: Option<String>,
    /// Its headline; `None` when not known.
    pub title: Option<String>,
    /// Who published it; `None` when not known.
    pub outlet: Option<String>,
    /// When; `None` when not known.
    pub published: Option<Published>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ClaimReview<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Agent<'a>>,
    claim_reviewed: &'a str,
    review_rating: ReviewRating<'a>,
    item_reviewed: ReviewedClaim<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<CorrectionComment<'a>>,
}

#[derive(Serialize)]
struct Agent<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReviewRating<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    rating_value: serde_json::Number,
    best_rating: serde_json::Number,
    worst_rating: serde_json::Number,
    alternate_name: &'a str,
    rating_explanation: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReviewedClaim<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_appearance: Option<CreativeWork<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    appearance: Vec<CreativeWork<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CreativeWork<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CorrectionComment<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    name: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    date_published: String,
}

/// Writes a review as one line of JSON-LD, without its line end.
pub fn line(review: &Review) -> String {
    to_line(&ClaimReview {
        context: "https://schema.org",
        kind: "ClaimReview",
        id: urn(review.id),
        url: review.url.as_deref().and_then(link::safe),
        date_published: review.published.to_string(),
        author: review.author.as_ref().map(author),
        claim_reviewed: &review.words,
        review_rating: rating(&review.rating),
        item_reviewed: claim(review),
        correction: review.corrections.iter().map(comment).collect(),
    })
}

/// Writes a review so that it can stand in a `script` element of a page: nothing in it ends that element or opens another.
pub(crate) fn in_page(review: &Review) -> String {
    inert(&line(review))
}

/// What the names of stored things begin with (RFC 9562).
pub const UUID_URN: &str = "urn:uuid:";

/// Names a stored thing by its id: [`UUID_URN`] and the id.
pub fn urn(id: impl std::fmt::Display) -> String {
    format!("{UUID_URN}{id}")
}

fn author(author: &Author) -> Agent<'_> {
    match author {
        Author::House(name) => Agent { kind: "Organization", name },
        Author::Person(name) => Agent { kind: "Person", name },
    }
}

fn rating(rating: &Rating) -> ReviewRating<'_> {
    ReviewRating {
        kind: "Rating",
        rating_value: number(rating.value),
        best_rating: number(rating.best),
        worst_rating: number(rating.worst),
        alternate_name: &rating.text,
        rating_explanation: rating.explanation.as_str(),
    }
}

/// Writes whole numbers without a point, as people do.
fn number(grade: Grade) -> serde_json::Number {
    let thousandths = grade.thousandths();
    if thousandths % 1_000 == 0 {
        return (thousandths / 1_000).into();
    }
    serde_json::Number::from_f64(grade.number()).unwrap_or_else(|| 0.into())
}

fn claim(review: &Review) -> ReviewedClaim<'_> {
    let speaker = review.speaker.as_deref();
    let first = review.places.iter().find(|place| place.published.is_some());
    ReviewedClaim {
        kind: "Claim",
        id: urn(review.claim.id),
        author: speaker.map(|name| Agent { kind: if is_body(name) { "Organization" } else { "Person" }, name }),
        date_published: first.and_then(day),
        first_appearance: first.map(work),
        appearance: review.places.iter().map(work).collect(),
    }
}

fn day(place: &Appearance) -> Option<String> {
    place.published.map(|published| published.to_string())
}

fn work(place: &Appearance) -> CreativeWork<'_> {
    CreativeWork {
        kind: "CreativeWork",
        url: place.url.as_deref().and_then(link::safe),
        name: place.title.as_deref(),
        publisher: place.outlet.as_deref().map(|name| Agent { kind: "Organization", name }),
        date_published: day(place),
    }
}

fn comment((id, correction): &(PublicId, Correction)) -> CorrectionComment<'_> {
    CorrectionComment {
        kind: "CorrectionComment",
        id: urn(id),
        name: correction.gravity.as_str(),
        text: correction.note.as_str(),
        description: correction.was.as_ref().map(|was| format!("It said before: {was}")),
        date_published: correction.on.to_string(),
    }
}
