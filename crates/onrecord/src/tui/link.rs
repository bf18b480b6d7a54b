//! What the view and the desk say to one another. The view asks, the desk answers; they share nothing else.

use onrecord_app::{Answer as Opines, Hands, HouseRules, QueueAsk, QueueItem};
use onrecord_model::{Claim, ClaimStatuses, EvidenceStatus, Handle, Reason, Reviewer, StatusKind, Target, WorkKind};
use ratatui::crossterm::event::Event;

use super::hand::{Hand, Waiting};
use super::pane::Pane;
use super::styled::TextLine;
use super::task::WorkAct;

/// What arrives at the view.
pub(super) enum Input {
    /// From the terminal.
    Terminal(Event),
    /// From the desk.
    Answer(Answer),
    /// What the house rules in force want; from the desk.
    Rules(Box<HouseRules>),
    /// The terminal cannot be read any more.
    Lost(String),
}

/// What the view asks of the desk.
#[derive(Debug)]
pub(super) enum Request {
    /// The next claims of the queue.
    Page(PageRequest),
    /// What one pane shows of a claim.
    Part(PartRequest),
    /// The line of the queue for a claim that may stand in none.
    Find { claim: Handle },
    /// A change to the filter that only the desk understands.
    Queue(Box<crate::cli::queue::Queue>),
    /// The claims of a document.
    Document { document: Handle },
    /// A decision, or a proposal of one.
    Set(Decision),
    /// An opinion on a proposal, or the decision between opinions that differ.
    Opinion(Opinion),
    /// A change of whose hands a claim is in.
    Work(WorkDeed),
    /// What taking back the reviewer's latest decision would do.
    WouldUndo,
    /// Taking a decision back: the reviewer's latest, or the latest on what is named.
    Undo { about: Option<Handle>, reason: Reason },
    /// Any other command line.
    Run { words: Vec<String>, changes: bool },
}

/// Which pane of which claim; the article at one of the places where the claim is made, from 0, round and round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PartRequest {
    pub(super) claim: Handle,
    pub(super) pane: Pane,
    pub(super) place: usize,
}

/// Which claims of the queue.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PageRequest {
    /// Number of the queue it is for; an answer for an earlier one is thrown away.
    pub(super) generation: u64,
    pub(super) ask: Box<QueueAsk>,
    /// Words that have to stand in the line, in small letters.
    pub(super) words: Vec<String>,
}

/// A decision that is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decision {
    pub(super) claim: Handle,
    pub(super) target: Option<Target>,
    pub(super) to: StatusKind,
    pub(super) reason: Reason,
    /// The revision that was on the screen; `None` when the claim was not.
    pub(super) seen: Option<u32>,
    /// Whether it is proposed in place of set.
    pub(super) propose: bool,
}

/// An opinion that is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opinion {
    pub(super) claim: Handle,
    pub(super) answer: Opines,
    /// The proposal as it was on the screen; where its opinions differed, this decides.
    pub(super) waiting: Waiting,
    pub(super) reason: Reason,
}

/// A change of whose hands a claim is in, complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WorkDeed {
    pub(super) claim: Handle,
    pub(super) act: WorkAct,
    /// Why; `None` only for taking up and giving back.
    pub(super) reason: Option<Reason>,
}

/// What the desk answers.
pub(super) enum Answer {
    /// Claims of the queue.
    Page(Page),
    /// The queue could not be read.
    NoPage { generation: u64, why: String },
    /// What a pane shows.
    Part { asked: PartRequest, standing: Option<Standing>, lines: Vec<TextLine> },
    /// The line for a claim asked for.
    Found(Box<Row>),
    /// What was asked for cannot be had.
    NotFound(String),
    /// A new filter for the queue, and what it is called.
    Filter { ask: Box<QueueAsk>, title: String },
    /// What would be taken back, in words.
    WouldUndo(String),
    /// A change was made, or was refused.
    Wrote { command: String, outcome: Result<Written, Refused> },
    /// What a command printed.
    Ran { command: String, printed: String, changes: bool },
}

/// Claims of the queue.
pub(super) struct Page {
    pub(super) generation: u64,
    pub(super) rows: Vec<Row>,
    /// How many claims were looked at for them.
    pub(super) looked_at: usize,
    /// Where the next page begins; `None` when this was the last one.
    pub(super) next: Option<(f64, Handle)>,
}

/// A change that was made.
pub(super) struct Written {
    /// The claim it is about; `None` when it is about something else.
    pub(super) claim: Option<Handle>,
    /// How the claim stands now; `None` when that has to be read.
    pub(super) standing: Option<Standing>,
    /// What was done, in words.
    pub(super) told: String,
}

/// A change that was refused.
pub(super) struct Refused {
    /// The claim, which may have changed.
    pub(super) claim: Option<Handle>,
    pub(super) why: String,
    /// Somebody else changed it first.
    pub(super) conflict: bool,
}

/// How a claim stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) said: Option<StatusKind>,
    pub(super) fact: StatusKind,
    pub(super) revision: u32,
    /// What became of the work on it.
    pub(super) work: WorkKind,
    /// In whose hands it is, as the person sees it.
    pub(super) hand: Hand,
    /// What is proposed; `None` when nothing is.
    pub(super) waiting: Option<Waiting>,
}

impl Standing {
    /// Tells how a claim stands for `who`.
    pub(super) fn of(hands: &Hands, who: &Reviewer) -> Self {
        let Hands { claim, stored, work, lease } = hands;
        let (hand, waiting) = (Hand::of(stored, work, lease.as_ref(), who), Waiting::of(work, who));
        Self::new(claim, work.kind(), hand, waiting)
    }

    /// Tells how a claim of the queue stands for `who`.
    pub(super) fn of_item(item: &QueueItem, who: &Reviewer) -> Self {
        let hand = Hand::of(&item.row.work, &item.work, item.lease.as_ref(), who);
        Self::new(&item.row.claim, item.work.kind(), hand, Waiting::of(&item.work, who))
    }

    fn new(claim: &Claim, work: WorkKind, hand: Hand, waiting: Option<Waiting>) -> Self {
        let ClaimStatuses { said, fact } = &claim.statuses;
        let said = said.as_ref().map(EvidenceStatus::kind);
        Standing { said, fact: fact.kind(), revision: claim.revision, work, hand, waiting }
    }

    /// Tells whether some target is still unverified.
    pub(super) fn is_open(&self) -> bool {
        [self.said, Some(self.fact)].contains(&Some(StatusKind::Unverified))
    }

    /// Tells whether there is something to do about it whatever has been decided.
    fn is_waiting(&self) -> bool {
        self.work == WorkKind::Reopened || self.work.is_pending()
    }

    fn target(&self, target: Target) -> Option<StatusKind> {
        match target {
            Target::Said => self.said,
            Target::Fact => Some(self.fact),
        }
    }

    /// Tells whether a queue that asks this shows a claim that stands so, as the desk decides it. What does not follow from
    /// how it stands (whose it is, what it stands against) is taken not to have changed.
    pub(super) fn belongs(&self, ask: &QueueAsk) -> bool {
        let filter = &ask.filter;
        let has = |target, kind| self.target(target) == Some(kind);
        let wanted = match (filter.status, filter.target) {
            (None, None) => true,
            (Some(kind), Some(target)) => has(target, kind),
            (Some(kind), None) => has(Target::Said, kind) || has(Target::Fact, kind),
            (None, Some(target)) if filter.open_only => has(target, StatusKind::Unverified),
            (None, Some(target)) => self.target(target).is_some(),
        };
        wanted && (!filter.open_only || self.is_open() || self.is_waiting()) && ask.admits(self.work)
    }
}

/// One line of the queue: no more than is shown, because a queue can be long.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) claim: Handle,
    pub(super) standing: Standing,
    /// Why it stands where it stands; empty when it was asked for by name.
    pub(super) score: String,
    pub(super) date: String,
    pub(super) outlet: String,
    pub(super) speaker: String,
    /// On one line, made safe, cut.
    pub(super) wording: String,
}
