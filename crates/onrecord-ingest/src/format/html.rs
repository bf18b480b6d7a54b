//! Web pages: headline, main text and what the page says about itself.

use onrecord_model::{Diagnostic, Format};

use super::{Head, Reader};
use crate::draft::Draft;
use crate::page::{self, MainText, Meta};
use crate::{Hints, Rejected, decode, refuse};

pub(super) const READER: Reader = Reader { format: Format::Html, recognises, read };

/// Starts of a page, from the WHATWG MIME Sniffing standard, "identifying a resource with an unknown MIME type".
const STARTS: &[&str] = &[
    "<!doctype html",
    "<html",
    "<head",
    "<script",
    "<iframe",
    "<h1",
    "<div",
    "<font",
    "<table",
    "<a",
    "<style",
    "<title",
    "<b",
    "<body",
    "<br",
    "<p",
    "<!--",
];

fn recognises(head: &Head<'_>) -> bool {
    let start = head.text.trim_start().to_ascii_lowercase();
    let starts = STARTS.iter().filter_map(|tag| start.strip_prefix(tag));
    let is_tag = starts.into_iter().any(|rest| rest.starts_with([' ', '\t', '\n', '\r', '\x0c', '>', '-']));
    let is_xhtml = refuse::xml_root(&start).is_some_and(|(_, root)| root.rsplit(':').next() == Some("html"));
    let says_so = start.contains("<!doctype html") || start.contains("<html");
    is_tag || is_xhtml || says_so || (head.is_named(&["html", "htm", "xhtml"]) && start.contains('<'))
}

fn read(bytes: &[u8], hints: &Hints) -> Result<Draft, Rejected> {
    let decoded = decode::decode(bytes, page::declared(bytes));
    refuse::foreign_xml(&decoded.text)?;
    let mut diagnostics = decoded.diagnostics;
    let lean = page::lean(&decoded.text);
    refuse::binary(&lean)?;
    let dom = page::parse(&lean);
    let meta = Meta::of(&dom.html, hints.url.as_deref());
    let body = body(&lean, &dom, &mut diagnostics);
    if body.is_empty() {
        return Err(Rejected::because("no text found in the page"));
    }
    if meta.author_guessed && meta.author.is_some() {
        diagnostics.push(Diagnostic::note("author-guessed", "the author was taken from the text beside the headline"));
    }
    if matches!(meta.date_source, "a time element" | "the address" | "the text beside the headline")
        && hints.published.is_none()
    {
        let note = format!("the date was taken from {}", meta.date_source);
        diagnostics.push(Diagnostic::note("date-guessed", note));
    }
    Ok(Draft {
        text: page::with_headline(meta.title.as_deref(), body),
        url: meta.canonical_url.clone(),
        canonical_url: meta.canonical_url,
        outlet: meta.outlet,
        published: meta.published,
        title: meta.title,
        author: meta.author,
        credit: meta.credit,
        language: meta.language,
        diagnostics,
        ..Draft::default()
    })
}

/// Finds the main text, or all text of the page with a note of why.
fn body(page: &str, dom: &page::Dom, diagnostics: &mut Vec<Diagnostic>) -> String {
    let why = match dom.cut {
        Some(reason) => reason,
        None => match page::main_text(&dom.html) {
            MainText::Found(text) => return text,
            MainText::Nothing => "no main text was found",
            MainText::Failed => "the search for the main text failed",
        },
    };
    let note = format!("{why}; all text of the page was taken, menus and all");
    diagnostics.push(Diagnostic::warning("main-text-missing", note));
    page::text_of(page)
}
