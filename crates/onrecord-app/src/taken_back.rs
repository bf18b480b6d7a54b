//! What entries of the log take back, and of whom.

use std::collections::BTreeMap;

use onrecord_model::{Actor, EventId};
use onrecord_store::SealedEvent;

use crate::standing::{taken_back_by, takes_a_decision_back};
use crate::{AppError, Desk};

/// What an entry of the log takes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// Position of the entry that it takes back.
    pub position: u64,
    /// Who entered that one.
    pub of: Actor,
    /// Whether something that was taken back is done again by it.
    pub again: bool,
}

impl Desk {
    /// Finds what each of these entries takes back; those that take nothing back are not in the answer.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn taken_back(&self, entries: &[SealedEvent]) -> Result<BTreeMap<EventId, TakenBack>, AppError> {
        let mut found = BTreeMap::new();
        if entries.iter().all(|sealed| taken_back_by(&sealed.event.action).is_none()) {
            return Ok(found);
        }
        let tx = self.store.begin().await?;
        for sealed in entries {
            let Some(event) = taken_back_by(&sealed.event.action) else { continue };
            if let Some(other) = tx.event(event).await? {
                let again = !takes_a_decision_back(&tx, &sealed.event.action).await?;
                let back = TakenBack { position: other.position, of: other.event.actor, again };
                found.insert(sealed.event.id, back);
            }
        }
        tx.rollback().await?;
        Ok(found)
    }
}
