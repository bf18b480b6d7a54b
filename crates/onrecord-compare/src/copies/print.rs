//! The print of a document: hashes of its sentences and of its runs of words, quotations left out.

use std::ops::Range;

use onrecord_text::{quotations, sentences};

/// Characters of a sentence that counts at least.
const LEAST: usize = 32;
/// Words of a run.
const RUN: usize = 5;
/// Keys of each kind under which a document is filed.
const FILED: usize = 32;
/// Bytes of a text that are read; what is longer is no article.
const MOST: usize = 1 << 20;

/// What is kept of a document to find its copies; sorted, without repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentPrint {
    pub(super) sentences: Vec<u64>,
    pub(super) runs: Vec<u32>,
    pub(super) credit: Option<String>,
    pub(super) outlet: Option<String>,
}

impl DocumentPrint {
    /// Returns the agency the document credits; `None` when it credits none.
    pub fn credit(&self) -> Option<&str> {
        self.credit.as_deref()
    }

    /// Returns the keys under which a store files the document so that its copies find it: those of sentences, of which one
    /// in common is enough to look closer, and those of runs of words, of which it takes two.
    ///
    /// Of each kind the smallest hashes are taken, which are the same in every copy (the bottom-k sketch of Broder 1997).
    pub fn passages(&self) -> Passages {
        let sentences = self.sentences.iter().take(FILED).map(|hash| hash.cast_signed());
        // The upper half of a sentence's key is never all zero but by a chance of one in 4 billion.
        let runs = self.runs.iter().take(FILED).map(|run| i64::from(*run));
        Passages { sentences: sentences.collect(), runs: runs.collect() }
    }
}

/// Keys of a document in a store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passages {
    /// Keys of sentences, at most 32.
    pub sentences: Vec<i64>,
    /// Keys of runs of five words, at most 32.
    pub runs: Vec<i64>,
}

/// Makes the print of a text; `credit` is the agency it credits, `outlet` who printed it.
pub fn document_print(text: &str, credit: Option<&str>, outlet: Option<&str>) -> DocumentPrint {
    let text = text.get(..text.floor_char_boundary(MOST)).unwrap_or(text);
    let mut print = DocumentPrint {
        credit: credit.map(str::to_owned),
        outlet: outlet.filter(|o| !o.is_empty()).map(str::to_lowercase),
        ..DocumentPrint::default()
    };
    let quoted: Vec<Range<usize>> = quotations(text).into_iter().filter(|q| q.depth == 0).map(|q| q.outer).collect();
    let mut quote = 0;
    let mut words: Vec<u64> = Vec::new();
    for sentence in sentences(text) {
        while quoted.get(quote).is_some_and(|q| q.end <= sentence.start) {
            quote += 1;
        }
        if furniture(text.get(sentence.clone()).unwrap_or("")) {
            continue;
        }
        words.clear();
        let mut letters = 0;
        for part in outside(&sentence, quoted.get(quote..).unwrap_or(&[])) {
            letters += read_words(text.get(part).unwrap_or(""), &mut words);
        }
        if letters >= LEAST {
            print.sentences.push(words.iter().fold(SEED, |hash, word| step(hash, *word)));
        }
        let run = |run: &[u64]| (run.iter().fold(SEED, |hash, word| step(hash, *word)) >> 32) as u32;
        print.runs.extend(words.windows(RUN).map(run));
    }
    print.sentences.sort_unstable();
    print.sentences.dedup();
    print.runs.sort_unstable();
    print.runs.dedup();
    print
}

/// Tells whether a sentence is none: a line of a menu, a link, a caption. Pages of one outlet share many of them.
fn furniture(sentence: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '*' | '_');
    let ends = sentence.trim_end_matches(closing).ends_with(['.', '!', '?', '…', ':', ';', ',']);
    // Who addresses the reader outside quotations sells something.
    let reader = |word: &str| ["you", "your", "you’ll", "you'll"].iter().any(|w| word.eq_ignore_ascii_case(w));
    !ends || sentence.contains("](") || sentence.contains("http") || sentence.split_whitespace().any(reader)
}

/// The parts of a sentence that lie outside quotations.
fn outside(sentence: &Range<usize>, quoted: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = sentence.start;
    for quotation in quoted.iter().take_while(|q| q.start < sentence.end) {
        if quotation.start > at {
            parts.push(at..quotation.start);
        }
        at = at.max(quotation.end);
    }
    if at < sentence.end {
        parts.push(at..sentence.end);
    }
    parts
}

/// Adds the hashes of the words of `text`, in lower case and without marks, and returns how many letters they have.
fn read_words(text: &str, words: &mut Vec<u64>) -> usize {
    let mut letters = 0;
    let mut hash = SEED;
    let mut inside = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            c.to_lowercase().for_each(|c| hash = step(hash, u64::from(u32::from(c))));
            letters += 1;
            inside = true;
        } else if inside && !matches!(c, '\'' | '’') {
            words.push(hash);
            (hash, inside) = (SEED, false);
            // The space counts as a character of the sentence.
            letters += 1;
        }
    }
    if inside {
        words.push(hash);
    }
    letters
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of a 64-bit multiply-and-rotate hash: stable over versions and platforms, unlike std's.
fn step(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
