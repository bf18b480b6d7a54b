//! Questions that are asked again and again, kept under a name.

use chrono::{DateTime, Utc};

use crate::{Reviewer, SearchId};

/// A question kept under a name, for everybody at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// Its id.
    pub id: SearchId,
    /// Its name; no two have the same, whatever the case and spacing.
    pub name: String,
    /// What is asked, as it is typed behind `queue`.
    pub query: String,
    /// Who kept it, or changed it last.
    pub by: Reviewer,
    /// When.
    pub at: DateTime<Utc>,
}

/// A question kept, changed or taken out, with both sides whole so that it can be undone and replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchChange {
    /// Its id.
    pub id: SearchId,
    /// Its name.
    pub name: String,
    /// What was asked; `None` when it is new.
    pub before: Option<String>,
    /// What is asked now; `None` when it is taken out.
    pub after: Option<String>,
}

impl SearchChange {
    /// Returns the change that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        SearchChange { before: self.after.clone(), after: self.before.clone(), ..self.clone() }
    }
}
