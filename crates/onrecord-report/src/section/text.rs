//! The article as received, with its mentions marked.

use std::borrow::Cow;
use std::ops::Range;

use askama::Template;
use fluent_bundle::FluentValue;
use onrecord_model::Voice;
use onrecord_text::{Layout, Span, layout};

use super::{head, words};
use crate::article::ArticlePage;
use crate::language::{say, say_with};
use crate::marks::{Mark, MarkKind, Segment, flatten};

/// The marked text.
#[derive(Clone, Debug, Template)]
#[template(path = "article/text.html")]
pub(crate) struct MarkedText {
    /// Language of the text, as a tag.
    pub(crate) language: Option<String>,
    /// The paragraphs.
    pub(crate) blocks: Vec<Block>,
    /// White space behind the last paragraph.
    pub(crate) tail: String,
    /// What the marks mean.
    pub(crate) legend: Vec<LegendEntry>,
}

/// One paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// White space before it.
    pub(crate) before: String,
    /// `dateline`, `headline` or `para`.
    pub(crate) class: &'static str,
    /// Its runs.
    pub(crate) pieces: Vec<Piece>,
}

/// A run of text under the same marks.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// The mentions that start here.
    pub(crate) refs: Vec<MentionRef>,
    /// Classes of the mark; empty when there is none.
    pub(crate) class: String,
    /// Whether it is part of a claim, not only of a source or a cue.
    pub(crate) claimed: bool,
    /// The text.
    pub(crate) text: String,
}

/// A numbered link between a mention and the card of its claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MentionRef {
    /// Id of the place in the text.
    pub(crate) id: String,
    /// Id of the card.
    pub(crate) card: String,
    /// Number of the mention.
    pub(crate) number: u32,
    /// Class of its voice.
    pub(crate) class: &'static str,
    /// Letter of its voice.
    pub(crate) letter: Cow<'static, str>,
    /// Its voice in words.
    pub(crate) voice: Cow<'static, str>,
}

/// One line of the legend.
#[derive(Clone, Debug)]
pub(crate) struct LegendEntry {
    /// Class of the mark.
    pub(crate) class: &'static str,
    /// Letter of the voice.
    pub(crate) letter: Cow<'static, str>,
    /// The voice in words.
    pub(crate) voice: Cow<'static, str>,
}

impl MarkedText {
    /// Marks the text of `page`.
    pub(crate) fn new(page: &ArticlePage) -> Self {
        let article = &page.document.article;
        let text = article.text.as_str();
        let (marks, refs) = marks(page);
        let places = paragraphs(text);
        let cuts = places.iter().flat_map(|place| [place.start, place.end]);
        let segments = flatten(text, &marks, cuts);
        let layout = layout(text, article.title.as_deref());
        let tail = places.last().map_or(0, |place| place.end);
        MarkedText {
            language: head::language(&page.document),
            blocks: blocks(text, &places, &segments, &refs, &layout),
            tail: text.get(tail..).unwrap_or_default().to_owned(),
            legend: legend(page),
        }
    }
}

impl MentionRef {
    /// Makes the link of the `nth` run (from 0) of a mention.
    pub(crate) fn new(number: u32, voice: Voice, card: String, nth: usize) -> Self {
        let id = match nth {
            0 => format!("m-{number}"),
            _ => format!("m-{number}-{}", nth + 1),
        };
        MentionRef { id, card, number, class: voice.as_str(), letter: words::letter(voice), voice: words::voice(voice) }
    }

    /// Says that it leads to the card, for those who hear it.
    pub(crate) fn to_card(&self) -> Cow<'static, str> {
        let [mark, _] = self.told();
        say_with("mark-to-claim", [mark, ("claim", self.card.as_str().into())])
    }

    /// Says that it leads to its place in the article, for those who hear it.
    pub(crate) fn to_place(&self) -> Cow<'static, str> {
        say_with("mark-to-place", self.told())
    }

    fn told(&self) -> [(&'static str, FluentValue<'_>); 2] {
        let mark = format!("{}{}", self.number, self.letter);
        [("mark", mark.into()), ("voice", (&*self.voice).into())]
    }
}

// The marks, and for each the link that stands before it; sources and cues have none.
fn marks(page: &ArticlePage) -> (Vec<Mark>, Vec<Option<MentionRef>>) {
    let mut marks = Vec::new();
    let mut add = |span: &Span, kind, link| {
        let range = span.bytes();
        marks.push((Mark { range, kind }, link));
    };
    for card in &page.claims {
        for mention in &card.mentions {
            for (nth, span) in mention.content.iter().enumerate() {
                let link = MentionRef::new(mention.number, mention.voice, card.claim.handle.to_string(), nth);
                add(span, MarkKind::Content(mention.voice), Some(link));
            }
            mention.source.iter().for_each(|span| add(span, MarkKind::Source, None));
            mention.cue.iter().for_each(|span| add(span, MarkKind::Cue, None));
        }
    }
    marks.into_iter().unzip()
}

/// Returns the runs of lines that are not blank, without the white space around them.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let (mut at, mut open) = (0, false);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        match places.last_mut() {
            _ if words.is_empty() => open = false,
            Some(last) if open => last.end = start + words.len(),
            _ => {
                places.push(start..start + words.len());
                open = true;
            }
        }
    }
    places
}

fn blocks(
    text: &str,
    places: &[Range<usize>],
    segments: &[Segment],
    refs: &[Option<MentionRef>],
    layout: &Layout,
) -> Vec<Block> {
    let mut segments = segments.iter().peekable();
    let mut waiting = Vec::new();
    let mut before = 0;
    let mut blocks: Vec<Block> = Vec::with_capacity(places.len());
    for place in places {
        let mut pieces = Vec::new();
        while let Some(segment) = segments.next_if(|s| s.range.end <= place.end) {
            waiting.extend(segment.starts.iter().filter_map(|&i| refs.get(i).cloned().flatten()));
            if segment.range.start >= place.start {
                pieces.push(Piece::new(segment, text, std::mem::take(&mut waiting)));
            }
        }
        blocks.push(Block {
            before: text.get(before..place.start).unwrap_or_default().to_owned(),
            class: class(place, layout),
            pieces,
        });
        before = place.end;
    }
    // A mention of nothing but the white space behind the last paragraph still gets its link.
    waiting.extend(segments.flat_map(|s| &s.starts).filter_map(|&i| refs.get(i).cloned().flatten()));
    if let (Some(block), false) = (blocks.last_mut(), waiting.is_empty()) {
        block.pieces.push(Piece::bare(waiting));
    }
    blocks
}

fn class(place: &Range<usize>, layout: &Layout) -> &'static str {
    let meets = |range: &Range<usize>| range.start < place.end && place.start < range.end;
    if layout.date_line.as_ref().is_some_and(meets) {
        "dateline"
    } else if layout.headlines.iter().any(meets) {
        "headline"
    } else {
        "para"
    }
}

impl Piece {
    fn new(segment: &Segment, text: &str, refs: Vec<MentionRef>) -> Self {
        Piece {
            refs,
            class: classes(segment),
            claimed: segment.voice.is_some(),
            text: text.get(segment.range.clone()).unwrap_or_default().to_owned(),
        }
    }

    fn bare(refs: Vec<MentionRef>) -> Self {
        Piece { refs, class: String::new(), claimed: false, text: String::new() }
    }
}

fn classes(segment: &Segment) -> String {
    let mut classes = Vec::new();
    classes.extend(segment.voice.map(Voice::as_str));
    classes.extend((segment.depth > 1).then_some("nested"));
    classes.extend(segment.source.then_some("source"));
    classes.extend(segment.cue.then_some("cue"));
    classes.join(" ")
}

// Only the voices that occur, in the order of legends.
fn legend(page: &ArticlePage) -> Vec<LegendEntry> {
    let occurs = |voice: &Voice| {
        let mut mentions = page.claims.iter().flat_map(|card| &card.mentions);
        mentions.any(|mention| mention.voice == *voice)
    };
    let entry =
        |voice: Voice| LegendEntry { class: voice.as_str(), letter: words::letter(voice), voice: words::voice(voice) };
    Voice::ALL.into_iter().filter(occurs).map(entry).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paragraphs_are_runs_of_lines() {
        let text = " date 2026\n\nHead \n  \r\n one\ntwo \n";
        let words: Vec<_> = paragraphs(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(words, ["date 2026", "Head", "one\ntwo"]);
    }

    proptest! {
        #[test]
        fn paragraphs_hold_all_but_white_space(text in "[a \\t\\n\\r\u{a0}é]{0,60}") {
            let mut rest = text.clone();
            for place in paragraphs(&text).into_iter().rev() {
                prop_assert!(!text[place.clone()].is_empty());
                rest.replace_range(place, "");
            }
            prop_assert!(rest.trim().is_empty());
        }
    }
}
