//! A text that is longer than its pane.

use super::styled::{TextLine, Tone, wrap};

/// A text, broken to the width it is shown in, and how far it is scrolled.
#[derive(Clone, Debug, Default)]
pub(super) struct TextPane {
    lines: Vec<TextLine>,
    broken: Vec<TextLine>,
    width: usize,
    height: usize,
    hanging: bool,
    /// The first line that is shown; `None` until somebody scrolls.
    top: Option<usize>,
}

impl TextPane {
    /// Holds lines; with `hanging` those that are broken go on under their beginning.
    pub(super) fn new(lines: Vec<TextLine>, hanging: bool) -> Self {
        TextPane { lines, hanging, ..TextPane::default() }
    }

    /// Breaks the lines to a width, unless they are.
    pub(super) fn fit(&mut self, width: usize, height: usize) {
        if self.width != width || self.broken.is_empty() {
            self.broken = wrap(&self.lines, width, self.hanging);
        }
        (self.width, self.height) = (width, height);
        self.top = self.top.map(|top| top.min(self.last()));
    }

    /// Scrolls by so many lines.
    pub(super) fn scroll(&mut self, lines: isize) {
        self.top = Some(self.top().saturating_add_signed(lines).min(self.last()));
    }

    /// Scrolls by so many windows, less a line that stays in sight.
    pub(super) fn scroll_windows(&mut self, windows: isize) {
        self.scroll(windows * self.height.saturating_sub(1).max(1).cast_signed());
    }

    /// Returns what is in sight.
    pub(super) fn seen(&self) -> &[TextLine] {
        let rest = self.broken.get(self.top()..).unwrap_or_default();
        &rest[..rest.len().min(self.height)]
    }

    /// Says which lines are in sight, of how many; `None` when all are.
    pub(super) fn place(&self) -> Option<String> {
        let (top, all) = (self.top(), self.broken.len());
        (all > self.height).then(|| format!("{}–{} of {all}", top + 1, (top + self.height).min(all)))
    }

    /// Until somebody scrolls, what is marked stands a third down.
    fn top(&self) -> usize {
        let marked = |line: &TextLine| line.iter().any(|(_, tone)| *tone == Tone::Marked);
        let shown = || self.broken.iter().position(marked).map_or(0, |at| at.saturating_sub(self.height / 3));
        self.top.unwrap_or_else(shown).min(self.last())
    }

    fn last(&self) -> usize {
        self.broken.len().saturating_sub(self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::super::styled::plain;
    use super::*;

    fn first(pane: &TextPane) -> String {
        pane.seen().first().map(|line| line[0].0.clone()).unwrap_or_default()
    }

    #[test]
    fn it_begins_at_what_is_marked_and_stays_in_bounds() {
        let mut lines: Vec<TextLine> = (0..50).map(|n| plain(n.to_string())).collect();
        lines[30][0].1 = Tone::Marked;
        let mut pane = TextPane::new(lines, false);
        pane.fit(20, 9);
        assert_eq!((first(&pane).as_str(), pane.place().as_deref()), ("27", Some("28–36 of 50")));
        for (by, there) in [(1, "28"), (isize::MAX, "41"), (isize::MIN, "0")] {
            pane.scroll(by);
            assert_eq!(first(&pane), there);
        }
        pane.scroll_windows(1);
        assert_eq!(first(&pane), "8");
        pane.fit(20, 60);
        assert_eq!((first(&pane).as_str(), pane.place()), ("0", None));
        pane.fit(0, 0);
        assert!(pane.seen().is_empty());
    }
}
