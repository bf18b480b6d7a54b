//! One name for everybody and every outlet that sources go by several names of.

use std::collections::BTreeMap;

use onrecord_compare::{OriginClaim, OriginSource, one_party};
use onrecord_model::Outlet;
use onrecord_text::folded_name;

use super::bearing::Bearing;
use super::credit::credited;
use crate::outlet::starter;

/// The outlets that are known, by folded name.
pub(super) struct KnownOutlets(BTreeMap<String, Outlet>);

impl KnownOutlets {
    pub(super) fn new(outlets: Vec<Outlet>) -> Self {
        KnownOutlets(outlets.into_iter().map(|outlet| (folded_name(&outlet.name), outlet)).collect())
    }

    fn is_outlet(&self, name: &str) -> bool {
        self.0.contains_key(&folded_name(name)) || starter::facts(name).is_some()
    }

    /// Returns who stands behind an outlet: its owner where one is known.
    fn behind(&self, name: &str) -> String {
        let owner = match self.0.get(&folded_name(name)) {
            Some(outlet) => outlet.owner.clone(),
            None => starter::facts(name).and_then(|facts| facts.owner),
        };
        owner.unwrap_or_else(|| name.to_owned())
    }

    /// Finds who stands behind the outlet that a mention credits; `None` where it credits none but its own.
    pub(super) fn credit(&self, b: &Bearing<'_>) -> Option<String> {
        let name = credited(b.occurrence, &|name| self.is_outlet(name))?;
        let (behind, own) = (self.behind(&name), b.occurrence.document.outlet.as_deref());
        let is_own = own.is_some_and(|own| {
            folded_name(own) == folded_name(&name)
                || self.behind(own) == behind
                || starter::names(own).contains(&name.as_str())
        });
        (!is_own).then_some(behind)
    }
}

/// Gives the people and bodies of all sources, and of the claim, one name each.
pub(super) fn settle(sources: &mut [OriginSource], about: &OriginClaim) -> OriginClaim {
    let theirs = [&about.claimant, &about.organisation].into_iter().flatten();
    let all = sources.iter().flat_map(|source| source.speaker.iter().chain(&source.organisation)).chain(theirs);
    let names = one_party(all.map(String::as_str));
    let one = |name: &Option<String>| name.as_ref().map(|name| names.get(name).unwrap_or(name).clone());
    let about = OriginClaim { claimant: one(&about.claimant), organisation: one(&about.organisation), ..about.clone() };
    for source in sources {
        source.speaker = one(&source.speaker);
        source.organisation = one(&source.organisation);
    }
    about
}
