//! What a single mark can be, from what stands around it.

use std::ops::Range;

use super::QuoteStyle;
use crate::chars::{char_at, char_before, is_dash, is_word_char};

/// What a mark does to the quotations around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Opens a quotation.
    Opens,
    /// Closes a quotation of its style, if one is open.
    Closes,
    /// Closes when its style is open, opens otherwise.
    Toggles,
}

/// Words that begin with an apostrophe; lower case, without it.
const ELISIONS: [&str; 13] = [
    "tis", "twas", "twere", "twill", "til", "till", "em", "cause", "bout", "round", "n", "nother", "cuz",
];

/// Returns the style of the quotation that `c` opens when it stands first in a paragraph.
pub(super) fn opening_style(c: char) -> Option<QuoteStyle> {
    Some(match c {
        '"' => QuoteStyle::Straight,
        '“' | '„' | '‟' => QuoteStyle::Curly,
        '\'' => QuoteStyle::StraightSingle,
        '‘' | '‚' | '‛' => QuoteStyle::CurlySingle,
        '«' | '»' => QuoteStyle::Guillemet,
        '‹' | '›' => QuoteStyle::SingleGuillemet,
        '「' | '『' => QuoteStyle::Corner,
        _ => return None,
    })
}

/// Returns the style and role of the mark `c` at byte `at` of the paragraph at `within`.
///
/// `None` for every other character, for apostrophes, and for marks of feet and inches.
pub(super) fn read(text: &str, within: &Range<usize>, at: usize, c: char) -> Option<(QuoteStyle, Role)> {
    let style = match c {
        '”' => QuoteStyle::Curly,
        '’' => QuoteStyle::CurlySingle,
        '」' | '』' => QuoteStyle::Corner,
        _ => opening_style(c)?,
    };
    let around = Around::new(text, within, at, c);
    let role = match c {
        '‘' | '‛' if is_elision(text, at + c.len_utf8()) => return None,
        '’' if around.is_inner() => return None,
        '”' if around.opens() && !around.closes() => Role::Toggles,
        '“' | '„' | '‟' | '‘' | '‛' | '‚' | '「' | '『' => Role::Opens,
        '”' | '’' | '」' | '』' => Role::Closes,
        '\'' => around.single(text, at)?,
        '"' => around.double(text, at)?,
        _ => Role::Toggles,
    };
    Some((style, role))
}

/// The characters on both sides of a mark, `None` at the edges of its paragraph.
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    fn new(text: &str, within: &Range<usize>, at: usize, c: char) -> Self {
        let end = at + c.len_utf8();
        Around {
            before: if at > within.start { char_before(text, at) } else { None },
            after: if end < within.end { char_at(text, end) } else { None },
        }
    }

    /// Something can begin here: space, bracket, dash or another mark before, no space behind.
    fn opens(&self) -> bool {
        let free = self.before.is_none_or(|c| {
            c.is_whitespace()
                || is_dash(c)
                || matches!(c, '(' | '[' | '{' | '-' | '/' | '=' | '>' | '*')
                || opening_style(c).is_some()
        });
        free && self.after.is_some_and(|c| !c.is_whitespace())
    }

    /// Something can end here: no space before, space or punctuation behind.
    fn closes(&self) -> bool {
        let free = self.after.is_none_or(|c| {
            c.is_whitespace()
                || is_dash(c)
                || matches!(
                    c,
                    '.' | ','
                        | ';'
                        | ':'
                        | '!'
                        | '?'
                        | '…'
                        | ')'
                        | ']'
                        | '}'
                        | '-'
                        | '/'
                        | '<'
                        | '*'
                        | '”'
                        | '’'
                        | '»'
                        | '›'
                        | '"'
                        | '\''
                )
        });
        free && self.before.is_some_and(|c| !c.is_whitespace())
    }

    /// Inside a word: an apostrophe.
    fn is_inner(&self) -> bool {
        self.before.is_some_and(is_word_char) && self.after.is_some_and(is_word_char)
    }

    fn single(&self, text: &str, at: usize) -> Option<Role> {
        let feet = self.before.is_some_and(|c| c.is_ascii_digit()) && self.after.is_some_and(|c| c.is_ascii_digit());
        if self.is_inner() || feet {
            return None;
        }
        match (self.opens(), self.closes()) {
            (true, _) if is_elision(text, at + 1) => None,
            (true, false) => Some(Role::Opens),
            (false, true) => Some(Role::Closes),
            (true, true) => Some(Role::Toggles),
            // An apostrophe that belongs nowhere ("rock 'n ' roll", a foot mark).
            (false, false) => None,
        }
    }

    fn double(&self, text: &str, at: usize) -> Option<Role> {
        if self.before.is_some_and(|c| c.is_ascii_digit()) && is_height(text, at) {
            return None;
        }
        Some(match (self.opens(), self.closes()) {
            (true, false) => Role::Opens,
            (false, true) => Role::Closes,
            _ => Role::Toggles,
        })
    }
}

/// Tells whether the word behind an apostrophe is a decade ("'90s") or a known elision ("'tis").
fn is_elision(text: &str, behind: usize) -> bool {
    let rest = text.get(behind..).unwrap_or("");
    let word: String = rest.chars().take(8).take_while(|c| c.is_alphanumeric()).collect();
    let digits = word.chars().take_while(char::is_ascii_digit).count();
    (digits == 2 && matches!(word.get(2..), Some("" | "s"))) || ELISIONS.contains(&word.to_lowercase().as_str())
}

/// Tells whether the inch mark at byte `at` ends a height: digits, a foot mark, one or two digits (`6'2"`).
fn is_height(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or("");
    let inches = head.bytes().rev().take(2).take_while(u8::is_ascii_digit).count();
    let mut before = head
        .get(..head.len() - inches)
        .unwrap_or("")
        .chars()
        .rev()
        .skip_while(|c| *c == ' ')
        .take(2);
    inches > 0 && matches!(before.next(), Some('\'' | '’' | '′')) && before.next().is_some_and(|c| c.is_ascii_digit())
}
