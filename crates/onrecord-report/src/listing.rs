//! The lists of a site: its claims and its speakers.

use chrono::{DateTime, NaiveDate, Utc};
use onrecord_model::{ClaimStatuses, Handle, SideExit};

use crate::RenderError;
use crate::article::Method;
use crate::language;
use crate::section::listing::Page;

/// One page of a list.
#[derive(Clone, Debug)]
pub struct ListingPage {
    /// What is listed.
    pub kind: ListKind,
    /// The lines, in the order to be shown.
    pub lines: Vec<Line>,
    /// Which page of the list it is.
    pub part: Part,
    /// How it came about.
    pub method: Method,
    /// When the page was made.
    pub generated_at: DateTime<Utc>,
}

/// What a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Claims that have a page to themselves.
    Claims,
    /// Speakers that have a page to themselves.
    Speakers,
}

/// One line of a list.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it leads to.
    pub handle: Handle,
    /// The wording or the name.
    pub text: String,
    /// Who says it; `None` in lists of speakers and where nobody is credited.
    pub speaker: Option<String>,
    /// When it was first published; `None` when not known.
    pub date: Option<NaiveDate>,
    /// How many documents, or statements.
    pub count: usize,
    /// As what it was set aside; `None` when it was not.
    pub set_aside: Option<SideExit>,
    /// What came of checking it; `None` in lists of speakers.
    pub statuses: Option<ClaimStatuses>,
}

/// A page of a list of several; [`Part::default`] is a list of one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its number, from 1.
    pub number: usize,
    /// How many pages there are.
    pub of: usize,
    /// How many lines there are on all of them; `None` when they are those of this page.
    pub total: Option<usize>,
}

impl Default for Part {
    fn default() -> Self {
        Part { number: 1, of: 1, total: None }
    }
}

impl Part {
    /// Returns the file of page `number` of the list `name`: `claims.html`, `claims-2.html`.
    pub fn file(name: &str, number: usize) -> String {
        if number == 1 { format!("{name}.html") } else { format!("{name}-{number}.html") }
    }
}

/// Writes the page as one HTML file that needs nothing else.
///
/// # Errors
/// [`RenderError`] when a template fails; never because of what the page holds.
pub fn render(page: &ListingPage) -> Result<String, RenderError> {
    let _speaking = language::speak(&page.method.site.house.words);
    let page = Page::new(page)?;
    page.shell.page(&page)
}
