//! The log, verified.

use onrecord_store::{Audit, Checkpoint, Fault, RawEntry};

use crate::{AppError, Desk};

impl Desk {
    /// Checks the hash chain, and every row against the log both ways. With a kept `checkpoint` it also checks that
    /// the log still holds what it held then, which a chain alone cannot show.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read; faults found are part of the answer.
    pub async fn verify(&self, checkpoint: Option<&Checkpoint>) -> Result<Audit, AppError> {
        let mut audit = self.store.verify().await?;
        if let Some(kept) = checkpoint {
            audit.faults.extend(self.against(kept).await?);
        }
        Ok(audit)
    }

    /// Reads at most `limit` entries of the log past a position as they are sealed, for a verifier outside.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn raw_entries(&self, after: i64, limit: u32) -> Result<Vec<RawEntry>, AppError> {
        Ok(self.store.raw_entries(after, limit).await?)
    }

    async fn against(&self, kept: &Checkpoint) -> Result<Option<Fault>, AppError> {
        if kept.size == 0 {
            return Ok(None);
        }
        let what = match self.store.event_at(kept.size).await? {
            None => "the log is shorter than at the kept checkpoint: entries were cut off".to_owned(),
            Some(sealed) if sealed.hash != kept.root => {
                "the log up to here differs from the kept checkpoint: it was rewritten".to_owned()
            }
            Some(_) => return Ok(None),
        };
        Ok(Some(Fault { position: Some(kept.size), what }))
    }
}
