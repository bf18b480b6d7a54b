//! The real clock and real ids: the one place where the program looks at them.

use chrono::{DateTime, Utc};
use onrecord_model::{Clock, IdSource};
use uuid::{ContextV7, Timestamp, Uuid};

/// The machine's clock.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else is handed")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// UUIDs of version 7 that keep their order within a millisecond.
pub(crate) struct RandomIds(std::sync::Mutex<ContextV7>);

impl RandomIds {
    pub(crate) fn new() -> Self {
        RandomIds(std::sync::Mutex::new(ContextV7::new()))
    }
}

impl IdSource for RandomIds {
    fn next(&self, now: DateTime<Utc>) -> Uuid {
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        let context = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Uuid::new_v7(Timestamp::from_unix(&*context, seconds, now.timestamp_subsec_nanos()))
    }
}
