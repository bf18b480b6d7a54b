//! The clock and the source of ids: arguments everywhere, so that the same input gives the same output.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Returns the present moment.
    fn now(&self) -> DateTime<Utc>;
}

/// Makes ids that never repeat.
pub trait IdSource: Send + Sync {
    /// Returns a new UUID, version 7 (RFC 9562), so that ids sort by the moment they were made.
    fn next(&self, now: DateTime<Utc>) -> Uuid;
}
