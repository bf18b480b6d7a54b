//! The text of a page without finding out which part of it is the article.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::render::{Paragraphs, is_block};

/// Elements whose content is no text for readers.
const UNREAD: &[&str] = &["script", "style", "noscript", "template", "svg", "iframe", "textarea", "select", "title"];

/// Returns the text outside tags, scripts and styles, a paragraph for each block. Linear in the length of `page`.
pub(crate) fn text_of(page: &str) -> String {
    let mut out = Paragraphs::default();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        out.push(&unescaped(text));
        rest = after_tag(tag, &mut out);
    }
    out.push(&unescaped(rest));
    out.finish()
}

/// Skips the tag, comment or unread element at the start of `text`; a `<` that starts nothing is text.
fn after_tag<'a>(text: &'a str, out: &mut Paragraphs) -> &'a str {
    let inside = text.get(1..).unwrap_or_default();
    if let Some(comment) = inside.strip_prefix("!--") {
        return comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        out.push("<");
        return inside;
    }
    let name = name_of(inside);
    if is_block(&name) {
        out.end_paragraph();
    } else if name == "br" {
        out.end_line();
    }
    let rest = after_bracket(inside);
    if UNREAD.contains(&name.as_str()) && !inside.starts_with('/') {
        return after_element(rest, &name);
    }
    rest
}

pub(super) fn name_of(inside: &str) -> String {
    inside
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .take(16)
        .collect::<String>()
        .to_ascii_lowercase()
}

/// Finds what follows the `>` that ends a tag; one inside a quoted value does not end it.
pub(super) fn after_bracket(inside: &str) -> &str {
    let (mut quote, mut before) = (None, b' ');
    for (at, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return inside.get(at + 1..).unwrap_or_default(),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    ""
}

/// Finds what follows `</name>`; all is skipped when it never comes.
pub(super) fn after_element<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("</") {
        let matches = after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if matches {
            return after_bracket(after);
        }
        rest = after;
    }
    ""
}

/// Reads character references such as `&amp;` and `&#8217;`; `text` holds no tags.
pub(crate) fn unescaped(text: &str) -> String {
    // A reference is a letter or `#` behind the sign; a tokenizer for each sign that is none would take its time.
    let begins =
        |(at, _): (usize, &str)| text.as_bytes().get(at + 1).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'#');
    if !text.match_indices('&').any(begins) {
        return text.to_owned();
    }
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    let tokenizer = Tokenizer::new(Characters::default(), TokenizerOpts::default());
    let _: html5ever::TokenizerResult<()> = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// Collects the characters of a text without tags.
#[derive(Default)]
struct Characters(RefCell<String>);

impl TokenSink for Characters {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let Token::CharacterTokens(text) = token {
            self.0.borrow_mut().push_str(&text);
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_is_read() {
        let page = "<title>T</title><p class=\"a>b\">One &amp; two &lt;b&gt;</p><script>if (a<b) '</p>'</script>\
                    <!-- no --><p>3 < 4</p>tail &rsquo;&#x263a;";
        assert_eq!(text_of(page), "One & two <b>\n\n3 < 4\n\ntail ’☺");
    }

    #[test]
    fn unended_things_end_the_text() {
        assert_eq!(text_of("a <script> b"), "a");
        assert_eq!(text_of("a <!-- b"), "a");
        assert_eq!(text_of("a <p title='b"), "a");
        assert_eq!(text_of(""), "");
    }
}
