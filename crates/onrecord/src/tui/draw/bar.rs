//! The message and, below it, the last line: what is asked, or which keys there are.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr as _;

use super::super::state::State;
use super::{Look, lines};

const HINTS: &str = "? help  q quit  c d u decide  s second  a l D hands  z undo  / filter  : command";

pub(super) fn draw(frame: &mut Frame<'_>, state: &State, look: Look, window: Rect) {
    let said = state.said();
    let below = Rect { y: state.body().bottom(), height: window.height, ..window }.intersection(window);
    lines(frame, below, said.iter().map(|line| look.line(line)));
    let last = Rect { y: window.bottom().saturating_sub(1), height: 1, ..window };
    match &state.prompt {
        Some(_) => prompt(frame, state, last),
        None if state.writing => lines(frame, last, [Line::raw("working …")]),
        None => lines(frame, last, [Line::raw(HINTS)]),
    }
}

fn prompt(frame: &mut Frame<'_>, state: &State, last: Rect) {
    let Some(prompt) = &state.prompt else { return };
    let label = prompt.label();
    let taken = label.width().min(usize::from(last.width).saturating_sub(8));
    let room = usize::from(last.width) - taken;
    let (text, cursor) = prompt.line.seen(room);
    let buffer = frame.buffer_mut();
    buffer.set_stringn(last.x, last.y, label, taken, ratatui::style::Style::new());
    let x = last.x.saturating_add(taken as u16);
    buffer.set_stringn(x, last.y, text, room, ratatui::style::Style::new());
    frame.set_cursor_position((x.saturating_add(cursor as u16), last.y));
}
