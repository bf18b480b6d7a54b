//! Which part of a page is the article.

use std::panic::{AssertUnwindSafe, catch_unwind};

use trafilatura::{HtmlDateMode, Options};

use super::render::render;

/// What the search for the main text came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MainText {
    /// The article's text.
    Found(String),
    /// Nothing that looks like an article.
    Nothing,
    /// The search failed on this page.
    Failed,
}

/// Finds the article in `page`, which must be one that [`super::parse`] did not cut off.
///
/// Comments of readers are left out. The library's own search for a date is off: it asks the clock.
pub(crate) fn main_text(page: &str) -> MainText {
    let options =
        Options::default().with_fallback(true).with_exclude_comments(true).with_html_date_mode(HtmlDateMode::Disabled);
    // A panic in the library must cost only this page; nothing it touched outlives the call.
    let extracted = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(page, &options)));
    match extracted {
        Ok(Ok(result)) => match render(&result.content_html) {
            text if text.is_empty() => MainText::Nothing,
            text => MainText::Found(text),
        },
        Ok(Err(_)) => MainText::Nothing,
        Err(_) => MainText::Failed,
    }
}
