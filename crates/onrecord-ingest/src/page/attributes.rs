//! Tags with more attributes than any page needs.

/// Finds the first tag of `html` with more than `limit` attributes and returns where it starts, in bytes.
///
/// The parser compares each attribute of a tag with all before it, so one tag of 100,000 attributes costs 5·10⁹
/// comparisons. This scan is linear. Where a script looks like a tag it may see one that is none: the cost is a page
/// whose main text is found the simple way.
pub(super) fn overloaded_tag(html: &str, limit: usize) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes.get(at..)?.iter().position(|b| *b == b'<') {
        let start = at + found;
        at = start + 1;
        if bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            let (end, count) = attributes(bytes, at, limit);
            if count > limit {
                return Some(start);
            }
            at = end;
        }
    }
    None
}

/// Counts attributes up to the `>` that ends the tag; stops one above `limit`. Returns the place behind the tag.
fn attributes(bytes: &[u8], start: usize, limit: usize) -> (usize, usize) {
    let (mut at, mut count, mut between) = (start, 0, false);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return (at + 1, count),
            b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' => between = true,
            b'=' => {
                at = after_value(bytes, at + 1);
                between = true;
                continue;
            }
            _ if between => {
                between = false;
                count += 1;
                if count > limit {
                    return (at, count);
                }
            }
            _ => {}
        }
        at += 1;
    }
    (at, count)
}

/// Skips white space and a value in quotes; a bare value is left to the caller's loop, where it counts as one more.
fn after_value(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let blank = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
    let quoted = rest.get(blank..).unwrap_or_default();
    match quoted.first() {
        Some(quote @ (b'"' | b'\'')) => {
            let inside = quoted.iter().skip(1).take_while(|b| *b != quote).count();
            (start + blank + inside + 2).min(bytes.len())
        }
        _ => start + blank,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_a_parser_would() {
        assert_eq!(overloaded_tag("<p a b='>' c=\"x y z\"><i d>", 3), None);
        assert_eq!(overloaded_tag("<p></p><p a b c d>", 3), Some(7));
        assert_eq!(overloaded_tag("1 < 2 a b c d e", 3), None);
        assert_eq!(overloaded_tag("<p a='", 3), None);
    }
}
