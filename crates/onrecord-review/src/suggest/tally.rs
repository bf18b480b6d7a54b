//! Counting independent origins.

use std::collections::BTreeSet;

use super::weigh::{Weighing, not_counted, same_origin};
use super::{Exhibit, NotCounted, WhyNot, own_owners};
use crate::rule::r07;

/// Exhibits counted by their independent origins.
#[derive(Default)]
pub(crate) struct Tally<'a> {
    /// One exhibit for each origin that counts: the nearest source of it.
    pub(crate) counted: Vec<&'a Exhibit>,
    /// The others, and why.
    pub(crate) not_counted: Vec<NotCounted>,
}

/// Counts exhibits by origin: nothing counts without something named among it (rule R7), and every owner counts once.
pub(crate) fn tally<'a>(weighing: &Weighing<'a>, exhibits: &[&'a Exhibit]) -> Tally<'a> {
    let mut tally = Tally::default();
    if !exhibits.iter().any(|exhibit| r07::named(weighing.target, exhibit)) {
        tally.not_counted = exhibits.iter().map(|exhibit| not_counted(exhibit, r07::alone(exhibit))).collect();
        return tally;
    }
    let mut origins = weighing.by_origin(exhibits);
    for origin in &mut origins {
        origin.sort_by_key(|exhibit| rank(weighing, exhibit));
    }
    origins.sort_by_key(|origin| origin.first().map(|lead| rank(weighing, lead)));
    let owners: Vec<BTreeSet<String>> =
        origins.iter().map(|origin| origin.iter().map(|e| owner(e)).collect()).collect();
    for (origin, counts) in origins.iter().zip(own_owners(&owners)) {
        tally.put(origin, counts);
    }
    tally
}

impl<'a> Tally<'a> {
    fn put(&mut self, origin: &[&'a Exhibit], counts: bool) {
        let Some((lead, others)) = origin.split_first() else { return };
        if counts {
            self.counted.push(lead);
        } else {
            self.not_counted.push(not_counted(lead, WhyNot::SameOwner(owner(lead))));
        }
        self.not_counted.extend(others.iter().map(|other| same_origin(other, lead)));
    }
}

/// Orders exhibits: near sources first, then those of others than the claimant, then named ones, then firsts.
fn rank(weighing: &Weighing<'_>, exhibit: &Exhibit) -> impl Ord + use<> {
    let named = r07::named(weighing.target, exhibit);
    (exhibit.class.is_none(), exhibit.class, weighing.claimants(exhibit), !named, exhibit.joined.is_some())
}

/// Returns who stands behind an exhibit; what nobody is known to stand behind stands for itself.
fn owner(exhibit: &Exhibit) -> String {
    exhibit.holder.clone().unwrap_or_else(|| exhibit.label.clone())
}
