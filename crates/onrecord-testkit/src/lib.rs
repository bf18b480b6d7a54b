//! Builders, fixed clock and ids, temporary databases and the span-marker parser; for tests only.

mod ambient;
mod database;
mod marker;
mod rows;

pub use ambient::{FixedClock, SequentialIds, day, moment};
pub use database::{POSTGRES, SKIPPED, TempDatabase};
pub use marker::{Marked, marked};
pub use rows::rows;
