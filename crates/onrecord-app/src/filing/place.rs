//! Places a person points at: mentions by number, words by quoting them.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use onrecord_model::{Handle, HandleKind, Speaker};
use onrecord_text::{Text, find_quote};

use super::Words;
use crate::AppError;
use crate::evidence::place_of;

/// How far from what is claimed, in bytes, a name is looked for.
const NEAR: usize = 400;

/// A mention by the document it stands in and its number there: `d3#4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionRef {
    /// The document.
    pub document: Handle,
    /// Number of the mention, from 1.
    pub number: u32,
}

/// The refusal of a string that names no mention.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} names no mention; write the document and the number of the mention in it, such as d3#4")]
pub struct MentionRefError(String);

impl fmt::Display for MentionRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}#{}", self.document, self.number))
    }
}

impl FromStr for MentionRef {
    type Err = MentionRefError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let (document, number) = s.split_once('#')?;
            let document: Handle = document.parse().ok()?;
            let number = number.parse().ok().filter(|number| *number > 0)?;
            (document.kind == HandleKind::Document).then_some(MentionRef { document, number })
        };
        parse().ok_or_else(|| MentionRefError(s.to_owned()))
    }
}

/// Says that a document has no mention of that number.
pub(super) fn no_mention(mention: MentionRef, count: usize) -> String {
    let document = mention.document;
    format!("{document} has no mention {}; 'onrecord show {document}' lists its {count} mentions", mention.number)
}

/// Finds words in a document: the first by number where they stand oftener, the others the nearest behind.
pub(super) fn words(text: &Text, words: &Words, document: &str) -> Result<Vec<Range<usize>>, AppError> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for quote in &words.quotes {
        let range = match found.last() {
            None => place_of(text, quote, words.nth, document)?,
            Some(last) => {
                let behind = find_quote(text.as_str(), quote).into_iter().find(|range| range.start >= last.end);
                behind.ok_or_else(|| {
                    AppError::Missing(format!("{quote:?} does not stand in {document} behind the words before it"))
                })?
            }
        };
        found.push(range);
    }
    if found.is_empty() { Err(AppError::Invalid("no words are given".to_owned())) } else { Ok(found) }
}

/// Finds the words that name who says it: those quoted, else the name of the speaker, each time the nearest to what is claimed.
pub(super) fn source(
    text: &Text,
    (content, quoted, speaker): (&[Range<usize>], Option<&str>, Option<&Speaker>),
    document: &str,
) -> Result<Option<Range<usize>>, AppError> {
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return Ok(None) };
    let distance = |range: &Range<usize>| {
        if range.end <= first.start { first.start - range.end } else { range.start.saturating_sub(last.end) }
    };
    let apart = |range: &Range<usize>| content.iter().all(|c| range.end <= c.start || c.end <= range.start);
    let nearest = |words: &str| find_quote(text.as_str(), words).into_iter().filter(apart).min_by_key(distance);
    if let Some(quoted) = quoted {
        let missing = || AppError::Missing(format!("{quoted:?} does not stand in {document} outside what is claimed"));
        return nearest(quoted).map(Some).ok_or_else(missing);
    }
    let Some(speaker) = speaker else { return Ok(None) };
    let is_near = |range: &Range<usize>| {
        let between =
            if range.end <= first.start { range.end..first.start } else { last.end.min(range.start)..range.start };
        distance(range) <= NEAR && !text.as_str().get(between).is_some_and(|between| between.contains('\n'))
    };
    Ok(nearest(&speaker.name).filter(is_near))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_named_by_document_and_number() {
        let mention: MentionRef = "d3#4".parse().unwrap();
        assert_eq!((mention.document, mention.number), (Handle::document(3), 4));
        assert_eq!(mention.to_string(), "d3#4");
        for wrong in ["d3", "c3#1", "d3#0", "d3#", "#1", "d3#x"] {
            assert!(wrong.parse::<MentionRef>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn several_quotes_follow_one_another() {
        let text = Text::new("“We left,” Ann Lee said, “at noon.” Nobody stayed. “We left,” he said.").unwrap();
        let ask = |quotes: &[&str], nth| {
            let quotes = quotes.iter().map(|q| (*q).to_owned()).collect();
            words(&text, &Words { quotes, nth }, "d1").map(|found| found.len()).map_err(|e| e.to_string())
        };
        assert_eq!(ask(&["“We left,”", "“at noon.”"], Some(1)), Ok(2));
        assert!(ask(&["“We left,”"], None).unwrap_err().contains("--nth 1 to 2"));
        assert!(ask(&["“at noon.”", "“We left,” Ann"], None).unwrap_err().contains("behind"));
    }
}
