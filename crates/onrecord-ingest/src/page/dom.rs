//! A page parsed as far as it is safe.

use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::{Html, HtmlTreeSink, Node};

use super::attributes::overloaded_tag;

/// Deepest nesting that is parsed. Browsers stop at 512 (Chromium, `kMaximumHTMLParserDOMTreeDepth`).
const MAX_DEPTH: usize = 512;
/// Most nodes that are parsed: measured at up to 3 KB each while the main text is looked for.
const MAX_NODES: usize = 60_000;
/// Most text outside scripts and styles that is parsed, in bytes; a long novel.
const MAX_TEXT: usize = 2 * 1024 * 1024;
/// Longest page that is parsed whole, in bytes.
const MAX_PAGE: usize = 8 * 1024 * 1024;
/// How much of a longer page is parsed for what it says about itself, in bytes.
const HEAD_OF_LONG_PAGE: usize = 512 * 1024;
/// How much is handed to the parser between two looks at the tree, in bytes.
const CHUNK: usize = 8192;
/// How many chunks lie between two sums over all text.
const CHUNKS_PER_SUM: usize = 16;

/// A page as a tree, whole or cut off where it stopped being safe.
pub(crate) struct Dom {
    pub(crate) html: Html,
    /// Why the tree ends before the page does, a lower-case fragment; `None` when it is whole.
    pub(crate) cut: Option<&'static str>,
}

/// Parses `page` until it nests too deep, grows too large or has tags with too many attributes.
///
/// The parser looks through all open elements again and again, so its time grows with depth times length; watching
/// depth while it works keeps that product small.
pub(crate) fn parse(page: &str) -> Dom {
    let (mut rest, mut cut) = safe_start(page);
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = html5ever::parse_document(sink, html5ever::ParseOpts::default());
    let mut chunks = 0;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(rest.ceil_char_boundary(CHUNK));
        parser.process(StrTendril::from_slice(chunk));
        rest = after;
        chunks += 1;
        let html = parser.tokenizer.sink.sink.0.borrow();
        let too_much = overgrown(&html).or_else(|| {
            let due = rest.is_empty() || chunks % CHUNKS_PER_SUM == 0;
            (due && text_bytes(&html) > MAX_TEXT).then_some("more than 2 MiB of text")
        });
        if too_much.is_some() {
            cut = too_much;
            break;
        }
    }
    Dom { html: parser.finish(), cut }
}

/// Returns as much of `page` as may be parsed and, when that is not all, why.
fn safe_start(page: &str) -> (&str, Option<&'static str>) {
    let upto = |end: usize| page.get(..page.floor_char_boundary(end)).unwrap_or_default();
    if page.len() > MAX_PAGE {
        return (upto(HEAD_OF_LONG_PAGE), Some("longer than 8 MiB"));
    }
    match overloaded_tag(page) {
        Some(end) => (upto(end), Some("its tags have too many attributes")),
        None => (page, None),
    }
}

fn overgrown(html: &Html) -> Option<&'static str> {
    let mut nodes = html.tree.nodes();
    if nodes.len() > MAX_NODES {
        return Some("more than 60,000 nodes");
    }
    let depth = nodes.next_back().map_or(0, |last| last.ancestors().take(MAX_DEPTH + 1).count());
    (depth > MAX_DEPTH).then_some("nested deeper than 512 elements")
}

fn text_bytes(html: &Html) -> usize {
    let unread = |node: &Node| node.as_element().is_some_and(|e| matches!(e.name(), "script" | "style"));
    html.tree
        .nodes()
        .filter(|node| node.parent().is_none_or(|parent| !unread(parent.value())))
        .filter_map(|node| node.value().as_text().map(|text| text.len()))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_where_a_page_grows_without_end() {
        assert_eq!(parse("<p>Short.</p>").cut, None);
        assert!(parse(&"<div>".repeat(100_000)).cut.is_some_and(|why| why.contains("nested")));
        assert!(parse(&"<p>x</p>".repeat(100_000)).cut.is_some_and(|why| why.contains("nodes")));
        let attributes: String = " a=1".repeat(100_000);
        assert!(parse(&format!("<p{attributes}>x")).cut.is_some_and(|why| why.contains("attributes")));
    }
}
