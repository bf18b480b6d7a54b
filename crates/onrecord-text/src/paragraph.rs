//! Paragraphs: what blank lines and line breaks separate.

use std::ops::Range;

use crate::chars::{char_at, char_before};

/// Widths, in code points, at which people and programs wrap lines: below, a line is a list item or a headline;
/// above, an editor wrote one paragraph to a line. The range covers the usual 65 to 100 columns with room on both sides.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;

/// Returns the paragraphs of `text` as byte ranges in reading order, without surrounding white space.
///
/// A blank line always ends a paragraph. A single line break ends one too, unless the line looks wrapped: the line
/// stops without a sentence end and the next goes on in lower case, or in whatever case where most lines of the block go on
/// so; or the lines of the block are filled to one width (40 to 120 code points) so that the next line's first word did not
/// fit.
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut block: Vec<Range<usize>> = Vec::new();
    for line in lines(text) {
        if trim(text, line.clone()).is_empty() {
            push_block(text, &block, &mut found);
            block.clear();
        } else {
            block.push(line);
        }
    }
    push_block(text, &block, &mut found);
    found
}

/// Returns `range` without the white space at its ends; an empty range when it holds nothing else or is no range of
/// `text`.
pub fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(inside) = text.get(range.clone()) else {
        return range.start..range.start;
    };
    let kept = inside.trim_end();
    let start = range.start + (kept.len() - kept.trim_start().len());
    start..(range.start + kept.len()).max(start)
}

/// Returns the lines of `text` without their breaks (LF, CRLF, CR CRLF, CR, NEL, line and paragraph separator, form feed).
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = text.get(start..)?;
        let Some(at) = rest.find(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) else {
            next = None;
            return Some(start..text.len());
        };
        let end = start + at;
        let width = break_width(rest.get(at..).unwrap_or_default())
            .unwrap_or_else(|| char_at(text, end).map_or(1, char::len_utf8));
        next = Some(end + width);
        Some(start..end)
    })
}

/// Returns the bytes of a break of several characters: CRLF, and what becomes of it where it was translated twice.
fn break_width(rest: &str) -> Option<usize> {
    ["\r\r\n", "\r\n"].iter().find(|mark| rest.starts_with(**mark)).map(|mark| mark.len())
}

/// Joins the wrapped lines of a block and appends the paragraphs found.
fn push_block(text: &str, block: &[Range<usize>], found: &mut Vec<Range<usize>>) {
    let Some(first) = block.first() else { return };
    let width = wrap_width(text, block);
    let mostly = mostly_goes_on(text, block);
    let mut current = first.clone();
    for pair in block.windows(2) {
        let (line, next) = (&pair[0], &pair[1]);
        let in_sentence = goes_on(text, line, next) || mostly && !stops(text, line) && !is_bullet(text, next);
        if in_sentence || width.is_some_and(|w| is_full(text, line, next, w)) {
            current.end = next.end;
        } else {
            found.push(trim(text, current));
            current = next.clone();
        }
    }
    found.push(trim(text, current));
}

/// Returns the width to which a block is filled; `None` when it does not look wrapped.
///
/// A block counts as wrapped when three quarters of its breaks come where the next word did not fit, and at least one
/// next line starts in lower case (lists of titles would pass the first test by accident).
fn wrap_width(text: &str, block: &[Range<usize>]) -> Option<usize> {
    let width = block.iter().map(|line| columns(text, line)).max()?;
    if block.len() < 2 || !WRAP_WIDTHS.contains(&width) {
        return None;
    }
    let breaks = block.len() - 1;
    let full = block.windows(2).filter(|p| is_full(text, &p[0], &p[1], width)).count();
    let lower = block.iter().skip(1).any(|line| starts_lower(text, line));
    (lower && full * 4 >= breaks * 3).then_some(width)
}

fn columns(text: &str, line: &Range<usize>) -> usize {
    text.get(line.clone()).map_or(0, |l| l.trim_end().chars().count())
}

/// Tells whether the first word of `next` would not have fitted behind `line`, and `next` is neither indented nor a bullet.
fn is_full(text: &str, line: &Range<usize>, next: &Range<usize>, width: usize) -> bool {
    let next = text.get(next.clone()).unwrap_or("");
    let word = next.split_whitespace().next().map_or(0, |w| w.chars().count());
    let own_start = next.starts_with(char::is_whitespace) || starts_as_bullet(next);
    !own_start && columns(text, line) + 1 + word > width
}

/// Tells whether `line` stops in mid-sentence and `next` takes it up in lower case.
fn goes_on(text: &str, line: &Range<usize>, next: &Range<usize>) -> bool {
    !stops(text, line) && starts_lower(text, next)
}

/// Tells whether half of the breaks of a block, and two at least, lie in mid-sentence: then it was wrapped, and a name may
/// stand at the start of a line.
fn mostly_goes_on(text: &str, block: &[Range<usize>]) -> bool {
    let count = block.windows(2).filter(|pair| goes_on(text, &pair[0], &pair[1])).count();
    count >= 2 && 2 * count >= block.len() - 1
}

/// Tells whether a sentence may end with `line`.
fn stops(text: &str, line: &Range<usize>) -> bool {
    let end = trim(text, line.clone()).end;
    char_before(text, end).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | '"' | '”' | ':' | ';'))
}

fn is_bullet(text: &str, line: &Range<usize>) -> bool {
    text.get(trim(text, line.clone())).is_some_and(starts_as_bullet)
}

fn starts_as_bullet(line: &str) -> bool {
    line.starts_with(['•', '*', '·']) || line.starts_with("- ") || line.starts_with("– ")
}

fn starts_lower(text: &str, line: &Range<usize>) -> bool {
    let start = trim(text, line.clone()).start;
    char_at(text, start).is_some_and(char::is_lowercase)
}
