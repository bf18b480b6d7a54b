//! Mentions that bear on a claim.

use std::collections::BTreeMap;

use onrecord_compare::compare;
use onrecord_model::{Claim, ClaimId, ClaimPair, Comparison, Outlet};
use onrecord_store::Occurrence;

use super::same::Same;
use crate::statement::statement;

/// One mention that bears on the claim, with how it stands to the claim.
pub(super) struct Bearing<'a> {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) claim: &'a Claim,
    pub(super) occurrence: &'a Occurrence,
    /// How it stands to the claim asked about; `None` for that claim itself.
    pub(super) pair: Option<&'a ClaimPair>,
    pub(super) comparison: Comparison,
    /// Whether it may count for or against the claim before anybody confirmed it.
    pub(super) same: Same,
    pub(super) outlet: Option<&'a Outlet>,
    /// Why it has to be confirmed again; `None` while it stands as it was read.
    pub(super) stale: Option<String>,
}

/// Sets every mention beside the first of the claim asked about.
pub(super) fn bearings<'a>(
    asked: &Claim,
    pairs: &'a BTreeMap<ClaimId, ClaimPair>,
    claims: &'a BTreeMap<ClaimId, Claim>,
    occurrences: &[&'a Occurrence],
    outlets: &'a BTreeMap<String, Outlet>,
) -> Vec<Bearing<'a>> {
    let Some(first) = occurrences.iter().find(|o| o.claim == asked.id) else { return Vec::new() };
    let bearing = |occurrence: &'a Occurrence| {
        let claim = claims.get(&occurrence.claim)?;
        let document = &occurrence.document;
        let comparison = compare(&statement(first), &statement(occurrence));
        let name = document.outlet.as_deref().unwrap_or("unknown outlet");
        let day = document.published.map_or_else(|| "no date".to_owned(), |p| p.date.to_string());
        Some(Bearing {
            id: format!("{}#{}", document.handle, occurrence.stored.mention.number),
            label: format!("{name}, {day} ({}, {})", document.handle, claim.handle),
            pair: pairs.get(&claim.id),
            same: Same::of(first, occurrence, claim.id == asked.id, &comparison),
            comparison,
            outlet: document.outlet.as_ref().and_then(|name| outlets.get(name)),
            stale: None,
            claim,
            occurrence,
        })
    };
    occurrences.iter().copied().filter_map(bearing).collect()
}
