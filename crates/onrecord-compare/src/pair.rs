//! Two statements side by side.

use std::ops::Range;

use onrecord_model::{Segment, SegmentKind, WordDiff};
use onrecord_text::Span;

use crate::Statement;
use crate::align::{Hunk, Step, align};
use crate::words::{Word, words};

/// One statement of a pair, with what the alignment says of each of its words.
#[derive(Debug)]
pub(crate) struct Side<'a> {
    pub(crate) statement: Statement<'a>,
    pub(crate) words: Vec<Word<'a>>,
    /// The word of the other side each word agrees with; `None` inside a hunk.
    pub(crate) partner: Vec<Option<usize>>,
    /// The hunk each word lies in; `None` where it agrees.
    pub(crate) hunk: Vec<Option<usize>>,
    /// Words already told of by a typed drift.
    pub(crate) told: Vec<bool>,
}

/// Two aligned statements.
#[derive(Debug)]
pub(crate) struct Pair<'a> {
    pub(crate) a: Side<'a>,
    pub(crate) b: Side<'a>,
    pub(crate) steps: Vec<Step>,
    pub(crate) hunks: Vec<Hunk>,
}

impl<'a> Side<'a> {
    fn new(statement: &Statement<'a>) -> Self {
        let words = words(statement);
        let len = words.len();
        Side { statement: *statement, words, partner: vec![None; len], hunk: vec![None; len], told: vec![false; len] }
    }

    /// Returns the indices of the words that `span` touches; empty when it lies outside the content.
    pub(crate) fn touched(&self, span: &Span) -> Range<usize> {
        let bytes = span.bytes();
        let start = self.words.partition_point(|word| word.range.end <= bytes.start);
        let end = self.words.partition_point(|word| word.range.start < bytes.end);
        start..end.max(start)
    }

    /// Returns the place from the first to the last of `words`; `None` when there are none.
    pub(crate) fn place(&self, words: &Range<usize>) -> Option<Span> {
        let words = self.words.get(words.clone())?;
        let (first, last) = (words.first()?, words.last()?);
        self.statement.text.span(first.range.start..last.range.end).ok()
    }

    /// Returns the words of a range; empty when it leaves the statement.
    pub(crate) fn at(&self, words: &Range<usize>) -> &[Word<'a>] {
        self.words.get(words.clone()).unwrap_or_default()
    }

    /// Notes that a typed drift tells of these words.
    pub(crate) fn tell(&mut self, words: &Range<usize>) {
        for told in self.told.get_mut(words.clone()).into_iter().flatten() {
            *told = true;
        }
    }

    /// Returns the hunk of the first of `words` that lies in one.
    pub(crate) fn hunk_of(&self, words: &Range<usize>) -> Option<usize> {
        self.hunk.get(words.clone())?.iter().find_map(|hunk| *hunk)
    }

    /// Cuts a range of words where one content span ends and the next begins.
    pub(crate) fn by_part(&self, words: &Range<usize>) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        let mut start = words.start;
        for part in self.at(words).chunk_by(|x, y| x.part == y.part) {
            ranges.push(start..start + part.len());
            start += part.len();
        }
        ranges
    }
}

impl<'a> Pair<'a> {
    /// Aligns two statements.
    pub(crate) fn new(a: &Statement<'a>, b: &Statement<'a>) -> Self {
        let (mut a, mut b) = (Side::new(a), Side::new(b));
        let steps = align(&a.words, &b.words);
        let mut hunks = Vec::new();
        for step in &steps {
            match step {
                Step::Same { a: i, b: j, len } => {
                    for k in 0..*len {
                        set(&mut a.partner, i + k, j + k);
                        set(&mut b.partner, j + k, i + k);
                    }
                }
                Step::Changed(hunk) => {
                    hunk.a.clone().for_each(|i| set(&mut a.hunk, i, hunks.len()));
                    hunk.b.clone().for_each(|j| set(&mut b.hunk, j, hunks.len()));
                    hunks.push(hunk.clone());
                }
            }
        }
        Pair { a, b, steps, hunks }
    }

    /// Returns where in the second statement a word of the first stands or would stand.
    pub(crate) fn position_in_b(&self, a: usize) -> usize {
        let partner = self.a.partner.get(a).copied().flatten();
        let hunk = self.a.hunk.get(a).copied().flatten().and_then(|h| self.hunks.get(h));
        partner.or(hunk.map(|hunk| hunk.b.start)).unwrap_or(self.b.words.len())
    }

    /// Returns the alignment as segments with places in both texts.
    pub(crate) fn word_diff(&self) -> WordDiff {
        let mut segments = Vec::new();
        for step in &self.steps {
            match step {
                Step::Same { a, b, len } => self.push_same(&mut segments, *a, *b, *len),
                Step::Changed(hunk) => {
                    push_one_sided(&mut segments, &self.a, &hunk.a, SegmentKind::Removed);
                    push_one_sided(&mut segments, &self.b, &hunk.b, SegmentKind::Added);
                }
            }
        }
        WordDiff { segments }
    }

    /// Adds agreeing words: runs of identical ones together, each folded one alone so that counting segments counts words.
    fn push_same(&self, segments: &mut Vec<Segment>, a: usize, b: usize, len: usize) {
        let mut start = 0;
        for k in 0..len {
            let starts = k == start || self.goes_on(a + k, b + k);
            let folded = self.is_folded(a + k, b + k, k > 0);
            if k > start && (folded || !starts) {
                self.push_pair(segments, SegmentKind::Same, a + start..a + k, b + start..b + k);
                start = k;
            }
            if folded {
                self.push_pair(segments, SegmentKind::Folded, a + k..a + k + 1, b + k..b + k + 1);
                start = k + 1;
            }
        }
        if start < len {
            self.push_pair(segments, SegmentKind::Same, a + start..a + len, b + start..b + len);
        }
    }

    fn push_pair(&self, segments: &mut Vec<Segment>, kind: SegmentKind, a: Range<usize>, b: Range<usize>) {
        segments.push(Segment { kind, a: self.a.place(&a), b: self.b.place(&b) });
    }

    /// Tells whether both words follow the word before them inside one content span.
    fn goes_on(&self, a: usize, b: usize) -> bool {
        let follows = |side: &Side<'_>, i: usize| side.words.get(i).is_some_and(|word| word.gap.is_some());
        follows(&self.a, a) && follows(&self.b, b)
    }

    /// Tells whether two agreeing words differ in writing, or in the white space before them where `gap_counts`.
    fn is_folded(&self, a: usize, b: usize, gap_counts: bool) -> bool {
        let (Some(a), Some(b)) = (self.a.words.get(a), self.b.words.get(b)) else {
            return false;
        };
        let other_gap = matches!((a.gap, b.gap), (Some(x), Some(y)) if x != y);
        a.text != b.text || (gap_counts && other_gap)
    }
}

fn set(slots: &mut [Option<usize>], at: usize, value: usize) {
    if let Some(slot) = slots.get_mut(at) {
        *slot = Some(value);
    }
}

fn push_one_sided(segments: &mut Vec<Segment>, side: &Side<'_>, words: &Range<usize>, kind: SegmentKind) {
    for range in side.by_part(words) {
        let place = side.place(&range);
        let (a, b) = if kind == SegmentKind::Removed { (place, None) } else { (None, place) };
        segments.push(Segment { kind, a, b });
    }
}
