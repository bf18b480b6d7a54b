//! Status rules, suggestions and queue order.
//!
//! Pure: a claim and what was counted about it in, an answer with its reasons out. Nothing here sets a status; only a
//! person's [`Decision`](onrecord_model::Decision) does, and [`decide`] is the one way to apply it.

mod agreement;
mod decide;
mod gaps;
mod house;
mod priority;
mod rule;
mod suggest;
mod transitions;
mod words;

pub use agreement::{cohen_kappa, krippendorff_alpha};
pub use decide::decide;
pub use gaps::not_established;
pub use house::{
    Breach, Facts, HouseLook, HouseRules, HouseVerdict, LookFault, MAX_RULES_BYTES, Retention, ReviewDefaults, Roles,
    RulesFault, StatusPolicy, VerdictScheme, breaches, meant, read_rules, read_rules_with, rules_words,
};
pub use priority::{Candidate, Priority, priority};
pub use rule::RuleId;
pub use rule::r09::attention;
pub use suggest::{
    Case, Claimant, Contrast, Counted, Exhibit, NotCounted, Origin, Outcome, Reading, SlotValue, Suggestion, WhyNot,
    suggest,
};
pub use transitions::{Transition, WorkTransition, statuses_page, transition_table, work_table};
