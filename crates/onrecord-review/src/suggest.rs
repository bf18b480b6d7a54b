//! Suggestions: what the rules make of what is brought forward about a claim.
//!
//! A suggestion is never a status. The same case gives the same suggestions in the same order (rule R12), and every
//! target of the claim gets an explanation, also where nothing is suggested.

mod case;
mod lines;
mod owners;
mod readings;
mod suggestion;
mod tally;
mod value;
mod weigh;

pub use case::{Case, Claimant, Exhibit, Origin, Reading};
pub use suggestion::{Contrast, Counted, NotCounted, Outcome, Suggestion, WhyNot};
pub use value::SlotValue;

pub(crate) use owners::own_owners;
pub(crate) use readings::{Clash, ClashKind, Stated};
pub(crate) use tally::{Tally, tally};
pub(crate) use weigh::{Weighing, answer, labels, lacking, not_counted, note, same_origin};

use crate::rule;

/// Applies all rules to a case, target by target, in the order of the rules.
pub fn suggest(case: &Case) -> Vec<Suggestion> {
    case.targets().flat_map(|target| rule::apply(&Weighing::new(case, target))).collect()
}
