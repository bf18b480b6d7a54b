//! JSON by its brackets and quotation marks, whether it can be parsed or not.

/// Where between brackets and quotation marks a place in JSON lies.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Nesting {
    depth: usize,
    quoted: bool,
    escaped: bool,
}

impl Nesting {
    /// Goes over the next byte of a value; tells how many bytes of it, this one among them or not, are the value when it
    /// ends here.
    pub(crate) fn ends(&mut self, byte: u8) -> Option<usize> {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.quoted => self.escaped = true,
            b'"' => self.quoted = !self.quoted,
            _ if self.quoted => {}
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' | b',' if self.depth == 0 => return Some(0),
            b'}' | b']' => self.depth -= 1,
            _ => return None,
        }
        (self.depth == 0 && !self.quoted && matches!(byte, b'"' | b'}' | b']')).then_some(1)
    }
}

/// Finds the end of the JSON value that starts at `at`, by brackets and quotation marks; `None` when it never ends.
pub(crate) fn value_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut nesting = Nesting::default();
    let rest = bytes.get(at..)?.iter().zip(at..);
    rest.map(|(byte, index)| (nesting.ends(*byte), index)).find_map(|(end, index)| end.map(|end| index + end))
}

/// Yields the bytes outside of strings, and the quotation marks that open strings, with their places.
pub(crate) fn outside(bytes: &[u8]) -> impl Iterator<Item = (usize, u8)> + '_ {
    let (mut quoted, mut escaped) = (false, false);
    bytes.iter().copied().enumerate().filter(move |(_, byte)| {
        let was_quoted = quoted;
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ => {}
        }
        !was_quoted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_at_their_brackets() {
        let end = |json: &str| value_end(json.as_bytes(), 0);
        assert_eq!(end(r#"{"a":"}\"]"} x"#), Some(12));
        assert_eq!((end("[1,[2]],3"), end("12,3"), end("\"a\",")), (Some(7), Some(2), Some(3)));
        assert_eq!((end("{\"a\":["), end("\"a"), end("")), (None, None, None));
    }
}
