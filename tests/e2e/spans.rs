//! Offsets recomputed by other means than the program's.

use serde_json::Value;

use crate::sandbox::{list, text};

/// Checks every span anywhere in `record` against `whole`, in all three units, and returns how many there were.
pub(crate) fn check(record: &Value, whole: &str) -> usize {
    let points: Vec<char> = whole.chars().collect();
    let units: Vec<u16> = whole.encode_utf16().collect();
    let mut spans = Vec::new();
    gather(record, &mut spans);
    for span in &spans {
        let exact = text(&span["exact"]);
        let by_points: String = points[number(&span["start"])..number(&span["end"])].iter().collect();
        assert_eq!(by_points, exact, "code points of {span}");
        let (bytes, utf16) = (range(&span["bytes"]), range(&span["utf16"]));
        assert_eq!(&whole[bytes.0..bytes.1], exact, "bytes of {span}");
        assert_eq!(String::from_utf16(&units[utf16.0..utf16.1]).expect("UTF-16"), exact, "UTF-16 of {span}");
    }
    spans.len()
}

fn gather<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("utf16") && fields.contains_key("exact") {
                found.push(value);
            }
            fields.values().for_each(|inner| gather(inner, found));
        }
        Value::Array(all) => all.iter().for_each(|inner| gather(inner, found)),
        _ => {}
    }
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or_else(|| panic!("no number: {value}"))).expect("fits")
}

fn range(value: &Value) -> (usize, usize) {
    (number(&list(value)[0]), number(&list(value)[1]))
}
