//! Questions to the queue, kept under a name for everybody at the desk.

use onrecord_model::{Action, Reason, Reviewer, SavedSearch, SearchChange, SearchId};

use crate::desk::retrying;
use crate::{AppError, Desk};

/// Characters that the name of a kept question may have.
const LONGEST: usize = 80;

impl Desk {
    /// Lists the questions that are kept, by name.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn saved_searches(&self) -> Result<Vec<SavedSearch>, AppError> {
        Ok(self.store.saved_searches().await?)
    }

    /// Returns the question kept under a name, whatever its case and spacing.
    ///
    /// # Errors
    /// [`AppError::Missing`] when there is none, [`AppError::Store`].
    pub async fn saved_search(&self, name: &str) -> Result<SavedSearch, AppError> {
        self.store.saved_search(name).await?.ok_or_else(|| missing(name))
    }

    /// Keeps a question under a name, in place of what was kept there. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a name that is blank or long, or when it is kept so already, [`AppError::Store`].
    pub async fn save_search(
        &self,
        name: &str,
        query: &str,
        by: &Reviewer,
        reason: Option<&Reason>,
        dry_run: bool,
    ) -> Result<SearchChange, AppError> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.chars().count() > LONGEST {
            return Err(AppError::Invalid(format!("give it a name of 1 to {LONGEST} characters")));
        }
        retrying!(self.change_search(&name, Some(query), by, reason, dry_run))
    }

    /// Takes out the question kept under a name; `undo` puts it back. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// [`AppError::Missing`] when there is none, [`AppError::Store`].
    pub async fn remove_search(
        &self,
        name: &str,
        by: &Reviewer,
        reason: Option<&Reason>,
        dry_run: bool,
    ) -> Result<SearchChange, AppError> {
        retrying!(self.change_search(name, None, by, reason, dry_run))
    }

    async fn change_search(
        &self,
        name: &str,
        query: Option<&str>,
        by: &Reviewer,
        reason: Option<&Reason>,
        dry_run: bool,
    ) -> Result<SearchChange, AppError> {
        let mut tx = self.store.begin().await?;
        let change = match (tx.saved_search(name).await?, query) {
            (None, None) => return Err(missing(name)),
            (Some(known), Some(query)) if known.query == query => {
                return Err(AppError::Invalid(format!("{:?} asks just that already", known.name)));
            }
            (Some(known), query) => SearchChange {
                id: known.id,
                name: known.name,
                before: Some(known.query),
                after: query.map(str::to_owned),
            },
            (None, Some(query)) => SearchChange {
                id: SearchId(self.next_id()),
                name: name.to_owned(),
                before: None,
                after: Some(query.to_owned()),
            },
        };
        let at = self.now();
        tx.change_search(&change, by, at).await?;
        if dry_run {
            tx.rollback().await?;
            return Ok(change);
        }
        let action = Action::SearchKept { change: change.clone(), reason: reason.cloned(), takes_back: None };
        self.enter_at(&mut tx, (by, at), action).await?;
        tx.commit().await?;
        Ok(change)
    }
}

fn missing(name: &str) -> AppError {
    AppError::Missing(format!("nothing is kept under the name {name:?}; 'onrecord queue saved list' lists what is"))
}
