//! A page parsed as far as it is safe.

use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::{Html, HtmlTreeSink};

use super::attributes::overloaded_tag;

/// Deepest nesting that is parsed. Browsers stop at 512 (Chromium, `kMaximumHTMLParserDOMTreeDepth`).
const MAX_DEPTH: usize = 512;
/// Most nodes that are parsed: each costs some hundred bytes, several times over while the main text is looked for.
const MAX_NODES: usize = 100_000;
/// Most attributes of one tag.
const MAX_ATTRIBUTES: usize = 500;
/// How much is handed to the parser between two looks at the tree, in bytes.
const CHUNK: usize = 2048;

/// A page as a tree, whole or cut off where it stopped being safe.
pub(crate) struct Dom {
    pub(crate) html: Html,
    /// Why the tree ends before the page does, a lower-case fragment; `None` when it is whole.
    pub(crate) cut: Option<&'static str>,
}

/// Parses `page` until it nests too deep, has too many nodes or a tag with too many attributes.
///
/// The parser looks through all open elements again and again, so its time grows with depth times length; watching
/// depth while it works keeps that product small.
pub(crate) fn parse(page: &str) -> Dom {
    let overloaded = overloaded_tag(page, MAX_ATTRIBUTES);
    let mut rest = overloaded.and_then(|end| page.get(..end)).unwrap_or(page);
    let mut cut = overloaded.map(|_| "a tag has more than 500 attributes");
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = html5ever::parse_document(sink, html5ever::ParseOpts::default());
    while !rest.is_empty() {
        let (chunk, after) = split(rest);
        parser.process(StrTendril::from_slice(chunk));
        rest = after;
        if let Some(reason) = overgrown(&parser.tokenizer.sink.sink.0.borrow()) {
            cut = Some(reason);
            break;
        }
    }
    Dom {
        html: parser.finish(),
        cut,
    }
}

fn split(text: &str) -> (&str, &str) {
    text.split_at(text.ceil_char_boundary(CHUNK))
}

fn overgrown(html: &Html) -> Option<&'static str> {
    let mut nodes = html.tree.nodes();
    if nodes.len() > MAX_NODES {
        return Some("more than 100,000 nodes");
    }
    let depth = nodes
        .next_back()
        .map_or(0, |last| last.ancestors().take(MAX_DEPTH + 1).count());
    (depth > MAX_DEPTH).then_some("nested deeper than 512 elements")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_where_a_page_grows_without_end() {
        assert_eq!(parse("<p>Short.</p>").cut, None);
        assert!(
            parse(&"<div>".repeat(100_000))
                .cut
                .is_some_and(|why| why.contains("nested"))
        );
        assert!(
            parse(&"<p>x</p>".repeat(100_000))
                .cut
                .is_some_and(|why| why.contains("nodes"))
        );
        let attributes: String = (0..100_000).map(|n| format!(" a{n}=1")).collect();
        assert!(
            parse(&format!("<p{attributes}>x"))
                .cut
                .is_some_and(|why| why.contains("attributes"))
        );
    }
}
