//! A page written anew without the parts that hold no article.

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

/// Elements that are left out with all that is in them.
const CUT: &[&str] = &[
    "nav",
    "footer",
    "aside",
    "menu",
    "svg",
    "math",
    "canvas",
    "audio",
    "video",
    "object",
    "embed",
    "iframe",
    "select",
    "button",
    "datalist",
    "input",
    "link",
    "template",
    "style",
    "map",
    "source",
    "track",
    "img",
    "picture",
    "label",
    "meta",
    "dialog",
    "amp-ad",
    "amp-consent",
    "amp-sidebar",
    "amp-user-notification",
];
/// Elements without content, which have no end tag (HTML standard, 13.1.2).
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Attributes that the search for the article looks at.
const KEPT: &[&str] = &[
    "id",
    "class",
    "role",
    "href",
    "itemprop",
    "itemtype",
    "style",
    "hidden",
    "rel",
    "datetime",
    "content",
    "property",
    "name",
    "type",
    "lang",
    "data-testid",
    "data-component",
    "aria-hidden",
];
/// Longest value of an attribute that is kept, in bytes; what is longer is data for scripts.
const LONGEST: usize = 300;

/// Writes `html` as markup without menus, margins, pictures and forms' parts, and without attributes that nobody looks at.
///
/// The search copies and walks a page many times, and would throw these parts out itself after the first.
pub(super) fn pruned(html: &Html) -> String {
    let mut out = String::new();
    let mut cut = 0_usize;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(_) if cut > 0 => cut += 1,
                Node::Element(element) if is_cut(element, || text_of(&node)) => cut = 1,
                Node::Element(element) => open(&mut out, element),
                Node::Text(text) if cut == 0 => {
                    let raw = node.parent().and_then(|parent| parent.value().as_element().map(is_raw));
                    if raw == Some(true) { out.push_str(text) } else { escape(&mut out, text) }
                }
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                Node::Element(_) if cut > 0 => cut -= 1,
                Node::Element(element) if !VOID.contains(&element.name()) => {
                    out.push_str("</");
                    out.push_str(element.name());
                    out.push('>');
                }
                _ => {}
            },
        }
    }
    out
}

/// Tells whether an element is left out; of scripts those stay that hold the text of the article (JSON-LD).
fn is_cut(element: &Element, text: impl Fn() -> String) -> bool {
    match element.name() {
        "script" => !text().contains("articleBody"),
        name => CUT.contains(&name) || is_hidden(element),
    }
}

/// Tells whether no reader sees an element (HTML standard, 6.1); what a search on the page may reveal stays.
fn is_hidden(element: &Element) -> bool {
    !matches!(element.name(), "html" | "body")
        && element.attr("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
}

fn text_of(node: &ego_tree::NodeRef<'_, Node>) -> String {
    node.children().filter_map(|child| child.value().as_text().map(|text| text.to_string())).collect()
}

/// Tells whether text in an element is written as it is (HTML standard, 13.3).
fn is_raw(element: &Element) -> bool {
    matches!(element.name(), "script" | "xmp" | "noembed" | "noframes" | "noscript" | "plaintext")
}

fn open(out: &mut String, element: &Element) {
    out.push('<');
    out.push_str(element.name());
    for (name, value) in element.attrs() {
        let kept = KEPT.contains(&name) && (value.len() <= LONGEST || name == "content");
        if kept {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(out, value);
            out.push('"');
        }
    }
    out.push('>');
}

fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\u{a0}']) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let length = special.chars().next().map_or(1, char::len_utf8);
        out.push_str(match special.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            _ => "&nbsp;",
        });
        rest = special.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_reads_the_same() {
        let page = "<html><head><title>T</title></head><body><nav><p>Menu</p></nav><article class=\"a b\" onclick=\"x()\"><p>A &amp; \
                    B&nbsp;&lt;c&gt;<br>d</p><p hidden>Unseen</p><amp-consent><p>Cookies</p></amp-consent><svg><path d=\"M0\"/></svg></article><script>var a;</script>\
                    <script>{\"articleBody\":\"<p>\"}</script></body></html>";
        assert_eq!(
            pruned(&Html::parse_document(page)),
            "<html><head><title>T</title></head><body><article class=\"a b\"><p>A &amp; B&nbsp;&lt;c&gt;<br>d</p></article>\
             <script>{\"articleBody\":\"<p>\"}</script></body></html>"
        );
    }
}
