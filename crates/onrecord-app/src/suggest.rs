//! What the rules suggest, and why; never a status.

use onrecord_model::Handle;
use onrecord_review::{Outcome, Suggestion, suggest};
use onrecord_store::QueueFilter;

use crate::{AppError, CaseView, Desk};

/// A claim with what the rules say of it.
pub struct SuggestView {
    /// The claim and what bears on it.
    pub view: CaseView,
    /// What the rules say of each target, in their order.
    pub suggestions: Vec<Suggestion>,
}

impl SuggestView {
    /// Tells whether any rule suggests anything.
    pub fn suggests(&self) -> bool {
        self.suggestions.iter().any(|s| s.outcome != Outcome::Nothing)
    }
}

impl Desk {
    /// Asks the rules about one claim.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn suggest(&self, claim: Handle) -> Result<SuggestView, AppError> {
        let view = self.case(claim).await?;
        let suggestions = suggest(&view.case);
        Ok(SuggestView { view, suggestions })
    }

    /// Asks the rules about the `limit` open claims most worth checking and returns those of which they suggest something.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn suggest_open(&self, limit: u32) -> Result<Vec<SuggestView>, AppError> {
        let filter = QueueFilter { open_only: true, limit, ..QueueFilter::default() };
        let mut found = Vec::new();
        for item in self.queue(&filter).await? {
            let view = self.suggest(item.row.claim.handle).await?;
            if view.suggests() {
                found.push(view);
            }
        }
        Ok(found)
    }
}
