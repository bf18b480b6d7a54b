//! Dated text: first line ` date YYYY-MM-DD URL`, the headline once or twice, the body.

use std::ops::Range;

use onrecord_model::{Diagnostic, Format};

use super::{Head, Reader};
use crate::draft::Draft;
use crate::{Hints, Rejected, address, dates, decode, refuse};

pub(super) const READER: Reader = Reader {
    format: Format::Dated,
    recognises,
    read,
};

/// Accepts a first line `date` and something in the shape of a date, be it a day of the calendar or not.
fn recognises(head: &Head<'_>) -> bool {
    let first = head.text.lines().map(str::trim).find(|line| !line.is_empty());
    let mut words = first.unwrap_or_default().split_whitespace();
    words.next() == Some("date") && words.next().is_some_and(has_date_shape)
}

fn has_date_shape(word: &str) -> bool {
    let mut parts = word
        .split('-')
        .map(|part| (part.len(), part.bytes().all(|b| b.is_ascii_digit())));
    let shape = (parts.next(), parts.next(), parts.next(), parts.next());
    shape == (Some((4, true)), Some((2, true)), Some((2, true)), None)
}

fn read(bytes: &[u8], _: &Hints) -> Result<Draft, Rejected> {
    let decoded = decode::decode(bytes, None);
    refuse::binary(&decoded.text)?;
    let layout = onrecord_text::layout(&decoded.text, None);
    let at = |range: &Range<usize>| decoded.text.get(range.clone()).map(str::trim);
    let mut diagnostics = decoded.diagnostics;
    let published = match layout.date.as_ref().and_then(at) {
        Some(date) => dates::published(date, &mut diagnostics),
        None => None,
    };
    let url = layout.url.as_ref().and_then(at).filter(|url| !url.is_empty());
    if url.is_none() {
        diagnostics.push(Diagnostic::note("url-missing", "the date line names no address"));
    }
    if decoded
        .text
        .get(layout.body.clone())
        .is_none_or(|body| body.trim().is_empty())
    {
        diagnostics.push(Diagnostic::warning(
            "body-missing",
            "nothing follows the date line and headline",
        ));
    }
    Ok(Draft {
        outlet: url.and_then(address::outlet_of),
        url: url.map(str::to_owned),
        title: layout.headlines.first().and_then(at).map(str::to_owned),
        published,
        diagnostics,
        text: decoded.text,
        ..Draft::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_lines_are_recognised_by_shape() {
        let is = |text: &str| recognises(&Head::new(text.as_bytes(), None));
        assert!(is(" date 2026-01-24 https://example.org/a\n\nHeadline\n"));
        assert!(is("\u{feff}\ndate 2026-13-45\nHeadline\n"));
        assert!(!is("date of birth 2026-01-24"));
        assert!(!is("A date 2026-01-24"));
    }
}
