//! Words, numbers, addresses and punctuation marks.

use std::ops::Range;

use crate::abbreviations::{dotted_len, keeps_dot};
use crate::chars::{char_at, is_word_char};
use crate::url::address_end;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and the dots of abbreviations ("U.S.", "son-in-law", "Russia's").
    Word,
    /// Digits with inner separators and a unit written to them ("3.5", "1,200", "2026-01-24", "5th", "3.5bn").
    Number,
    /// A URL, a domain name or an e-mail address.
    Url,
    /// One punctuation mark or symbol.
    Mark,
}

/// One token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Place in UTF-8 bytes of the text given.
    pub range: Range<usize>,
    /// What it is made of.
    pub kind: TokenKind,
}

/// Splits `text` into tokens in reading order; white space belongs to none, every other character to exactly one.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (end, kind) = token_at(text, at, c);
        found.push(Token { range: at..end, kind });
        at = end;
    }
    found
}

/// Returns the end and kind of the token that starts at byte `at` with `first`.
fn token_at(text: &str, at: usize, first: char) -> (usize, TokenKind) {
    if !is_word_char(first) {
        return (at + first.len_utf8(), TokenKind::Mark);
    }
    if let Some(end) = address_end(text, at) {
        return (end, TokenKind::Url);
    }
    if let Some(len) = dotted_len(text.get(at..).unwrap_or("")) {
        return (word_end(text, at + len), TokenKind::Word);
    }
    if first.is_numeric() {
        return number_at(text, at);
    }
    let end = word_end(text, at);
    let dot = keeps_dot(text, at..end);
    (end + usize::from(dot), TokenKind::Word)
}

/// Returns the end of the word that has reached byte `at`: letters and digits, and joiners with one on both sides.
fn word_end(text: &str, mut at: usize) -> usize {
    loop {
        match char_at(text, at) {
            Some(c) if is_word_char(c) => at += c.len_utf8(),
            Some(c) if joins_words(c, text, at) => at += c.len_utf8(),
            _ => return at,
        }
    }
}

/// Tells whether the mark `c` at byte `at` holds two parts of a word together.
///
/// A dot does only before a lower-case letter ("Node.js"): before a capital it ends a sentence whose space was lost.
fn joins_words(c: char, text: &str, at: usize) -> bool {
    let next = char_at(text, at + c.len_utf8());
    match c {
        '\'' | '’' | '-' | '\u{2010}' | '\u{2011}' | '&' | '_' | '\u{200d}' | '\u{200c}' => {
            next.is_some_and(is_word_char)
        }
        '.' => next.is_some_and(char::is_lowercase),
        _ => false,
    }
}

/// Reads the number at byte `at`; digits with a hyphen and letters ("12-year-old") are a word.
fn number_at(text: &str, mut at: usize) -> (usize, TokenKind) {
    loop {
        match char_at(text, at) {
            Some(c) if c.is_numeric() => at += c.len_utf8(),
            Some(c) if joins_numbers(c) && char_at(text, at + c.len_utf8()).is_some_and(char::is_numeric) => {
                at += c.len_utf8();
            }
            _ => break,
        }
    }
    let end = text.get(at..).unwrap_or("").find(|c| !is_word_char(c)).map_or(text.len(), |len| at + len);
    match char_at(text, end) {
        Some(c @ ('-' | '\u{2010}' | '\u{2011}' | '\'' | '’')) if joins_words(c, text, end) => {
            (word_end(text, end), TokenKind::Word)
        }
        _ => (end, TokenKind::Number),
    }
}

fn joins_numbers(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '/' | '-' | '\'' | '’' | '\u{2010}' | '\u{2011}' | '\u{2044}')
}
