//! Dated text: first line ` date YYYY-MM-DD URL`, the headline once or twice, the body.

use std::ops::Range;

use onrecord_model::{Diagnostic, Format};

use super::{Head, Reader};
use crate::draft::Draft;
use crate::{Hints, Rejected, address, dates, decode, refuse};

pub(super) const READER: Reader = Reader { format: Format::Dated, recognises, read };

fn recognises(head: &Head<'_>) -> bool {
    date_line(&head.text).is_some()
}

/// The first line of a dated text, as written.
struct DateLine<'a> {
    date: &'a str,
    url: Option<&'a str>,
    /// Everything behind the line.
    rest: &'a str,
}

/// Reads the first line; the date needs the shape of a date only, be it a day of the calendar or not.
fn date_line(text: &str) -> Option<DateLine<'_>> {
    let (line, rest) = text.split_once(['\n', '\r']).unwrap_or((text, ""));
    let mut words = line.trim_start_matches('\u{feff}').split_whitespace();
    if words.next() != Some("date") {
        return None;
    }
    let date = words.next().filter(|word| has_date_shape(word))?;
    let url = words.next();
    Some(DateLine { date, url, rest })
}

fn has_date_shape(word: &str) -> bool {
    let mut parts = word.split('-').map(|part| (part.len(), part.bytes().all(|b| b.is_ascii_digit())));
    let shape = (parts.next(), parts.next(), parts.next(), parts.next());
    shape == (Some((4, true)), Some((2, true)), Some((2, true)), None)
}

fn read(bytes: &[u8], _: &Hints) -> Result<Draft, Rejected> {
    let decoded = decode::decode(bytes, None);
    refuse::binary(&decoded.text)?;
    let mut diagnostics = decoded.diagnostics;
    let line = date_line(&decoded.text);
    let date = line.as_ref().map(|line| line.date);
    let url = line.as_ref().and_then(|line| line.url);
    let (headline, body) = headline_and_body(&decoded.text, line.as_ref().map_or("", |line| line.rest));
    if line.is_none() {
        diagnostics.push(Diagnostic::warning("date-missing", "the first line is no date line"));
    } else if url.is_none() {
        diagnostics.push(Diagnostic::note("url-missing", "the date line names no address"));
    }
    if body.is_empty() {
        let note = "nothing follows the date line and headline";
        diagnostics.push(Diagnostic::warning("body-missing", note));
    }
    Ok(Draft {
        outlet: url.and_then(address::outlet_of),
        url: url.map(str::to_owned),
        title: headline.map(str::to_owned),
        published: date.and_then(|date| dates::published(date, &mut diagnostics)),
        diagnostics,
        text: decoded.text,
        ..Draft::default()
    })
}

/// Finds headline and body; behind a date line that is no day of the calendar, in the `rest` alone.
fn headline_and_body<'a>(text: &'a str, rest: &'a str) -> (Option<&'a str>, &'a str) {
    let whole = onrecord_text::layout(text, None);
    let (text, layout) = if whole.date_line.is_some() || rest.is_empty() {
        (text, whole)
    } else {
        (rest, onrecord_text::layout(rest, None))
    };
    let at = |range: &Range<usize>| text.get(range.clone()).map(str::trim);
    let headline = layout.headlines.first().and_then(at);
    (headline, at(&layout.body).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_lines_are_recognised_by_shape() {
        let is = |text: &str| recognises(&Head::new(text.as_bytes(), None));
        assert!(is(" date 2026-01-24 https://example.org/a\n\nHeadline\n"));
        assert!(is("\u{feff}date 2026-13-45\nHeadline\n"));
        assert!(!is("date of birth 2026-01-24"));
        assert!(!is("A date 2026-01-24"));
    }
}
