//! Which parts of a text belong to the page around an article: menus, lists of links, what follows "Related articles".

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use crate::lexicon::WordSet;
use crate::prepared::{Prepared, Unit};
use crate::word::Word;

/// What only lists of links on a page hold: the address part of a Markdown link.
pub(crate) const LINK: &str = "](http";
/// Words of a line at most that is an entry of a menu, a heading or a caption when it does not end like a sentence.
const ENTRY: usize = 12;
/// Words of a heading at most that closes the article.
const CLOSING: usize = 6;
/// Share of the text, in hundredths, in front of which no heading closes the article: menus stand there too.
const LATEST: usize = 30;

/// Lines that stand above what is no longer the article, in lower case.
const CLOSINGS: &[&str] = &[
    "related articles",
    "related stories",
    "related topics",
    "related news",
    "related content",
    "related posts",
    "related",
    "more from",
    "more on this story",
    "most read",
    "most popular",
    "read next",
    "recommended",
    "recommended stories",
    "recommended for you",
    "you may also like",
    "you might also like",
    "trending",
    "trending now",
    "latest news",
    "popular news",
    "editor's picks",
    "editors' picks",
    "tags",
    "topics",
    "comments",
    "leave a reply",
    "post navigation",
    "about the author",
];

/// Beginnings of sentences that belong to the page and not to the article, lower case.
const BOILERPLATE: &[&str] = &[
    "read more",
    "read also",
    "read the",
    "read next",
    "click here",
    "click to",
    "follow us",
    "sign up",
    "subscribe",
    "advertisement",
    "share this",
    "photo:",
    "image:",
    "file photo",
    "related:",
    "see also",
    "watch:",
    "video:",
    "listen:",
    "copyright",
    "all rights reserved",
    "we use cookies",
    "this site uses",
    "by clicking",
    "accept all",
    "cookie",
    "terms of",
    "privacy policy",
    "contact us",
    "editing by",
    "reporting by",
    "this article was",
    "this story was",
    "this report was",
    "skip to",
    "log in",
    "sign in",
    "newsletter",
    "download the",
    "get the latest",
    "join us",
    "more:",
    "also read",
    "support independent",
    "donate",
    "please enable",
    "this website",
    "your browser",
    "continue reading",
    "view comments",
    "leave a comment",
    "posted by",
    "published:",
    "updated:",
    "have a tip",
    "write to",
    "email:",
    "tags:",
    "filed under",
    "photograph:",
    "credit:",
    "getty images",
    "story continues",
    "if you continue to use",
    "the views expressed",
    "views expressed",
    "updated ",
    "your feedback",
    "we bring you",
    "we thank",
    "the opinions expressed",
    "additional reporting",
    "@",
    "you can unsubscribe",
    "you may also",
    "all times are",
    "there was an error",
    "see the original",
    "get instant alerts",
    "get notified",
    "thanks for reading",
    "to receive new posts",
    "this post is",
    "list 1 of",
    "list 2 of",
    "list 3 of",
    "list 4 of",
];
/// Phrases that mark boilerplate wherever they stand, lower case.
const PHRASES: &[&str] = &[
    "cookies",
    "all rights reserved",
    "sign up for",
    "newsletter",
    "privacy policy",
    "click here",
    "via getty images",
    "subscribe to",
    "unsubscribe",
    "ap photo",
    "afp photo",
    LINK,
    "illustration photo",
    "is seen in this",
    "in this photo",
    "file photo",
    "google translate",
    "do not necessarily reflect",
    "terms of service",
    "terms of use",
    "min read",
    "minute read",
    "minutes read",
    "instant alerts",
];

/// Words that only pages say of themselves.
static PAGE: WordSet = WordSet::new("javascript recaptcha captcha cookies adblocker");

/// Marks the units that belong to the page.
pub(crate) fn mark(prepared: &mut Prepared) {
    let from = prepared.layout.body.len() * LATEST / 100 + prepared.layout.body.start;
    let mut closed = false;
    for at in 0..prepared.units.len() {
        let alone = alone(&prepared.units, at);
        let unit = &prepared.units[at];
        let text = prepared.slice(&unit.range);
        closed |= alone && unit.range.start > from && closes(text);
        let aside = closed || text.contains(LINK) || of_the_page(prepared.words_of(unit), alone);
        prepared.units[at].aside = aside;
    }
}

/// Tells whether a unit is a paragraph of its own.
fn alone(units: &[Unit], at: usize) -> bool {
    let paragraph = |i: Option<usize>| i.and_then(|i| units.get(i)).map(|u| u.paragraph);
    let own = paragraph(Some(at));
    paragraph(at.checked_sub(1)) != own && paragraph(Some(at + 1)) != own
}

fn closes(text: &str) -> bool {
    let line = text.trim().trim_end_matches(':').trim_start_matches(['#', '*', ' ']).to_lowercase();
    line.split_whitespace().count() <= CLOSING
        && CLOSINGS.iter().any(|c| line == *c || c.ends_with("from") && line.starts_with(c))
}

fn of_the_page(words: &[Word], alone: bool) -> bool {
    let ends = words.last().is_some_and(|w| [".", "?", "!", ":", "…", ";", ",", ")"].iter().any(|m| w.is(m)));
    let count = words.iter().filter(|w| w.is_word()).count();
    let entry = alone && !ends && count <= ENTRY && words.iter().all(|w| w.quotation.is_none());
    entry || words.iter().any(|w| PAGE.has(&w.lower)) && words.iter().all(|w| w.quotation.is_none())
}

/// Tells whether a sentence opens like one of the page, or holds a phrase that only pages have; one pass for all of them.
pub(crate) fn phrased(sentence: &str) -> bool {
    static ALL: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let build = || {
        let all = BOILERPLATE.iter().chain(PHRASES);
        AhoCorasick::builder().ascii_case_insensitive(true).build(all).ok()
    };
    let phrases = ALL.get_or_init(build).as_ref();
    let found = |m: aho_corasick::Match| m.start() == 0 || m.pattern().as_usize() >= BOILERPLATE.len();
    phrases.is_some_and(|all| all.find_overlapping_iter(sentence).any(found))
}

#[cfg(test)]
mod tests {
    use onrecord_text::Text;

    use crate::{Input, Prepared};

    #[test]
    fn menus_and_what_follows_the_article_are_aside() {
        let raw = "About us\n\nOur work\n\nThe port of Kelmouth closed on Monday. Ann Lee said it would open.\n\n\
                   The tunnel stayed open all week, and nobody was hurt in it.\n\nRelated articles\n\n\
                   A ship sank off the coast in March, killing two.";
        let text = Text::new(raw).unwrap();
        let input = Input { text: &text, title: None, published: None, language: None, keep_that: false };
        let prepared = Prepared::new(&input);
        let kept: Vec<&str> = prepared.units.iter().filter(|u| !u.aside).map(|u| prepared.slice(&u.range)).collect();
        assert_eq!(
            kept,
            [
                "The port of Kelmouth closed on Monday.",
                "Ann Lee said it would open.",
                "The tunnel stayed open all week, and nobody was hurt in it."
            ]
        );
    }
}
