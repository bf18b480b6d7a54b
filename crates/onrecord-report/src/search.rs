//! The search page of a site: it works from disk, without a server and without a request.

use chrono::{DateTime, Utc};
use onrecord_model::{ClaimStatuses, Handle, SideExit};

use crate::RenderError;
use crate::article::Method;
use crate::language;
use crate::section::search::Page;

/// All that the search page holds.
#[derive(Clone, Debug)]
pub struct SearchPage {
    /// What can be found, in the order in which it is listed.
    pub entries: Vec<SearchEntry>,
    /// How it came about.
    pub method: Method,
    /// When the page was made.
    pub generated_at: DateTime<Utc>,
}

/// One thing that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchEntry {
    /// What it is.
    pub handle: Handle,
    /// Its headline, wording or name.
    pub text: String,
    /// Who says it, or who published it; empty when nobody.
    pub who: String,
    /// The day, as `2026-01-24`; empty when not known.
    pub day: String,
    /// Name of the outlet that a claim was first found in; `None` for all else, and when not known.
    pub outlet: Option<String>,
    /// As what it was set aside; `None` when it was not.
    pub set_aside: Option<SideExit>,
    /// What came of checking; `None` for what is no claim.
    pub statuses: Option<ClaimStatuses>,
}

/// Writes the page as one HTML file with one script that its policy names, and the entries beside it.
///
/// # Errors
/// [`RenderError`] when a template fails; never because of what the page holds.
pub fn render(page: &SearchPage) -> Result<String, RenderError> {
    let _speaking = language::speak(&page.method.site.house.words);
    let page = Page::new(page)?;
    page.shell.page(&page)
}
