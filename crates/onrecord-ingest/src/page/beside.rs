//! Date and byline printed beside the headline, where nothing in the markup tells them.

use onrecord_model::Published;
use scraper::{Html, Node};

use crate::dates;

/// How many characters behind the headline, and before it, are looked at.
const BEHIND: usize = 250;
const BEFORE: usize = 120;
/// How many pieces of text before the headline are kept.
const PIECES: usize = 8;
/// Longest piece that can be a date or a byline, in characters; what is longer is text.
const LONGEST: usize = 160;
/// What stands before the name in a byline.
const BY: &[&str] = &[
    "By",
    "by",
    "BY",
    "Von",
    "von",
    "VON",
    "Por",
    "por",
    "Par",
    "par",
    "Posted by",
    "Written by",
    "Veröffentlicht von",
];

/// The pieces of text around the headline of a page, nearest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    behind: Vec<String>,
    before: Vec<String>,
}

impl Beside {
    /// Looks around the heading that holds `title`; finds nothing where there is none.
    pub(super) fn headline(html: &Html, title: &str) -> Self {
        let mut beside = Beside::default();
        let (mut inside, mut left) = (None, BEHIND);
        for node in html.tree.root().descendants() {
            match node.value() {
                Node::Element(element) if inside.is_none() && matches!(element.name(), "h1" | "h2") => {
                    let heading: String =
                        node.descendants().filter_map(|n| n.value().as_text().map(|t| &**t)).collect();
                    if holds(&heading, title) {
                        inside = Some(node.id());
                    }
                }
                Node::Text(text) => {
                    if inside.is_some_and(|heading| node.ancestors().any(|above| above.id() == heading))
                        || unread(&node)
                    {
                        continue;
                    }
                    let piece = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    if piece.is_empty() {
                        continue;
                    }
                    if inside.is_none() {
                        beside.before.insert(0, piece);
                        beside.before.truncate(PIECES);
                        continue;
                    }
                    let length = piece.chars().count();
                    beside.behind.push(piece);
                    left = left.saturating_sub(length);
                    if left == 0 {
                        break;
                    }
                }
                _ => {}
            }
        }
        if inside.is_none() {
            return Beside::default();
        }
        beside.keep_near();
        beside
    }

    /// Leaves out what is too far before the headline, and what is too long to be more than text.
    fn keep_near(&mut self) {
        let mut left = BEFORE;
        self.before.retain(|piece| {
            left = left.saturating_sub(piece.chars().count());
            left > 0
        });
        for pieces in [&mut self.before, &mut self.behind] {
            pieces.retain(|piece| piece.chars().count() <= LONGEST);
        }
    }

    /// Finds the first date, behind the headline before one above it.
    pub(super) fn date(&self) -> Option<Published> {
        self.behind.iter().chain(&self.before).find_map(|piece| dates::lenient(piece))
    }

    /// Finds a name behind a word such as "By"; the name may be a piece of its own.
    pub(super) fn author(&self) -> Option<String> {
        let following = self.behind.iter().skip(1).map(Some).chain([None]);
        self.behind.iter().zip(following).find_map(|(piece, next)| byline(piece, next.map(String::as_str)))
    }
}

/// Tells whether a heading is the title, alone or with something round it.
fn holds(heading: &str, title: &str) -> bool {
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (heading, title) = (plain(heading), plain(title));
    heading.len() > 3
        && (heading == title || (heading.len() > 15 && (title.contains(&heading) || heading.contains(&title))))
}

fn unread(node: &ego_tree::NodeRef<'_, Node>) -> bool {
    let parent = node.parent().and_then(|parent| parent.value().as_element().map(scraper::node::Element::name));
    matches!(parent, Some("script" | "style" | "noscript" | "template" | "title" | "option" | "textarea"))
}

/// Reads the name in a byline; `None` when what follows is no name of two to four words.
fn byline(piece: &str, next: Option<&str>) -> Option<String> {
    let piece = piece.trim_start_matches(['|', '·', '•', '-', '–', '—', ' ']);
    if BY.contains(&piece.trim_end_matches(':')) {
        return name(next?);
    }
    // "Posted on September 21, 2020 by …" is a byline too; other words before "by" make a sentence.
    let dated =
        || piece.split_once(" by ").filter(|(before, _)| dates::lenient(before).is_some()).map(|(_, after)| after);
    let starts = BY.iter().filter_map(|by| piece.strip_prefix(by));
    let after = starts.filter_map(|rest| rest.strip_prefix([' ', ':'])).next_back().or_else(dated)?;
    name(after)
}

fn name(text: &str) -> Option<String> {
    let end = text.find(['|', ',', ';', '·', '•', '(', '@', '/', ':']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let words: Vec<&str> = name.split_whitespace().collect();
    let particle =
        |word: &str| matches!(word, "de" | "del" | "da" | "di" | "van" | "von" | "der" | "den" | "la" | "bin" | "al");
    let capital = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit())
    };
    let fits = words.iter().all(|word| capital(word) || particle(word)) && words.first().is_some_and(capital);
    let sentence = rest.is_empty() && name.ends_with('.');
    ((2..=4).contains(&words.len()) && fits && !sentence).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(body: &str) -> (String, String) {
        let html =
            Html::parse_document(&format!("<p>Old 3 May 2001</p>{}<h1>Quay plan delayed</h1>{body}", "x ".repeat(100)));
        let found = Beside::headline(&html, "Quay plan delayed");
        (found.author().unwrap_or_default(), found.date().map(|p| p.date.to_string()).unwrap_or_default())
    }

    #[test]
    fn bylines_and_dates_stand_behind_headlines() {
        let told = |author: &str, date: &str| (author.to_owned(), date.to_owned());
        assert_eq!(beside("<p>By <a>Jane Roe</a> | March 2, 2026</p>"), told("Jane Roe", "2026-03-02"));
        assert_eq!(beside("<p>Posted on September 21, 2026 by Jane van Roe"), told("Jane van Roe", "2026-09-21"));
        assert_eq!(beside("<span>von Jörg Öl</span><span>5. März 2026</span>"), told("Jörg Öl", "2026-03-05"));
        assert_eq!(beside("<p>By Monday the plan was dead.</p>"), told("", ""));
        assert_eq!(beside(&format!("<p>{}</p><p>By Jane Roe", "The council met. ".repeat(20))), told("", ""));
    }

    #[test]
    fn without_a_headline_nothing_is_beside_it() {
        let html = Html::parse_document("<h1>Another one</h1><p>By Jane Roe, 3 May 2026");
        assert!(Beside::headline(&html, "Quay plan delayed").date().is_none());
    }
}
