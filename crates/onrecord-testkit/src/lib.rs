//! Builders, fixed clock and ids, temporary databases and the span-marker parser; for tests only.

mod ambient;
mod marker;

pub use ambient::{FixedClock, SequentialIds, day, moment};
pub use marker::{Marked, marked};
