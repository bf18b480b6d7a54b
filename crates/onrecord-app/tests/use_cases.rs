//! What the use cases promise, on a clock that stands still and ids that count.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on stops")]

#[path = "use_cases/desk.rs"]
mod desk;
#[path = "use_cases/report.rs"]
mod report;
#[path = "use_cases/same.rs"]
mod same;
#[path = "use_cases/takes_back.rs"]
mod takes_back;
#[path = "use_cases/trust.rs"]
mod trust;
#[path = "use_cases/twice.rs"]
mod twice;
#[path = "use_cases/work.rs"]
mod work;
