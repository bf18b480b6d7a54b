//! Everything the desk holds in one file, and back.

use std::io::{Read, Write};

use onrecord_store::{BundleError, BundleManifest};

use crate::{AppError, Desk};

impl Desk {
    /// Writes everything the desk holds as a bundle, as one moment has it, once the audit is content; `seen` is told how many
    /// rows were written, from time to time.
    ///
    /// # Errors
    /// [`AppError::Bundle`] when the database is not what its log tells of or `to` fails, [`AppError::Store`]; what was written
    /// until then is no bundle.
    pub async fn write_bundle(&self, to: impl Write, seen: impl FnMut(u64)) -> Result<BundleManifest, AppError> {
        Ok(self.store.bundle(to, seen).await?)
    }

    /// Enters what a bundle holds, which [`crate::check_bundle`] found to be `checked`, into this desk, which must hold nothing:
    /// whole or not at all. The log is then the one of the bundle.
    ///
    /// # Errors
    /// [`AppError::Bundle`] when the desk holds anything, the bundle is another than was checked, or its rows are not what its
    /// log tells of; [`AppError::Store`].
    pub async fn enter_bundle(
        &self,
        from: impl Read,
        checked: &BundleManifest,
        seen: impl FnMut(u64),
    ) -> Result<(), AppError> {
        let mut tx = self.store.begin().await?;
        match tx.enter_bundle(from, checked, seen).await {
            Ok(()) => Ok(tx.commit().await?),
            Err(error) => {
                // The cause is in `error`; what a failed rollback leaves goes with the connection.
                let _ = tx.rollback().await;
                Err(named(error, &self.describe()).into())
            }
        }
    }
}

/// Names the database, which a transaction cannot.
fn named(error: BundleError, what: &str) -> BundleError {
    match error {
        BundleError::NotEmpty { holds, .. } => BundleError::NotEmpty { what: what.to_owned(), holds },
        other => other,
    }
}
