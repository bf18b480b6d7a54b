//! What a key has set out to do to one claim; only the reason is missing.

use chrono::NaiveDate;
use onrecord_app::{Answer, Aside};
use onrecord_model::{Handle, Reason, StatusKind, Target};

use super::hand::Waiting;
use super::link::{Decision, Opinion, Request, WorkDeed};

/// What is to be done once a reason is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// Set a status; the revision is the one that was on the screen.
    Set { claim: Handle, to: StatusKind, target: Target, seen: u32, propose: Propose },
    /// Say something to what is proposed.
    Answer { claim: Handle, answer: Answer, waiting: Waiting },
    /// Change in whose hands it is.
    Work { claim: Handle, act: WorkAct },
    /// Take back the latest decision.
    Undo,
}

/// Whether a status is set at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Propose {
    /// It is.
    No,
    /// It is proposed; the house rules want so many further people for it, 0 where they leave it to one.
    For(u32),
}

/// What a person does to the work on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WorkAct {
    /// Give it to oneself.
    TakeUp,
    /// Give it back; an own proposal is withdrawn.
    Release,
    /// Set it aside until a day.
    Defer(NaiveDate),
    /// Set it aside for good.
    Drop(Aside),
    /// Take it up again.
    Reopen,
}

impl Task {
    /// Returns what stands before the reason that is typed.
    pub(super) fn label(&self) -> String {
        match *self {
            Task::Set { claim, to, target, propose, .. } => {
                let (target, to) = (target.as_str(), to.as_str());
                match propose {
                    Propose::No => format!("{claim} {target} {to}, because: "),
                    Propose::For(0) => format!("propose {claim} {target} {to}, because: "),
                    Propose::For(more) => format!("propose {claim} {target} {to} ({more} more must agree), because: "),
                }
            }
            Task::Answer { claim, answer, waiting } => {
                format!("{claim} {}, because: ", said(answer, waiting))
            }
            Task::Work { claim, act } => act.label(claim),
            Task::Undo => "take back your latest decision, because: ".to_owned(),
        }
    }

    /// Tells whether it may be done without a reason.
    pub(super) fn goes_without_reason(&self) -> bool {
        matches!(self, Task::Work { act: WorkAct::TakeUp | WorkAct::Release, .. })
    }

    /// Returns what is asked of the desk; `None` when the reason is missing and has to be there.
    pub(super) fn request(self, reason: Option<Reason>) -> Option<Request> {
        Some(match self {
            Task::Set { claim, to, target, seen, propose } => {
                let propose = propose != Propose::No;
                Request::Set(Decision { claim, target: Some(target), to, reason: reason?, seen: Some(seen), propose })
            }
            Task::Answer { claim, answer, waiting } => {
                Request::Opinion(Opinion { claim, answer, waiting, reason: reason? })
            }
            Task::Work { claim, act } => {
                let reason = if self.goes_without_reason() { reason } else { Some(reason?) };
                Request::Work(WorkDeed { claim, act, reason })
            }
            Task::Undo => Request::Undo { about: None, reason: reason? },
        })
    }
}

impl WorkAct {
    fn label(self, claim: Handle) -> String {
        match self {
            WorkAct::TakeUp => format!("take {claim} up: Enter, or why first: "),
            WorkAct::Release => format!("give {claim} back: Enter, or why first: "),
            WorkAct::Defer(until) => format!("{claim} set aside until {until}, because: "),
            WorkAct::Drop(Aside::NotAClaim) => format!("{claim} is not a claim, because: "),
            WorkAct::Drop(Aside::OutOfScope) => format!("{claim} is out of scope, because: "),
            WorkAct::Drop(Aside::DuplicateOf(other)) => format!("{claim} is a duplicate of {other}, because: "),
            WorkAct::Reopen => format!("take {claim} up again, because: "),
        }
    }
}

/// Says what is said to a proposal, or between opinions that differ.
fn said(answer: Answer, waiting: Waiting) -> String {
    let target = waiting.target.as_str();
    let proposed = waiting.proposed.map_or("", StatusKind::as_str);
    match answer {
        Answer::Agree => format!("agree with {target} {proposed}"),
        Answer::Disagree => format!("disagree with {target} {proposed}"),
        Answer::Find(status) if waiting.differ => format!("decide: {target} {}", status.as_str()),
        Answer::Find(status) => format!("find {target} {}", status.as_str()),
    }
}
