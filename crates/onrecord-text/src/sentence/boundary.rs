//! Whether a run of full stops, question or exclamation marks ends a sentence.

use std::ops::Range;

use super::glued;
use super::roles::Roles;
use crate::abbreviations::{Abbreviation, abbreviation, is_initial, is_starter};
use crate::chars::{char_at, char_before, is_capital, is_dash, is_word_char};

/// How far, in characters, words are read around a stop; keeps the search linear whatever the text.
pub(super) const REACH: usize = 40;

/// How many opening marks and brackets may stand before the first letter of a sentence.
const OPENERS: usize = 4;

/// Names that are written with an exclamation mark.
const SHOUTED: [&str; 2] = ["Yahoo", "Jeopardy"];

/// Verbs that tag a quoted question or exclamation as speech ("Why?" Smith asked).
const SPEECH: [&str; 26] = [
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
    "continued",
    "insisted",
    "inquired",
    "concluded",
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
        if self.in_address(run.at) || self.is_item_number(start, run) || !self.has_words(start, run) {
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
            if let Some(end) = self.closer_end(at, c) {
                at = end;
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

    /// Returns the end of the closing mark or bracket `c` at byte `at`; `None` when it is none.
    fn closer_end(&self, at: usize, c: char) -> Option<usize> {
        let end = at + c.len_utf8();
        let closes = match c {
            _ if self.roles.closing_end(at).is_some() => return self.roles.closing_end(at),
            _ if self.roles.opening_end(at).is_some() => false,
            ')' | ']' | '}' | '）' | '”' | '’' | '」' | '』' => true,
            '"' | '\'' | '»' | '›' | '“' | '«' => {
                char_at(self.text, end).is_none_or(|after| !is_word_char(after))
            }
            _ => false,
        };
        closes.then_some(end)
    }

    /// Returns the end of a closing quotation mark that stands one blank away.
    fn spaced_closer(&self, at: usize) -> Option<usize> {
        self.text.get(at..)?.strip_prefix(' ')?;
        let end = self.roles.closing_end(at + 1)?;
        char_at(self.text, end).is_none_or(char::is_whitespace).then_some(end)
    }

    /// Looks at what follows from byte `end` on; `None` when nothing does.
    fn next(&self, end: usize, limit: usize) -> Option<Next> {
        let rest = self.text.get(end..limit)?;
        let at = end + (rest.len() - rest.trim_start().len());
        let mut first_at = at;
        for _ in 0..OPENERS {
            let Some(end) = self.opener_end(first_at) else { break };
            first_at = end;
        }
        let first = char_at(self.text.get(..limit)?, first_at)?;
        Some(Next { at, glued: at == end, opened: first_at > at, first, first_at })
    }

    /// Returns the end of what may stand before the first letter of a sentence at byte `at`: an opening mark, a bracket, a
    /// dash.
    fn opener_end(&self, at: usize) -> Option<usize> {
        if let Some(end) = self.roles.opening_end(at) {
            return Some(end);
        }
        let c = char_at(self.text, at)?;
        let end = at + c.len_utf8();
        let after = char_at(self.text, end);
        let opens = match c {
            '(' | '[' | '{' | '¿' | '¡' | '（' | '“' | '‘' | '„' | '«' | '「' | '『' | '"' | '\'' | '»' | '‚' | '‹' => {
                true
            }
            _ => is_dash(c) && after.is_some_and(|n| n.is_whitespace() || is_capital(n)),
        };
        opens.then_some(end)
    }

    fn in_address(&self, at: usize) -> bool {
        let after = self.addresses.partition_point(|a| a.end <= at);
        self.addresses.get(after).is_some_and(|a| a.start <= at)
    }

    /// Tells whether the sentence has begun before its stop ("... and then" has not); a long one is taken to have, so that
    /// the search is bounded.
    fn has_words(&self, start: usize, run: &Run) -> bool {
        let head = self.text.get(start..run.at).unwrap_or("");
        head.len() > REACH * 4 || head.contains(is_word_char)
    }

    /// Tells whether the stop belongs to the number of a list item ("1. The first").
    fn is_item_number(&self, start: usize, run: &Run) -> bool {
        let head = self.text.get(start..run.at).unwrap_or("");
        if head.len() > REACH {
            return false;
        }
        let head = head.trim_start();
        run.single_dot && !head.is_empty() && head.len() <= 3 && head.bytes().all(|b| b.is_ascii_digit())
    }

    /// Tells whether the sentence goes on although the next word could begin one.
    fn goes_on(&self, run: &Run, end: usize, next: &Next) -> bool {
        let before = self.word_before(run.at);
        let after = self.word_at(next.first_at);
        if run.single_dot && end == run.behind {
            if next.glued && !next.opened {
                return glued::goes_on(self.text, run.at, before, after, next.first_at);
            }
            return abbreviated(before, after, next);
        }
        if run.ellipsis {
            return !next.glued && (after == "I" || after.starts_with("I'") || after.starts_with("I’"));
        }
        let shouted = end == run.behind && SHOUTED.contains(&before);
        shouted || (!run.single_dot && end > run.behind && !next.glued && self.is_tagged(next))
    }

    /// Returns the word that ends at byte `at`, with apostrophes and the dots of dotted letters.
    fn word_before(&self, at: usize) -> &str {
        let head = self.text.get(..at).unwrap_or("");
        let mut len = 0;
        for c in head.chars().rev().take(REACH) {
            if !is_word_char(c) && !matches!(c, '.' | '\'' | '’') {
                break;
            }
            len += c.len_utf8();
        }
        last_word(head.get(head.len() - len..).unwrap_or(""))
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
            let verb = word.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
            if SPEECH.contains(&verb) {
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

/// Returns the part of `word` that an abbreviation's rule looks at: its last dotted letters ("U.S" of "left.U.S"), else
/// what stands behind its last dot ("Mr" of "left.Mr").
fn last_word(word: &str) -> &str {
    let single = |part: &&str| part.chars().take(2).count() == 1;
    let letters: usize = word.rsplit('.').take_while(single).map(|part| part.len() + 1).sum();
    let last = word.rfind('.').map_or(0, |dot| dot + 1);
    let mut from = last.min((word.len() + 1).saturating_sub(letters));
    let doctor = word.len().saturating_sub("ph.d".len());
    if word.get(doctor..).is_some_and(|end| end.eq_ignore_ascii_case("ph.d")) {
        from = doctor;
    }
    word.get(from..).unwrap_or("").trim_start_matches(['\'', '’'])
}

/// Tells whether the dot behind `before` is an abbreviation's and the sentence goes on with `after`.
fn abbreviated(before: &str, after: &str, next: &Next) -> bool {
    let starts = is_starter(after) || (next.glued && next.opened);
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
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '‽' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '။')
        || is_wide_stop(c)
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
