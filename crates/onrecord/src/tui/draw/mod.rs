//! The screen, drawn from the state.

mod bar;
mod queue;
mod text;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear};

use super::pane::{LEAST, Pane, too_small};
use super::state::State;
use super::styled::{TextLine, Tone};

/// How things look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) colour: bool,
}

impl Look {
    /// Leaves colours out when `NO_COLOR` says so (<https://no-color.org>: whatever it holds, unless it is empty).
    pub(super) fn of_environment() -> Self {
        Look { colour: std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) }
    }

    fn style(self, tone: Tone) -> Style {
        let colour = |colour: Color| if self.colour { Style::new().fg(colour) } else { Style::new() };
        match tone {
            Tone::Bold => Style::new().add_modifier(Modifier::BOLD),
            Tone::Dim if self.colour => Style::new().add_modifier(Modifier::DIM),
            Tone::Plain | Tone::Dim => Style::new(),
            Tone::Good => colour(Color::Green),
            Tone::Bad => colour(Color::Red),
            Tone::Marked => Style::new().add_modifier(Modifier::REVERSED),
            Tone::Other => Style::new().add_modifier(Modifier::UNDERLINED),
        }
    }

    fn line(self, line: &TextLine) -> Line<'_> {
        line.iter().map(|(text, tone)| Span::styled(text.as_str(), self.style(*tone))).collect()
    }
}

/// Draws everything.
pub(super) fn screen(frame: &mut Frame<'_>, state: &State, look: Look) {
    // The window as it is now, which may be smaller than the one that was laid out for.
    let window = frame.area();
    if too_small((window.width, window.height)) || too_small(state.size) {
        return small(frame, window);
    }
    for (pane, rect) in &state.panes {
        let rect = rect.intersection(window);
        match pane {
            Pane::Queue => queue::draw(frame, state, look, rect),
            pane => text::draw(frame, state, look, *pane, rect),
        }
    }
    if let Some(overlay) = &state.overlay {
        let rect = state.body().intersection(window);
        frame.render_widget(Clear, rect);
        text::over(frame, overlay, look, rect);
    }
    bar::draw(frame, state, look, window);
}

fn small(frame: &mut Frame<'_>, window: Rect) {
    let (width, height) = LEAST;
    let lines = [
        format!("too small: {}x{}", window.width, window.height),
        format!("needs {width}x{height}"),
        "q quits".to_owned(),
    ];
    for (y, text) in (window.y..window.bottom()).zip(lines) {
        frame.buffer_mut().set_stringn(window.x, y, text, window.width.into(), Style::new());
    }
}

/// Draws lines from the top of an area; what is wider is cut.
fn lines<'a>(frame: &mut Frame<'_>, area: Rect, lines: impl IntoIterator<Item = Line<'a>>) {
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        frame.buffer_mut().set_line(area.x, y, &line, area.width);
    }
}

/// A border; that of the pane which has the keys is thick.
fn frame_of(title: Line<'_>, focused: bool) -> Block<'_> {
    let kind = if focused { BorderType::Thick } else { BorderType::Plain };
    Block::bordered().border_type(kind).title(title)
}
