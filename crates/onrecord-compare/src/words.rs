//! The words of a statement in the form in which they are compared.

use std::borrow::Cow;
use std::ops::Range;

use onrecord_model::Voice;
use onrecord_text::{TokenKind, normal_form, same_headline, tokens};

use crate::Statement;
use crate::lexicon;

/// One token of a statement's content.
#[derive(Clone, Debug)]
pub(crate) struct Word<'a> {
    /// As written.
    pub(crate) text: &'a str,
    /// As compared: lower case, one style of quotation marks and dashes.
    pub(crate) key: Cow<'a, str>,
    /// Place in bytes of the statement's text.
    pub(crate) range: Range<usize>,
    /// Which content span it stands in.
    pub(crate) part: usize,
    /// White space before it; `None` at the start of a content span.
    pub(crate) gap: Option<&'a str>,
    /// What it is made of.
    pub(crate) kind: TokenKind,
}

impl Word<'_> {
    /// Tells whether it is a quotation mark.
    pub(crate) fn is_quote(&self) -> bool {
        self.kind == TokenKind::Mark && self.key == "\""
    }

    /// Tells whether it is a mark that carries no meaning of its own at the edge of a statement.
    pub(crate) fn is_punctuation(&self) -> bool {
        self.kind == TokenKind::Mark && self.key.chars().all(lexicon::is_punctuation)
    }
}

/// Returns the words of `statement` in reading order.
pub(crate) fn words<'a>(statement: &Statement<'a>) -> Vec<Word<'a>> {
    let mut spans = statement.content.to_vec();
    spans.sort_unstable();
    let first = spans.first().map_or("", |span| statement.text.slice(span));
    let printed_twice =
        |part: usize, slice: &str| part > 0 && statement.voice == Some(Voice::Headline) && same_headline(first, slice);
    let mut words = Vec::new();
    for (part, span) in spans.iter().enumerate() {
        let slice = statement.text.slice(span);
        if !printed_twice(part, slice) {
            push_words(&mut words, slice, span.bytes().start, part);
        }
    }
    write_months_out(&mut words);
    words
}

/// Gives cut months beside a number ("Feb. 26", "26 Feb") the key of the month in full: house styles differ, the day does not.
fn write_months_out(words: &mut [Word<'_>]) {
    let is_number =
        |word: Option<&Word<'_>>| word.is_some_and(|word| word.key.starts_with(|c: char| c.is_ascii_digit()));
    for i in 0..words.len() {
        let cut = |word: &Word<'_>| matches!(word.text.len(), 3..=5) && word.text.starts_with(char::is_uppercase);
        let month = words.get(i).filter(|word| cut(word)).and_then(|word| lexicon::month(&word.key));
        let beside = is_number(words.get(i + 1)) || is_number(i.checked_sub(1).and_then(|i| words.get(i)));
        if let Some((word, month)) = words.get_mut(i).zip(month.filter(|_| beside)) {
            word.key = Cow::Borrowed(lexicon::month_name(month));
        }
    }
}

fn push_words<'a>(words: &mut Vec<Word<'a>>, slice: &'a str, offset: usize, part: usize) {
    let mut end = None;
    for token in tokens(slice) {
        let text = slice.get(token.range.clone()).unwrap_or_default();
        words.push(Word {
            text,
            key: key(text, token.kind),
            range: offset + token.range.start..offset + token.range.end,
            part,
            gap: end.map(|end| slice.get(end..token.range.start).unwrap_or_default()),
            kind: token.kind,
        });
        end = Some(token.range.end);
    }
}

/// Returns the key of a token; most words are their own key and cost nothing.
fn key(text: &str, kind: TokenKind) -> Cow<'_, str> {
    if kind == TokenKind::Mark {
        return text.chars().map(lexicon::fold_mark).collect::<String>().into();
    }
    if text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    if is_plain(text.as_bytes()) {
        return text.to_ascii_lowercase().into();
    }
    let form = normal_form(&plain_fractions(text));
    if form.is_empty() { text.to_lowercase().into() } else { form.into() }
}

/// Tells whether the normal form of a token is its lower case: letters and digits, with single marks that join two of them.
fn is_plain(text: &[u8]) -> bool {
    let letter = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let joins =
        |at: usize, b: u8| matches!(b, b'-' | b'\'' | b'.' | b',') && at > 0 && letter(at - 1) && letter(at + 1);
    text.iter().enumerate().all(|(at, b)| b.is_ascii_alphanumeric() || joins(at, *b))
}

/// Writes the signs of common fractions out as they are typed: "5-¼" and "5¼" as "5-1/4".
fn plain_fractions(text: &str) -> Cow<'_, str> {
    if !text.contains(['¼', '½', '¾', '\u{2044}']) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::new();
    for c in text.chars() {
        let written = match c {
            '¼' => "1/4",
            '½' => "1/2",
            '¾' => "3/4",
            '\u{2044}' => "/",
            _ => "",
        };
        let mixed = written.len() > 1 && plain.ends_with(|before: char| before.is_ascii_digit());
        plain.extend(mixed.then_some('-'));
        if written.is_empty() { plain.push(c) } else { plain.push_str(written) }
    }
    plain.into()
}

#[cfg(test)]
mod tests {
    use onrecord_text::normal_form;
    use proptest::prelude::*;

    use super::is_plain;

    proptest! {
        #[test]
        fn a_plain_token_is_its_own_normal_form_but_for_capitals(token in "[a-zA-Z0-9.,'-]{1,12}") {
            prop_assert!(!is_plain(token.as_bytes()) || normal_form(&token) == token.to_lowercase());
        }
    }
}
