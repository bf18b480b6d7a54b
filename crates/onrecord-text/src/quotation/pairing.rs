//! Matching opening with closing marks inside one paragraph.

use std::ops::Range;

use super::marks::{Role, read};
use super::{Quotation, QuoteStyle};

/// How many styles there are.
const STYLES: usize = 7;

/// Appends the quotations of the paragraph at `within`, in order of their opening marks.
pub(super) fn pair(text: &str, within: &Range<usize>, found: &mut Vec<Quotation>) {
    let marks = marks_of(text, within);
    let last_single = marks
        .iter()
        .rfind(|m| m.style == QuoteStyle::StraightSingle && m.role != Role::Opens)
        .map_or(0, |m| m.range.start);
    let mut pairing = Pairing::new(within.end);
    for mark in marks {
        let lone = mark.style == QuoteStyle::StraightSingle
            && mark.range.start >= last_single
            && mark.range.start > within.start;
        pairing.take(&mark, lone);
    }
    found.extend(pairing.finish());
}

/// A mark with its place.
struct Mark {
    range: Range<usize>,
    c: char,
    style: QuoteStyle,
    role: Role,
}

fn marks_of(text: &str, within: &Range<usize>) -> Vec<Mark> {
    let content = text.get(within.clone()).unwrap_or("");
    content
        .char_indices()
        .filter_map(|(i, c)| {
            let at = within.start + i;
            let (style, role) = read(text, within, at, c)?;
            Some(Mark {
                range: at..at + c.len_utf8(),
                c,
                style,
                role,
            })
        })
        .collect()
}

/// A quotation whose end is not known yet.
struct Open {
    /// Index into `found`.
    index: usize,
    style: QuoteStyle,
    /// The opening mark as written; it decides which marks close.
    c: char,
}

struct Pairing {
    found: Vec<Option<Quotation>>,
    stack: Vec<Open>,
    /// How many quotations of each style are open, so that a stray closing mark does not search the stack.
    open: [usize; STYLES],
    end: usize,
}

impl Pairing {
    fn new(end: usize) -> Self {
        Pairing {
            found: Vec::new(),
            stack: Vec::new(),
            open: [0; STYLES],
            end,
        }
    }

    /// Takes the next mark; a `lone` one has no closing partner to come.
    fn take(&mut self, mark: &Mark, lone: bool) {
        let is_open = self.open[mark.style as usize] > 0;
        match mark.role {
            _ if is_open && self.closes_here(mark) => self.close(mark),
            Role::Opens | Role::Toggles if !lone => self.open(mark),
            _ => {}
        }
    }

    /// Tells whether `mark` closes the innermost open quotation of its style.
    fn closes_here(&self, mark: &Mark) -> bool {
        let Some(top) = self.stack.iter().rev().take(8).find(|o| o.style == mark.style) else {
            return mark.role != Role::Opens;
        };
        match mark.c {
            '“' => top.c == '„',
            '‘' => top.c == '‚',
            '«' | '»' | '‹' | '›' => top.c != mark.c,
            _ => mark.role != Role::Opens,
        }
    }

    fn open(&mut self, mark: &Mark) {
        self.stack.push(Open {
            index: self.found.len(),
            style: mark.style,
            c: mark.c,
        });
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
