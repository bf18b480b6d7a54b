//! What stands in an element: words, or markup.

use std::ops::Range;

use super::tokens::{Token, Tokens};
use crate::page;

/// Returns the words between the tags, references read, white space at both ends left out.
pub(super) fn words(source: &str, inner: Range<usize>) -> String {
    let mut out = String::new();
    for (_, token) in Tokens::of(source, inner) {
        match token {
            Token::Text(text) => out.push_str(&page::unescaped(text)),
            Token::CData(text) => out.push_str(text),
            Token::Start { .. } | Token::End { .. } => {}
        }
    }
    out.trim().to_owned()
}

/// Returns what stands there as HTML: elements as they are, else the words, which are escaped markup.
pub(super) fn html(source: &str, inner: Range<usize>) -> String {
    if !has_elements(source, inner.clone()) {
        return words(source, inner);
    }
    let mut out = String::new();
    for (place, token) in Tokens::of(source, inner) {
        match token {
            Token::CData(text) => out.push_str(&escaped(text)),
            _ => out.push_str(source.get(place).unwrap_or_default()),
        }
    }
    out
}

/// Returns a heading: words that may hold markup of their own.
pub(super) fn heading(source: &str, inner: Range<usize>) -> String {
    plain(&words(source, inner))
}

/// Returns the text of HTML that should be one line.
pub(super) fn plain(html: &str) -> String {
    page::text_of(html).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has_elements(source: &str, inner: Range<usize>) -> bool {
    Tokens::of(source, inner).any(|(_, token)| matches!(token, Token::Start { .. }))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_read_in_every_dress() {
        let text = |source: &str| page::text_of(&html(source, 0..source.len()));
        assert_eq!(text("&lt;p&gt;A &amp;amp; B&lt;/p&gt;&lt;p&gt;C"), "A & B\n\nC");
        assert_eq!(text("<![CDATA[<p>A &amp; B</p><p>C]]>"), "A & B\n\nC");
        assert_eq!(text("<div><p>A &amp; B</p><p><![CDATA[<C>]]></p></div>"), "A & B\n\n<C>");
        assert_eq!(
            heading("Mayor &amp;amp; <![CDATA[<b>council</b>]]>\n said &#147;no&#148;", 0..73),
            "Mayor & council said “no”"
        );
    }
}
