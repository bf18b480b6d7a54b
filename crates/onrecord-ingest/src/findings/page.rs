//! ClaimReview objects in the JSON-LD of web pages.

use super::{FindingDraft, FindingRecord, claim_review, numbered};
use crate::{decode, page};

/// Reads the findings of a page; a script that cannot be read costs only itself.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<FindingRecord>, String> {
    let decoded = decode::decode(bytes, page::declared(bytes));
    let dom = page::parse(&page::lean(&decoded.text));
    let found: Vec<Result<FindingDraft, String>> =
        page::json_ld_scripts(&dom.html).iter().flat_map(|script| of_script(script)).collect();
    if found.is_empty() {
        return Err("no ClaimReview stands in this page".to_owned());
    }
    Ok(numbered(found.into_iter()))
}

fn of_script(script: &str) -> Vec<Result<FindingDraft, String>> {
    match page::json_ld_value(script) {
        Ok(value) => {
            let mut reviews = Vec::new();
            claim_review::find(&value, &mut reviews);
            reviews.into_iter().map(|found| found.one.and_then(claim_review::read)).collect()
        }
        // Of other scripts, which hold no finding, nothing is lost.
        Err(error) if script.contains("ClaimReview") => vec![Err(format!("JSON-LD that cannot be read: {error}"))],
        Err(_) => Vec::new(),
    }
}
