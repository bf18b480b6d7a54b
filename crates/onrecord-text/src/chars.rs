//! Looking at single characters around a byte offset.

use unicode_normalization::char::is_combining_mark;

/// Returns the character that starts at byte `at`; `None` at the end or inside a character.
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Returns the character that ends at byte `at`; `None` at the start or inside a character.
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// Tells whether `c` is part of a word wherever it stands: letters, digits, and the marks that sit on them.
pub(crate) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && (is_combining_mark(c) || c == '\u{ad}'))
}

/// Tells whether `c` can begin a sentence of a cased script, or belongs to a script without case.
pub(crate) fn is_capital(c: char) -> bool {
    c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase())
}

/// Tells whether `c` is a dash used as punctuation (not the hyphen).
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '\u{2012}'..='\u{2015}' | '\u{2212}')
}
