//! The claim to check next, handed to one person at a time.

use chrono::TimeDelta;
use onrecord_model::{Handle, Lease, Reviewer, WorkKind};
use onrecord_store::QueueFilter;

use crate::desk::retrying;
use crate::queue::{QueueAsk, QueueItem, QueueSort, Weighed};
use crate::{AppError, Desk};

/// How many claims are looked at for one that nobody holds.
const LOOKED_AT: u32 = 500;
/// How many of the claims that a person has are looked at for one that was given to them.
const GIVEN: u32 = 50;

impl Desk {
    /// Returns the first claim that was given to `by`, else the first that is in nobody else's hands, and leases it to `by`
    /// for so many minutes, 0 for no lease;
    /// `None` when there is none. Of two people who ask at once each gets another claim.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read, or cannot be written for the lease.
    pub async fn next(&self, by: &Reviewer, minutes: u32) -> Result<Option<QueueItem>, AppError> {
        self.next_of(&QueueAsk::open(LOOKED_AT), &[], by, minutes).await
    }

    /// Does the same among the claims that are asked for, in the order asked for, but for those to be passed over; how many
    /// are asked for does not matter.
    ///
    /// # Errors
    /// As [`Self::next`].
    pub async fn next_of(
        &self,
        ask: &QueueAsk,
        passed_over: &[Handle],
        by: &Reviewer,
        minutes: u32,
    ) -> Result<Option<QueueItem>, AppError> {
        let at_most =
            |limit, ask: &QueueAsk| QueueAsk { filter: QueueFilter { limit, ..ask.filter.clone() }, ..ask.clone() };
        // What was given to the person comes first, what is due first of all.
        let given = QueueAsk {
            mine: Some(by.clone()),
            work: Some(WorkKind::Assigned),
            sort: QueueSort::Due,
            ..at_most(GIVEN, ask)
        };
        let may_be_given = ask.work.is_none_or(|work| work == WorkKind::Assigned);
        let given = Some(given).filter(|_| may_be_given);
        for ask in given.into_iter().chain([at_most(LOOKED_AT, ask)]) {
            let (mut items, _) = self.weigh(&ask).await?;
            items.retain(|item| !passed_over.contains(&item.queued.claim.handle));
            if let Some(item) = self.first_free(items, by, minutes).await? {
                return Ok(self.lines(vec![item]).await?.pop());
            }
        }
        Ok(None)
    }

    /// Finds the first of these claims that is for a person, and leases it.
    async fn first_free(&self, items: Vec<Weighed>, by: &Reviewer, minutes: u32) -> Result<Option<Weighed>, AppError> {
        for mut item in items.into_iter().filter(|item| item.is_for(by)) {
            if minutes == 0 {
                return Ok(Some(item));
            }
            if let Some(lease) = retrying!(self.lease(&item, by, minutes))? {
                item.lease = Some(lease);
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    /// Takes a lease unless somebody was faster, or settled the claim since it was read.
    async fn lease(&self, item: &Weighed, by: &Reviewer, minutes: u32) -> Result<Option<Lease>, AppError> {
        let now = self.now();
        let lease = Lease { by: by.clone(), until: now + TimeDelta::minutes(i64::from(minutes)) };
        let mut tx = self.store.begin().await?;
        let taken = tx.take_lease(item.queued.claim.id, &lease, now).await?;
        let (claim, stored, current) = self.work_of(&tx, item.queued.claim.handle).await?;
        let unchanged = claim.revision == item.queued.claim.revision && stored == item.queued.work && current.is_work();
        if !taken || !unchanged {
            tx.rollback().await?;
            return Ok(None);
        }
        tx.commit().await?;
        Ok(Some(lease))
    }
}
