//! What to check first, and why.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use onrecord_model::{ClaimId, ClaimPair, Handle, Lease, ProposalState, Reviewer, WorkKind, WorkState};
use onrecord_review::{Candidate, Priority, priority};
use onrecord_store::{QueueClaim, QueueFilter, QueueOrder, QueueRow, WorkFilter, WorkOrder};

use crate::{AppError, Bounds, Desk};

/// How many claims are weighed against one another.
const WINDOW: u32 = 500;
/// How many claims that are due or waited for are read at least, where no more is asked: some are done or set aside by now.
const FEW: u32 = 100;
/// Claims named that one stands against.
const SHOWN: usize = 3;

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
    /// Why it wants attention: evidence to be confirmed again, conditions that no longer hold. Empty when nothing does;
    /// conditions are looked at only where attention is asked for.
    pub attention: Vec<String>,
}

/// A queue as read.
pub struct QueueList {
    /// The claims in order.
    pub items: Vec<QueueItem>,
    /// How many claims were looked at, where there are more that may belong to it; `None` when none was passed over.
    pub looked_at: Option<usize>,
}

/// What a queue is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueueAsk {
    /// Which claims, by what is known of them.
    pub filter: QueueFilter,
    /// Only claims that are this today, those set aside among them; `None` leaves what is set aside out of an open queue.
    pub work: Option<WorkKind>,
    /// Only claims this person has.
    pub mine: Option<Reviewer>,
    /// In which order.
    pub sort: QueueSort,
    /// Only claims that want attention, decided ones among them.
    pub attention: bool,
    /// How many independent origins speak for them, on the target that has most.
    pub origins: Bounds,
    /// Whether what a claim stands against and how many origins it has is told beside the parts of its score.
    pub why: bool,
}

/// The order in which a queue is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueueSort {
    /// The most pressing first.
    #[default]
    Worth,
    /// First published first.
    Age,
    /// What is due first; then what waits longest: deferred until a day that has come, given to somebody, proposed, taken up
    /// again.
    Due,
}

/// Tells whether the work on a claim is of this kind only where it is stored so; others follow from decided targets too.
fn is_stored(kind: WorkKind) -> bool {
    kind.is_side_exit() || kind.is_pending() || kind == WorkKind::Assigned
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
        let work = WorkFilter {
            today: open_only.then(|| now.date_naive()),
            stored: self.work.filter(|kind| is_stored(*kind)),
            first: None,
            held_by: self.mine.clone().map(|who| (who, now)),
        };
        let by_age = self.sort == QueueSort::Age && self.work.is_none();
        let order = if by_age { QueueOrder::Age } else { QueueOrder::Worth };
        let open_only = open_only && !self.attention;
        let decided = self.attention;
        QueueFilter { open_only, decided, work, order, limit: self.filter.limit.max(WINDOW), ..self.filter.clone() }
    }

    /// Lists what is read, in this order: what the order of worth would pass over before the most worth checking.
    fn windows(&self, stored: QueueFilter) -> Vec<QueueFilter> {
        let mut windows = Vec::new();
        if self.sort == QueueSort::Due {
            for order in [WorkOrder::Due, WorkOrder::Waiting] {
                let work = WorkFilter { first: Some(order), ..stored.work.clone() };
                let limit = if self.sifts() { stored.limit } else { self.filter.limit.max(FEW) };
                windows.push(QueueFilter { work, limit, ..stored.clone() });
            }
        }
        if self.attention {
            windows.push(QueueFilter { stale: true, decided: false, ..stored.clone() });
        }
        windows.push(stored);
        windows
    }

    /// Tells whether more is asked of claims than what is stored of the work on them.
    fn sifts(&self) -> bool {
        if self.work.is_some_and(|kind| !is_stored(kind)) {
            return true;
        }
        let QueueFilter { work, order, limit, open_only, .. } = self.filter.clone();
        self.filter != QueueFilter { work, order, limit, open_only, ..QueueFilter::default() }
    }

    /// Tells whether so many claims suffice when everything that follows comes after them.
    fn is_full(&self, found: usize) -> bool {
        let is_sifted = self.attention || self.origins.is_set();
        self.sort == QueueSort::Due && !is_sifted && found >= self.filter.limit as usize
    }

    /// Tells whether a queue that asks this shows a claim that is in such hands.
    pub fn admits(&self, work: WorkKind) -> bool {
        match self.work {
            Some(kind) => work == kind,
            None => !self.filter.open_only || self.attention || (work != WorkKind::Final && !work.is_side_exit()),
        }
    }
}

/// A claim as it is weighed against others, before anything is read that only its line shows.
pub(crate) struct Weighed {
    pub(crate) queued: QueueClaim,
    /// In whose hands it is today.
    pub(crate) work: WorkState,
    pub(crate) lease: Option<Lease>,
    priority: Priority,
    attention: Vec<String>,
}

impl Weighed {
    fn new(queued: QueueClaim, lease: Option<Lease>, stale: &[Handle], today: NaiveDate) -> Self {
        let work = queued.work.current(&queued.claim.statuses, today);
        let candidate = Candidate {
            claim: &queued.claim,
            voice: queued.voice,
            credited: queued.claim.claimant.is_some(),
            documents: queued.documents,
            work: &work,
            age_days: queued.claim.first_published.map(|day| (today - day).num_days()),
            due_days: work.due().map(|day| (day - today).num_days()),
            stale: stale.len() as u32,
        };
        let priority = priority(&candidate);
        let attention = stale.iter().map(|handle| format!("{handle} has to be confirmed again")).collect();
        Weighed { queued, work, lease, priority, attention }
    }

    /// Tells whether a person can do something about it now: nobody else has it, and it does not wait for others.
    pub(crate) fn is_for(&self, who: &Reviewer) -> bool {
        // Who decided part of a claim does not hold it; who was given it or took it up does.
        let given = self.work.holder().filter(|_| self.queued.work.holder().is_some());
        let mut holders = self.lease.iter().map(|lease| &lease.by).chain(given);
        let has_spoken = self.work.round().is_some_and(|round| round.has_spoken(who));
        holders.all(|holder| holder.is(who)) && !has_spoken
    }

    /// Says why it stands where this order puts it, before the parts of its score.
    fn explain(&mut self, sort: QueueSort) {
        let waiting = self.queued.work.waiting_since();
        let why = match (sort, waiting, self.queued.claim.first_published) {
            (QueueSort::Worth, ..) => return,
            (QueueSort::Age, _, Some(day)) => format!("first published {day}"),
            (QueueSort::Age, _, None) => "no date, so last".to_owned(),
            (QueueSort::Due, ..) if self.work.due().is_some() => {
                self.work.due().map(|day| format!("due {day}")).unwrap_or_default()
            }
            (QueueSort::Due, Some(at), _) if matches!(self.queued.work, WorkState::Deferred { .. }) => {
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
        Ok(self.ask_queue(&QueueAsk { filter: filter.clone(), ..QueueAsk::default() }).await?.items)
    }

    /// Lists what is asked for, in the order asked for.
    ///
    /// Priority is more than worth, which is what the database orders by: of the 500 claims most worth checking
    /// (more when more are asked for) the most pressing are returned. Origins, and conditions that no longer hold, take a case
    /// each: they are looked at of 500 claims at most, and the list says so where there are more.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn ask_queue(&self, ask: &QueueAsk) -> Result<QueueList, AppError> {
        let (mut weighed, looked_at) = self.weigh(ask).await?;
        for item in &mut weighed {
            item.explain(ask.sort);
        }
        let mut items = self.lines(weighed).await?;
        if ask.why {
            for item in &mut items {
                self.tell_more(item).await?;
            }
        }
        Ok(QueueList { items, looked_at })
    }

    /// Reads what the lines of these claims show.
    pub(crate) async fn lines(&self, weighed: Vec<Weighed>) -> Result<Vec<QueueItem>, AppError> {
        let (queued, rest): (Vec<_>, Vec<_>) = weighed
            .into_iter()
            .map(|Weighed { queued, work, lease, priority, attention }| (queued, (work, lease, priority, attention)))
            .unzip();
        let rows = self.store.queue_rows(&queued).await?.into_iter();
        let item = |(row, (work, lease, priority, attention))| QueueItem { row, work, lease, priority, attention };
        Ok(rows.zip(rest).map(item).collect())
    }

    /// Weighs the claims asked for against one another; says how many were looked at where not all were.
    pub(crate) async fn weigh(&self, ask: &QueueAsk) -> Result<(Vec<Weighed>, Option<usize>), AppError> {
        let stored = ask.stored(self.now());
        let limit = stored.limit as usize;
        let mut items: Vec<Weighed> = Vec::new();
        for window in self.windows(ask, stored).await? {
            let known: BTreeSet<ClaimId> = items.iter().map(|item| item.queued.claim.id).collect();
            let more = self.collect(ask, window).await?;
            items.extend(more.into_iter().filter(|item| !known.contains(&item.queued.claim.id)));
            if ask.is_full(items.len()) {
                break;
            }
        }
        let mut looked_at = None;
        if ask.attention {
            looked_at = (items.len() >= limit).then_some(items.len());
            items = self.wanting_attention(items).await?;
        }
        sort(&mut items, ask.sort);
        if ask.origins.is_set() {
            (items, looked_at) = self.with_origins(items, ask).await?;
        }
        items.truncate(ask.filter.limit as usize);
        Ok((items, looked_at))
    }

    /// Lists what is read: with what wants attention also the claims that were published otherwise, decided or not.
    async fn windows(&self, ask: &QueueAsk, stored: QueueFilter) -> Result<Vec<QueueFilter>, AppError> {
        let mut windows = ask.windows(stored.clone());
        if ask.attention {
            let only: Vec<ClaimId> = self.corrections_due().await?.into_iter().map(|claim| claim.id).collect();
            windows.push(QueueFilter { only: Some(only), decided: false, ..stored });
        }
        Ok(windows)
    }

    /// Keeps claims that want attention, and says why (rule R9, house rules, corrections).
    async fn wanting_attention(&self, items: Vec<Weighed>) -> Result<Vec<Weighed>, AppError> {
        let mut kept = Vec::new();
        for mut item in items {
            item.attention.extend(self.attention(&item.queued.claim).await?);
            if !item.attention.is_empty() {
                kept.push(item);
            }
        }
        Ok(kept)
    }

    /// Keeps claims that go back to as many origins as asked for, until there are enough, and says how many were looked at
    /// where not all were.
    async fn with_origins(
        &self,
        items: Vec<Weighed>,
        ask: &QueueAsk,
    ) -> Result<(Vec<Weighed>, Option<usize>), AppError> {
        let (all, mut kept) = (items.len(), Vec::new());
        for (number, item) in items.into_iter().enumerate() {
            if kept.len() >= ask.filter.limit as usize {
                return Ok((kept, None));
            }
            if number >= WINDOW as usize {
                return Ok((kept, Some(number)));
            }
            if ask.origins.admits(self.most_origins(&item.queued.claim).await? as f64) {
                kept.push(item);
            }
        }
        Ok((kept, (all >= WINDOW as usize).then_some(all)))
    }

    /// Adds what a claim stands against and how many origins it has, which move it nowhere in the order.
    async fn tell_more(&self, item: &mut QueueItem) -> Result<(), AppError> {
        let claim = &item.row.claim;
        let pairs = self.store.pairs_of_claims(&[claim.id]).await?.into_iter();
        let against: Vec<ClaimPair> =
            pairs.filter(|pair| pair.state != ProposalState::Refused && !pair.vetoes.is_empty()).collect();
        let ids: Vec<ClaimId> = against.iter().flat_map(|pair| [pair.a, pair.b]).filter(|id| *id != claim.id).collect();
        let others: BTreeMap<ClaimId, Handle> =
            self.store.claims(&ids).await?.into_iter().map(|other| (other.id, other.handle)).collect();
        for pair in against.iter().take(SHOWN) {
            let other = if pair.a == claim.id { pair.b } else { pair.a };
            let Some(handle) = others.get(&other) else { continue };
            let differs = pair.vetoes.iter().map(|veto| veto.as_str()).collect::<Vec<_>>().join(", ");
            item.priority.reasons.push(format!("+0.00 stands against {handle}: {differs} differs"));
        }
        let case = self.case(claim.handle).await?;
        let counts: Vec<String> =
            case.origins.iter().map(|found| format!("{} {}", found.target.as_str(), case.origins_for(found))).collect();
        item.priority.reasons.push(format!("+0.00 independent origins for it: {}", counts.join(", ")));
        item.priority.reasons.extend(item.attention.iter().map(|why| format!("+0.00 attention: {why}")));
        Ok(())
    }

    /// Reads pages until a window is full: what is asked for may be rarer than what the store can tell apart.
    async fn collect(&self, ask: &QueueAsk, mut page: QueueFilter) -> Result<Vec<Weighed>, AppError> {
        let (now, mut items) = (self.now(), Vec::new());
        loop {
            let rows = self.store.queue_claims(&page).await?;
            let is_last =
                rows.len() < page.limit as usize || page.order == QueueOrder::Age || page.work.first.is_some();
            page.after = rows.last().map(|row| (row.claim.worth, row.claim.handle));
            let ids: Vec<ClaimId> = rows.iter().map(|row| row.claim.id).collect();
            let mut leases = self.store.leases(&ids, now).await?;
            let stale = self.store.stale_evidence(&ids).await?;
            let item = |row: QueueClaim| {
                let lease = leases.remove(&row.claim.id);
                let stale = stale.get(&row.claim.id).map(Vec::as_slice).unwrap_or_default();
                Weighed::new(row, lease, stale, now.date_naive())
            };
            items.extend(rows.into_iter().map(item).filter(|item| ask.admits(item.work.kind())));
            if is_last || ask.work.is_none() || items.len() >= page.limit as usize {
                return Ok(items);
            }
        }
    }
}

fn sort(items: &mut [Weighed], sort: QueueSort) {
    let by_score = |a: &Weighed, b: &Weighed| {
        let by_score = b.priority.score.total_cmp(&a.priority.score);
        by_score.then(a.queued.claim.handle.cmp(&b.queued.claim.handle))
    };
    items.sort_by(|a, b| match sort {
        QueueSort::Worth => by_score(a, b),
        QueueSort::Age => {
            let key = |item: &Weighed| {
                let day = item.queued.claim.first_published;
                (day.is_none(), day, item.queued.claim.handle)
            };
            key(a).cmp(&key(b))
        }
        QueueSort::Due => {
            // A day that somebody named comes before everything that only waits.
            let key = |item: &Weighed| {
                let (due, waiting) = (item.work.due(), item.queued.work.waiting_since());
                (due.is_none(), due, waiting.is_none(), waiting)
            };
            key(a).cmp(&key(b)).then_with(|| by_score(a, b))
        }
    });
}
