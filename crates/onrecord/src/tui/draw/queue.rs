//! The queue.

use onrecord_model::StatusKind;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::super::link::Row;
use super::super::list::List;
use super::super::pane::Pane;
use super::super::state::{State, inside};
use super::super::styled::Tone;
use super::{Look, frame_of, lines};
use crate::output::one_line;

/// From this width on date and score have columns of their own.
const ROOMY: u16 = 60;

pub(super) fn draw(frame: &mut Frame<'_>, state: &State, look: Look, rect: Rect) {
    let list = &state.list;
    let focused = state.focus == Pane::Queue;
    frame.render_widget(frame_of(title(list, focused), focused), rect);
    let inner = inside(rect);
    if list.rows.is_empty() {
        return lines(frame, inner, [Line::raw(nothing(list))]);
    }
    let height = usize::from(inner.height);
    let first = list.selected.saturating_sub(height / 2).min(list.rows.len().saturating_sub(height));
    let shown = list.rows.iter().enumerate().skip(first).take(height);
    lines(frame, inner, shown.map(|(n, row)| line(row, n == list.selected, look, inner.width)));
}

fn title(list: &List, focused: bool) -> Line<'static> {
    let name = if focused { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
    let here = if list.rows.is_empty() { 0 } else { list.selected + 1 };
    let more = if list.is_whole() { "" } else { "+" };
    let rest = [
        Some(format!(" {here} of {}{more}", list.rows.len())),
        (!list.title.is_empty()).then(|| list.title.clone()),
        (!list.words.is_empty()).then(|| format!("/{} in {}{more}", one_line(&list.words), list.looked_at)),
    ];
    let rest: Vec<String> = rest.into_iter().flatten().collect();
    Line::from(vec![Span::styled("Queue", name), Span::raw(rest.join(", "))])
}

fn nothing(list: &List) -> &'static str {
    match (list.is_whole(), list.words.is_empty() && list.title.is_empty()) {
        (false, _) => "reading …",
        (true, true) => "nothing to check",
        (true, false) => "nothing; Esc: whole queue",
    }
}

fn line(row: &Row, selected: bool, look: Look, width: u16) -> Line<'_> {
    let letter = |status: Option<StatusKind>| match status {
        None => Span::raw("–"),
        Some(StatusKind::Unverified) => Span::raw("u"),
        Some(StatusKind::Corroborated) => Span::styled("c", look.style(Tone::Good)),
        Some(StatusKind::Disputed) => Span::styled("d", look.style(Tone::Bad)),
    };
    let mut spans = vec![Span::raw(if selected { ">" } else { " " })];
    let hand = row.standing.hand.letter();
    spans.extend([letter(row.standing.said), letter(Some(row.standing.fact))]);
    spans.push(Span::raw(format!(" {hand} {:6}", row.claim)));
    if width >= ROOMY {
        spans.push(Span::raw(format!("{:4} {:10} ", row.score, row.date)));
    }
    if !row.speaker.is_empty() {
        spans.push(Span::raw(format!("{}: ", row.speaker)));
    }
    spans.push(Span::raw(row.wording.as_str()));
    let style = if selected { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
    Line::from(spans).style(style)
}
