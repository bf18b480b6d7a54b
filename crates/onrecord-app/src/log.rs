//! The log, read.

use onrecord_store::{Checkpoint, EventFilter, SealedEvent};

use crate::{AppError, Desk};

impl Desk {
    /// Lists log entries that match `filter`.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn log(&self, filter: &EventFilter) -> Result<Vec<SealedEvent>, AppError> {
        Ok(self.store.events(filter).await?)
    }

    /// Returns the size and root of the log.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn checkpoint(&self) -> Result<Checkpoint, AppError> {
        Ok(self.store.head().await?)
    }
}
