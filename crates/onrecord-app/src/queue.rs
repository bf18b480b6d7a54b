//! What to check first, and why.

use onrecord_review::{Candidate, Priority, priority};
use onrecord_store::{QueueFilter, QueueRow};

use crate::{AppError, Desk};

/// How many claims are weighed against one another.
const WINDOW: u32 = 500;

/// One line of the queue.
pub struct QueueItem {
    /// The claim with where and by whom it was made.
    pub row: QueueRow,
    /// Why it stands where it stands.
    pub priority: Priority,
}

impl Desk {
    /// Lists what matches `filter`, the most pressing first.
    ///
    /// Priority is more than worth, which is what the database orders by: of the 500 claims most worth checking
    /// (more when more are asked for) the most pressing are returned.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn queue(&self, filter: &QueueFilter) -> Result<Vec<QueueItem>, AppError> {
        let today = self.now().date_naive();
        let window = QueueFilter { limit: filter.limit.max(WINDOW), ..filter.clone() };
        let rows = self.store.queue(&window).await?;
        let mut items: Vec<QueueItem> = rows.into_iter().map(|row| item(row, today)).collect();
        items.sort_by(|a, b| {
            let by_score = b.priority.score.total_cmp(&a.priority.score);
            by_score.then(a.row.claim.handle.cmp(&b.row.claim.handle))
        });
        items.truncate(filter.limit as usize);
        Ok(items)
    }

    /// Returns the first open claim; `None` when everything is decided.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn next(&self) -> Result<Option<QueueItem>, AppError> {
        let filter = QueueFilter { open_only: true, limit: 1, ..QueueFilter::default() };
        Ok(self.queue(&filter).await?.into_iter().next())
    }
}

fn item(row: QueueRow, today: chrono::NaiveDate) -> QueueItem {
    let candidate = Candidate {
        claim: &row.claim,
        voice: row.voice,
        credited: row.claim.claimant.is_some(),
        documents: row.documents,
        age_days: row.claim.first_published.map(|day| (today - day).num_days()),
    };
    let priority = priority(&candidate);
    QueueItem { row, priority }
}
