//! How much running text a page holds, whatever it belongs to.

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

use super::render::is_block;

/// Elements that hold no part of an article, with all that is in them.
const OUTSIDE: &[&str] = &[
    "head",
    "nav",
    "footer",
    "aside",
    "header",
    "form",
    "script",
    "style",
    "noscript",
    "button",
    "select",
    "textarea",
    "template",
    "iframe",
    "figure",
    "figcaption",
];
/// Words in the class or id of what stands round an article.
const AROUND: &[&str] = &[
    "comment",
    "footer",
    "sidebar",
    "related",
    "disqus",
    "teaser",
    "cookie",
    "consent",
    "banner",
    "newsletter",
    "recommend",
];
/// The shortest paragraph that counts, in characters; what is shorter is mostly menus.
const PARAGRAPH: usize = 80;

/// A block that is being read.
#[derive(Default)]
struct Block {
    characters: usize,
    linked: usize,
}

/// Counts the characters of `html` that stand in long paragraphs of few links, outside menus, forms and margins.
///
/// That is a measure of how much there is to be found, not a search: which of it is the article stays open.
pub(super) fn amount(html: &Html) -> usize {
    let (mut blocks, mut sum) = (vec![Block::default()], 0);
    let (mut outside, mut links) = (0_usize, 0_usize);
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(_) if outside > 0 => outside += 1,
                Node::Element(element) if is_outside(element) => outside = 1,
                Node::Element(element) => {
                    links += usize::from(element.name() == "a");
                    if is_block(element.name()) {
                        blocks.push(Block::default());
                    }
                }
                Node::Text(text) if outside == 0 => {
                    let length = length(text);
                    if let Some(block) = blocks.last_mut() {
                        block.characters += length;
                        block.linked += if links > 0 { length } else { 0 };
                    }
                }
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                Node::Element(_) if outside > 0 => outside -= 1,
                Node::Element(element) => {
                    links -= usize::from(element.name() == "a");
                    if is_block(element.name()) {
                        sum += blocks.pop().map_or(0, |block| counted(&block));
                    }
                }
                _ => {}
            },
        }
    }
    sum
}

fn counted(block: &Block) -> usize {
    let prose = block.characters >= PARAGRAPH && block.linked * 2 <= block.characters;
    if prose { block.characters } else { 0 }
}

/// Counts the characters of a text, white space as one, none at its ends.
fn length(text: &str) -> usize {
    let (words, characters) =
        text.split_whitespace().fold((0, 0), |(n, sum), word| (n + 1, sum + word.chars().count()));
    characters + usize::saturating_sub(words, 1)
}

fn is_outside(element: &Element) -> bool {
    let name = element.name();
    if OUTSIDE.contains(&name) {
        return true;
    }
    let says = |value: &str| {
        let value = value.to_ascii_lowercase();
        AROUND.iter().any(|word| value.contains(word))
    };
    !matches!(name, "html" | "body") && ["class", "id"].iter().filter_map(|key| element.attr(key)).any(says)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_running_text_counts() {
        let long = "The council will not vote on the quay plan this week, the mayor said on Monday, and not in May.";
        let amount = |body: &str| amount(&Html::parse_document(body));
        assert_eq!(amount(&format!("<p>{long}</p><div>{long}<br><b>{long}</b></div>")), 3 * long.len());
        for none in ["<p>Short.</p>".to_owned(), format!("<nav><p>{long}</p></nav>"), format!("<a href=/x>{long}</a>")]
        {
            assert_eq!(amount(&none), 0, "{none}");
        }
        assert_eq!(amount(&format!("<div class='Comment-list'><p>{long}</div><div>{long}")), long.len());
    }
}
