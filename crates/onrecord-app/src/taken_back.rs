//! What entries of the log take back, and of whom.

use std::collections::BTreeMap;

use onrecord_model::{Action, Actor, EventId};
use onrecord_store::SealedEvent;

use crate::standing::taken_back_by;
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
        for sealed in entries {
            let Some(event) = taken_back_by(&sealed.event.action) else { continue };
            if let Some(other) = self.store.event(event).await? {
                let again = !self.takes_back(&sealed.event.action).await?;
                let back = TakenBack { position: other.position, of: other.event.actor, again };
                found.insert(sealed.event.id, back);
            }
        }
        Ok(found)
    }

    /// Tells whether an entry takes a decision back, rather than doing one again. Outside a transaction: whoever only looks can do so
    /// where the disk is full.
    async fn takes_back(&self, action: &Action) -> Result<bool, AppError> {
        let (mut at, mut back) = (taken_back_by(action), false);
        while let Some(event) = at {
            back = !back;
            at = self.store.event(event).await?.and_then(|sealed| taken_back_by(&sealed.event.action));
        }
        Ok(back)
    }
}
