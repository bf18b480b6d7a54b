//! The tags and texts of XML that may be broken.

use std::ops::Range;

/// One piece of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A start tag; `empty` when it closes itself.
    Start { name: &'a str, attributes: &'a str, empty: bool },
    /// An end tag.
    End { name: &'a str },
    /// Characters between tags, references not yet read.
    Text(&'a str),
    /// The inside of a CDATA section, to be taken as it is.
    CData(&'a str),
}

/// The tokens of a text with the bytes they stand in, each byte looked at a bounded number of times.
///
/// No text is refused: what is no tag is text, what never ends goes to the end. Entities that a document declares are not
/// read, so none can grow.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Tokens<'a> {
    /// Prepares to read a part of `source`.
    pub(super) fn of(source: &'a str, range: Range<usize>) -> Self {
        Tokens { source, at: range.start, end: range.end.min(source.len()) }
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..self.end).unwrap_or_default()
    }

    /// Reads what begins with `<`; `None` when that is no markup, and the length of what is read.
    fn markup(rest: &'a str) -> Option<(usize, Option<Token<'a>>)> {
        let skipped = |opening: &str, closing: &str| {
            let inside = rest.strip_prefix(opening)?;
            Some(inside.find(closing).map_or(rest.len(), |at| opening.len() + at + closing.len()))
        };
        if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            let length = inside.find("]]>");
            let text = inside.get(..length.unwrap_or(inside.len())).unwrap_or_default();
            return Some((length.map_or(rest.len(), |at| 9 + at + 3), Some(Token::CData(text))));
        }
        if let Some(length) = skipped("<!--", "-->").or_else(|| skipped("<?", "?>")) {
            return Some((length, None));
        }
        if rest.starts_with("<!") {
            return Some((declaration(rest), None));
        }
        tag(rest).map(|(length, token)| (length, Some(token)))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (Range<usize>, Token<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (rest, start) = (self.rest(), self.at);
            if rest.is_empty() {
                return None;
            }
            let markup = if rest.starts_with('<') { Self::markup(rest) } else { None };
            if let Some((length, token)) = markup {
                self.at += length;
                match token {
                    Some(token) => return Some((start..self.at, token)),
                    None => continue,
                }
            }
            // The first character is text, be it a `<` or not.
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let length = rest.get(first..).and_then(|more| more.find('<')).map_or(rest.len(), |at| first + at);
            self.at += length;
            return Some((start..self.at, Token::Text(rest.get(..length).unwrap_or_default())));
        }
    }
}

/// Returns the length of `<!DOCTYPE …>` with the declarations it may hold in brackets.
fn declaration(rest: &str) -> usize {
    let end = rest.find(['>', '[']).unwrap_or(rest.len());
    if rest.as_bytes().get(end) != Some(&b'[') {
        return (end + 1).min(rest.len());
    }
    let close = |from: usize, mark: char| rest.get(from..)?.find(mark).map(|at| from + at + 1);
    close(end, ']').and_then(|at| close(at, '>')).unwrap_or(rest.len())
}

/// Reads a tag and its length; `None` when no name follows the `<`, or the tag never ends.
fn tag(rest: &str) -> Option<(usize, Token<'_>)> {
    let inside = rest.get(1..)?;
    let closing = inside.starts_with('/');
    let named = inside.get(usize::from(closing)..)?;
    if !named.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return None;
    }
    let name_end = named.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<'))?;
    let (name, after) = named.split_at_checked(name_end)?;
    let (length, whole) = tag_end(after)?;
    let end = 1 + usize::from(closing) + name_end + length;
    if closing {
        return Some((end, Token::End { name }));
    }
    let attributes = after.get(..length - usize::from(whole)).unwrap_or_default();
    let empty = attributes.ends_with('/');
    Some((end, Token::Start { name, attributes: attributes.trim_end_matches('/'), empty }))
}

/// Finds the end of a tag behind its name, and whether it is a `>`: a `<` outside quotation marks ends it as well.
fn tag_end(after: &str) -> Option<(usize, bool)> {
    let (mut quote, mut before) = (None, b' ');
    for (at, byte) in after.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some((at + 1, true)),
            (None, b'<') => return Some((at, false)),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    // A value that never ends: the tag ends where the first one can.
    after.find('>').map(|at| (at + 1, true))
}

/// Finds the value of an attribute, references not yet read; names are compared without regard to case.
pub(super) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    pairs(attributes).find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
}

/// Lists the attributes of a tag.
pub(super) fn pairs(attributes: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = attributes;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start();
            let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
            let (name, after) = rest.split_at_checked(end)?;
            let Some(value) = after.trim_start().strip_prefix('=') else {
                if after.is_empty() {
                    return None;
                }
                rest = after;
                continue;
            };
            let (value, behind) = quoted(value.trim_start());
            rest = behind;
            return Some((name, value));
        }
    })
}

/// Splits a value from what stands behind it.
fn quoted(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(source: &str) -> Vec<Token<'_>> {
        Tokens::of(source, 0..source.len()).map(|(_, token)| token).collect()
    }

    #[test]
    fn markup_is_told_from_text() {
        let source =
            "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b>'>]><a b='>'>1 < 2<![CDATA[<c>]]></a><!-- <d> --><e/>";
        let start = |name, attributes, empty| Token::Start { name, attributes, empty };
        assert_eq!(
            tokens(source),
            [
                start("a", " b='>'", false),
                Token::Text("1 "),
                Token::Text("< 2"),
                Token::CData("<c>"),
                Token::End { name: "a" },
                start("e", "", true),
            ]
        );
    }

    #[test]
    fn what_is_broken_ends_somewhere() {
        assert_eq!(
            tokens("<a b='x>y"),
            [Token::Start { name: "a", attributes: " b='x", empty: false }, Token::Text("y")]
        );
        assert_eq!(tokens("<a <b>").len(), 2);
        assert_eq!(tokens("<a"), [Token::Text("<a")]);
        assert_eq!(tokens("<![CDATA[x"), [Token::CData("x")]);
        assert!(tokens("<!-- x").is_empty() && tokens("<!DOCTYPE [").is_empty() && tokens("").is_empty());
        assert_eq!(tokens("é<é>é</é>").len(), 4);
    }

    #[test]
    fn attributes_are_found_whatever_their_marks() {
        let tag = " rel = \"self\" HREF='a b' checked type=html/x";
        let found = |name| attribute(tag, name);
        assert_eq!((found("rel"), found("href"), found("type")), (Some("self"), Some("a b"), Some("html/x")));
        assert_eq!((found("checked"), attribute("", "a"), attribute("a=", "a")), (None, None, Some("")));
    }
}
