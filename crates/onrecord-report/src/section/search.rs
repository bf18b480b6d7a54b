//! The search page.

use std::fmt::Write as _;

use askama::Template;

use super::foot::Foot;
use crate::RenderError;
use crate::search::SearchPage;
use crate::shell::{Sheet, Shell};

/// The script of the search page, the only one of a site: it reads the entries out of the page and makes no request.
const SCRIPT: &str = include_str!("../../../../templates/search/search.js");

/// The whole page.
#[derive(Clone, Debug, Template)]
#[template(path = "search/page.html")]
pub(crate) struct Page {
    /// The head.
    pub(crate) shell: Shell,
    /// The entries as JSON that cannot end its element.
    pub(crate) entries: String,
    /// How it came about, as HTML.
    pub(crate) foot: String,
}

impl Page {
    /// Makes the page.
    pub(crate) fn new(page: &SearchPage) -> Result<Self, RenderError> {
        let site = &page.method.site;
        let entries = page.entries.iter().filter_map(|entry| {
            let address = site.href(entry.handle)?;
            let line = (address, &entry.text, &entry.who, &entry.day, entry.handle.to_string());
            serde_json::to_string(&line).ok().map(|line| inert(&line))
        });
        Ok(Page {
            shell: Shell::with_script("Search", &page.method.generator, site, Sheet::Lists, SCRIPT),
            entries: format!("[{}]", entries.collect::<Vec<_>>().join(",\n")),
            foot: Foot::of_site(&page.method, page.generated_at).render()?,
        })
    }
}

/// Writes JSON so that nothing in it means anything to a reader of HTML or of lines.
fn inert(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\0' | '\r' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_script_cannot_end_its_element() {
        let low = SCRIPT.to_ascii_lowercase();
        assert!(!low.contains("</") && !low.contains("<!--") && !low.contains("<script"));
        for way in ["fetch", "xmlhttprequest", "innerhtml", "eval", "import("] {
            assert!(!low.contains(way), "{way}");
        }
    }

    proptest! {
        #[test]
        fn what_is_inert_reads_back(text in any::<String>()) {
            let json = inert(&serde_json::to_string(&text).unwrap());
            prop_assert!(!json.contains(['<', '>', '&']));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
