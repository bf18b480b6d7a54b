//! Paragraphs as the taggers read them.

use std::ops::Range;

use crate::prepared::{Prepared, Unit};
use crate::word::Word;

/// Words of the longest sequence; a longer paragraph is cut between sentences.
const LONGEST: usize = 1_500;

/// A paragraph, or a part of a long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// Its words, as a range of [`Prepared::words`].
    pub words: Range<usize>,
    /// Its sentences, as ranges of its words counted from 0, without gaps.
    pub sentences: Vec<Range<usize>>,
    /// Number of the paragraph.
    pub paragraph: u32,
}

impl Sequence {
    /// Returns the words of the sequence.
    pub fn of<'a>(&self, prepared: &'a Prepared) -> &'a [Word] {
        prepared.words.get(self.words.clone()).unwrap_or(&[])
    }
}

/// Cuts a document into sequences. What belongs to the page around the article is left out.
pub fn sequences(prepared: &Prepared) -> Vec<Sequence> {
    let mut found: Vec<Sequence> = Vec::new();
    for unit in &prepared.units {
        if unit.words.is_empty() || unit.aside {
            continue;
        }
        match found.last_mut() {
            Some(last) if continues(last, unit) => {
                let from = last.words.start;
                last.words.end = unit.words.end;
                last.sentences.extend(sentences(prepared, unit, from));
            }
            _ => found.push(Sequence {
                words: unit.words.clone(),
                sentences: sentences(prepared, unit, unit.words.start),
                paragraph: unit.paragraph,
            }),
        }
    }
    found.retain(|s| prose(s.of(prepared)));
    found
}

/// Words up to which a sequence is taken for prose whatever it holds.
const SHORT: usize = 20;

/// Tells whether a sequence is language: in prose nearly all tokens are words and the marks of sentences, in code, paths
/// and markup far fewer.
fn prose(words: &[Word]) -> bool {
    let plain = |w: &&Word| w.is_word() && w.range.len() <= LETTERS;
    let marks = words.iter().filter(|w| !w.is_word() && SENTENCE_MARKS.contains(&&*w.lower)).count();
    // Where marks outnumber words it is no sentence either, whatever they are.
    let marks = marks.min(words.len() / 2);
    words.len() <= SHORT || words.iter().filter(plain).count() * 5 >= (words.len() - marks) * 3
}

/// Marks that stand between the words of any sentence.
const SENTENCE_MARKS: [&str; 16] = ["\"", "“", "”", "‘", "’", "'", "«", "»", ",", ".", ":", ";", "?", "!", "—", "–"];

/// Bytes of the longest word of a language; longer ones are data.
const LETTERS: usize = 60;

fn continues(last: &Sequence, unit: &Unit) -> bool {
    last.paragraph == unit.paragraph
        && last.words.end == unit.words.start
        && unit.words.end - last.words.start <= LONGEST
}

/// The sentences of a unit as ranges of words behind word `from`; the first begins and the last ends with the unit.
fn sentences(prepared: &Prepared, unit: &Unit, from: usize) -> Vec<Range<usize>> {
    let words = prepared.words_of(unit);
    let base = unit.words.start - from;
    let mut found: Vec<Range<usize>> = Vec::with_capacity(unit.sentences.len());
    let mut at = 0;
    for (n, sentence) in unit.sentences.iter().enumerate() {
        let last = n + 1 == unit.sentences.len();
        let end = if last { words.len() } else { words.partition_point(|w| w.range.start < sentence.end) };
        if end > at {
            found.push(base + at..base + end);
            at = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use onrecord_text::Text;

    use super::*;
    use crate::input::Input;

    fn read(raw: &str) -> usize {
        let text = Text::new(raw).unwrap();
        let input = Input { text: &text, title: None, published: None, language: None, keep_that: false };
        sequences(&Prepared::new(&input)).len()
    }

    #[test]
    fn talk_with_many_marks_is_language_and_code_is_not() {
        assert_eq!(read("\"The tanks,\" said Erik Strand, \"were empty.\" He added: \"Nobody was hurt.\""), 1);
        assert_eq!(read("“No,” he said. “Yes,” she said. “Why?” he said. “Oh,” she said. “So,” he said. “Well.”"), 1);
        assert_eq!(read(&"{ a[i] += (b / c) | %d; } ".repeat(8)), 0);
    }
}
