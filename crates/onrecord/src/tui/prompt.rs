//! What is asked on the last line, and what becomes of the answer.

use onrecord_app::Aside;
use onrecord_model::{Handle, HandleKind, Reason};
use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::command_line::{self, Typed};
use super::line_edit::LineEdit;
use super::link::{Decision, Request};
use super::question::Question;
use super::state::{Overlay, State};
use super::styled::{plain, read};
use super::task::{Task, WorkAct};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// One letter of several.
    Letter(Question),
    /// Until when a claim is set aside.
    Day { claim: Handle },
    /// Which claim stays where one is a duplicate.
    Original { claim: Handle },
    /// Why something is done.
    Why(Task),
    /// Which words the queue is filtered by.
    Words,
    /// A command line.
    Command,
}

/// A question with what has been typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prompt {
    pub(super) asked: Asked,
    pub(super) line: LineEdit,
}

impl Prompt {
    pub(super) fn new(asked: Asked) -> Self {
        Prompt { asked, line: LineEdit::default() }
    }

    /// Returns what stands before the answer.
    pub(super) fn label(&self) -> String {
        match &self.asked {
            Asked::Letter(question) => question.label.clone(),
            Asked::Day { claim } => format!("{claim} set aside until (YYYY-MM-DD): "),
            Asked::Original { claim } => format!("{claim} is a duplicate of which claim: "),
            Asked::Why(task) => task.label(),
            Asked::Words => "/".to_owned(),
            Asked::Command => ":".to_owned(),
        }
    }
}

impl State {
    /// Takes a key while something is asked.
    pub(super) fn prompt_key(&mut self, mut prompt: Prompt, key: KeyEvent) {
        match (key.code, &prompt.asked) {
            (KeyCode::Esc, asked) => self.leave(asked),
            (_, Asked::Letter(_)) => self.letter(prompt, key),
            (KeyCode::Enter, _) => self.answered(prompt),
            (KeyCode::Backspace, Asked::Words | Asked::Command) if prompt.line.text().is_empty() => {}
            _ => {
                prompt.line.key(key);
                self.prompt = Some(prompt);
            }
        }
    }

    fn leave(&mut self, asked: &Asked) {
        if !matches!(asked, Asked::Words | Asked::Command) {
            self.tell("nothing was changed");
        }
    }

    /// Takes a key where one letter is asked for. Another letter stands on the line and holds what is typed after it, so that
    /// no letter of a reason is taken for an answer.
    fn letter(&mut self, mut prompt: Prompt, key: KeyEvent) {
        let Asked::Letter(question) = &prompt.asked else { return };
        let is_clean = prompt.line.text().is_empty();
        if let Some(next) = question.next(key.code).filter(|_| is_clean) {
            return self.prompt(next.clone());
        }
        let is_open = !question.answers.is_empty();
        if key.code == KeyCode::Enter {
            prompt.line = LineEdit::default();
        } else {
            prompt.line.key(key);
        }
        match prompt.line.text() {
            _ if !is_open => {}
            "" => self.message.clear(),
            typed => {
                let why = format!("{typed} is none of the letters: Enter takes it out, Esc leaves");
                self.warn(why);
            }
        }
        self.prompt = Some(prompt);
    }

    fn answered(&mut self, prompt: Prompt) {
        let text = prompt.line.text().trim();
        match &prompt.asked {
            Asked::Letter(_) => {}
            Asked::Words => {
                text.clone_into(&mut self.list.words);
                self.reread();
            }
            Asked::Command => self.command(prompt.line.text()),
            Asked::Day { claim } => match text.parse() {
                Ok(day) => self.prompt(Asked::Why(Task::Work { claim: *claim, act: WorkAct::Defer(day) })),
                Err(_) => self.again("type the day on which it is back as 2027-01-31, or leave with Esc", prompt),
            },
            Asked::Original { claim } => match text.parse::<Handle>() {
                Ok(other) if other.kind == HandleKind::Claim => {
                    let act = WorkAct::Drop(Aside::DuplicateOf(other));
                    self.prompt(Asked::Why(Task::Work { claim: *claim, act }));
                }
                _ => self.again("type the claim that stays, such as c7, or leave with Esc", prompt),
            },
            Asked::Why(task) => match reason(text) {
                Err(why) => self.again(why, prompt),
                Ok(reason) => match task.request(reason) {
                    Some(request) => self.ask(request),
                    None => self.again(NO_REASON, prompt),
                },
            },
        }
    }

    /// Says what is wrong with an answer and asks again, what was typed still there.
    fn again(&mut self, why: &str, prompt: Prompt) {
        self.warn(why);
        self.prompt = Some(prompt);
    }

    fn command(&mut self, line: &str) {
        match command_line::parse(line) {
            Err(why) => self.warn(format!(":{line}\n{why}")),
            Ok(Typed::Nothing) => {}
            Ok(Typed::Quit) => self.done = true,
            Ok(Typed::Help) => self.help(),
            Ok(Typed::Text(text)) => self.overlay = Some(Overlay::new(format!(":{line}"), read(&text))),
            Ok(Typed::Claim(claim)) => self.go(claim),
            Ok(Typed::Document(document)) => self.ask(Request::Document { document }),
            Ok(Typed::Queue(args)) => self.ask(Request::Queue(args)),
            Ok(Typed::Set(decision)) => {
                let seen = decision.seen.or(self.list.find(decision.claim).map(|row| row.standing.revision));
                self.ask(Request::Set(Decision { seen, ..decision }));
            }
            Ok(Typed::Undo { about, reason }) => self.ask(Request::Undo { about, reason }),
            Ok(Typed::Run { words, changes }) => self.ask(Request::Run { words, changes }),
        }
    }

    /// Shows what the keys do.
    pub(super) fn help(&mut self) {
        let lines = super::keys::help().into_iter().map(plain).collect();
        self.overlay = Some(Overlay::new("Keys".to_owned(), lines));
    }
}

const NO_REASON: &str = "a decision needs a reason: type one and press Enter, or leave with Esc";

/// Reads a reason; `None` when nothing was typed. One letter is none: it was meant for the question before.
fn reason(text: &str) -> Result<Option<Reason>, &'static str> {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (None, _) => Ok(None),
        (Some(one), None) if one.is_ascii() => {
            Err("one letter is no reason: say more and press Enter, or leave with Esc")
        }
        _ => text.parse().map(Some).map_err(|_| NO_REASON),
    }
}
