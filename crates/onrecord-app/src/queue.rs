//! What to check first, and why.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use onrecord_model::{ClaimId, Lease, Reviewer, WorkKind, WorkState};
use onrecord_review::{Candidate, Priority, priority};
use onrecord_store::{QueueFilter, QueueOrder, QueueRow, WorkFilter};

use crate::{AppError, Desk};

/// How many claims are weighed against one another.
const WINDOW: u32 = 500;

/// One line of the queue.
pub struct QueueItem {
    /// The claim with where and by whom it was made.
    pub row: QueueRow,
    /// In whose hands it is today.
    pub work: WorkState,
    /// Who looks at it at the moment.
    pub lease: Option<Lease>,
    /// Why it stands where it stands.
    pub priority: Priority,
}

/// What a queue is asked for.
#[derive(Clone, Debug, Default)]
pub struct QueueAsk {
    /// Which claims, by what is known of them.
    pub filter: QueueFilter,
    /// Only claims that are this today, those set aside among them; `None` leaves what is set aside out of an open queue.
    pub work: Option<WorkKind>,
    /// Only claims this person has.
    pub mine: Option<Reviewer>,
    /// In which order.
    pub sort: QueueSort,
}

/// The order in which a queue is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueueSort {
    /// The most pressing first.
    #[default]
    Worth,
    /// First published first.
    Age,
    /// What waits longest first: deferred until a day that has come, given to somebody, proposed, taken up again.
    Due,
}

impl QueueAsk {
    /// Asks for at most so many open claims.
    pub fn open(limit: u32) -> Self {
        QueueAsk { filter: QueueFilter { limit, ..QueueFilter::default() }, ..QueueAsk::default() }
    }

    /// Says what is asked of the store.
    fn stored(&self, now: DateTime<Utc>) -> QueueFilter {
        let open_only = match self.work {
            None => self.filter.open_only,
            Some(kind) => matches!(kind, WorkKind::New | WorkKind::InReview | WorkKind::Reopened),
        };
        let is_kept = |kind: &WorkKind| kind.is_side_exit() || kind.is_pending() || *kind == WorkKind::Assigned;
        let work = WorkFilter {
            today: open_only.then(|| now.date_naive()),
            stored: self.work.filter(is_kept),
            touched: false,
            held_by: self.mine.clone().map(|who| (who, now)),
        };
        let by_age = self.sort == QueueSort::Age && self.work.is_none();
        let order = if by_age { QueueOrder::Age } else { QueueOrder::Worth };
        QueueFilter { open_only, work, order, limit: self.filter.limit.max(WINDOW), ..self.filter.clone() }
    }

    fn admits(&self, item: &QueueItem) -> bool {
        match self.work {
            Some(kind) => item.work.kind() == kind,
            None => !self.filter.open_only || item.work.is_work(),
        }
    }
}

impl QueueItem {
    fn new(row: QueueRow, lease: Option<Lease>, today: NaiveDate) -> Self {
        let work = row.work.current(&row.claim.statuses, today);
        let candidate = Candidate {
            claim: &row.claim,
            voice: row.voice,
            credited: row.claim.claimant.is_some(),
            documents: row.documents,
            work: &work,
            age_days: row.claim.first_published.map(|day| (today - day).num_days()),
        };
        let priority = priority(&candidate);
        QueueItem { row, work, lease, priority }
    }

    /// Tells whether a person can do something about it now: nobody else has it, and it does not wait for others.
    pub fn is_for(&self, who: &Reviewer) -> bool {
        // Who decided part of a claim does not hold it; who was given it or took it up does.
        let given = self.work.holder().filter(|_| self.row.work.holder().is_some());
        let mut holders = self.lease.iter().map(|lease| &lease.by).chain(given);
        let has_spoken = self.work.round().is_some_and(|round| round.has_spoken(who));
        holders.all(|holder| holder.is(who)) && !has_spoken
    }

    /// Returns since when it waits, or the day it was deferred until.
    fn due(&self) -> Option<DateTime<Utc>> {
        match &self.row.work {
            WorkState::Deferred { until, .. } => Some(until.and_time(NaiveTime::MIN).and_utc()),
            WorkState::New => None,
            _ => self.work.since(),
        }
    }

    /// Says why it stands where this order puts it, before the parts of its score.
    fn explain(&mut self, sort: QueueSort) {
        let why = match (sort, self.due(), self.row.claim.first_published) {
            (QueueSort::Worth, ..) => return,
            (QueueSort::Age, _, Some(day)) => format!("first published {day}"),
            (QueueSort::Age, _, None) => "no date, so last".to_owned(),
            (QueueSort::Due, Some(at), _) if matches!(self.row.work, WorkState::Deferred { .. }) => {
                format!("deferred until {}", at.date_naive())
            }
            (QueueSort::Due, Some(at), _) => format!("{} since {}", self.work.kind().as_str(), at.date_naive()),
            (QueueSort::Due, None, _) => "nobody waits for it".to_owned(),
        };
        self.priority.reasons.insert(0, why);
    }
}

impl Desk {
    /// Lists what matches `filter`, the most pressing first; see [`Desk::ask_queue`].
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn queue(&self, filter: &QueueFilter) -> Result<Vec<QueueItem>, AppError> {
        self.ask_queue(&QueueAsk { filter: filter.clone(), ..QueueAsk::default() }).await
    }

    /// Lists what is asked for, in the order asked for.
    ///
    /// Priority is more than worth, which is what the database orders by: of the 500 claims most worth checking
    /// (more when more are asked for) the most pressing are returned.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn ask_queue(&self, ask: &QueueAsk) -> Result<Vec<QueueItem>, AppError> {
        let stored = ask.stored(self.now());
        let mut items = self.collect(ask, stored.clone()).await?;
        if ask.sort == QueueSort::Due {
            let known: BTreeSet<ClaimId> = items.iter().map(|item| item.row.claim.id).collect();
            let touched = QueueFilter { work: WorkFilter { touched: true, ..stored.work.clone() }, ..stored };
            let waiting = self.collect(ask, touched).await?;
            items.extend(waiting.into_iter().filter(|item| !known.contains(&item.row.claim.id)));
        }
        sort(&mut items, ask.sort);
        items.truncate(ask.filter.limit as usize);
        for item in &mut items {
            item.explain(ask.sort);
        }
        Ok(items)
    }

    /// Reads pages until a window is full: what is asked for may be rarer than what the store can tell apart.
    async fn collect(&self, ask: &QueueAsk, mut page: QueueFilter) -> Result<Vec<QueueItem>, AppError> {
        let (now, mut items) = (self.now(), Vec::new());
        loop {
            let rows = self.store.queue(&page).await?;
            let is_last = rows.len() < page.limit as usize || page.order == QueueOrder::Age;
            page.after = rows.last().map(|row| (row.claim.worth, row.claim.handle));
            let ids: Vec<ClaimId> = rows.iter().map(|row| row.claim.id).collect();
            let mut leases = self.store.leases(&ids, now).await?;
            let item = |row: QueueRow| {
                let lease = leases.remove(&row.claim.id);
                QueueItem::new(row, lease, now.date_naive())
            };
            items.extend(rows.into_iter().map(item).filter(|item| ask.admits(item)));
            if is_last || ask.work.is_none() || items.len() >= page.limit as usize {
                return Ok(items);
            }
        }
    }
}

fn sort(items: &mut [QueueItem], sort: QueueSort) {
    let by_score = |a: &QueueItem, b: &QueueItem| {
        let by_score = b.priority.score.total_cmp(&a.priority.score);
        by_score.then(a.row.claim.handle.cmp(&b.row.claim.handle))
    };
    items.sort_by(|a, b| match sort {
        QueueSort::Worth => by_score(a, b),
        QueueSort::Age => {
            let key = |item: &QueueItem| {
                let day = item.row.claim.first_published;
                (day.is_none(), day, item.row.claim.handle)
            };
            key(a).cmp(&key(b))
        }
        QueueSort::Due => {
            let key = |item: &QueueItem| (item.due().is_none(), item.due());
            key(a).cmp(&key(b)).then_with(|| by_score(a, b))
        }
    });
}
