//! JSON that breaks off or is damaged half-way: what is whole before that place.

use serde_json::Value;

/// What could be read of a value that is not whole.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cut {
    /// The value up to the last whole element of its outermost list.
    pub(crate) whole: Value,
    /// The line of what cannot be read, from 1.
    pub(crate) line: u64,
    /// What is wrong there: a lower-case fragment.
    pub(crate) why: String,
}

/// Reads what is whole of a value that goes over several lines, or breaks off in a list; `None` where the bytes are no such value: then
/// each line may be one by itself.
pub(crate) fn read(bytes: &[u8], error: &serde_json::Error) -> Option<Cut> {
    let is_line = bytes.split(|b| *b == b'\n').find(|line| !line.trim_ascii().is_empty()).is_some_and(|line| {
        let first = serde_json::from_slice::<Value>(line);
        // A value that does not end with its line is none of one a line.
        first.map_or_else(|error| !error.is_eof(), |_| true)
    });
    if is_line {
        return None;
    }
    let end = if error.is_eof() { bytes.len() } else { offset(bytes, error) };
    let whole = whole(bytes.get(..end)?)?;
    let place = format!("at line {}, column {}", error.line(), error.column());
    let why = if error.is_eof() {
        format!("the file breaks off {place}: what stood whole before was read")
    } else {
        let (cause, _) = crate::broken::told(error);
        format!("not JSON: {cause} {place}: what stood whole before was read, nothing behind it")
    };
    Some(Cut { whole, line: u64::try_from(error.line()).unwrap_or(u64::MAX), why })
}

/// Returns the byte an error is at.
fn offset(bytes: &[u8], error: &serde_json::Error) -> usize {
    let lines = bytes.split_inclusive(|b| *b == b'\n').take(error.line().saturating_sub(1));
    (lines.map(<[u8]>::len).sum::<usize>() + error.column().saturating_sub(1)).min(bytes.len())
}

/// Closes a value behind the last whole object of its outermost list that is open at the end.
fn whole(bytes: &[u8]) -> Option<Value> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let (mut in_string, mut escaped) = (false, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => open.push((*byte, at + 1)),
            b'}' | b']' => {
                open.pop();
                // What closes in a list is an element of it, whole.
                if let Some((_, whole)) = open.last_mut().filter(|(list, _)| *list == b'[') {
                    *whole = at + 1;
                }
            }
            _ => {}
        }
    }
    let list = open.iter().position(|(byte, _)| *byte == b'[')?;
    let (_, end) = open.get(list)?;
    let mut kept = bytes.get(..*end)?.to_vec();
    kept.extend(open.get(..=list)?.iter().rev().map(|(byte, _)| if *byte == b'[' { b']' } else { b'}' }));
    serde_json::from_slice(&kept).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::{Cut, read};

    fn cut(bytes: &[u8]) -> Option<Cut> {
        read(bytes, &serde_json::from_slice::<Value>(bytes).unwrap_err())
    }

    #[test]
    fn what_is_whole_before_a_break_is_read() {
        let found = cut(b"{\"a\": 1, \"list\": [\n {\"n\": 1},\n {\"n\": [2]},\n {\"n\": [3, {\"x\": 1}").unwrap();
        assert_eq!(found.whole, json!({"a": 1, "list": [{"n": 1}, {"n": [2]}]}));
        assert_eq!(found.line, 4);
        let damaged = cut(b"[\n{\"n\": \"]}\"},\n{\"n\" 2},\n{\"n\": 3}]").unwrap();
        assert_eq!(damaged.whole, json!([{"n": "]}"}]));
        assert_eq!(damaged.line, 3);
        let one_line = cut(b"[{\"n\": 1}, {\"n\": 2}, {\"n\"").unwrap();
        assert_eq!(one_line.whole, json!([{"n": 1}, {"n": 2}]));
    }

    #[test]
    fn lines_that_are_values_by_themselves_are_no_cut_value() {
        for bytes in ["{\"n\": 1}\n{\"n\": 2\n", "no json", "{\"n\": 1", ""] {
            assert_eq!(cut(bytes.as_bytes()), None, "{bytes}");
        }
    }

    proptest! {
        #[test]
        fn a_list_that_breaks_off_keeps_a_beginning(items in prop::collection::vec("[a-z\"\\\\\\[\\]{},:]{0,6}", 0..6), at in 0_usize..200) {
            let list: Vec<Value> = items.iter().map(|text| json!({"text": text, "more": [{"x": text}]})).collect();
            let bytes = serde_json::to_vec_pretty(&list).unwrap();
            let at = at.min(bytes.len());
            if let Some(found) = serde_json::from_slice::<Value>(&bytes[..at]).err().and_then(|error| read(&bytes[..at], &error)) {
                let whole = found.whole.as_array().unwrap();
                prop_assert_eq!(&list[..whole.len()], &whole[..]);
            }
        }
    }
}
