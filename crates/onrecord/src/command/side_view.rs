//! Two wordings side by side.

use onrecord_app::Text;
use onrecord_model::{Comparison, SegmentKind, WordDiff};
use unicode_width::UnicodeWidthStr as _;

use super::diff_view::{Side, cue};
use crate::output::{inserted, printable, removed};

/// Columns of a terminal whose width nobody knows.
const WIDTH: usize = 100;
/// Columns of one side at least.
const NARROWEST: usize = 20;
/// What stands between the sides.
const BETWEEN: &str = " │ ";

/// A word with how it is shown, and how many columns that takes.
struct Shown {
    text: String,
    width: usize,
}

impl Shown {
    fn new(part: String, changed: bool, first: bool) -> Self {
        // The marks of a change take four columns; colours take none.
        let width = part.width() + if changed { 4 } else { 0 };
        let text = match (changed, first) {
            (false, _) => part,
            (true, true) => removed(&part),
            (true, false) => inserted(&part),
        };
        Shown { text, width }
    }
}

/// Lays `a` and `b` out in two columns, changed words marked as in the inline view. `all` also marks what was folded.
pub(crate) fn lines(comparison: &Comparison, (a, b): (Side<'_>, Side<'_>), indent: &str, all: bool) -> Vec<String> {
    let terminal = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
    let side = (terminal.saturating_sub(indent.len() + BETWEEN.chars().count()) / 2).max(NARROWEST);
    let (cue_a, cue_b) = (cue(a.1, a.0), cue(b.1, b.0));
    let is_changed = cue_a != cue_b;
    let column = |text: &Text, cue: Option<String>, first: bool| {
        let mut shown: Vec<Shown> = cue.into_iter().map(|cue| Shown::new(cue, is_changed, first)).collect();
        shown.extend(words(&comparison.diff, text, all, first));
        wrapped(&shown, side)
    };
    let (left, right) = (column(a.0, cue_a, true), column(b.0, cue_b, false));
    let row = |n: usize| {
        let (text, width) = left.get(n).map_or(("", 0), |(text, width)| (text.as_str(), *width));
        let other = right.get(n).map_or("", |(text, _)| text.as_str());
        format!("{indent}{text}{}{BETWEEN}{other}", " ".repeat(side.saturating_sub(width))).trim_end().to_owned()
    };
    (0..left.len().max(right.len())).map(row).collect()
}

/// The words of one side.
fn words(diff: &WordDiff, text: &Text, all: bool, first: bool) -> Vec<Shown> {
    let mut shown = Vec::new();
    for segment in &diff.segments {
        let span = if first { segment.a } else { segment.b };
        let changed = match segment.kind {
            SegmentKind::Removed | SegmentKind::Added => true,
            SegmentKind::Folded => all,
            SegmentKind::Same => false,
        };
        let Some(span) = span else { continue };
        let parts: Vec<String> = text.slice(&span).split_whitespace().map(printable).collect();
        for part in parts {
            shown.push(Shown::new(part, changed, first));
        }
    }
    shown
}

/// Breaks words into lines of at most `width` columns, each with its width; a longer word has a line of its own.
fn wrapped(words: &[Shown], width: usize) -> Vec<(String, usize)> {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for word in words {
        match lines.last_mut().filter(|(_, used)| used + 1 + word.width <= width) {
            Some((line, used)) => {
                line.push(' ');
                line.push_str(&word.text);
                *used += 1 + word.width;
            }
            None => lines.push((word.text.clone(), word.width)),
        }
    }
    lines
}
