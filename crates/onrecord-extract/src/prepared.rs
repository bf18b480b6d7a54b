//! A document cut into units that the rules can look at one by one.

use std::ops::Range;

use onrecord_model::{Diagnostic, Published};
use onrecord_text::{Layout, Quotation, Text, TokenKind, layout, quotations, sentences};

use crate::furniture;
use crate::input::Input;
use crate::word::{Word, words};

/// Bytes of a text that are analysed; longer texts are cut there with a diagnostic, which bounds memory.
const MAX_TEXT: usize = 1 << 20;
/// Bytes of the longest sentence that is analysed.
const MAX_SENTENCE: usize = 20_000;

/// One or more sentences that no quotation straddles: `"A. B," he said.` is one unit.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Place in bytes of the document.
    pub range: Range<usize>,
    /// Its sentences, in bytes of the document.
    pub sentences: Vec<Range<usize>>,
    /// Its words, as a range of [`Prepared::words`].
    pub words: Range<usize>,
    /// Number of the paragraph, from 0.
    pub paragraph: u32,
    /// Whether it belongs to the page around the article: a menu, a list of links, what stands under "Related articles".
    pub aside: bool,
}

/// A document made ready for an engine.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The text all ranges index.
    pub text: Text,
    /// When it was published; `None` when not known.
    pub published: Option<Published>,
    /// Its parts.
    pub layout: Layout,
    /// Its outermost quotations, in reading order.
    pub quotations: Vec<Quotation>,
    /// Those that are never closed: where they end nobody knows, so they credit nobody and the narrator claims nothing there.
    pub open: Vec<Quotation>,
    /// All words of the body.
    pub words: Vec<Word>,
    /// The body in units.
    pub units: Vec<Unit>,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether contents keep the "that" they open with.
    pub keep_that: bool,
}

impl Prepared {
    /// Finds the sentence that a byte stands in; `None` outside the article.
    pub(crate) fn sentence_at(&self, at: usize) -> Option<Range<usize>> {
        let unit = self.units.partition_point(|unit| unit.range.end <= at);
        self.units.get(unit)?.sentences.iter().find(|sentence| sentence.contains(&at)).cloned()
    }

    /// Cuts `input` into units.
    pub fn new(input: &Input<'_>) -> Self {
        let mut prepared = Prepared {
            text: input.text.clone(),
            published: input.published,
            layout: layout(input.text.as_str(), input.title),
            quotations: Vec::new(),
            open: Vec::new(),
            words: Vec::new(),
            units: Vec::new(),
            diagnostics: Vec::new(),
            keep_that: input.keep_that,
        };
        let body = prepared.analysed_body();
        let found = outermost(input.text.as_str(), &body);
        let (open, closed) = found.into_iter().partition(|q| endless(input.text.as_str(), q));
        (prepared.open, prepared.quotations) = (open, closed);
        for group in prepared.groups(&body) {
            prepared.push_unit(group);
        }
        furniture::mark(&mut prepared);
        prepared
    }

    /// Returns the words of a unit.
    pub fn words_of(&self, unit: &Unit) -> &[Word] {
        self.words.get(unit.words.clone()).unwrap_or(&[])
    }

    /// Returns the words that lie in a range of bytes, in whole or in part.
    pub(crate) fn words_in(&self, range: &Range<usize>) -> &[Word] {
        let from = self.words.partition_point(|word| word.range.end <= range.start);
        let to = self.words.partition_point(|word| word.range.start < range.end);
        self.words.get(from..to).unwrap_or(&[])
    }

    /// Returns the text of a range; empty when it does not fit.
    pub fn slice(&self, range: &Range<usize>) -> &str {
        self.text.as_str().get(range.clone()).unwrap_or("")
    }

    fn analysed_body(&mut self) -> Range<usize> {
        let text = self.text.as_str();
        let body = self.layout.body.clone();
        if body.len() <= MAX_TEXT {
            return body;
        }
        let end = text.floor_char_boundary(body.start + MAX_TEXT);
        self.diagnostics.push(
            Diagnostic::warning("text-too-long", format!("only the first {MAX_TEXT} bytes were analysed"))
                .at(end..body.end),
        );
        body.start..end
    }

    /// Joins sentences that share a quotation, within a paragraph.
    fn groups(&self, body: &Range<usize>) -> Vec<(u32, Vec<Range<usize>>)> {
        let text = self.text.as_str();
        let mut groups: Vec<(u32, Vec<Range<usize>>)> = Vec::new();
        let (mut quote, mut paragraph) = (0, 0);
        for sentence in sentences(text.get(body.clone()).unwrap_or("")) {
            let sentence = sentence.start + body.start..sentence.end + body.start;
            let before = groups.last().and_then(|(_, g)| g.last()).map(|last| last.end);
            let breaks = before.is_some_and(|end| text.get(end..sentence.start).is_some_and(|gap| gap.contains('\n')));
            paragraph += u32::from(breaks);
            while self.quotations.get(quote).is_some_and(|q| q.outer.end <= sentence.start) {
                quote += 1;
            }
            let straddled = !breaks && self.quotations.get(quote).is_some_and(|q| q.outer.start < sentence.start);
            match groups.last_mut() {
                Some((_, group)) if straddled && fits(group, &sentence) => group.push(sentence),
                _ => groups.push((paragraph, vec![sentence])),
            }
        }
        groups
    }

    fn push_unit(&mut self, (paragraph, mut sentences): (u32, Vec<Range<usize>>)) {
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else {
            return;
        };
        let mut range = first.start..last.end;
        let from = self.words.len();
        if range.len() > MAX_SENTENCE {
            self.diagnostics.push(
                Diagnostic::warning("sentence-too-long", format!("a sentence of {} bytes was left out", range.len()))
                    .at(range.clone()),
            );
        } else {
            let mut found = words(self.text.as_str(), &range);
            let dateline = dateline(&found);
            found.drain(..dateline);
            if let Some(first) = found.first().filter(|_| dateline > 0) {
                range.start = first.range.start;
                sentences.retain(|s| s.end > range.start);
                if let Some(sentence) = sentences.first_mut() {
                    sentence.start = range.start;
                }
            }
            self.mark_quoted(&mut found);
            self.words.append(&mut found);
        }
        self.units.push(Unit { range, sentences, words: from..self.words.len(), paragraph, aside: false });
    }

    fn mark_quoted(&self, words: &mut [Word]) {
        let Some(start) = words.first().map(|w| w.range.start) else {
            return;
        };
        let mut quote = self.quotations.partition_point(|q| q.outer.end <= start);
        for word in words {
            while self.quotations.get(quote).is_some_and(|q| q.outer.end <= word.range.start) {
                quote += 1;
            }
            if self.quotations.get(quote).is_some_and(|q| q.outer.start <= word.range.start) {
                word.quotation = Some(quote as u32);
            }
        }
    }
}

/// Words of a dateline at most.
const DATELINE: usize = 14;

/// Returns how many words at the start are a dateline ("WASHINGTON, Feb 26 (Reuters) –"): they claim nothing.
fn dateline(words: &[Word]) -> usize {
    let Some(dash) = words.iter().take(DATELINE).position(Word::is_dash) else {
        return 0;
    };
    let place = words.first().is_some_and(|w| w.upper) || agency(&words[..dash]);
    let plain = words[..dash].iter().all(|w| w.capital || !w.is_word() || w.kind == TokenKind::Number);
    if place && plain && dash + 1 < words.len() { dash + 1 } else { 0 }
}

/// Tells whether an agency stands in brackets at the end, or two outlets with a slash between them ("Moscow (Reuters)",
/// "Daily News/Reuters").
fn agency(words: &[Word]) -> bool {
    let bracket = words.last().is_some_and(|w| w.is(")")) && words.iter().any(|w| w.is("("));
    words.first().is_some_and(|w| w.capital) && (bracket || words.iter().any(|w| w.is("/")))
}

fn fits(group: &[Range<usize>], next: &Range<usize>) -> bool {
    group.first().is_some_and(|first| next.end - first.start <= MAX_SENTENCE)
}

/// Tells whether a quotation is opened by the last mark of its paragraph, so that nobody knows where it ends. One that is
/// closed by a mark of another style ends there somewhere.
fn endless(text: &str, quotation: &Quotation) -> bool {
    let inside = text.get(quotation.inner.clone()).unwrap_or("");
    !quotation.closed && !quotation.continues && !inside.contains(['"', '“', '”', '«', '»'])
}

fn outermost(text: &str, body: &Range<usize>) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = quotations(text.get(body.clone()).unwrap_or(""));
    found.retain(|q| q.depth == 0);
    for q in &mut found {
        q.outer = q.outer.start + body.start..q.outer.end + body.start;
        q.inner = q.inner.start + body.start..q.inner.end + body.start;
    }
    found
}
