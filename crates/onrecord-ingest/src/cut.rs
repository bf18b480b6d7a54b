//! JSON lists that break off or are damaged: element by element, so that a broken one costs itself alone.

use serde_json::{Deserializer, Value};

use crate::broken;
use crate::lines::Lines;
use crate::nesting::{Nesting, outside};

/// The elements of a list that is not whole.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cut {
    /// The field it stands in; `None` where the list is the whole value.
    pub(crate) field: Option<String>,
    /// The elements in their order.
    pub(crate) elements: Vec<Element>,
}

/// An element of a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Element {
    /// Its number in the list, from 1.
    pub(crate) number: u64,
    /// The line it begins in, or in which it is broken; from 1.
    pub(crate) line: u64,
    /// The element, or what is wrong: a lower-case fragment.
    pub(crate) read: Result<Value, String>,
}

/// Reads the outermost list of a value that `error` was found in, if the value goes over several lines or breaks off; `None`
/// where the bytes are no such value: then each line may be one by itself. Behind a broken element whose end cannot be told
/// by its brackets, reading goes on with what is whole and `is_one` of what the list should hold.
pub(crate) fn read(bytes: &[u8], error: &serde_json::Error, is_one: impl Fn(&Value) -> bool) -> Option<Cut> {
    if are_lines(bytes) {
        return None;
    }
    let list = outermost_list(bytes.get(..offset(bytes, error))?)?;
    let field = field_of(bytes.get(..list)?);
    let (at, lines) = (list + 1, Lines::new(bytes));
    let mut elements = Elements { bytes, at, lines, unsure: false, is_one, read: Vec::new() };
    elements.all();
    if elements.read.iter().all(|element| element.read.is_ok()) {
        let (cause, _) = broken::told(error);
        let why = format!("not JSON: {cause} at line {}, column {}", error.line(), error.column());
        let line = u64::try_from(error.line()).unwrap_or(u64::MAX);
        elements.read.push(Element { number: elements.read.len() as u64 + 1, line, read: Err(why) });
    }
    Some(Cut { field, elements: elements.read })
}

/// Tells whether each line may be a value by itself: there are several, and the first does not go over its end.
fn are_lines(bytes: &[u8]) -> bool {
    let mut filled = bytes.split(|b| *b == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let Some(first) = filled.next() else { return true };
    let ends = serde_json::from_slice::<Value>(first).map_or_else(|error| !error.is_eof(), |_| true);
    ends && filled.next().is_some() && first.trim_ascii().first() != Some(&b'[')
}

/// Returns the byte an error is at.
fn offset(bytes: &[u8], error: &serde_json::Error) -> usize {
    if error.is_eof() {
        return bytes.len();
    }
    let lines = bytes.split_inclusive(|b| *b == b'\n').take(error.line().saturating_sub(1));
    (lines.map(<[u8]>::len).sum::<usize>() + error.column().saturating_sub(1)).min(bytes.len())
}

/// Finds the outermost list that is open at the end.
fn outermost_list(bytes: &[u8]) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    for (at, byte) in outside(bytes) {
        match byte {
            b'{' | b'[' => open.push(at),
            b'}' | b']' => drop(open.pop()),
            _ => {}
        }
    }
    open.into_iter().find(|at| bytes.get(*at) == Some(&b'['))
}

/// Returns the name of the field whose value begins behind `before`.
fn field_of(before: &[u8]) -> Option<String> {
    let name = before.trim_ascii_end().strip_suffix(b":")?.trim_ascii_end().strip_suffix(b"\"")?;
    let name = name.rsplit(|byte| *byte == b'"').next()?;
    Some(String::from_utf8_lossy(name).into_owned())
}

/// Where reading goes on behind a broken element.
#[derive(Clone, Copy)]
enum Next {
    /// Where the element ends by its brackets.
    Behind(usize),
    /// At another element.
    At(usize),
}

/// The elements of a list as they are read.
struct Elements<'a, F> {
    bytes: &'a [u8],
    at: usize,
    lines: Lines<'a>,
    /// Whether brackets may lie where they do not count, so that the end of the list is not sure.
    unsure: bool,
    is_one: F,
    read: Vec<Element>,
}

impl<F: Fn(&Value) -> bool> Elements<'_, F> {
    fn all(&mut self) {
        loop {
            match self.bytes.get(self.at) {
                Some(byte) if byte.is_ascii_whitespace() || *byte == b',' => self.at += 1,
                Some(b']' | b'}') if self.unsure => match self.next(self.at, None) {
                    Some(Next::At(at) | Next::Behind(at)) => self.at = at,
                    None => return,
                },
                Some(b']') | None => return,
                Some(_) => self.one(),
            }
        }
    }

    /// Reads the element that begins here.
    fn one(&mut self) {
        let (start, number) = (self.at, self.read.len() as u64 + 1);
        let (line, line_start) = self.lines.of(start);
        match parse(self.bytes, start) {
            Ok((value, end)) => {
                self.at = end;
                self.read.push(Element { number, line, read: Ok(value) });
            }
            Err(error) => {
                let next = self.next(start, Some(Nesting::default()));
                // In the first line of what was parsed, columns are counted from where that begins.
                let column = error.column() + if error.line() == 1 { start - line_start } else { 0 };
                let line = line + u64::try_from(error.line()).unwrap_or(u64::MAX).saturating_sub(1);
                let place = format!("at line {line}, column {column}");
                let why = self.go_on(next, &error, &place);
                self.read.push(Element { number, line, read: Err(why) });
            }
        }
    }

    /// Goes on behind a broken element; tells what is wrong with it and what it costs.
    fn go_on(&mut self, next: Option<Next>, error: &serde_json::Error, place: &str) -> String {
        let (cause, _) = broken::told(error);
        let (at, cost) = match next {
            Some(Next::Behind(end)) => (end.max(self.at + 1), "this element is left out".to_owned()),
            Some(Next::At(at)) => {
                self.unsure = true;
                (at, format!("reading goes on at line {}", self.lines.of(at).0))
            }
            None if error.is_eof() => {
                self.at = self.bytes.len();
                return format!("the file breaks off {place}: what stood whole before was read");
            }
            None => (self.bytes.len(), "nothing behind it could be read".to_owned()),
        };
        self.at = at;
        format!("not JSON: {cause} {place}: {cost}")
    }

    /// Finds where to go on behind a broken element that begins at `from`: at an element that is whole, or behind the broken
    /// one where it ends by its brackets before. Of what was parsed in vain only the last is parsed again: a mark may
    /// be missing there.
    fn next(&self, from: usize, mut nesting: Option<Nesting>) -> Option<Next> {
        let (mut before, mut try_at) = (b':', from + 1);
        for (index, byte) in self.bytes.iter().copied().enumerate().skip(from) {
            if byte == b'{' && index >= try_at && matches!(before, b',' | b'[' | b'}' | b']') {
                match parse(self.bytes, index) {
                    Ok((value, _)) if (self.is_one)(&value) => return Some(Next::At(index)),
                    Ok((_, end)) => try_at = end,
                    Err(error) => try_at = self.retry(index, &error).max(index + 1),
                }
            }
            if let Some(end) = nesting.as_mut().and_then(|nesting| nesting.ends(byte)) {
                return Some(Next::Behind(index + end));
            }
            if !byte.is_ascii_whitespace() {
                before = byte;
            }
        }
        None
    }

    /// Returns where to try again behind an object that begins at `from` and cannot be parsed: at the last object that is opened
    /// in it before the error, or behind the last quotation mark that opens a string, whichever comes first.
    fn retry(&self, from: usize, error: &serde_json::Error) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        let parsed = rest.get(..offset(rest, error)).unwrap_or(rest);
        let (mut string, mut object) = (parsed.len(), parsed.len());
        for (at, byte) in outside(parsed).skip(1) {
            match byte {
                b'"' => string = at + 1,
                b'{' => object = at,
                _ => {}
            }
        }
        from + string.min(object)
    }
}

/// Parses the value that begins at a place; returns where it ends.
fn parse(bytes: &[u8], at: usize) -> Result<(Value, usize), serde_json::Error> {
    let mut values = Deserializer::from_slice(bytes.get(at..).unwrap_or_default()).into_iter::<Value>();
    let value = values.next().unwrap_or(Ok(Value::Null))?;
    Ok((value, at + values.byte_offset()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::{Cut, read};

    fn cut(bytes: &[u8]) -> Option<Cut> {
        read(bytes, &serde_json::from_slice::<Value>(bytes).unwrap_err(), |value| value.get("n").is_some())
    }

    /// Returns the elements that are whole, and the numbers and lines of those that are not.
    fn sorted(found: &Cut) -> (Value, Vec<(u64, u64)>) {
        let whole = found.elements.iter().filter_map(|element| element.read.clone().ok()).collect();
        let broken = found.elements.iter().filter(|element| element.read.is_err());
        (whole, broken.map(|element| (element.number, element.line)).collect())
    }

    #[test]
    fn what_is_whole_before_a_break_is_read() {
        let found = cut(b"{\"a\": 1, \"list\": [\n {\"n\": 1},\n {\"n\": [2]},\n {\"n\": [3, {\"x\": 1}").unwrap();
        assert_eq!(sorted(&found), (json!([{"n": 1}, {"n": [2]}]), vec![(3, 4)]));
        assert_eq!(found.field.as_deref(), Some("list"));
        let one_line = cut(b"[{\"n\": 1}, {\"n\": 2}, {\"n\"").unwrap();
        assert_eq!(sorted(&one_line), (json!([{"n": 1}, {"n": 2}]), vec![(3, 1)]));
    }

    #[test]
    fn a_slip_costs_its_element_alone() {
        for (slip, name) in [
            (r#"{"n" 2}"#, "a colon"),
            (r#"{"n": 2,}"#, "a comma too many"),
            (r#"{"n": 2"#, "a bracket"),
            (r#"{"n": 2}}"#, "a bracket too many"),
            (r#"{"n: 2}"#, "a quotation mark"),
            (r#"{"n": "x}"#, "a quotation mark before the end"),
            (r#"{"n": x"}"#, "a quotation mark before a value"),
            (r#"{"x": [{"y" 1}, {"y": 2}], "n": 3}"#, "a colon further in"),
            ("oops", "anything"),
        ] {
            let found =
                cut(format!("[\n{{\"n\": \"]}}\"}},\n{slip},\n{{\"n\": 3}}, 7,\n{{\"n\": 4}}]").as_bytes()).unwrap();
            let (mut whole, broken) = sorted(&found);
            // What is whole but for a bracket too many is taken in as well.
            whole.as_array_mut().unwrap().retain(|element| *element != json!({"n": 2}));
            assert_eq!(whole, json!([{"n": "]}"}, {"n": 3}, 7, {"n": 4}]), "{name}: {found:?}");
            assert_eq!(broken.len(), 1, "{name}: {found:?}");
            assert!((3..=4).contains(&broken[0].1), "{name}: {found:?}");
        }
    }

    #[test]
    fn slips_between_elements_cost_none() {
        for text in [
            "[{\"n\": 1}\n{\"n\": 2}]",
            "[\n{\"n\": 1},,{\"n\": 2}]",
            "[{\"n\": 1},{\"n\": 2},\n]",
            "[{\"n\": 1},\n{\"n\": 2}",
        ] {
            let (whole, broken) = sorted(&cut(text.as_bytes()).unwrap());
            assert_eq!((whole, broken.len()), (json!([{"n": 1}, {"n": 2}]), 1), "{text}");
        }
    }

    /// Were each parsed to the end, this would take hours.
    #[test]
    fn thousands_of_broken_elements_are_read_in_one_go() {
        for (slip, count) in
            [("{\"n\" 1},\n", 50_000), ("{\"n\": \"a},\n", 1), ("{\"n\": [{\"m\": [1, ", 1), ("{\"n\":[[,", 0)]
        {
            let text = format!("[{}{{\"n\": 7}}]", slip.repeat(50_000));
            let (whole, broken) = sorted(&cut(text.as_bytes()).unwrap());
            assert!(broken.len() >= count, "{slip}: {}", broken.len());
            assert!(whole.as_array().unwrap().contains(&json!({"n": 7})) || count == 0, "{slip}");
        }
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
            let is_one = |value: &Value| value.get("text").is_some();
            if let Some(found) = serde_json::from_slice::<Value>(&bytes[..at]).err().and_then(|error| read(&bytes[..at], &error, is_one)) {
                let (whole, broken) = sorted(&found);
                let whole = whole.as_array().unwrap();
                prop_assert_eq!(&list[..whole.len()], &whole[..]);
                prop_assert_eq!(broken.len(), 1);
            }
        }

        #[test]
        fn any_list_is_read_to_an_end(text in "[\\[\\]{},:\"n1 \n\\\\]{0,80}") {
            let _ = serde_json::from_str::<Value>(&text).err().and_then(|error| read(text.as_bytes(), &error, |_| true));
        }
    }
}
