//! What the keys do: one table, from which the help is made too.

use onrecord_model::StatusKind;
use ratatui::crossterm::event::KeyCode::{
    self, BackTab, Char, Down, End, Enter, Esc, F, Home, PageDown, PageUp, Tab, Up,
};
use ratatui::crossterm::event::{KeyEvent, KeyModifiers};

use super::hand::LEGEND;
use super::link::Request;
use super::pane::Pane;
use super::prompt::{Asked, Prompt};
use super::state::State;

/// A key, or several that do the same.
struct Binding {
    keys: &'static [KeyCode],
    shown: &'static str,
    does: &'static str,
    act: fn(&mut State),
}

const fn bind(keys: &'static [KeyCode], shown: &'static str, does: &'static str, act: fn(&mut State)) -> Binding {
    Binding { keys, shown, does, act }
}

const BINDINGS: &[Binding] = &[
    bind(&[Char('j'), Down], "j ↓", "next claim, or a line down in another pane", |s| s.step(1)),
    bind(&[Char('k'), Up], "k ↑", "claim before, or a line up", |s| s.step(-1)),
    bind(&[Char('J')], "J", "next claim, whichever pane has the keys", |s| s.next(1)),
    bind(&[Char('K')], "K", "claim before", |s| s.next(-1)),
    bind(&[PageDown, Char(' ')], "PgDn Space", "a window down", |s| s.windows(1)),
    bind(&[PageUp], "PgUp", "a window up", |s| s.windows(-1)),
    bind(&[Char('g'), Home], "g", "to the beginning", |s| s.step(isize::MIN)),
    bind(&[Char('G'), End], "G", "to the end of what is read; again for more", |s| s.step(isize::MAX)),
    bind(&[Tab, Enter], "Tab Enter", "next pane", |s| s.turn(1)),
    bind(&[BackTab], "Shift-Tab", "pane before", |s| s.turn(-1)),
    bind(&[Esc], "Esc", "back to the queue; there: the whole queue again", State::back),
    bind(&[Char('c')], "c", "corroborated: asks for target and reason", |s| s.decide(StatusKind::Corroborated)),
    bind(&[Char('d')], "d", "disputed", |s| s.decide(StatusKind::Disputed)),
    bind(&[Char('u')], "u", "unverified again", |s| s.decide(StatusKind::Unverified)),
    bind(&[Char('p')], "p", "propose a status; c d u do where the house wants more people", State::propose),
    bind(&[Char('s')], "s", "second: agree, disagree, or find another status", State::second),
    bind(&[Char('b')], "b", "decide between opinions that differ (adjudicate)", State::adjudicate),
    bind(&[Char('a')], "a", "take up: assign to yourself", State::take_up),
    bind(&[Char('r')], "r", "release: give back, withdraw your proposal", State::release),
    bind(&[Char('l')], "l", "later: defer until a day", State::defer),
    bind(&[Char('D')], "D", "drop: no claim, duplicate, out of scope", State::set_aside),
    bind(&[Char('O')], "O", "reopen", State::reopen),
    bind(&[Char('z')], "z", "take back your latest decision, whichever of these it was", |s| {
        s.ask(Request::WouldUndo);
    }),
    bind(&[Char('n')], "n", "article at the next place of the claim", State::next_place),
    bind(&[Char('e')], "e", "evidence", |s| s.focus(Pane::Evidence)),
    bind(&[Char('o')], "o", "origins", |s| s.focus(Pane::Origins)),
    bind(&[Char('x')], "x", "drift: the same claim in other words", |s| s.focus(Pane::Drift)),
    bind(&[Char('1')], "1", "queue", |s| s.focus(Pane::Queue)),
    bind(&[Char('2')], "2", "article", |s| s.focus(Pane::Article)),
    bind(&[Char('3')], "3", "claim: statuses, places, history", |s| s.focus(Pane::Claim)),
    bind(&[Char('R')], "R", "read everything anew", State::refresh),
    bind(&[Char('/')], "/", "only claims with these words; none for all", State::ask_words),
    bind(&[Char(':')], ":", "a command line, as in the shell", |s| s.prompt(Asked::Command)),
    bind(&[Char('?'), F(1)], "?", "this page", State::help),
    bind(&[Char('q')], "q", "quit; everything decided is written already", |s| s.done = true),
];

/// What the help says below the keys.
const MORE: &str = "
After : stands any command line of the program:
  :set c7 corroborated --target fact -m \"seen\"
  :undo c7 -m \"wrong claim\"
  :c7                    go to a claim
  :d3                    the claims of a document
  :queue --speaker s2    another queue; :queue is all that is open
  :q                     quit
All other commands show what they print (:log c7, :suggest c7 --explain).

In the queue the letters before a claim are its statuses, said then fact:
  u unverified   c corroborated   d disputed   – nobody credited
Then, where it is not free, in whose hands it is:";

/// Returns the lines of the help.
pub(super) fn help() -> Vec<String> {
    let keys = BINDINGS.iter().map(|binding| format!("{:11}{}", binding.shown, binding.does));
    keys.chain(MORE.lines().chain(LEGEND.lines()).map(str::to_owned)).collect()
}

/// Tells whether it is Ctrl-C.
pub(super) fn is_interrupt(key: KeyEvent) -> bool {
    key.code == Char('c') && key.modifiers.contains(KeyModifiers::CONTROL)
}

impl State {
    /// Takes a key.
    pub(super) fn key(&mut self, key: KeyEvent) {
        if key.modifiers.contains(KeyModifiers::ALT) {
            // Escape and a key soon after it look like this: terminals send the same for both.
            self.key(KeyEvent::from(Esc));
            return self.key(KeyEvent { modifiers: key.modifiers - KeyModifiers::ALT, ..key });
        }
        if is_interrupt(key) && self.prompt.is_none() {
            self.done = true;
        } else if let Some(prompt) = self.prompt.take() {
            let key = if is_interrupt(key) { KeyEvent::from(Esc) } else { key };
            self.prompt_key(prompt, key);
        } else if key.modifiers.contains(KeyModifiers::CONTROL) {
            // Keys of the terminal or of a habit from elsewhere; none of ours.
        } else if self.overlay.is_some() {
            self.overlay_key(key.code);
        } else if let Some(binding) = BINDINGS.iter().find(|binding| binding.keys.contains(&key.code)) {
            (binding.act)(self);
        }
    }

    fn overlay_key(&mut self, code: KeyCode) {
        match code {
            Char('q' | '?') | Esc | Enter | F(1) => self.overlay = None,
            Char('j') | Down => self.scroll(1),
            Char('k') | Up => self.scroll(-1),
            Char('g') | Home => self.scroll(isize::MIN),
            Char('G') | End => self.scroll(isize::MAX),
            PageDown | Char(' ') => self.windows(1),
            PageUp => self.windows(-1),
            _ => {}
        }
    }

    /// Moves by claims in the queue, by lines elsewhere.
    fn step(&mut self, steps: isize) {
        if self.focus == Pane::Queue {
            self.next(steps);
        } else {
            self.scroll(steps);
        }
    }

    fn next(&mut self, steps: isize) {
        self.list.select(self.list.selected.saturating_add_signed(steps));
    }

    fn scroll(&mut self, lines: isize) {
        if let Some(text) = self.text() {
            text.scroll(lines);
        }
    }

    fn windows(&mut self, windows: isize) {
        let queue = self.panes.iter().find(|(pane, _)| *pane == Pane::Queue).map_or(10, |(_, rect)| rect.height);
        if self.overlay.is_none() && self.focus == Pane::Queue {
            self.step(windows * isize::from(queue.saturating_sub(4).max(1).cast_signed()));
        } else if let Some(text) = self.text() {
            text.scroll_windows(windows);
        }
    }

    fn turn(&mut self, steps: isize) {
        self.focus(self.focus.step(steps));
    }

    fn back(&mut self) {
        if self.focus != Pane::Queue {
            self.focus(Pane::Queue);
        } else if !self.list.words.is_empty() || !self.list.title.is_empty() {
            self.list.words.clear();
            self.list.title.clear();
            self.list.ask = super::list::List::new().ask;
            self.refresh();
        }
        self.message.clear();
    }

    /// Asks something.
    pub(super) fn prompt(&mut self, asked: Asked) {
        self.message.clear();
        self.prompt = Some(Prompt::new(asked));
    }

    fn ask_words(&mut self) {
        let line = super::line_edit::LineEdit::holding(&self.list.words);
        self.prompt = Some(Prompt { asked: Asked::Words, line });
    }
}
