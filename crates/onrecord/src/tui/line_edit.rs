//! One line of text that is typed.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::output::printable;

/// The text and where the cursor stands in it, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LineEdit {
    text: String,
    cursor: usize,
}

impl LineEdit {
    /// Starts with a text, the cursor behind it.
    pub(super) fn holding(text: &str) -> Self {
        LineEdit { text: text.to_owned(), cursor: text.len() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Puts text in at the cursor; line ends and tabs become blanks.
    pub(super) fn insert(&mut self, text: &str) {
        let flat: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.text.insert_str(self.cursor, &flat);
        self.cursor += flat.len();
    }

    /// Does what a key says; keys that say nothing about a line are passed over.
    pub(super) fn key(&mut self, key: KeyEvent) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('a') if control => self.cursor = 0,
            KeyCode::Char('e') if control => self.cursor = self.text.len(),
            KeyCode::Char('u') if control => self.cut(0),
            KeyCode::Char('w') if control => self.cut(self.word()),
            KeyCode::Char(c) if !control => self.insert(c.encode_utf8(&mut [0; 4])),
            KeyCode::Backspace => self.cut(self.before()),
            KeyCode::Delete => {
                let at = self.cursor;
                self.cursor = self.after();
                self.cut(at);
            }
            KeyCode::Left => self.cursor = self.before(),
            KeyCode::Right => self.cursor = self.after(),
            KeyCode::Home => self.cursor = 0,
            KeyCode::End => self.cursor = self.text.len(),
            _ => {}
        }
    }

    /// Takes out what stands from `start` to the cursor.
    fn cut(&mut self, start: usize) {
        self.text.drain(start..self.cursor);
        self.cursor = start;
    }

    fn before(&self) -> usize {
        self.text[..self.cursor].char_indices().next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        self.text[self.cursor..].chars().next().map_or(self.cursor, |c| self.cursor + c.len_utf8())
    }

    fn word(&self) -> usize {
        let before = self.text[..self.cursor].trim_end();
        let blank = before.char_indices().rev().find(|(_, c)| c.is_whitespace());
        blank.map_or(0, |(at, c)| at + c.len_utf8())
    }

    /// Returns what is seen of the line in `width` columns, and in which of them the cursor stands.
    pub(super) fn seen(&self, width: usize) -> (String, usize) {
        let (before, after) = (printable(&self.text[..self.cursor]), printable(&self.text[self.cursor..]));
        // The cursor needs a column of its own.
        let room = width.saturating_sub(1);
        let (mut from, mut used) = (before.len(), 0);
        for (at, c) in before.char_indices().rev() {
            used += c.width().unwrap_or_default();
            if used > room {
                break;
            }
            from = at;
        }
        let before = &before[from..];
        (format!("{before}{after}"), before.width())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(line: &mut LineEdit, code: KeyCode) {
        line.key(KeyEvent::from(code));
    }

    fn control(line: &mut LineEdit, c: char) {
        line.key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
    }

    #[test]
    fn typing_moving_and_taking_back() {
        let mut line = LineEdit::holding("日本");
        press(&mut line, KeyCode::Left);
        press(&mut line, KeyCode::Char('é'));
        assert_eq!(line.text(), "日é本");
        press(&mut line, KeyCode::Delete);
        press(&mut line, KeyCode::Delete);
        press(&mut line, KeyCode::Backspace);
        assert_eq!(line.text(), "日");
        line.insert(" a\tb\nc");
        assert_eq!(line.text(), "日 a b c");
        control(&mut line, 'w');
        assert_eq!(line.text(), "日 a b ");
        line.insert("\u{3000}x");
        control(&mut line, 'w');
        assert_eq!(line.text(), "日 a b \u{3000}");
        press(&mut line, KeyCode::Backspace);
        control(&mut line, 'a');
        control(&mut line, 'u');
        press(&mut line, KeyCode::Backspace);
        press(&mut line, KeyCode::Left);
        assert_eq!(line.seen(10), ("日 a b ".to_owned(), 0));
    }

    #[test]
    fn the_cursor_is_always_seen() {
        for width in 0..12 {
            let line = LineEdit::holding("one 日本 two\u{202e} three");
            let (seen, at) = line.seen(width);
            assert!(at <= width.saturating_sub(1), "{seen:?} {at} in {width}");
            assert!(!seen.contains('\u{202e}'));
        }
    }
}
