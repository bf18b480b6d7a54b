//! The panes that show a text.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::super::pane::Pane;
use super::super::state::{Overlay, State, inside};
use super::super::text_pane::TextPane;
use super::{Look, frame_of, lines};

pub(super) fn draw(frame: &mut Frame<'_>, state: &State, look: Look, pane: Pane, rect: Rect) {
    let text = state.shown.part(pane);
    let place = text.and_then(TextPane::place).map(|place| format!(" {place}")).unwrap_or_default();
    let alone = state.panes.len() < Pane::ALL.len();
    let name = bold(pane.title());
    let title = if alone { tabs(pane, rect.width) } else { Line::from(vec![name, Span::raw(place.clone())]) };
    let mut block = frame_of(title, state.focus == pane);
    if alone {
        block = block.title_bottom(Line::raw(place).right_aligned());
    }
    frame.render_widget(block, rect);
    let inner = inside(rect);
    match text {
        Some(text) => lines(frame, inner, text.seen().iter().map(|line| look.line(line))),
        None if state.list.row().is_some() => lines(frame, inner, [Line::raw("reading …")]),
        None => {}
    }
}

/// Draws a text over the panes.
pub(super) fn over(frame: &mut Frame<'_>, overlay: &Overlay, look: Look, rect: Rect) {
    let title = Line::from(bold(&crate::output::one_line(&overlay.title))).style(Style::new());
    let place = overlay.text.place().map(|place| format!(" {place}")).unwrap_or_default();
    let below = Line::raw(format!("Esc closes{place}")).right_aligned();
    frame.render_widget(frame_of(title, true).title_bottom(below), rect);
    lines(frame, inside(rect), overlay.text.seen().iter().map(|line| look.line(line)));
}

/// Names the panes of which one is shown; a narrow window has room for its name only.
fn tabs(shown: Pane, width: u16) -> Line<'static> {
    let all: Vec<Span<'_>> = Pane::OF_CLAIM.iter().flat_map(|pane| tab(*pane, shown)).collect();
    let line = Line::from(all);
    if line.width() + 2 <= width.into() { line } else { Line::from(bold(&format!("[{}]", shown.title()))) }
}

fn tab(pane: Pane, shown: Pane) -> [Span<'static>; 2] {
    let name = if pane == shown { bold(&format!("[{}]", pane.title())) } else { Span::raw(pane.title()) };
    [name, Span::raw(if pane == Pane::Origins { "" } else { " " })]
}

fn bold(text: &str) -> Span<'static> {
    Span::styled(text.to_owned(), Style::new().add_modifier(Modifier::BOLD))
}
