//! The encoding a page declares in its first bytes.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes are searched for a declaration (WHATWG HTML, "prescan a byte stream").
const PRESCAN: usize = 1024;

/// Finds the encoding that `<meta charset>` or `<meta http-equiv content>` declares in the first 1024 bytes.
///
/// As the WHATWG standard has it, UTF-16 in a declaration that could be read as ASCII means UTF-8, and a label nobody
/// knows is no declaration. An XML declaration counts too, behind the others.
pub(crate) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PRESCAN).unwrap_or(bytes).to_ascii_lowercase();
    let found = in_meta(&head).or_else(|| in_xml(&head))?;
    Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found })
}

/// Finds the encoding that an XML declaration at the very start names.
///
/// As for pages, UTF-16 in a declaration that could be read as ASCII means UTF-8.
pub(crate) fn declared_in_xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PRESCAN).unwrap_or(bytes).trim_ascii_start().to_ascii_lowercase();
    let found = in_xml(&head)?;
    Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found })
}

fn in_meta(head: &[u8]) -> Option<&'static Encoding> {
    let mut rest = head;
    while let Some(at) = rest.iter().position(|b| *b == b'<') {
        rest = rest.get(at..)?;
        if rest.starts_with(b"<!--") {
            rest = rest.get(find(rest, b"-->")? + 3..)?;
        } else if rest.starts_with(b"<meta") && rest.get(5).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/') {
            let end = rest.iter().position(|b| *b == b'>')?;
            let (tag, after) = rest.split_at_checked(end)?;
            if let Some(encoding) = in_tag(tag) {
                return Some(encoding);
            }
            rest = after;
        } else {
            rest = rest.get(1..)?;
        }
    }
    None
}

/// Reads `charset=…`, be it an attribute of its own or part of `content="text/html; charset=…"`.
fn in_tag(tag: &[u8]) -> Option<&'static Encoding> {
    let attribute_of_own = find(tag, b" charset").is_some();
    let is_content_type = find(tag, b"http-equiv").is_some() && find(tag, b"content-type").is_some();
    if attribute_of_own || is_content_type { label(tag.get(find(tag, b"charset")? + 7..)?) } else { None }
}

fn in_xml(head: &[u8]) -> Option<&'static Encoding> {
    let end = find(head, b"?>").filter(|_| head.starts_with(b"<?xml"))?;
    let declaration = head.get(..end)?;
    label(declaration.get(find(declaration, b"encoding")? + 8..)?)
}

/// Reads `= "label"` with or without quotes.
fn label(after: &[u8]) -> Option<&'static Encoding> {
    let value = after.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b';' | b'>' | b'/');
    let end = value.iter().position(ends).unwrap_or(value.len());
    Encoding::for_label_no_replacement(value.get(..end)?)
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(html: &str) -> &'static str {
        declared(html.as_bytes()).map_or("", Encoding::name)
    }

    #[test]
    fn declarations() {
        assert_eq!(name("<meta charset='koi8-r'>"), "KOI8-R");
        assert_eq!(name("<META http-equiv=Content-Type content=\"text/html; charset=windows-1251\">"), "windows-1251");
        assert_eq!(name("<!-- <meta charset=koi8-r> --><meta charset = iso-8859-1 >"), "windows-1252");
        assert_eq!(name("<meta charset=utf-16>"), "UTF-8");
        assert_eq!(name("<?xml version='1.0' encoding='Shift_JIS'?><html>"), "Shift_JIS");
        assert_eq!(name("<meta charset=nonsense>"), "");
        assert_eq!(name("<meta name=description content='charset=koi8-r'>"), "");
    }
}
