//! The page of several documents, or versions of one, side by side.

use chrono::{DateTime, Utc};
use onrecord_model::{ClaimStatuses, Comparison, Document, Handle, PublicEntry, SideExit, Voice};
use onrecord_text::Span;

use crate::RenderError;
use crate::article::Method;
use crate::language;
use crate::section::comparison::Page;

/// All that the page shows; nothing else reaches it.
#[derive(Clone, Debug)]
pub struct ComparisonPage {
    /// The documents, in order of their dates; undated ones last.
    pub documents: Vec<Document>,
    /// What became of the claims from each document to the next.
    pub steps: Vec<Step>,
    /// How it came about.
    pub method: Method,
    /// When the page was made.
    pub generated_at: DateTime<Utc>,
}

/// Two documents, one after the other.
#[derive(Clone, Debug)]
pub struct Step {
    /// The earlier document, by its place in the list.
    pub earlier: usize,
    /// The later one.
    pub later: usize,
    /// The claims: in reading order of the later document, then those of the earlier one that stand in no row yet. One that is
    /// near to several of the other document may stand in several rows.
    pub rows: Vec<Row>,
}

/// A claim in two documents, or in one of them.
#[derive(Clone, Debug)]
pub struct Row {
    /// As the earlier document has it; `None` where it does not.
    pub earlier: Option<Place>,
    /// As the later one has it; `None` where it does not.
    pub later: Option<Place>,
    /// How the later wording stands to the earlier one; `None` where there is only one.
    pub comparison: Option<Comparison>,
}

/// Where a document makes a claim.
#[derive(Clone, Debug)]
pub struct Place {
    /// The claim.
    pub claim: Handle,
    /// As what it was set aside; `None` when it was not.
    pub set_aside: Option<SideExit>,
    /// What came of checking it.
    pub statuses: ClaimStatuses,
    /// The corrections of what was published of it, and the verdicts of the house on it, the newest first.
    pub told: Vec<PublicEntry>,
    /// Name of who says it, or the words of the text for somebody who is not known as a speaker; `None` where nobody is credited.
    pub speaker: Option<String>,
    /// In whose voice.
    pub voice: Voice,
    /// The words, in the document's text.
    pub content: Vec<Span>,
    /// The cue, where it turns the words round ("denied"), in the same text; `None` where it does not.
    pub denial: Option<Span>,
}

/// Writes the page as one HTML file that needs nothing else.
///
/// # Errors
/// [`RenderError`] when a template fails; never because of what the page holds.
pub fn render(page: &ComparisonPage) -> Result<String, RenderError> {
    let _speaking = language::speak(&page.method.site.house.words);
    let page = Page::new(page)?;
    page.shell.page(&page)
}
