//! Findings in a list that breaks off or is damaged.

use serde_json::Value;

use super::{BadFinding, FindingPlace, FindingRecord, claim_review, own, placed, review};
use crate::cut;

/// Tells whether a value may be a finding, or hold one.
pub(super) fn may_be_one(value: &Value) -> bool {
    value.get("claim").is_some() || !reviews_in(value, None).is_empty()
}

/// Collects the ClaimReview objects in an element of a list.
fn reviews_in<'a>(element: &'a Value, field: Option<&str>) -> Vec<claim_review::Found<'a>> {
    let mut found = Vec::new();
    claim_review::find_in(element, field, &mut found);
    found
}

/// Reads the records of a list that is not whole.
pub(super) fn read(found: cut::Cut) -> Vec<FindingRecord> {
    let field = found.field.as_deref();
    let holds_review = |value: &Value| reviews_in(value, field).iter().any(|found| found.one.is_ok());
    let is_own = field.is_none() && !found.elements.iter().any(|element| element.read.as_ref().is_ok_and(holds_review));
    let records = |element: cut::Element| {
        let place = FindingPlace { line: None, record: element.number };
        match element.read {
            Err(why) => vec![Err(BadFinding { place: FindingPlace { line: Some(element.line), ..place }, why })],
            Ok(value) if is_own => vec![placed(place, own(&value))],
            Ok(value) => {
                let numbered = |found| claim_review::Found { number: Some(element.number), ..found };
                reviews_in(&value, field).into_iter().map(|found| review(numbered(found), element.number)).collect()
            }
        }
    };
    found.elements.into_iter().flat_map(records).collect()
}
