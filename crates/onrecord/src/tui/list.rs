//! The queue as far as it has been read: pages are asked for as the selection comes near the end.

use std::collections::BTreeSet;

use onrecord_app::{QueueAsk, QueueFilter};
use onrecord_model::Handle;

use super::link::{Page, PageRequest, Row, Standing};

/// Claims read at a time. The desk weighs so many against one another, so the first page is in the order of `queue`.
pub(super) const PAGE: u32 = 500;
/// How many claims are kept read ahead of the selection.
const AHEAD: usize = 120;

/// How far the queue has been read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Read {
    Nothing,
    UpTo((f64, Handle)),
    All,
}

/// The queue.
pub(super) struct List {
    pub(super) rows: Vec<Row>,
    pub(super) selected: usize,
    /// What it shows, in words; empty for the whole queue.
    pub(super) title: String,
    /// The words of the filter as typed.
    pub(super) words: String,
    /// How many claims were looked at; more than are shown when words filter them.
    pub(super) looked_at: usize,
    pub(super) ask: QueueAsk,
    generation: u64,
    read: Read,
    shown: BTreeSet<Handle>,
    /// The claim to select when the first page is there.
    pub(super) wish: Option<Handle>,
}

impl List {
    /// Makes the queue of what is open, nothing of it read yet.
    pub(super) fn new() -> Self {
        List {
            rows: Vec::new(),
            selected: 0,
            title: String::new(),
            words: String::new(),
            looked_at: 0,
            ask: QueueAsk::open(PAGE),
            generation: 0,
            read: Read::Nothing,
            shown: BTreeSet::new(),
            wish: None,
        }
    }

    /// Reads anew from the beginning.
    pub(super) fn reload(&mut self) {
        self.rows.clear();
        self.shown.clear();
        (self.selected, self.looked_at, self.read) = (0, 0, Read::Nothing);
        self.generation += 1;
    }

    pub(super) fn row(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    pub(super) fn find(&self, claim: Handle) -> Option<&Row> {
        self.rows.iter().find(|row| row.claim == claim)
    }

    /// Tells whether the rows are all there are.
    pub(super) fn is_whole(&self) -> bool {
        self.read == Read::All
    }

    pub(super) fn select(&mut self, index: usize) {
        self.selected = index.min(self.rows.len().saturating_sub(1));
    }

    /// Selects a claim; `false` when it is not among the rows.
    pub(super) fn select_claim(&mut self, claim: Handle) -> bool {
        let index = self.rows.iter().position(|row| row.claim == claim);
        self.selected = index.unwrap_or(self.selected);
        index.is_some()
    }

    /// Returns what should be read next; `None` when enough is.
    pub(super) fn wants(&self) -> Option<PageRequest> {
        let after = match self.read {
            Read::Nothing => None,
            Read::UpTo(place) if self.rows.len() < self.selected + AHEAD => Some(place),
            Read::UpTo(_) | Read::All => return None,
        };
        let words = self.words.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let filter = QueueFilter { after, limit: PAGE, ..self.ask.filter.clone() };
        let ask = Box::new(QueueAsk { filter, ..self.ask.clone() });
        Some(PageRequest { generation: self.generation, ask, words })
    }

    /// Takes a page in, unless it is one of an earlier queue; what is shown already is shown once.
    pub(super) fn take(&mut self, page: Page) {
        if page.generation != self.generation {
            return;
        }
        self.looked_at += page.looked_at;
        self.read = page.next.map_or(Read::All, Read::UpTo);
        let new = page.rows.into_iter().filter(|row| self.shown.insert(row.claim));
        self.rows.extend(new);
        if let Some(claim) = self.wish.take() {
            self.select_claim(claim);
        }
    }

    /// Tells whether the selection is so near the end that reading on comes before showing the claim: else a key that is held
    /// down would stand still at the end. Words may find nothing for long, so with them the claim comes first.
    pub(super) fn is_urgent(&self) -> bool {
        let near = self.rows.len() < self.selected + AHEAD / 2;
        self.read == Read::Nothing || (near && self.words.is_empty() && self.read != Read::All)
    }

    /// Stops reading: the database does not answer.
    pub(super) fn give_up(&mut self, generation: u64) {
        if generation == self.generation {
            self.read = Read::All;
        }
    }

    /// Puts a claim where the selection is and selects it; one that is among the rows stays where it is.
    pub(super) fn put(&mut self, row: Row) {
        if self.select_claim(row.claim) {
            self.rows[self.selected] = row;
            return;
        }
        self.shown.insert(row.claim);
        self.rows.insert(self.selected.min(self.rows.len()), row);
    }

    /// Notes how a claim stands.
    pub(super) fn stands(&mut self, claim: Handle, standing: Standing) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.claim == claim) {
            row.standing = standing;
        }
    }

    /// Takes out a claim that this queue does not show any more; what came behind it is selected.
    pub(super) fn settle(&mut self, claim: Handle) {
        let Some(index) = self.rows.iter().position(|row| row.claim == claim) else { return };
        if self.rows[index].standing.belongs(&self.ask) {
            return;
        }
        self.rows.remove(index);
        self.shown.remove(&claim);
        if index < self.selected {
            self.selected -= 1;
        }
        self.select(self.selected);
    }
}
