//! Whether a run of full stops, question or exclamation marks ends a sentence.

use std::ops::Range;

use super::glued;
use super::roles::Roles;
use crate::abbreviations::{Abbreviation, abbreviation, is_dotted, is_initial, is_starter};
use crate::chars::{char_at, char_before, is_capital, is_dash, is_word_char};

/// How far, in characters, words are read around a stop; keeps the search linear whatever the text.
pub(super) const REACH: usize = 40;

/// How many opening marks and brackets may stand before the first letter of a sentence.
const OPENERS: usize = 4;

/// Names that are written with an exclamation mark.
const SHOUTED: [&str; 2] = ["Yahoo", "Jeopardy"];

/// Verbs that tag a quoted question or exclamation as speech ("Why?" Smith asked).
const SPEECH: [&str; 22] = [
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "wrote",
    "writes",
    "added",
    "adds",
    "tweeted",
    "shouted",
    "yelled",
    "exclaimed",
    "replied",
    "responded",
    "answered",
    "wondered",
    "demanded",
    "cried",
    "joked",
    "quipped",
    "declared",
];

/// A run of stops: `.`, `?!`, `...`.
pub(super) struct Run {
    /// First byte of the run.
    pub(super) at: usize,
    /// Byte behind the run.
    pub(super) behind: usize,
    /// Whether it is one full stop.
    single_dot: bool,
    /// Whether it holds an ellipsis.
    ellipsis: bool,
    /// Whether it is a full stop of a script that puts no space behind it.
    wide: bool,
}

/// A text with what is known about its marks.
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) roles: &'a Roles,
    pub(super) addresses: &'a [Range<usize>],
}

/// What stands behind a stop and its closing marks.
struct Next {
    /// Where the blanks end.
    at: usize,
    /// Whether there were no blanks.
    glued: bool,
    /// Whether opening marks or brackets come first.
    opened: bool,
    /// First letter or digit, or whatever else stands there.
    first: char,
    /// Where `first` stands.
    first_at: usize,
}

impl Scanner<'_> {
    /// Finds the next run of stops from byte `at` on.
    pub(super) fn next_run(&self, at: usize, limit: usize) -> Option<Run> {
        let found = self.text.get(at..limit)?.find(is_stop)? + at;
        let rest = self.text.get(found..limit)?;
        let mut behind = found;
        let (mut dots, mut marks) = (0, 0);
        for c in rest.chars() {
            let between = c == ' ' && dots > 0 && self.text.get(behind..limit).is_some_and(is_spaced_dot);
            if !(is_stop(c) || between) {
                break;
            }
            dots += usize::from(c == '.') + 2 * usize::from(c == '…');
            marks += usize::from(!matches!(c, '.' | '…' | ' '));
            behind += c.len_utf8();
        }
        Some(Run {
            at: found,
            behind,
            single_dot: dots == 1 && marks == 0,
            ellipsis: dots > 1,
            wide: rest.starts_with(is_wide_stop),
        })
    }

    /// Returns the byte at which the sentence from `start` ends when it ends with `run`; `None` when it goes on.
    pub(super) fn boundary(&self, start: usize, run: &Run, limit: usize) -> Option<usize> {
        let end = self.closers_end(run.behind, limit);
        let next = self.next(end, limit)?;
        if self.in_address(run.at) || self.is_item_number(start, run) {
            return None;
        }
        if run.wide && is_word_char(next.first) {
            return Some(end);
        }
        let begins = is_capital(next.first)
            || (next.first.is_numeric() && !next.glued)
            || (next.opened && next.first.is_numeric());
        if !begins || self.goes_on(run, end, &next) {
            return None;
        }
        Some(end)
    }

    /// Returns where the marks and brackets that close behind a stop end, footnote numbers included.
    fn closers_end(&self, mut at: usize, limit: usize) -> usize {
        while at < limit {
            let Some(c) = char_at(self.text, at) else { break };
            if self.is_closer(at, c) {
                at += c.len_utf8();
            } else if let Some(len) = footnote_len(self.text.get(at..limit).unwrap_or("")) {
                at += len;
            } else if let Some(spaced) = self.spaced_closer(at) {
                at = spaced;
            } else {
                break;
            }
        }
        at
    }

    /// Tells whether `c` at byte `at` closes something.
    fn is_closer(&self, at: usize, c: char) -> bool {
        if self.roles.closes(at) {
            return true;
        }
        match c {
            ')' | ']' | '}' | '）' => true,
            '”' | '’' | '」' | '』' => !self.roles.opens(at),
            '"' | '\'' | '»' | '›' | '“' | '«' => {
                let after = char_at(self.text, at + c.len_utf8());
                !self.roles.opens(at) && after.is_none_or(|a| !is_word_char(a))
            }
            _ => false,
        }
    }

    /// Returns the end of a closing quotation mark that stands one blank away.
    fn spaced_closer(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?.strip_prefix(' ')?;
        let c = rest.chars().next()?;
        let end = at + 1 + c.len_utf8();
        (self.roles.closes(at + 1) && char_at(self.text, end).is_none_or(char::is_whitespace)).then_some(end)
    }

    /// Looks at what follows from byte `end` on; `None` when nothing does.
    fn next(&self, end: usize, limit: usize) -> Option<Next> {
        let rest = self.text.get(end..limit)?;
        let at = end + (rest.len() - rest.trim_start().len());
        let mut first_at = at;
        for c in self.text.get(at..limit)?.chars().take(OPENERS) {
            if !self.is_opener(first_at, c) {
                break;
            }
            first_at += c.len_utf8();
        }
        let first = char_at(self.text.get(..limit)?, first_at)?;
        Some(Next {
            at,
            glued: at == end,
            opened: first_at > at,
            first,
            first_at,
        })
    }

    fn is_opener(&self, at: usize, c: char) -> bool {
        matches!(
            c,
            '(' | '[' | '{' | '¿' | '¡' | '（' | '“' | '‘' | '„' | '«' | '「' | '『' | '"' | '\'' | '»' | '‚' | '‹'
        ) || self.roles.opens(at)
            || (is_dash(c) && char_at(self.text, at + c.len_utf8()).is_some_and(|n| n.is_whitespace() || is_capital(n)))
    }

    fn in_address(&self, at: usize) -> bool {
        let after = self.addresses.partition_point(|a| a.end <= at);
        self.addresses.get(after).is_some_and(|a| a.start <= at)
    }

    /// Tells whether the stop belongs to the number of a list item ("1. The first").
    fn is_item_number(&self, start: usize, run: &Run) -> bool {
        let head = self.text.get(start..run.at).unwrap_or("").trim_start();
        run.single_dot && !head.is_empty() && head.len() <= 3 && head.bytes().all(|b| b.is_ascii_digit())
    }

    /// Tells whether the sentence goes on although the next word could begin one.
    fn goes_on(&self, run: &Run, end: usize, next: &Next) -> bool {
        let before = self.word_before(run.at);
        let after = self.word_at(next.first_at);
        if run.single_dot && end == run.behind {
            if next.glued && !next.opened {
                return glued::goes_on(self.text, before, after, next.first_at);
            }
            return abbreviated(before, after, next);
        }
        if run.ellipsis {
            return after == "I" || after.starts_with("I'") || after.starts_with("I’");
        }
        let shouted = end == run.behind && SHOUTED.contains(&before);
        shouted || (!run.single_dot && end > run.behind && self.is_tagged(next))
    }

    /// Returns the word that ends at byte `at`, with inner dots and apostrophes; empty when it is longer than any abbreviation.
    fn word_before(&self, at: usize) -> &str {
        let head = self.text.get(..at).unwrap_or("");
        let mut len = 0;
        for c in head.chars().rev().take(REACH) {
            if !is_word_char(c) && !matches!(c, '.' | '\'' | '’') {
                break;
            }
            len += c.len_utf8();
        }
        head.get(head.len() - len..)
            .unwrap_or("")
            .trim_start_matches(['\'', '’', '.'])
    }

    /// Returns the word that starts at byte `at`, with inner apostrophes.
    fn word_at(&self, at: usize) -> &str {
        let rest = self.text.get(at..).unwrap_or("");
        let len = rest
            .chars()
            .take(REACH)
            .take_while(|c| is_word_char(*c) || matches!(c, '\'' | '’'))
            .map(char::len_utf8)
            .sum();
        rest.get(..len).unwrap_or("")
    }

    /// Tells whether a name and a verb of speech follow a quoted question: `"Why?" Smith asked.`
    fn is_tagged(&self, next: &Next) -> bool {
        if next.opened || char_before(self.text, next.at).is_none_or(is_word_char) {
            return false;
        }
        let rest = self.text.get(next.first_at..).unwrap_or("");
        let reach = rest.char_indices().nth(REACH * 2).map_or(rest.len(), |(i, _)| i);
        for (names, word) in rest.get(..reach).unwrap_or("").split(' ').enumerate() {
            if SPEECH.contains(&word.trim_end_matches([',', '.'])) {
                return names > 0;
            }
            if names == 5 || !is_name_part(word) {
                return false;
            }
        }
        false
    }
}

/// Tells whether `word` can be part of a speaker's name: capitalised, a title or an initial, and no opener of sentences.
fn is_name_part(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    let dotted = bare.len() < word.len();
    word.starts_with(char::is_uppercase)
        && !word.ends_with(',')
        && !is_starter(bare)
        && (!dotted || abbreviation(bare).is_some() || is_initial(bare))
}

/// Tells whether the dot behind `before` is an abbreviation's and the sentence goes on with `after`.
fn abbreviated(before: &str, after: &str, next: &Next) -> bool {
    let starts = next.opened || is_starter(after);
    match abbreviation(before) {
        Some(Abbreviation::GoesOn) => true,
        Some(Abbreviation::BeforeDigit) => next.first.is_numeric(),
        Some(Abbreviation::MayEnd) => !starts,
        None if is_initial(before) => !starts,
        None => before == "I" && is_initial(after),
    }
}

/// Tells whether `rest` starts with a full stop that stands alone between blanks (". . .").
fn is_spaced_dot(rest: &str) -> bool {
    rest.starts_with(" . ") || rest == " ."
}

/// Tells whether `c` can end a sentence.
fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '‽' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '။'
    ) || is_wide_stop(c)
}

/// Tells whether `c` is a full stop of a script without spaces.
fn is_wide_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．')
}

/// Returns the length of a footnote number in brackets at the start of `rest` ("[12]").
fn footnote_len(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('[')?;
    let digits = inside.bytes().take(4).take_while(u8::is_ascii_digit).count();
    (digits > 0 && inside.get(digits..)?.starts_with(']')).then_some(digits + 2)
}

/// Kept for the abbreviation test of dotted words at glued joins.
pub(super) fn may_end(word: &str) -> bool {
    is_dotted(word) || abbreviation(word) == Some(Abbreviation::MayEnd)
}
