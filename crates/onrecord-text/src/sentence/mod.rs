//! Sentence boundaries, glued joins included.

mod boundary;
mod glued;
mod roles;

use std::ops::Range;

use crate::paragraph::{paragraphs, trim};
use crate::quotation::quotations;
use crate::token::{TokenKind, tokens};
use boundary::Scanner;
use roles::Roles;

/// Returns the sentences of `text` as byte ranges in reading order, without surrounding white space.
///
/// A sentence ends with its paragraph (see [`crate::paragraphs`]), or at `.`, `!`, `?`, `…` and their like with the
/// quotation marks and brackets that close there, when what follows looks like a beginning. The space between two
/// sentences may have been lost. Sentences inside a quotation are sentences; a quoted question that the outer sentence
/// goes on from ("Really?" he asked.) is not an end.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let roles = Roles::new(&quotations(text));
    let addresses = addresses(text);
    let scanner = Scanner { text, roles: &roles, addresses: &addresses };
    let mut found = Vec::new();
    for paragraph in paragraphs(text) {
        split(&scanner, &paragraph, &mut found);
    }
    found
}

/// Appends the sentences of one paragraph.
fn split(scanner: &Scanner<'_>, paragraph: &Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut start = paragraph.start;
    let mut at = start;
    while let Some(end) = scanner.next_run(at, paragraph.end) {
        at = end.behind;
        if let Some(boundary) = scanner.boundary(start, &end, paragraph.end) {
            push(scanner.text, start..boundary, found);
            start = boundary;
            at = boundary;
        }
    }
    push(scanner.text, start..paragraph.end, found);
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let sentence = trim(text, range);
    if !sentence.is_empty() {
        found.push(sentence);
    }
}

/// Returns the places of URLs, domains and e-mail addresses, whose dots end nothing.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let found = tokens(text).into_iter().filter(|t| t.kind == TokenKind::Url);
    found.map(|t| t.range).collect()
}
