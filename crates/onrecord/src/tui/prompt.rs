//! What is asked on the last line, and what becomes of the answer.

use onrecord_model::{Handle, StatusKind, Target};
use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::command_line::{self, Typed};
use super::line_edit::LineEdit;
use super::link::{Decision, Request};
use super::state::{Overlay, State};
use super::styled::{plain, read};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Which target a status is about; the revision is the one that was on the screen.
    Target { claim: Handle, to: StatusKind, seen: u32 },
    /// Why a status is set.
    Reason { claim: Handle, to: StatusKind, target: Target, seen: u32 },
    /// Why the latest decision is taken back.
    UndoReason,
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
            Asked::Target { claim, to, .. } => {
                format!("{claim} {}: s it was said, f it is a fact, Esc neither", to.as_str())
            }
            Asked::Reason { claim, to, target, .. } => {
                format!("{claim} {} {}, because: ", target.as_str(), to.as_str())
            }
            Asked::UndoReason => "take back your latest decision, because: ".to_owned(),
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
            (KeyCode::Char('s'), Asked::Target { .. }) => self.targeted(&prompt.asked, Target::Said),
            (KeyCode::Char('f'), Asked::Target { .. }) => self.targeted(&prompt.asked, Target::Fact),
            (_, Asked::Target { .. }) => self.prompt = Some(prompt),
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

    fn targeted(&mut self, asked: &Asked, target: Target) {
        if let Asked::Target { claim, to, seen } = *asked {
            self.prompt = Some(Prompt::new(Asked::Reason { claim, to, target, seen }));
        }
    }

    fn answered(&mut self, prompt: Prompt) {
        let text = prompt.line.text();
        match &prompt.asked {
            Asked::Target { .. } => {}
            Asked::Words => {
                text.trim().clone_into(&mut self.list.words);
                self.reread();
            }
            Asked::Command => self.command(text),
            Asked::Reason { claim, to, target, seen } => match text.parse() {
                Ok(reason) => {
                    let (claim, target, to, seen) = (*claim, Some(*target), *to, Some(*seen));
                    self.ask(Request::Set(Decision { claim, target, to, reason, seen }));
                }
                Err(_) => self.without_reason(prompt),
            },
            Asked::UndoReason => match text.parse() {
                Ok(reason) => self.ask(Request::Undo { about: None, reason }),
                Err(_) => self.without_reason(prompt),
            },
        }
    }

    fn without_reason(&mut self, prompt: Prompt) {
        self.warn("a decision needs a reason: type one and press Enter, or leave with Esc");
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
