//! Questions that are answered with one letter, each answer leading to the next question.

use onrecord_app::{Answer, Aside, HouseRules};
use onrecord_model::{Handle, StatusKind, Target};
use ratatui::crossterm::event::KeyCode;

use super::hand::Waiting;
use super::link::Row;
use super::prompt::Asked;
use super::task::{Propose, Task, WorkAct};

/// A question that is answered with one letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) label: String,
    /// The letters and what comes next; none where nothing can be done, so that what is typed on does nothing.
    pub(super) answers: Vec<(char, Asked)>,
}

impl Question {
    /// Returns what comes after a key; Enter stands for the only answer where there is one. `None` for no answer.
    pub(super) fn next(&self, key: KeyCode) -> Option<&Asked> {
        match (key, &self.answers[..]) {
            (KeyCode::Enter, [(_, only)]) => Some(only),
            (KeyCode::Char(c), all) => all.iter().find(|(letter, _)| *letter == c).map(|(_, next)| next),
            _ => None,
        }
    }

    /// Holds what is typed until Esc: the claim allows nothing of it.
    pub(super) fn closed(claim: Handle) -> Self {
        Question { label: format!("{claim}: not possible, Esc goes on: "), answers: Vec::new() }
    }
}

/// The statuses and the letters they are chosen by.
const STATUSES: [(char, StatusKind); 3] =
    [('c', StatusKind::Corroborated), ('d', StatusKind::Disputed), ('u', StatusKind::Unverified)];

/// Asks which target a status is about, the same way whether there are two or one.
pub(super) fn target(row: &Row, to: StatusKind, proposes: bool, rules: &HouseRules) -> Question {
    let (claim, seen) = (row.claim, row.standing.revision);
    let how = |target| match rules.policy(target, to).seconds {
        0 if !proposes => Propose::No,
        more => Propose::For(more),
    };
    let task = |target| Asked::Why(Task::Set { claim, to, target, seen, propose: how(target) });
    let targets = if row.standing.said.is_some() { &[Target::Said, Target::Fact][..] } else { &[Target::Fact] };
    let all = targets.iter().all(|target| how(*target) != Propose::No);
    let part = |target: &Target| {
        let mark = if !all && how(*target) != Propose::No { " (proposes)" } else { "" };
        match target {
            Target::Said => format!("s it was said{mark}"),
            Target::Fact if row.standing.said.is_none() => format!("f (or Enter) it is a fact{mark}"),
            Target::Fact => format!("f it is a fact{mark}"),
        }
    };
    let parts: Vec<String> = targets.iter().map(part).collect();
    let start = if all { "propose " } else { "" };
    Question {
        label: format!("{start}{claim} {}: {}, Esc neither ", to.as_str(), parts.join(", ")),
        answers: targets.iter().map(|target| (letter(*target), task(*target))).collect(),
    }
}

fn letter(target: Target) -> char {
    match target {
        Target::Said => 's',
        Target::Fact => 'f',
    }
}

/// Asks whether a status that a key named is what one finds of a proposal, or decides between opinions: the target is asked
/// for as everywhere.
pub(super) fn own(claim: Handle, to: StatusKind, waiting: Waiting) -> Question {
    let target = waiting.target;
    let (what, word) =
        (if waiting.differ { "your decision between the opinions" } else { "your opinion" }, to.as_str());
    Question {
        label: format!("{claim} {word}: {} {what} on {}, Esc neither ", letter(target), target.as_str()),
        answers: vec![(letter(target), found(claim, to, waiting))],
    }
}

fn found(claim: Handle, to: StatusKind, waiting: Waiting) -> Asked {
    Asked::Why(Task::Answer { claim, answer: Answer::Find(to), waiting })
}

/// Asks which status is proposed.
pub(super) fn proposal(row: &Row, rules: &HouseRules) -> Question {
    let next = |(letter, to)| (letter, Asked::Letter(target(row, to, true, rules)));
    statuses(&format!("propose {}", row.claim), STATUSES.map(next).to_vec())
}

/// Asks which status is found: the opinion on a proposal, or the decision between opinions that differ.
pub(super) fn finding(claim: Handle, waiting: Waiting) -> Question {
    let does = if waiting.differ { "you decide" } else { "you find" };
    let next = |(letter, to)| (letter, found(claim, to, waiting));
    statuses(&format!("{claim} {}, {does}", waiting.target.as_str()), STATUSES.map(next).to_vec())
}

fn statuses(label: &str, answers: Vec<(char, Asked)>) -> Question {
    Question { label: format!("{label}: c corroborated, d disputed, u unverified, Esc neither "), answers }
}

/// Asks what is said to a proposal; of a blind one, what one finds oneself.
pub(super) fn opinion(claim: Handle, waiting: Waiting) -> Question {
    let Some(proposed) = waiting.proposed else { return finding(claim, waiting) };
    let task = |answer| Asked::Why(Task::Answer { claim, answer, waiting });
    Question {
        label: format!(
            "{claim} {} {} proposed: a agree, d disagree, f find another, Esc ",
            waiting.target.as_str(),
            proposed.as_str()
        ),
        answers: vec![
            ('a', task(Answer::Agree)),
            ('d', task(Answer::Disagree)),
            ('f', Asked::Letter(finding(claim, waiting))),
        ],
    }
}

/// Asks as what a claim is set aside.
pub(super) fn aside(claim: Handle) -> Question {
    let task = |aside| Asked::Why(Task::Work { claim, act: WorkAct::Drop(aside) });
    Question {
        label: format!("{claim} set aside: n not a claim, d duplicate, o out of scope, Esc neither "),
        answers: vec![('n', task(Aside::NotAClaim)), ('d', Asked::Original { claim }), ('o', task(Aside::OutOfScope))],
    }
}
