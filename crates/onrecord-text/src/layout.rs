//! The parts of an article's text: date line, headlines, body.

use std::ops::Range;

use crate::normal::same_headline;
use crate::paragraph::{lines, trim};

/// Longest line, in code points, that is taken for a headline without a second printing or a known title.
const HEADLINE_MAX: usize = 250;

/// Where the parts of an article lie, in UTF-8 bytes of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The line ` date YYYY-MM-DD URL` with which a dated text starts; `None` in other texts.
    pub date_line: Option<Range<usize>>,
    /// The date of the date line, as written.
    pub date: Option<Range<usize>>,
    /// The address of the date line, as written.
    pub url: Option<Range<usize>>,
    /// Every place where the headline is printed before the body; empty when there is none.
    pub headlines: Vec<Range<usize>>,
    /// Everything behind the headlines.
    pub body: Range<usize>,
}

/// Finds the parts of `text`; `title` is the headline as known from elsewhere, `None` when it is not known.
///
/// The first line that is not blank is the headline when it equals `title`, when the next such line repeats it, or, in a
/// dated text, when it looks like one: a blank line behind it, text behind that, no full stop, not over 250 code points.
pub fn layout(text: &str, title: Option<&str>) -> Layout {
    let mut parts = date_line(text).unwrap_or_default();
    let start = parts.date_line.as_ref().map_or(0, |line| line.end);
    parts.headlines = headlines(text, start, title, parts.date_line.is_some());
    let behind = parts.headlines.last().map_or(start, |headline| headline.end);
    let body = trim(text, behind..text.len());
    parts.body = if parts.date_line.is_none() && parts.headlines.is_empty() { 0..text.len() } else { body };
    parts
}

/// Reads the line ` date YYYY-MM-DD URL` at the start of `text`; the address may be missing.
fn date_line(text: &str) -> Option<Layout> {
    let line = lines(text).next()?;
    let whole = trim_start_marks(text, &line)?;
    let rest = text.get(whole.clone())?.strip_prefix("date")?;
    let mut words = rest.split_whitespace();
    let date = words.next().filter(|d| rest.starts_with([' ', '\t']) && is_date(d))?;
    let url = words.next();
    if words.next().is_some() || url.is_some_and(|u| !u.contains("://")) {
        return None;
    }
    let place = |word: &str| {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        start..start + word.len()
    };
    Some(Layout { date: Some(place(date)), url: url.map(place), date_line: Some(whole), ..Layout::default() })
}

/// Returns `line` without white space at its ends and without the byte order mark.
fn trim_start_marks(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let content = text.get(line.clone())?;
    let mark = content.len() - content.trim_start_matches('\u{feff}').len();
    Some(trim(text, line.start + mark..line.end))
}

/// Tells whether `word` is written `YYYY-MM-DD` with a month and a day that can be.
fn is_date(word: &str) -> bool {
    let digits = |range: Range<usize>| word.get(range).filter(|s| s.bytes().all(|b| b.is_ascii_digit()));
    let within = |range, allowed: std::ops::RangeInclusive<u8>| {
        digits(range).and_then(|s| s.parse().ok()).is_some_and(|n: u8| allowed.contains(&n))
    };
    word.len() == 10
        && digits(0..4).is_some()
        && word.get(4..5) == Some("-")
        && within(5..7, 1..=12)
        && word.get(7..8) == Some("-")
        && within(8..10, 1..=31)
}

/// Finds the printings of the headline behind byte `start`.
fn headlines(text: &str, start: usize, title: Option<&str>, dated: bool) -> Vec<Range<usize>> {
    let Some(first) = content_line(text, start) else {
        return Vec::new();
    };
    let line = text.get(first.clone()).unwrap_or("");
    let mut found = vec![first.clone()];
    // Two printings are what the format has; a third equal line would be the body's.
    if let Some(second) = content_line(text, first.end)
        && text.get(second.clone()).is_some_and(|s| same_headline(line, s))
    {
        found.push(second);
    }
    let known = title.is_some_and(|t| same_headline(t, line));
    if found.len() > 1 || known || (dated && looks_like_headline(text, &first)) {
        return found;
    }
    Vec::new()
}

/// Returns the first line behind byte `start` that is not blank, without surrounding white space and byte order mark.
fn content_line(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text.get(start..)?;
    lines(rest)
        .map(|line| start + line.start..start + line.end)
        .filter_map(|line| trim_start_marks(text, &line))
        .find(|line| !line.is_empty())
}

fn looks_like_headline(text: &str, line: &Range<usize>) -> bool {
    let content = text.get(line.clone()).unwrap_or("");
    let mut behind = text.get(line.end..).map(lines).into_iter().flatten();
    let rest = text.get(line.end..).unwrap_or("");
    let blank_behind = behind.nth(1).is_some_and(|l| trim(rest, l).is_empty());
    let ends = content.ends_with(['.', ',', ';', ':']) && !content.ends_with("...");
    blank_behind && !rest.trim().is_empty() && !ends && content.chars().count() <= HEADLINE_MAX
}
