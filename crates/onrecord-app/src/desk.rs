//! The desk: a store, a clock and a source of ids.

use chrono::{DateTime, Utc};
use onrecord_extract::EngineKind;
use onrecord_model::{Clock, IdSource};
use onrecord_store::{Counts, Store, StoreError};
use uuid::Uuid;

use crate::AppError;

/// Everything a use case needs from outside.
pub struct Desk {
    pub(crate) store: Store,
    pub(crate) engine: EngineKind,
    clock: Box<dyn Clock>,
    ids: Box<dyn IdSource>,
}

impl Desk {
    /// Opens the database at `url`, creating and migrating it where needed.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be opened, created or migrated.
    pub async fn open(url: &str, clock: Box<dyn Clock>, ids: Box<dyn IdSource>) -> Result<Self, AppError> {
        let store = Store::open(url, clock.now()).await?;
        Ok(Desk { store, engine: EngineKind::default(), clock, ids })
    }

    /// Extracts with `engine` from now on.
    pub fn using(mut self, engine: EngineKind) -> Self {
        self.engine = engine;
        self
    }

    /// Names the database without secrets.
    pub fn describe(&self) -> String {
        self.store.describe()
    }

    /// Counts what is stored.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn counts(&self) -> Result<Counts, AppError> {
        Ok(self.store.counts().await?)
    }

    /// Closes the database.
    pub async fn close(self) {
        self.store.close().await;
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn next_id(&self) -> Uuid {
        self.ids.next(self.clock.now())
    }
}

/// How often a transaction is tried again after the database asked for it.
const ATTEMPTS: u32 = 5;

/// Runs one transaction, again when the database says that trying again may help (SQLSTATE 40001 and 40P01) or somebody
/// changed the work meanwhile: the table is then asked again from where the work is now.
macro_rules! retrying {
    ($attempt:expr) => {{
        let mut tries = 1;
        loop {
            match $attempt.await {
                Err(error) if $crate::desk::may_retry(&error, tries) => tries += 1,
                other => break other,
            }
        }
    }};
}
pub(crate) use retrying;

pub(crate) fn may_retry(error: &AppError, tries: u32) -> bool {
    tries < ATTEMPTS
        && matches!(error, AppError::Store(e) if e.is_retryable() || matches!(e, StoreError::WorkConflict { .. } | StoreError::RulesConflict))
}
