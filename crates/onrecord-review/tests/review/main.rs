//! Deciding, ordering and explaining through the public interface.
#![expect(clippy::unwrap_used, reason = "a test with a bad literal must stop")]

mod agreement;
mod decide;
mod gaps;
mod priority;
mod statuses;
mod suggest;
mod support;
