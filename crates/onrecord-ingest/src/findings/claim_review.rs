//! ClaimReview objects of schema.org, wherever they stand in a JSON value.

use serde_json::Value;

use super::link::{id, link};
use super::{FindingDraft, FindingPlace, dated, shown, text};

/// How deep objects may lie in one another.
const DEEPEST: usize = 64;

/// Tells whether a value is a ClaimReview.
pub(super) fn is_one(value: &Value) -> bool {
    match value.get("@type") {
        Some(_) => has_type(value, "ClaimReview"),
        // Pages leave the type out now and then; this field belongs to nothing else.
        None => value.get("claimReviewed").is_some(),
    }
}

/// What was found in a value.
pub(super) struct Found<'a> {
    /// In which element of the outermost list it stands, from 1; `None` where it stands in none.
    pub(super) number: Option<u64>,
    /// An object of type `ClaimReview`, or what stands in the place of one: a lower-case fragment.
    pub(super) one: Result<&'a Value, String>,
}

/// Where in a value something stands.
#[derive(Clone, Copy, Default)]
struct Within {
    depth: usize,
    /// Whether it is an element of a feed, whatever its type.
    in_feed: bool,
    number: Option<u64>,
}

impl Within {
    /// Goes one deeper, into an element of a list or feed.
    fn element(self, index: usize, in_feed: bool) -> Self {
        Within { depth: self.depth + 1, in_feed, number: self.number.or(Some(index as u64 + 1)) }
    }
}

/// Collects the objects of type `ClaimReview` in a value, in reading order, and what stands in the items of a feed, or in a
/// list that is the whole value, and is no object.
pub(super) fn find<'a>(value: &'a Value, found: &mut Vec<Found<'a>>) {
    match value {
        Value::Array(list) => {
            for (index, one) in list.iter().enumerate() {
                item(one, found, Within::default().element(index, false));
            }
        }
        _ => descend(value, found, Within::default()),
    }
}

/// Collects what stands in one element of a list: of the one in `field`, or of the one that is the whole value.
pub(super) fn find_in<'a>(element: &'a Value, field: Option<&str>, found: &mut Vec<Found<'a>>) {
    match field {
        None | Some("dataFeedElement") => item(element, found, Within::default().element(0, field.is_some())),
        Some(_) => descend(element, found, Within::default()),
    }
}

/// Goes into a value.
fn descend<'a>(value: &'a Value, found: &mut Vec<Found<'a>>, within: Within) {
    if within.depth > DEEPEST {
        return;
    }
    match value {
        Value::Object(_) if is_one(value) => found.push(Found { number: within.number, one: Ok(value) }),
        Value::Object(fields) => {
            let holds_one = within.in_feed || has_type(value, "DataFeedItem");
            for (name, field) in fields {
                let elements = name == "dataFeedElement";
                if elements || (holds_one && name == "item") {
                    let several = field.as_array().map_or(std::slice::from_ref(field), Vec::as_slice);
                    for (index, one) in several.iter().enumerate() {
                        item(one, found, within.element(index, elements));
                    }
                } else {
                    descend(field, found, Within { depth: within.depth + 1, in_feed: false, ..within });
                }
            }
        }
        Value::Array(list) => {
            for (index, one) in list.iter().enumerate() {
                descend(one, found, within.element(index, false));
            }
        }
        _ => {}
    }
}

/// Goes into what should be an object or a list of them.
fn item<'a>(one: &'a Value, found: &mut Vec<Found<'a>>, within: Within) {
    match one {
        Value::Object(_) | Value::Array(_) => descend(one, found, within),
        other => {
            let why = format!("{:?} stands where a ClaimReview should, and is no object", shown(other));
            found.push(Found { number: within.number, one: Err(why) });
        }
    }
}

fn has_type(value: &Value, wanted: &str) -> bool {
    let is = |kind: &Value| kind.as_str().is_some_and(|kind| kind.rsplit('/').next() == Some(wanted));
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// Reads one ClaimReview.
pub(super) fn read(value: &Value) -> Result<FindingDraft, String> {
    let reviewed = value.get("itemReviewed");
    let claim = text(value.get("claimReviewed")).or_else(|| reviewed.and_then(|item| text(item.get("name"))));
    let (date, mut left_out) = dated("datePublished", value.get("datePublished"));
    let url = link("url", text(value.get("url")), &mut left_out);
    let named = id("@id", text(value.get("@id")), &mut left_out);
    let named = named.or_else(|| id("identifier", text(value.get("identifier")), &mut left_out));
    Ok(FindingDraft {
        id: named.or_else(|| url.clone()),
        numbered: false,
        claim: claim.ok_or("a ClaimReview without claimReviewed")?,
        title: text(value.get("headline")).or_else(|| text(value.get("name"))),
        speaker: reviewed.and_then(|item| name(item.get("author"))),
        by: name(value.get("author")).or_else(|| name(value.get("publisher"))),
        rating: value.get("reviewRating").and_then(|given| rating(given, &mut left_out)),
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

/// Returns the rating in words, else as "2 of 1..5"; a number outside its scale says nothing, which is noted.
fn rating(value: &Value, left_out: &mut Vec<String>) -> Option<String> {
    let field = |name: &str| text(value.get(name));
    let (given, worst, best) = (field("ratingValue"), field("worstRating"), field("bestRating"));
    let given = given.filter(|given| match outside(given, worst.as_deref(), best.as_deref()) {
        Some(scale) => {
            left_out.push(format!("field \"ratingValue\": {given:?} lies outside its scale ({scale}) and is left out"));
            false
        }
        None => true,
    });
    let words = field("alternateName").or_else(|| field("name"));
    words.or_else(|| {
        let given = given?;
        Some(match (worst, best) {
            (Some(worst), Some(best)) => format!("{given} of {worst}..{best}"),
            _ => given,
        })
    })
}

/// Returns the scale that a number lies outside of; `None` where it lies within, or one of them is no number.
fn outside(given: &str, worst: Option<&str>, best: Option<&str>) -> Option<String> {
    let number =
        |text: Option<&str>| text.and_then(|text| text.parse::<f64>().ok()).filter(|number| number.is_finite());
    let given = number(Some(given))?;
    match (number(worst), number(best)) {
        // Some write the scale the other way round.
        (Some(a), Some(b)) => (given < a.min(b) || given > a.max(b)).then(|| format!("{a} to {b}")),
        (None, Some(best)) => (given > best).then(|| format!("to {best}")),
        (Some(worst), None) => (given < worst).then(|| format!("from {worst}")),
        (None, None) => None,
    }
}
