//! What speaks for and against a link, as numbers of weights.

use std::ops::Range;

use super::{Choice, Marked};
use crate::lexicon::cue::cues;
use crate::lexicon::name;
use crate::prepared::Prepared;
use crate::tagger::{Label, bucket, mix, word_hash};
use crate::word::Word;

/// The runs of a document and the words they are made of.
pub(crate) struct Scene<'a> {
    pub(crate) prepared: &'a Prepared,
    pub(crate) marked: &'a [Marked],
    /// First words of the runs of each label, ascending.
    starts: [Vec<usize>; 3],
}

impl<'a> Scene<'a> {
    pub(crate) fn new(prepared: &'a Prepared, marked: &'a [Marked]) -> Self {
        let of = |label: Label| marked.iter().filter(|m| m.label == label).map(|m| m.words.start).collect();
        Scene { prepared, marked, starts: Label::ALL.map(of) }
    }

    pub(crate) fn words(&self, range: Range<usize>) -> &'a [Word] {
        self.prepared.words.get(range).unwrap_or(&[])
    }

    /// Runs of a label that begin in a stretch of words.
    pub(crate) fn count(&self, label: Label, range: &Range<usize>) -> usize {
        let starts = &self.starts[label.first_tag() / 2];
        starts.partition_point(|s| *s < range.end) - starts.partition_point(|s| *s < range.start)
    }

    /// Tells `sink` every feature of the choice of `to` by `from`.
    pub(crate) fn features(&self, choice: Choice, from: usize, to: Option<usize>, sink: &mut dyn FnMut(u64)) {
        let (Some(chooser), chosen) = (self.marked.get(from), to.and_then(|t| self.marked.get(t))) else {
            return;
        };
        let mut kind = if choice == Choice::CueOfContent { 100 } else { 200 };
        let mut add = |values: &[u64]| {
            kind += 1;
            sink(values.iter().fold(mix(kind, 0), |h, v| mix(h, *v)));
        };
        match chosen {
            None => self.nothing(chooser, choice, &mut add),
            Some(chosen) => {
                // So that no feature of "nothing" is one of a run.
                (0..20).for_each(|_| add(&[]));
                self.pair(chooser, chosen, choice, &mut add);
            }
        }
    }

    /// What speaks for choosing nothing.
    fn nothing(&self, chooser: &Marked, choice: Choice, add: &mut dyn FnMut(&[u64])) {
        let word = |at: Option<usize>| at.and_then(|i| self.prepared.words.get(i)).map_or(1, |w| word_hash(&w.lower));
        let before = word(chooser.words.start.checked_sub(1));
        let behind = word(Some(chooser.words.end));
        let own = self.kind(chooser);
        let near = chooser.words.start.saturating_sub(25)..chooser.words.end + 25;
        let choices = self.count(choice.chosen(), &near);
        add(&[0]);
        add(&[own]);
        add(&[bucket(choices)]);
        add(&[own, bucket(choices)]);
        add(&[self.first(chooser)]);
        add(&[before]);
        add(&[behind]);
        add(&[before, self.first(chooser)]);
    }

    fn pair(&self, chooser: &Marked, chosen: &Marked, choice: Choice, add: &mut dyn FnMut(&[u64])) {
        let (order, gap) = between(&chooser.words, &chosen.words);
        let far = bucket(gap.len());
        let other = if choice == Choice::CueOfContent { Label::Content } else { Label::Cue };
        let rivals = self.count(choice.chosen(), &gap).min(3) as u64;
        let fellows = self.count(other, &gap).min(3) as u64;
        let third = if choice == Choice::CueOfContent { Label::Source } else { Label::Content };
        let thirds = self.count(third, &gap).min(2) as u64;
        let sentences = signed(chosen.sentence, chooser.sentence);
        let paragraphs = signed(chosen.paragraph, chooser.paragraph);
        let (from, to) = (self.kind(chooser), self.kind(chosen));
        let marks = self.marks(&gap);
        add(&[order, far]);
        add(&[order, sentences]);
        add(&[order, paragraphs]);
        add(&[order, rivals, fellows]);
        add(&[order, thirds, rivals]);
        add(&[order, marks]);
        add(&[order, marks, far.min(4)]);
        add(&[order, from, far.min(4)]);
        add(&[order, to, far.min(4)]);
        add(&[order, from, to]);
        add(&[order, sentences, from]);
        add(&[order, sentences, to, rivals]);
        add(&[order, self.first(chooser), far.min(3)]);
        add(&[order, self.first(chosen), far.min(3)]);
        let edge = |w: Option<&Word>| w.map_or(1, |w| word_hash(&w.lower));
        let words = self.words(gap.clone());
        add(&[order, edge(words.first())]);
        add(&[order, edge(words.last())]);
        add(&[order, edge(words.first()), edge(words.last()), far.min(4)]);
        add(&[order, rivals, far.min(6), sentences]);
        add(&[order, fellows, thirds, sentences]);
    }

    /// What kind of run it is.
    fn kind(&self, run: &Marked) -> u64 {
        let words = self.words(run.words.clone());
        let Some(first) = words.first() else {
            return 0;
        };
        match run.label {
            Label::Cue => {
                let cue = words.iter().find_map(|w| cues(&w.lower).first());
                let according = words.iter().any(|w| &*w.lower == "according");
                cue.map_or(1 + u64::from(according), |c| 3 + c.strength as u64 * 4 + c.form as u64)
            }
            Label::Content => {
                let quoted = |w: Option<&Word>| u64::from(w.is_some_and(|w| w.quotation.is_some()));
                quoted(Some(first)) + 2 * quoted(words.last()) + 4 * bucket(words.len()).min(7)
            }
            Label::Source => {
                let pronoun = words.len() == 1 && !first.capital;
                let named = words.iter().any(|w| w.capital);
                let unnamed = words.iter().any(|w| name::ANONYMOUS.has(w.stem()));
                u64::from(pronoun)
                    + 2 * u64::from(named)
                    + 4 * u64::from(unnamed)
                    + 8 * u64::from(first.quotation.is_some())
                    + 16 * bucket(words.len()).min(5)
            }
        }
    }

    fn first(&self, run: &Marked) -> u64 {
        self.words(run.words.clone()).first().map_or(1, |w| word_hash(&w.lower))
    }

    /// Which marks and small words stand in a gap.
    fn marks(&self, gap: &Range<usize>) -> u64 {
        let mut found = u64::from(gap.is_empty());
        for word in self.words(gap.clone()).iter().take(40) {
            found |= match &*word.lower {
                "," => 2,
                "." | "?" | "!" => 4,
                ":" => 8,
                "that" => 16,
                "and" | "but" => 32,
                "who" | "which" => 64,
                ";" | "—" | "–" => 128,
                _ if word.quotation.is_some() => 256,
                _ => 0,
            };
        }
        found
    }
}

/// Returns 1 when `b` stands behind `a`, 0 in front, 2 inside; and the words between them.
pub(crate) fn between(a: &Range<usize>, b: &Range<usize>) -> (u64, Range<usize>) {
    if b.start >= a.end {
        (1, a.end..b.start)
    } else if a.start >= b.end {
        (0, b.end..a.start)
    } else {
        (2, a.start..a.start)
    }
}

fn signed(to: u32, from: u32) -> u64 {
    let far = u64::from(to.abs_diff(from).min(4));
    if to < from { far + 8 } else { far }
}
