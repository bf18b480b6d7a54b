//! The paragraphs of a short page, which the search runs together.

use ego_tree::iter::Edge;
use scraper::{Html, Node};

use super::render::is_block;

/// Parts a text without line breaks where blocks of the page end; `None` when the page does not hold the same words in
/// blocks.
///
/// On pages of a few hundred characters the search takes all text of a container, with nothing between its elements, so that
/// a sentence goes on in the next paragraph's first word.
pub(super) fn parted(found: &str, tree: &Html) -> Option<String> {
    if found.contains('\n') {
        return None;
    }
    let wanted = squeezed(found);
    let (mut rest, mut kept) = (wanted.as_str(), Vec::new());
    for block in blocks(tree) {
        if let Some(after) = rest.strip_prefix(squeezed(&block).as_str()) {
            rest = after;
            kept.push(block);
        }
    }
    (rest.is_empty() && kept.len() > 1).then(|| kept.join("\n\n"))
}

/// Lists the texts of blocks that are not blank, white space as one, in the order in which they end.
fn blocks(tree: &Html) -> Vec<String> {
    let (mut open, mut done) = (vec![String::new()], Vec::new());
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) if is_block(element.name()) => open.push(String::new()),
                Node::Text(text) => open.iter_mut().next_back().into_iter().for_each(|block| block.push_str(text)),
                _ => {}
            },
            Edge::Close(node) => {
                if matches!(node.value(), Node::Element(element) if is_block(element.name())) {
                    done.extend(open.pop());
                }
            }
        }
    }
    done.extend(open);
    let spaced = done.iter().map(|block| block.split_whitespace().collect::<Vec<_>>().join(" "));
    spaced.filter(|block| !block.is_empty()).collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<body><nav><a href=/>Home</a></nav><main><h1>Ferry cancelled</h1><p>It will not run, the \
                        <b>port</b> authority said.</p>\n<p>Two were injured.</p></main>";

    #[test]
    fn what_was_run_together_is_parted_where_blocks_end() {
        let tree = Html::parse_document(PAGE);
        let glued = "Ferry cancelledIt will not run, the port authority said.Two were injured.";
        let parts = "Ferry cancelled\n\nIt will not run, the port authority said.\n\nTwo were injured.";
        assert_eq!(parted(glued, &tree).as_deref(), Some(parts));
        assert_eq!(parted(&glued.replace(".T", ". T"), &tree).as_deref(), Some(parts));
    }

    #[test]
    fn other_words_and_whole_paragraphs_are_left_alone() {
        let tree = Html::parse_document(PAGE);
        for text in ["", "Two were injured.", "Ferry cancelled\n\nTwo were injured.", "Ferry cancelled again"] {
            assert_eq!(parted(text, &tree), None, "{text}");
        }
    }
}
