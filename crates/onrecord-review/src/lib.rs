//! Status rules and queue order.
//!
//! Pure: a claim and what was counted about it in, an answer with its reasons out. Nothing here sets a status; only a
//! person's [`Decision`](onrecord_model::Decision) does, and [`decide`] is the one way to apply it.

mod decide;
mod gaps;
mod priority;
mod transitions;

pub use decide::decide;
pub use gaps::not_established;
pub use priority::{Candidate, Priority, priority};
pub use transitions::{Transition, statuses_page, transition_table};
