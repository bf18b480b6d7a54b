//! The newest text: since when each sentence has stood in these words, and which it had before.

use super::body::pieces;
use super::series::{Series, VersionLink};
use super::thread::Thread;

/// The newest text.
#[derive(Clone, Debug)]
pub(crate) struct Current {
    /// The version; `None` when there is none.
    pub(crate) version: Option<VersionLink>,
    /// Its paragraphs.
    pub(crate) paragraphs: Vec<Vec<Line>>,
    /// Sentences that were asked for and are gone, by their first appearance.
    pub(crate) gone: Vec<Line>,
}

/// A sentence and its history.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its words, the last ones it had.
    pub(crate) text: String,
    /// Their language, as a tag, when it is not the page's own.
    pub(crate) language: Option<String>,
    /// Its history; `None` when it is too short to be followed.
    pub(crate) thread: Option<Thread>,
}

impl Current {
    /// Makes the newest text; of some sentences, also those that are gone.
    pub(crate) fn new(series: &Series<'_>) -> Self {
        let Some(last) = series.last() else {
            return Current { version: None, paragraphs: Vec::new(), gone: Vec::new() };
        };
        let mut paragraphs: Vec<Vec<Line>> = Vec::new();
        for piece in pieces(series, last).0 {
            let thread = piece.event.and_then(|e| Thread::new(series, series.thread(e.event.thread)));
            let line = Line { text: piece.text, language: series.language(last), thread };
            match paragraphs.last_mut() {
                Some(paragraph) if !piece.opens => paragraph.push(line),
                _ => paragraphs.push(vec![line]),
            }
        }
        let gone = if series.page.find.is_some() { gone(series) } else { Vec::new() };
        Current { version: Some(series.link(last)), paragraphs, gone }
    }
}

fn gone(series: &Series<'_>) -> Vec<Line> {
    let line = |events: &[&crate::timeline::TimelineEvent]| {
        let last = events.last()?;
        let thread = Thread::new(series, events)?;
        let language = series.language(last.event.version);
        thread.end.is_some().then(|| Line { text: series.wording(&last.event), language, thread: Some(thread) })
    };
    series.threads().filter_map(line).collect()
}
