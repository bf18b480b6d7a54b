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
const ELISIONS: [&str; 13] =
    ["tis", "twas", "twere", "twill", "til", "till", "em", "cause", "bout", "round", "n", "nother", "cuz"];

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

/// A mark with its place.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) style: QuoteStyle,
    pub(super) role: Role,
    /// The character as written; `"` for the mark written as two apostrophes.
    pub(super) c: char,
    /// Whether it stands between a sentence end and a beginning with no space on either side.
    pub(super) at_join: bool,
}

/// Returns the marks of the paragraph at `within`, without apostrophes and marks of feet and inches.
pub(super) fn marks_of(text: &str, within: &Range<usize>) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut at = within.start;
    while let Some(c) = char_at(text.get(..within.end).unwrap_or(""), at) {
        let end = at + c.len_utf8();
        let (range, c) = if c == '\'' { apostrophes(text, within, at) } else { (at..end, c) };
        at = range.end;
        found.extend(read(text, within, range, c));
    }
    found
}

/// Returns the mark that starts with the apostrophe at byte `at`: two of them are a double mark (`''We left,''`).
///
/// Of three the two outer ones are the double mark: the first two where something begins, the last two elsewhere.
fn apostrophes(text: &str, within: &Range<usize>, at: usize) -> (Range<usize>, char) {
    let rest = text.get(at..within.end).unwrap_or("");
    let run = rest.bytes().take(4).take_while(|b| *b == b'\'').count();
    let begins = at == within.start || char_before(text, at).is_none_or(char::is_whitespace);
    match run {
        3 if !begins => (at..at + 1, '\''),
        2.. => (at..at + 2, '"'),
        _ => (at..at + 1, '\''),
    }
}

/// Reads the mark `c` at `range`; `None` for every other character.
fn read(text: &str, within: &Range<usize>, range: Range<usize>, c: char) -> Option<Mark> {
    let style = match c {
        '”' => QuoteStyle::Curly,
        '’' => QuoteStyle::CurlySingle,
        '」' | '』' => QuoteStyle::Corner,
        _ => opening_style(c)?,
    };
    let around = Around::new(text, within, &range);
    let role = match c {
        '‘' | '‛' if is_elision(text, range.end) => return None,
        '’' if around.is_inner() => return None,
        '”' if around.opens() && !around.closes() => Role::Toggles,
        '“' | '„' | '‟' | '‘' | '‛' | '‚' | '「' | '『' => Role::Opens,
        '”' | '’' | '」' | '』' => Role::Closes,
        '\'' => around.single(text, range.end)?,
        '"' => around.double(text, range.start)?,
        _ => Role::Toggles,
    };
    let at_join = around.at_join();
    Some(Mark { range, style, role, c, at_join })
}

/// The characters on both sides of a mark, `None` at the edges of its paragraph.
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    fn new(text: &str, within: &Range<usize>, mark: &Range<usize>) -> Self {
        Around {
            before: if mark.start > within.start { char_before(text, mark.start) } else { None },
            after: if mark.end < within.end { char_at(text, mark.end) } else { None },
        }
    }

    /// Something ended before without a space, and something begins behind.
    fn at_join(&self) -> bool {
        let ended = self.before.is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | '”' | ')'));
        ended && self.after.is_some_and(is_word_char)
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

    /// Whether a straight mark stands before; it may have opened or closed.
    fn is_doubtful(&self) -> bool {
        matches!(self.before, Some('"' | '\''))
    }

    /// Reads a straight single mark that ends at byte `behind`; `None` for apostrophes and foot marks.
    fn single(&self, text: &str, behind: usize) -> Option<Role> {
        let feet = self.before.is_some_and(|c| c.is_ascii_digit()) && self.after.is_some_and(|c| c.is_ascii_digit());
        if self.is_inner() || feet {
            return None;
        }
        match (self.opens(), self.closes()) {
            (true, _) if is_elision(text, behind) => None,
            (true, true) => Some(Role::Toggles),
            (true, false) if self.is_doubtful() => Some(Role::Toggles),
            (true, false) => Some(Role::Opens),
            (false, true) => Some(Role::Closes),
            (false, false) if self.at_join() => Some(Role::Toggles),
            // An apostrophe that belongs nowhere ("rock 'n ' roll", a foot mark).
            (false, false) => None,
        }
    }

    /// Reads a straight double mark at byte `at`; `None` for an inch mark.
    fn double(&self, text: &str, at: usize) -> Option<Role> {
        if self.before.is_some_and(|c| c.is_ascii_digit()) && is_height(text, at) {
            return None;
        }
        Some(match (self.opens(), self.closes()) {
            (true, false) if self.is_doubtful() => Role::Toggles,
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
    let mut before = head.get(..head.len() - inches).unwrap_or("").chars().rev().skip_while(|c| *c == ' ').take(2);
    inches > 0 && matches!(before.next(), Some('\'' | '’' | '′')) && before.next().is_some_and(|c| c.is_ascii_digit())
}
