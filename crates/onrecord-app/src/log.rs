//! The log, read.

use onrecord_model::Reviewer;
use onrecord_store::{Checkpoint, EventFilter, SealedEvent, StoreError};
use onrecord_text::folded_name as folded;

use crate::{AppError, Desk};

/// Names offered for one that nobody has.
pub(crate) const OFFERED: usize = 3;
/// How alike two names are of which one is probably a slip (Jaro-Winkler, from 0 to 1).
pub(crate) const ALIKE: f64 = 0.9;

impl Desk {
    /// Returns how a person is written in the log: one name, or several that differ in case and spacing alone.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when nobody of that name entered anything, with names that are near; [`AppError::Store`].
    pub async fn actors_called(&self, name: &str) -> Result<Vec<String>, AppError> {
        let wanted = folded(name);
        let (same, others): (Vec<String>, Vec<String>) =
            self.store.actors().await?.into_iter().partition(|actor| folded(actor) == wanted);
        if !same.is_empty() {
            return Ok(same);
        }
        let is_near = |actor: &&String| {
            let actor = folded(actor);
            actor.contains(&wanted) || strsim::jaro_winkler(&actor, &wanted) >= ALIKE
        };
        let near: Vec<&str> = others.iter().filter(is_near).take(OFFERED).map(String::as_str).collect();
        let hint = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) };
        Err(AppError::Invalid(format!("nobody called {name:?} has entered anything{hint}")))
    }

    /// Lists log entries that match `filter`.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn log(&self, filter: &EventFilter) -> Result<Vec<SealedEvent>, AppError> {
        Ok(self.store.events(filter).await?)
    }

    /// Returns how a reviewer is written in the log; a person is the same in whatever case the name is written.
    pub(crate) async fn written(&self, who: &Reviewer) -> Result<Vec<String>, AppError> {
        let is_theirs = |name: &String| name.parse::<Reviewer>().is_ok_and(|other| other.is(who));
        Ok(self.store.actors().await?.into_iter().filter(is_theirs).collect())
    }

    /// Refuses a name that readers would take for that of another person who stands in the log.
    ///
    /// # Errors
    /// [`AppError::Store`] with [`StoreError::Lookalike`], or when the database cannot be read.
    pub async fn check_name(&self, who: &Reviewer) -> Result<(), AppError> {
        let names = self.store.actors().await?;
        who.lookalike(names.iter().map(String::as_str)).map_or(Ok(()), |found| Err(StoreError::from(found).into()))
    }

    /// Returns the size and root of the log.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn checkpoint(&self) -> Result<Checkpoint, AppError> {
        Ok(self.store.head().await?)
    }
}
