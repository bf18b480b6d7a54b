//! Everything the view knows. Input goes in, requests to the desk come out; no terminal and no database is needed for it.

use std::collections::VecDeque;

use onrecord_app::HouseRules;
use onrecord_model::Handle;
use ratatui::crossterm::event::{Event, KeyEvent, KeyEventKind};
use ratatui::layout::Rect;

use super::link::{Answer, Input, PartRequest, Refused, Request, Written};
use super::list::List;
use super::pane::{Pane, lay_out, too_small};
use super::prompt::{Asked, Prompt};
use super::styled::{TextLine, Tone, plain, read, wrap};
use super::task::Task;
use super::text_pane::TextPane;

/// Keys kept while a decision is being written; what comes beyond them is a stuck key.
const TYPED_AHEAD: usize = 4_096;

/// A text over the panes.
pub(super) struct Overlay {
    pub(super) title: String,
    pub(super) text: TextPane,
}

impl Overlay {
    pub(super) fn new(title: String, lines: Vec<TextLine>) -> Self {
        Overlay { title, text: TextPane::new(lines, true) }
    }
}

/// What is known of the claim that is selected.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) claim: Option<Handle>,
    /// Which of the places where it is made the article shows, from 0.
    place: usize,
    parts: [Option<TextPane>; Pane::OF_CLAIM.len()],
}

impl Shown {
    fn slot(pane: Pane) -> Option<usize> {
        Pane::OF_CLAIM.iter().position(|one| *one == pane)
    }

    pub(super) fn part(&self, pane: Pane) -> Option<&TextPane> {
        self.parts[Self::slot(pane)?].as_ref()
    }

    fn part_mut(&mut self, pane: Pane) -> Option<&mut TextPane> {
        self.parts[Self::slot(pane)?].as_mut()
    }
}

/// Whether something is being read, of what is there at once and of what takes long.
#[derive(Default)]
struct Reading {
    quick: bool,
    slow: bool,
}

/// The state of the view.
pub(super) struct State {
    pub(super) list: List,
    pub(super) shown: Shown,
    pub(super) focus: Pane,
    /// The pane beside the queue where there is room for one.
    pub(super) side: Pane,
    pub(super) prompt: Option<Prompt>,
    pub(super) overlay: Option<Overlay>,
    /// What the house rules want before a status is set.
    pub(super) rules: HouseRules,
    /// What is said above the last line.
    pub(super) message: Vec<TextLine>,
    pub(super) size: (u16, u16),
    /// Where the panes lie, as [`Self::lay_out`] found.
    pub(super) panes: Vec<(Pane, Rect)>,
    /// Set when the view is to end.
    pub(super) done: bool,
    /// Why the view has to end.
    pub(super) lost: Option<String>,
    /// What is being read for the screen.
    reading: Reading,
    /// Something the person asked for is being done; keys wait until it is, so that each finds what it was meant for.
    pub(super) writing: bool,
    typed: VecDeque<KeyEvent>,
    outbox: Vec<Request>,
}

impl State {
    pub(super) fn new(size: (u16, u16)) -> Self {
        State {
            list: List::new(),
            shown: Shown::default(),
            focus: Pane::Queue,
            side: Pane::Article,
            prompt: None,
            overlay: None,
            rules: HouseRules::default(),
            message: Vec::new(),
            size,
            panes: Vec::new(),
            done: false,
            lost: None,
            reading: Reading::default(),
            writing: false,
            typed: VecDeque::new(),
            outbox: Vec::new(),
        }
    }

    /// Takes anything that arrives.
    pub(super) fn input(&mut self, input: Input) {
        match input {
            Input::Terminal(Event::Key(key)) if key.kind != KeyEventKind::Release => self.key_or_wait(key),
            Input::Terminal(Event::Paste(text)) => self.paste(&text),
            Input::Terminal(Event::Resize(width, height)) => self.size = (width, height),
            Input::Terminal(_) => {}
            Input::Answer(answer) => self.answer(answer),
            Input::Rules(rules) => self.rules = *rules,
            Input::Lost(why) => (self.done, self.lost) = (true, Some(why)),
        }
    }

    fn key_or_wait(&mut self, key: KeyEvent) {
        if super::keys::is_interrupt(key) && self.writing {
            self.done = true;
        } else if !self.writing {
            self.key(key);
        } else if self.typed.len() < TYPED_AHEAD {
            self.typed.push_back(key);
        }
    }

    /// Pasted text goes where something is typed, and nowhere else: it is no row of keys.
    fn paste(&mut self, text: &str) {
        if let Some(prompt) = &mut self.prompt {
            prompt.line.insert(text);
        }
    }

    /// Asks the desk to do something; keys wait for the answer.
    pub(super) fn ask(&mut self, request: Request) {
        self.writing = true;
        self.outbox.push(request);
    }

    /// Returns what is to be asked of the desk: what people want first, then what the screen lacks, one at a time, and beside
    /// that one thing that takes long.
    pub(super) fn requests(&mut self) -> Vec<Request> {
        if self.outbox.is_empty() && !self.done {
            self.follow();
            let next = if self.reading.quick { None } else { self.missing() };
            self.reading.quick |= next.is_some();
            // What takes long waits until the rest is there: a key that is held down does not begin it.
            let slow = if self.reading.quick || self.reading.slow { None } else { self.lacking(Pane::is_slow) };
            self.reading.slow |= slow.is_some();
            self.outbox.extend(next.into_iter().chain(slow));
        }
        std::mem::take(&mut self.outbox)
    }

    /// Shows the claim that is selected.
    fn follow(&mut self) {
        let claim = self.list.row().map(|row| row.claim);
        if self.shown.claim != claim {
            self.shown = Shown { claim, ..Shown::default() };
        }
    }

    fn missing(&self) -> Option<Request> {
        let page = || self.list.wants().map(Request::Page);
        if self.list.is_urgent() {
            return page();
        }
        self.lacking(|pane| !pane.is_slow()).or_else(page)
    }

    /// Finds a pane that can be seen, of those asked for, and shows nothing yet; the one that has the keys comes first.
    fn lacking(&self, asked_for: impl Fn(Pane) -> bool) -> Option<Request> {
        let claim = self.shown.claim?;
        let mut seen = [self.focus].into_iter().chain(self.panes.iter().map(|(pane, _)| *pane));
        let pane = seen.find(|p| *p != Pane::Queue && asked_for(*p) && self.shown.part(*p).is_none())?;
        Some(Request::Part(PartRequest { claim, pane, place: self.shown.place }))
    }

    fn answer(&mut self, answer: Answer) {
        match answer {
            Answer::Page(page) => {
                self.reading.quick = false;
                self.list.take(page);
            }
            Answer::NoPage { generation, why } => {
                self.reading.quick = false;
                self.list.give_up(generation);
                self.warn(why);
            }
            Answer::Part { asked, standing, lines } => {
                let flag = if asked.pane.is_slow() { &mut self.reading.slow } else { &mut self.reading.quick };
                *flag = false;
                if let Some(standing) = standing {
                    self.list.stands(asked.claim, standing);
                }
                let wanted = self.shown.claim == Some(asked.claim) && self.shown.place == asked.place;
                if let Some(slot) = Shown::slot(asked.pane).filter(|_| wanted) {
                    self.shown.parts[slot] = Some(TextPane::new(lines, asked.pane != Pane::Article));
                }
            }
            other => {
                self.writing = false;
                self.done_for(other);
                self.go_on();
            }
        }
    }

    /// Takes the answer to something a person asked for.
    fn done_for(&mut self, answer: Answer) {
        match answer {
            Answer::Found(row) => {
                self.list.put(*row);
                self.forget();
            }
            Answer::NotFound(why) => self.warn(why),
            Answer::Filter { ask, title } => {
                (self.list.ask, self.list.title) = (*ask, title);
                self.list.words.clear();
                self.reread();
            }
            Answer::WouldUndo(what) => {
                self.prompt(Asked::Why(Task::Undo));
                self.tell(what);
            }
            Answer::Wrote { command, outcome: Ok(written) } => self.wrote(&command, written),
            Answer::Wrote { command, outcome: Err(refused) } => self.refused(&command, &refused),
            Answer::Ran { command, printed, changes } => self.ran(&command, &printed, changes),
            Answer::Page(_) | Answer::NoPage { .. } | Answer::Part { .. } => {}
        }
    }

    fn wrote(&mut self, command: &str, written: Written) {
        self.message = vec![vec![(format!("$ {command}"), Tone::Bold)], plain(written.told)];
        self.forget();
        match (written.claim, written.standing) {
            (Some(claim), Some(standing)) => {
                self.list.stands(claim, standing);
                self.list.settle(claim);
            }
            (Some(claim), None) => self.ask(Request::Find { claim }),
            (None, _) => {}
        }
    }

    fn refused(&mut self, command: &str, refused: &Refused) {
        let why = vec![(format!("error: {}", refused.why), Tone::Bad)];
        self.message = vec![vec![(format!("$ {command}"), Tone::Bold)], why];
        if refused.conflict {
            self.message
                .push(plain("nothing was written; the claim has been read anew: look at it, then decide again"));
        }
        self.forget();
        if let Some(claim) = refused.claim.filter(|claim| self.list.find(*claim).is_some()) {
            self.ask(Request::Find { claim });
        }
    }

    fn ran(&mut self, command: &str, printed: &str, changes: bool) {
        self.overlay = Some(Overlay::new(format!("$ {command}"), read(printed)));
        if changes {
            self.refresh();
        }
    }

    /// Does what was typed meanwhile.
    fn go_on(&mut self) {
        while !self.writing && !self.done {
            let Some(key) = self.typed.pop_front() else { return };
            self.key(key);
        }
    }

    /// Reads the queue from its beginning.
    pub(super) fn reread(&mut self) {
        self.list.reload();
        self.forget();
    }

    /// Reads the queue anew, but stays at the claim.
    pub(super) fn refresh(&mut self) {
        let claim = self.list.row().map(|row| row.claim);
        self.reread();
        self.list.wish = claim;
    }

    /// Throws away what is shown of the claim, so that it is read again.
    fn forget(&mut self) {
        self.shown = Shown::default();
    }

    /// Goes to a claim, be it in the queue or not.
    pub(super) fn go(&mut self, claim: Handle) {
        if !self.list.select_claim(claim) {
            self.ask(Request::Find { claim });
        }
    }

    /// Shows the next place where the claim is made.
    pub(super) fn next_place(&mut self) {
        self.shown.place += 1;
        if let Some(slot) = Shown::slot(Pane::Article) {
            self.shown.parts[slot] = None;
        }
        self.focus(Pane::Article);
    }

    pub(super) fn focus(&mut self, pane: Pane) {
        self.focus = pane;
        if pane != Pane::Queue {
            self.side = pane;
        }
    }

    /// Returns the text that keys scroll: that of the overlay, else of the pane that has them.
    pub(super) fn text(&mut self) -> Option<&mut TextPane> {
        match &mut self.overlay {
            Some(overlay) => Some(&mut overlay.text),
            None => self.shown.part_mut(self.focus),
        }
    }

    /// Says something above the last line.
    pub(super) fn tell(&mut self, text: impl Into<String>) {
        self.message = text.into().lines().map(plain).collect();
    }

    /// Says that something is wrong.
    pub(super) fn warn(&mut self, text: impl Into<String>) {
        self.message = text.into().lines().map(|line| vec![(format!("! {line}"), Tone::Bad)]).collect();
    }

    /// Finds where everything lies and breaks the texts to it; called before drawing.
    pub(super) fn lay_out(&mut self) {
        if too_small(self.size) {
            return;
        }
        let body = self.body();
        self.panes = lay_out(self.size, body, self.focus, self.side);
        for (pane, rect) in self.panes.clone() {
            if let Some(text) = self.shown.part_mut(pane) {
                let inner = inside(rect);
                text.fit(inner.width.into(), inner.height.into());
            }
        }
        if let Some(overlay) = &mut self.overlay {
            let inner = inside(body);
            overlay.text.fit(inner.width.into(), inner.height.into());
        }
    }

    /// Returns what is left above the message and the last line.
    pub(super) fn body(&self) -> Rect {
        let (width, height) = self.size;
        Rect::new(0, 0, width, height.saturating_sub(1 + self.said().len() as u16))
    }

    /// Returns the message as lines that fit: all of it, but never more than half of the window.
    pub(super) fn said(&self) -> Vec<TextLine> {
        let mut lines = wrap(&self.message, self.size.0.into(), true);
        lines.truncate((self.size.1 / 2).into());
        lines
    }
}

/// Returns what is left inside a border.
pub(super) fn inside(rect: Rect) -> Rect {
    Rect::new(
        rect.x.saturating_add(1),
        rect.y.saturating_add(1),
        rect.width.saturating_sub(2),
        rect.height.saturating_sub(2),
    )
}
