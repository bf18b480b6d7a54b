//! Where the words of a document stand: unit, paragraph, sentence.

use std::ops::Range;

use crate::link::Marked;
use crate::prepared::Prepared;
use crate::tagger::Label;

/// For each word of [`Prepared::words`] its unit, and sentences counted over the document.
pub(crate) struct Places {
    units: Vec<u32>,
    sentences: Vec<u32>,
    paragraphs: Vec<u32>,
}

impl Places {
    pub(crate) fn new(prepared: &Prepared) -> Self {
        let count = prepared.words.len();
        let mut places = Places {
            units: vec![0; count],
            sentences: vec![0; count],
            paragraphs: Vec::with_capacity(prepared.units.len()),
        };
        let mut sentence = 0;
        for (number, unit) in prepared.units.iter().enumerate() {
            places.paragraphs.push(unit.paragraph);
            let mut ends = unit.sentences.iter().map(|s| s.end).peekable();
            for i in unit.words.clone() {
                let start = prepared.words.get(i).map_or(0, |w| w.range.start);
                while ends.next_if(|end| *end <= start).is_some() {
                    sentence += 1;
                }
                places.units[i] = number as u32;
                places.sentences[i] = sentence;
            }
            sentence += 1;
        }
        places
    }

    /// Returns the number of the unit of a word.
    pub(crate) fn unit(&self, word: usize) -> Option<usize> {
        self.units.get(word).map(|u| *u as usize)
    }

    /// Makes a run of words in the document.
    pub(crate) fn marked(&self, label: Label, words: Range<usize>, confidence: f64) -> Marked {
        let unit = self.unit(words.start).unwrap_or(0);
        Marked {
            label,
            paragraph: self.paragraphs.get(unit).copied().unwrap_or(0),
            sentence: self.sentences.get(words.start).copied().unwrap_or(0),
            words,
            confidence,
        }
    }
}
