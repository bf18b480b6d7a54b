//! A version in reading order: what changed, what did not, and what left, where it stood.

use std::collections::BTreeMap;
use std::ops::Range;

use onrecord_model::{Document, SentenceChange};
use onrecord_text::{paragraphs, trim};

use super::flat;
use super::series::Series;
use crate::isolate::isolate;
use crate::timeline::TimelineEvent;

/// A piece of a version's text.
pub(crate) struct Piece<'a> {
    /// The sentence; `None` for what is too short to be followed.
    pub(crate) event: Option<&'a TimelineEvent>,
    /// Its words.
    pub(crate) text: String,
    /// Whether a paragraph begins with it.
    pub(crate) opens: bool,
    /// Sentences that stood behind it and are gone.
    pub(crate) gone: Vec<&'a TimelineEvent>,
}

/// Returns the pieces of a version in reading order, and the sentences that stood before all of them and are gone.
///
/// What is too short to be followed is left out where only some sentences are asked for.
pub(crate) fn pieces<'a>(series: &Series<'a>, version: usize) -> (Vec<Piece<'a>>, Vec<&'a TimelineEvent>) {
    let Some(document) = series.version(version) else { return (Vec::new(), Vec::new()) };
    let (here, gone): (Vec<&TimelineEvent>, Vec<_>) =
        series.events(version).iter().partition(|e| e.event.now.is_some());
    let mut places: Vec<(Range<usize>, Option<&TimelineEvent>)> =
        here.iter().filter_map(|e| Some((e.event.now?.bytes(), Some(*e)))).collect();
    if series.page.find.is_none() {
        places.extend(between(document, &places).into_iter().map(|range| (range, None)));
    }
    places.sort_by_key(|(range, _)| range.start);
    let mut pieces: Vec<Piece<'a>> = Vec::with_capacity(places.len());
    let mut starts = paragraphs(document.article.text.as_str()).into_iter().map(|p| p.start).peekable();
    for (range, event) in places {
        let mut opens = pieces.is_empty();
        while starts.next_if(|start| *start <= range.start).is_some() {
            opens = true;
        }
        let text = document.article.text.as_str().get(range).unwrap_or_default();
        pieces.push(Piece { event, text: isolate(flat(text).trim()), opens, gone: Vec::new() });
    }
    let first = put_back(series, version, &mut pieces, gone);
    (pieces, first)
}

/// Returns what stands between sentences, without white space; a paragraph's end parts it.
fn between(document: &Document, places: &[(Range<usize>, Option<&TimelineEvent>)]) -> Vec<Range<usize>> {
    let text = document.article.text.as_str();
    let mut found = Vec::new();
    let mut taken = places.iter().map(|(range, _)| range.clone()).peekable();
    for paragraph in paragraphs(text) {
        let mut from = paragraph.start;
        while let Some(range) = taken.next_if(|range| range.start < paragraph.end) {
            found.push(trim(text, from..range.start.max(from)));
            from = from.max(range.end);
        }
        found.push(trim(text, from..paragraph.end.max(from)));
    }
    found.retain(|range| !range.is_empty());
    found
}

/// Puts what left behind the sentence it stood behind; returns what stood behind none that is still here.
fn put_back<'a>(
    series: &Series<'a>,
    version: usize,
    pieces: &mut [Piece<'a>],
    gone: Vec<&'a TimelineEvent>,
) -> Vec<&'a TimelineEvent> {
    let at: BTreeMap<usize, usize> =
        pieces.iter().enumerate().filter_map(|(at, piece)| Some((piece.event?.event.thread, at))).collect();
    let mut gone: BTreeMap<usize, &TimelineEvent> = gone.into_iter().map(|e| (e.event.thread, e)).collect();
    let (mut first, mut behind) = (Vec::new(), None);
    let before = version.checked_sub(1).map_or(&[][..], |before| series.events(before));
    for old in before.iter().filter(|e| e.event.now.is_some()) {
        if let Some(event) = gone.remove(&old.event.thread) {
            match behind.and_then(|at: usize| pieces.get_mut(at)) {
                Some(piece) => piece.gone.push(event),
                None => first.push(event),
            }
        } else if let Some(at) = at.get(&old.event.thread) {
            behind = Some(*at);
        }
    }
    first.extend(gone.into_values());
    first
}

impl Piece<'_> {
    /// Tells whether it is shown folded: it goes on as it was, or is too short to tell.
    pub(crate) fn is_quiet(&self) -> bool {
        self.event.is_none_or(|e| e.event.change == SentenceChange::Same)
    }
}
