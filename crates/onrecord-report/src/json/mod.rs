//! Versioned JSON: what leaves the program for other programs.
//!
//! A published version is frozen: fields may be added at the end of a record, never renamed, moved, retyped or dropped.
//! The types here are copies, so that a change of the vocabulary cannot change the wire by accident.

use std::fmt::Write as _;

use serde::Serialize;

pub mod v1;

/// Returns `record` as one line of JSON without its line end.
///
/// Fields keep the order in which the type declares them. U+2028, U+2029 and U+0085, which some readers take for line
/// ends, are written as escapes; LF and CR are escaped by JSON itself. A number that is no finite number becomes `null`.
/// A type that cannot be written as JSON (none of [`v1`]) gives an error record instead.
pub fn to_line(record: &impl Serialize) -> String {
    let line = serde_json::to_string(record).unwrap_or_else(|error| {
        serde_json::json!({ "v": 1, "error": { "line": null, "why": error.to_string() } }).to_string()
    });
    if line.contains(is_foreign_line_end) { escape_line_ends(&line) } else { line }
}

/// Returns `list` as one JSON array, one record a line, ending in a line feed; `[]` when it is empty.
pub fn to_array<T: Serialize>(list: &[T]) -> String {
    if list.is_empty() {
        return "[]\n".to_owned();
    }
    let lines: Vec<String> = list.iter().map(to_line).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

/// Returns `score` rounded to three decimals, so that the last bits of a float are no part of the wire format.
///
/// Minus zero becomes zero.
pub fn rounded(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0 + 0.0
}

fn is_foreign_line_end(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

// These characters can only stand inside strings of well-formed JSON, so that replacing them anywhere is safe.
fn escape_line_ends(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 16);
    for c in line.chars() {
        match c {
            '\u{85}' => out.push_str("\\u0085"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

/// Writes JSON so that nothing in it means anything to a reader of HTML or of lines.
pub(crate) fn inert(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\0' | '\r' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn escapes_what_some_readers_take_for_line_ends() {
        assert_eq!(to_line(&"a\nb\rc\u{85}d\u{2028}e\u{2029}f"), r#""a\nb\rc\u0085d\u2028e\u2029f""#);
    }

    #[test]
    fn rounds_to_three_decimals() {
        assert_eq!(to_line(&[rounded(2.0 / 3.0), rounded(-0.0001), rounded(1.0)]), "[0.667,0.0,1.0]");
    }

    #[test]
    fn says_so_when_a_type_cannot_be_written() {
        let bad = std::collections::BTreeMap::from([((1, 2), 3)]);
        assert_eq!(to_line(&bad), r#"{"error":{"line":null,"why":"key must be a string"},"v":1}"#);
    }

    #[test]
    fn lists_one_record_a_line() {
        assert_eq!(to_array::<u8>(&[]), "[]\n");
        assert_eq!(to_array(&[1, 2]), "[\n1,\n2\n]\n");
    }

    proptest! {
        #[test]
        fn any_string_is_one_line_and_reads_back(s in any::<String>()) {
            let line = to_line(&s);
            let ends = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
            prop_assert!(!line.contains(ends));
            prop_assert_eq!(serde_json::from_str::<String>(&line).unwrap(), s);
        }
    }
}
