//! The page of all versions of a text: what became of its sentences.

use chrono::{DateTime, Utc};
use onrecord_model::{Comparison, Document, SentenceEvent};

use crate::RenderError;
use crate::article::Method;
use crate::language;
use crate::section::timeline::page::Page;

/// All that the page of a text's versions shows; nothing else reaches it.
#[derive(Clone, Debug)]
pub struct TimelinePage {
    /// The versions in order of their dates; undated ones last.
    pub versions: Vec<Document>,
    /// What became of which sentence, by version and in reading order, what left last. Events of versions that are not
    /// there are left out.
    pub events: Vec<TimelineEvent>,
    /// Words that were searched for, so that `events` are those of some sentences only; `None` when all are there.
    pub find: Option<String>,
    /// How the page came about, and whose it is.
    pub method: Method,
    /// When the page was made; printed at its foot.
    pub generated_at: DateTime<Utc>,
}

/// What became of a sentence, with how its wording changed.
#[derive(Clone, Debug)]
pub struct TimelineEvent {
    /// What became of which sentence.
    pub event: SentenceEvent,
    /// How the words of now stand to those before; `None` where nothing changed or there is only one of them.
    pub comparison: Option<Comparison>,
}

/// Writes the versions as one HTML file that needs nothing else.
///
/// # Errors
/// [`RenderError`] when a template fails; never because of what the page holds.
pub fn render(page: &TimelinePage) -> Result<String, RenderError> {
    let _speaking = language::speak(&page.method.site.house.words);
    let page = Page::new(page);
    page.shell.page(&page)
}
