//! Matching opening with closing marks inside one paragraph.

use std::ops::Range;

use super::marks::{Mark, Role, marks_of};
use super::straight::{Sign, resolve};
use super::{Quotation, QuoteStyle};
use crate::chars::{char_at, char_before};
use crate::paragraph::trim;

/// How many styles there are.
const STYLES: usize = 7;

/// How deep a closing mark looks for its opening one; deeper nesting than this does not occur in writing.
const REACH: usize = 8;

/// Appends the quotations of the paragraph at `within`, in order of their opening marks.
pub(super) fn pair(text: &str, within: &Range<usize>, found: &mut Vec<Quotation>) {
    let mut marks = marks_of(text, within);
    resolve_straight(&mut marks);
    drop_possessives(text, &mut marks);
    let last_single = marks
        .iter()
        .rfind(|m| m.style == QuoteStyle::StraightSingle && m.role != Role::Opens)
        .map_or(0, |m| m.range.start);
    let mut pairing = Pairing::new(text, within.end);
    for mark in &marks {
        let lone = mark.style == QuoteStyle::StraightSingle
            && mark.range.start >= last_single
            && mark.range.start > within.start;
        pairing.take(mark, lone);
    }
    found.extend(pairing.finish());
}

/// Settles the roles of the straight double marks.
fn resolve_straight(marks: &mut [Mark]) {
    let straight = |m: &&mut Mark| m.style == QuoteStyle::Straight;
    let signs: Vec<Sign> = marks
        .iter()
        .filter(|m| m.style == QuoteStyle::Straight)
        .map(|m| Sign { role: m.role, at_join: m.at_join })
        .collect();
    for (mark, opens) in marks.iter_mut().filter(straight).zip(resolve(&signs)) {
        mark.role = if opens { Role::Opens } else { Role::Closes };
    }
}

/// Drops the apostrophes of plural possessives ('the players' union is here,').
///
/// Such a one stands behind an "s" before a word in lower case, and a single mark that closes behind punctuation follows.
fn drop_possessives(text: &str, marks: &mut Vec<Mark>) {
    let is_single = |m: &Mark| matches!(m.style, QuoteStyle::StraightSingle | QuoteStyle::CurlySingle);
    let mut closes_next = false;
    let mut keep = vec![true; marks.len()];
    for (mark, keep) in marks.iter().zip(&mut keep).rev().filter(|(m, _)| is_single(m)) {
        let before = char_before(text, mark.range.start);
        let possessive = before == Some('s')
            && char_at(text, mark.range.end) == Some(' ')
            && char_at(text, mark.range.end + 1).is_some_and(char::is_lowercase);
        *keep = !(closes_next && possessive);
        if *keep {
            closes_next = mark.role == Role::Closes && matches!(before, Some('.' | ',' | '!' | '?' | '…'));
        }
    }
    let mut keep = keep.into_iter();
    marks.retain(|_| keep.next().unwrap_or(true));
}

/// A quotation whose end is not known yet.
struct Open {
    /// Index into `found`.
    index: usize,
    style: QuoteStyle,
    /// The opening mark as written; it decides which marks close.
    c: char,
}

struct Pairing<'a> {
    text: &'a str,
    found: Vec<Option<Quotation>>,
    stack: Vec<Open>,
    /// How many quotations of each style are open, so that a stray closing mark does not search the stack.
    open: [usize; STYLES],
    end: usize,
}

impl<'a> Pairing<'a> {
    fn new(text: &'a str, end: usize) -> Self {
        Pairing { text, found: Vec::new(), stack: Vec::new(), open: [0; STYLES], end }
    }

    /// Takes the next mark; a `lone` one has no closing partner to come.
    fn take(&mut self, mark: &Mark, lone: bool) {
        let is_open = self.open[mark.style as usize] > 0;
        let straight = mark.style == QuoteStyle::Straight;
        match mark.role {
            Role::Opens if straight => {
                if is_open {
                    self.cut(mark);
                }
                self.open(mark);
            }
            _ if is_open && self.closes_here(mark) => self.close(mark),
            Role::Opens | Role::Toggles if !lone => self.open(mark),
            _ => {}
        }
    }

    /// Tells whether `mark` closes the innermost open quotation of its style.
    fn closes_here(&self, mark: &Mark) -> bool {
        let Some(top) = self.stack.iter().rev().take(REACH).find(|o| o.style == mark.style) else {
            return mark.role != Role::Opens;
        };
        match mark.c {
            '“' => top.c == '„',
            '‘' => top.c == '‚',
            '«' | '»' | '‹' | '›' => top.c != mark.c,
            _ => mark.role != Role::Opens,
        }
    }

    /// Ends the open straight quotation where the next one opens.
    fn cut(&mut self, mark: &Mark) {
        while let Some(top) = self.stack.pop() {
            self.open[top.style as usize] -= 1;
            if let Some(slot) = self.found.get_mut(top.index) {
                end_at(slot, mark, false);
            }
            let outermost = top.style == QuoteStyle::Straight;
            // Those inside end where the one around them does, so that none reaches beyond it.
            if let Some(Some(quotation)) = self.found.get_mut(top.index) {
                let end = trim(self.text, quotation.inner.clone()).end.max(quotation.inner.start);
                quotation.inner.end = end;
                quotation.outer.end = end;
                quotation.continues = outermost && mark.at_join;
            }
            if outermost {
                return;
            }
        }
    }

    fn open(&mut self, mark: &Mark) {
        self.stack.push(Open { index: self.found.len(), style: mark.style, c: mark.c });
        self.open[mark.style as usize] += 1;
        self.found.push(Some(Quotation {
            outer: mark.range.start..self.end,
            inner: mark.range.end..self.end,
            style: mark.style,
            depth: 0,
            closed: false,
            continues: false,
        }));
    }

    /// Closes the innermost quotation of the mark's style and cuts short the unclosed ones inside it.
    fn close(&mut self, mark: &Mark) {
        while let Some(top) = self.stack.pop() {
            self.open[top.style as usize] -= 1;
            let matching = top.style == mark.style;
            if let Some(slot) = self.found.get_mut(top.index) {
                end_at(slot, mark, matching);
            }
            if matching {
                return;
            }
        }
    }

    fn finish(self) -> impl Iterator<Item = Quotation> {
        self.found.into_iter().flatten()
    }
}

/// Ends a quotation at `mark`: behind it when it is its own closing mark, before it when an outer one closes.
///
/// An unclosed straight single mark inside another quotation was an apostrophe, so it is taken back.
fn end_at(slot: &mut Option<Quotation>, mark: &Mark, matching: bool) {
    let Some(quotation) = slot else { return };
    if !matching && quotation.style == QuoteStyle::StraightSingle {
        *slot = None;
        return;
    }
    quotation.inner.end = mark.range.start;
    quotation.outer.end = if matching { mark.range.end } else { mark.range.start };
    quotation.closed = matching;
}
