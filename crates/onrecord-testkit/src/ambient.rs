//! A clock that stands still and ids that count.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, NaiveDate, Utc};
use onrecord_model::{Clock, IdSource};
use uuid::Uuid;

/// A clock that always shows the same moment.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub DateTime<Utc>);

impl Default for FixedClock {
    fn default() -> Self {
        FixedClock(moment("2026-02-01T12:00:00Z"))
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}

/// Ids that count from 1, so that two runs give the same ones.
#[derive(Debug, Default)]
pub struct SequentialIds(AtomicU64);

impl IdSource for SequentialIds {
    fn next(&self, now: DateTime<Utc>) -> Uuid {
        let count = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        let mut random = [0; 10];
        random[2..].copy_from_slice(&count.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

/// Reads a moment such as `2026-02-01T12:00:00Z`.
///
/// # Panics
/// When `s` is no RFC 3339 moment.
#[expect(clippy::panic, reason = "a test with a bad literal must stop")]
pub fn moment(s: &str) -> DateTime<Utc> {
    s.parse().unwrap_or_else(|e| panic!("{s:?} is no moment: {e}"))
}

/// Reads a day such as `2026-01-24`.
///
/// # Panics
/// When `s` is no ISO 8601 day.
#[expect(clippy::panic, reason = "a test with a bad literal must stop")]
pub fn day(s: &str) -> NaiveDate {
    s.parse().unwrap_or_else(|e| panic!("{s:?} is no day: {e}"))
}
