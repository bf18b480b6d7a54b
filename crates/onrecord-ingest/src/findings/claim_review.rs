//! ClaimReview objects of schema.org, wherever they stand in a JSON value.

use serde_json::Value;

use super::{FindingDraft, FindingPlace, dated, text};

/// How deep objects may lie in one another.
const DEEPEST: usize = 64;

/// Tells whether a value is a ClaimReview.
pub(super) fn is_one(value: &Value) -> bool {
    let is = |kind: &Value| kind.as_str().is_some_and(|kind| kind.rsplit('/').next() == Some("ClaimReview"));
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        // Pages leave the type out now and then; this field belongs to nothing else.
        None => value.get("claimReviewed").is_some(),
    }
}

/// Collects the objects of type `ClaimReview` in a value, in reading order.
pub(super) fn find<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    descend(value, found, 0);
}

fn descend<'a>(value: &'a Value, found: &mut Vec<&'a Value>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Object(_) if is_one(value) => found.push(value),
        Value::Object(fields) => fields.values().for_each(|field| descend(field, found, depth + 1)),
        Value::Array(list) => list.iter().for_each(|one| descend(one, found, depth + 1)),
        _ => {}
    }
}

/// Reads one ClaimReview.
pub(super) fn read(value: &Value) -> Result<FindingDraft, String> {
    let reviewed = value.get("itemReviewed");
    let claim = text(value.get("claimReviewed")).or_else(|| reviewed.and_then(|item| text(item.get("name"))));
    let url = text(value.get("url"));
    let (date, left_out) = dated("datePublished", value.get("datePublished"));
    Ok(FindingDraft {
        id: text(value.get("@id")).or_else(|| text(value.get("identifier"))).or_else(|| url.clone()),
        numbered: false,
        claim: claim.ok_or("a ClaimReview without claimReviewed")?,
        title: text(value.get("headline")).or_else(|| text(value.get("name"))),
        speaker: reviewed.and_then(|item| name(item.get("author"))),
        by: name(value.get("author")).or_else(|| name(value.get("publisher"))),
        rating: value.get("reviewRating").and_then(rating),
        date,
        url,
        place: FindingPlace::default(),
        left_out,
    })
}

/// Returns the name of a person or body, of several the first.
fn name(value: Option<&Value>) -> Option<String> {
    let value = value?;
    let one = value.as_array().and_then(|list| list.first()).unwrap_or(value);
    text(one.get("name")).or_else(|| text(Some(one)))
}

/// Returns the rating in words, else as "2 of 1..5".
fn rating(value: &Value) -> Option<String> {
    let number = |field: &str| text(value.get(field));
    let words = number("alternateName").or_else(|| number("name"));
    words.or_else(|| {
        let given = number("ratingValue")?;
        Some(match (number("worstRating"), number("bestRating")) {
            (Some(worst), Some(best)) => format!("{given} of {worst}..{best}"),
            _ => given,
        })
    })
}
