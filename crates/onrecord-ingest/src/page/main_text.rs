//! Which part of a page is the article.

use std::panic::{AssertUnwindSafe, catch_unwind};

use scraper::Html;
use trafilatura::{HtmlDateMode, Options};

use super::parted::parted;
use super::prose;
use super::prune::pruned;
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

/// How many times over the running text of a page may fill what was found, in tenths, before it is searched again.
///
/// Measured on the evaluation pages: between 10 and 30 the result differs by less than 0.001, so the value that searches least
/// often again is taken (`docs/decisions/0013-main-text.md`).
const TOO_LITTLE: usize = 30;

/// Finds the article in a page, which must be one that [`super::parse`] did not cut off.
///
/// The quick search is taken, unless it leaves much of the running text of the page out: then the page is searched again, by
/// several ways that are compared. Comments of readers are left out.
pub(crate) fn main_text(tree: &Html) -> MainText {
    match searched(tree) {
        MainText::Found(text) => MainText::Found(parted(&text, tree).unwrap_or(text)),
        other => other,
    }
}

fn searched(tree: &Html) -> MainText {
    let page = pruned(tree);
    let quick = search(&page, false);
    let enough = match &quick {
        MainText::Found(text) => prose::amount(tree) * 10 <= text.chars().count() * TOO_LITTLE,
        MainText::Nothing | MainText::Failed => false,
    };
    if enough {
        return quick;
    }
    match search(&page, true) {
        MainText::Nothing | MainText::Failed => quick,
        found @ MainText::Found(_) => found,
    }
}

/// Searches once. The library's own search for a date is off: it asks the clock.
fn search(page: &str, thorough: bool) -> MainText {
    let options = Options::default()
        .with_fallback(thorough)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Disabled);
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
