//! A tree of main text to plain text: paragraphs apart, words of one sentence together.

use scraper::{Html, Node};

/// Elements that stand apart from what is around them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "item",
    "li",
    "list",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "quote",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Tells whether an element stands apart from what is around it.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Writes the text of the HTML fragment `html`: paragraphs are parted by an empty line, white space is one space.
pub(super) fn render(html: &str) -> String {
    let tree = Html::parse_fragment(html);
    let mut out = Paragraphs::default();
    let mut node = tree.tree.root();
    loop {
        open(&mut out, node.value());
        if let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            close(&mut out, node.value());
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                return out.finish();
            };
            node = parent;
        }
    }
}

fn open(out: &mut Paragraphs, node: &Node) {
    match node {
        Node::Text(text) => out.push(text),
        Node::Element(element) if is_block(element.name()) => out.end_paragraph(),
        Node::Element(element) if matches!(element.name(), "br" | "lb") => out.end_line(),
        _ => {}
    }
}

fn close(out: &mut Paragraphs, node: &Node) {
    if node.as_element().is_some_and(|element| is_block(element.name())) {
        out.end_paragraph();
    }
}

/// Paragraphs being written.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    text: String,
    /// What to write before the next word.
    gap: Gap,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

impl Paragraphs {
    /// Adds running text, any white space in it read as one space.
    pub(super) fn push(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                self.gap = self.gap.max(Gap::Space);
            } else {
                self.write_gap();
                self.text.push(c);
            }
        }
    }

    /// Ends the line.
    pub(super) fn end_line(&mut self) {
        self.gap = self.gap.max(Gap::Line);
    }

    /// Ends the paragraph.
    pub(super) fn end_paragraph(&mut self) {
        self.gap = Gap::Paragraph;
    }

    /// Returns the text without white space at its end.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn write_gap(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if self.text.is_empty() {
            return;
        }
        self.text.push_str(match gap {
            Gap::None => "",
            Gap::Space => " ",
            Gap::Line => "\n",
            Gap::Paragraph => "\n\n",
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_stay_whole_and_paragraphs_apart() {
        let html = "<div><p>He <b>never</b>\n said <a href='/x'>so</a>.</p><p>She did.<br>Twice.</p></div>";
        assert_eq!(render(html), "He never said so.\n\nShe did.\nTwice.");
    }
}
