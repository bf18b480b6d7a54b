//! The keys that decide: each asks what is missing, the same way whatever the claim, so that hands can learn it.

use onrecord_model::{Handle, StatusKind, StepKind, WorkRefusal};

use super::hand::{Hand, Waiting};
use super::link::Row;
use super::prompt::{Asked, Prompt};
use super::question::{self, Question};
use super::state::State;
use super::task::{Task, WorkAct};

impl State {
    /// Asks for what a decision needs. What is decided on is the claim as it is on the screen now. Where a proposal waits,
    /// it is an opinion on that.
    pub(super) fn decide(&mut self, to: StatusKind) {
        let Some(row) = self.chosen() else { return };
        match row.standing.waiting {
            Some(waiting) if waiting.answered => self.cannot(row.claim, &spoken(row.claim)),
            Some(waiting) => self.prompt(Asked::Letter(question::own(row.claim, to, waiting))),
            None if !allows(&row, StepKind::Set) => self.refuse(&row, StepKind::Set),
            None => {
                let question = question::target(&row, to, false, &self.rules);
                self.prompt(Asked::Letter(question));
            }
        }
    }

    /// Asks what is to be proposed, wanted by the house rules or not.
    pub(super) fn propose(&mut self) {
        let Some(row) = self.chosen() else { return };
        if !allows(&row, StepKind::Propose) {
            return self.refuse(&row, StepKind::Propose);
        }
        let question = question::proposal(&row, &self.rules);
        self.prompt(Asked::Letter(question));
    }

    /// Asks for the opinion on what is proposed.
    pub(super) fn second(&mut self) {
        let Some(row) = self.chosen() else { return };
        let claim = row.claim;
        match row.standing.waiting {
            None => self.cannot(claim, &format!("nothing is proposed on {claim}; p proposes a status")),
            Some(waiting) if waiting.answered => self.cannot(claim, &spoken(claim)),
            Some(waiting) if waiting.differ => {
                self.cannot(claim, &format!("the opinions on {claim} differ; b decides between them"));
            }
            Some(waiting) => self.prompt(Asked::Letter(question::opinion(claim, waiting))),
        }
    }

    /// Asks for the decision between opinions that differ.
    pub(super) fn adjudicate(&mut self) {
        let Some(row) = self.chosen() else { return };
        let claim = row.claim;
        match row.standing.waiting {
            Some(waiting) if waiting.answered => self.cannot(claim, &spoken(claim)),
            Some(waiting @ Waiting { differ: true, .. }) => {
                self.prompt(Asked::Letter(question::finding(claim, waiting)));
            }
            Some(_) => self.cannot(claim, &format!("the opinions on {claim} do not differ; s gives yours")),
            None => self.cannot(claim, &format!("nothing is proposed on {claim}, so no opinions differ")),
        }
    }

    /// Asks whether the claim is taken up.
    pub(super) fn take_up(&mut self) {
        self.work(StepKind::Assign, |claim| Asked::Why(Task::Work { claim, act: WorkAct::TakeUp }));
    }

    /// Asks whether the claim is given back.
    pub(super) fn release(&mut self) {
        self.work(StepKind::Release, |claim| Asked::Why(Task::Work { claim, act: WorkAct::Release }));
    }

    /// Asks until when the claim is set aside.
    pub(super) fn defer(&mut self) {
        self.work(StepKind::Defer, |claim| Asked::Day { claim });
    }

    /// Asks as what the claim is set aside for good.
    pub(super) fn set_aside(&mut self) {
        self.work(StepKind::Drop, |claim| Asked::Letter(question::aside(claim)));
    }

    /// Asks why the claim is taken up again.
    pub(super) fn reopen(&mut self) {
        self.work(StepKind::Reopen, |claim| Asked::Why(Task::Work { claim, act: WorkAct::Reopen }));
    }

    fn work(&mut self, step: StepKind, asked: impl Fn(Handle) -> Asked) {
        let Some(row) = self.chosen() else { return };
        if !allows(&row, step) {
            return self.refuse(&row, step);
        }
        self.prompt(asked(row.claim));
    }

    /// Returns the claim that is selected; says so when there is none.
    fn chosen(&mut self) -> Option<Row> {
        let row = self.list.row().cloned();
        if row.is_none() {
            self.warn("no claim is selected");
        }
        row
    }

    fn refuse(&mut self, row: &Row, step: StepKind) {
        let refusal = WorkRefusal::NotFromHere { from: row.standing.work, step };
        self.cannot(row.claim, &format!("{}: {refusal}", row.claim));
    }

    /// Says why nothing is asked, and holds what is typed on: else the letters of a reason would be keys.
    fn cannot(&mut self, claim: Handle, why: &str) {
        self.prompt = Some(Prompt::new(Asked::Letter(Question::closed(claim))));
        self.warn(why);
    }
}

fn spoken(claim: Handle) -> String {
    format!("you have given your opinion on {claim}; it waits for other people")
}

/// Tells whether the table of steps has this one; what `next` handed out is given back whatever it is.
fn allows(row: &Row, step: StepKind) -> bool {
    let standing = &row.standing;
    standing.work.allows().contains(&step) || (step == StepKind::Release && standing.hand == Hand::Yours)
}
