//! Text from outside, made safe for a terminal.

/// Replaces what could move the cursor, change colours or reorder the line: control characters and bidirectional
/// overrides (Unicode Standard Annex 9). Line feeds and tabs stay.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if is_unsafe(c) { '\u{FFFD}' } else { c }).collect()
}

/// The same on one line.
pub(crate) fn one_line(text: &str) -> String {
    let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    printable(&flat)
}

fn is_unsafe(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_escape_reaches_the_terminal() {
        assert_eq!(printable("a\u{1b}[31mb\u{202e}c\u{9b}d\n"), "a\u{FFFD}[31mb\u{FFFD}c\u{FFFD}d\n");
        assert_eq!(one_line(" a\n b\tc "), "a b c");
    }
}
