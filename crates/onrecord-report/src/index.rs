//! The page that lists the reports written in one run.

use chrono::{DateTime, Utc};
use onrecord_model::{Document, PublicEntry, Target};

use crate::RenderError;
use crate::article::{ClaimCard, Method, Newer};
pub use crate::counts::Counts;
use crate::language;
use crate::listing::Part;
use crate::section::index::Index;
use crate::section::words;

/// All that the index page shows.
#[derive(Clone, Debug)]
pub struct IndexPage {
    /// Heading of the page; `None` for the usual one.
    pub title: Option<String>,
    /// The reports in the order to be shown.
    pub entries: Vec<IndexEntry>,
    /// What readers were told last, the newest first; for the first page of a site.
    pub news: Vec<News>,
    /// Which page of the list it is.
    pub part: Part,
    /// How the reports came about.
    pub method: Method,
    /// When the page was made.
    pub generated_at: DateTime<Utc>,
}

/// A verdict or a correction.
#[derive(Clone, Debug)]
pub struct News {
    /// What the claim says.
    pub wording: String,
    /// What readers were told of it; what is neither a verdict nor a correction is not shown.
    pub entry: PublicEntry,
}

/// One report.
#[derive(Clone, Debug)]
pub struct IndexEntry {
    /// Name of the report's file beside the index, such as `d1.html`; anything but ASCII letters, digits, `-`, `_`
    /// and single dots makes no link.
    pub file: String,
    /// The article.
    pub document: Document,
    /// The newest version of it; `None` where it is the newest itself.
    pub newer: Option<Newer>,
    /// How many claims it has.
    pub claims: usize,
    /// What came of checking whether the claimants said so.
    pub said: Counts,
    /// What came of checking whether it is so.
    pub fact: Counts,
}

impl IndexEntry {
    /// Makes the entry of a document with these claims; its file is named after the document's handle.
    pub fn new<'a>(document: Document, claims: impl IntoIterator<Item = &'a ClaimCard>) -> Self {
        let claims = claims.into_iter();
        let statuses: Vec<_> = claims.map(|card| (&card.claim.statuses, card.set_aside.is_some())).collect();
        IndexEntry {
            file: format!("{}.html", document.handle),
            document,
            newer: None,
            claims: statuses.len(),
            said: Counts::of(statuses.iter().copied(), Target::Said),
            fact: Counts::of(statuses.iter().copied(), Target::Fact),
        }
    }
}

/// Returns the words by which an article without a headline is called; `None` where its text has none.
pub fn opening(text: &str) -> Option<String> {
    words::opening(text)
}

/// Writes the index as one HTML file that needs nothing else but the reports it links to.
///
/// # Errors
/// [`RenderError`] when a template fails; never because of what the page holds.
pub fn render(page: &IndexPage) -> Result<String, RenderError> {
    let _speaking = language::speak(&page.method.site.house.words);
    let page = Index::new(page)?;
    page.shell.page(&page)
}
