//! One unit under the eyes of the rules: its words and what has been found in it so far.

use std::ops::Range;

use crate::engine::Attribution;
use crate::lexicon::class::Class;
use crate::lexicon::cue::{Cue, Form, cues};
use crate::word::Word;

/// An attribution in word numbers of the unit.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) source: Range<usize>,
    pub(crate) cue: Range<usize>,
    pub(crate) why: Vec<String>,
    pub(crate) confidence: f64,
}

/// The words of a unit and what rules have found in them.
pub(crate) struct Scene<'a> {
    pub(crate) words: &'a [Word],
    pub(crate) found: Vec<Found>,
    /// The rule at work, for explanations.
    pub(crate) rule: &'static str,
    used: Vec<bool>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(words: &'a [Word]) -> Self {
        Scene { words, found: Vec::new(), rule: "", used: vec![false; words.len()] }
    }

    /// Tells whether a rule has used the word already.
    pub(crate) fn is_used(&self, i: usize) -> bool {
        self.used.get(i).copied().unwrap_or(true)
    }

    /// Returns the first word from which on up to `end` nothing is used.
    pub(crate) fn free_before(&self, end: usize) -> usize {
        (0..end).rev().find(|i| self.is_used(*i)).map_or(0, |i| i + 1)
    }

    /// Returns the cue verbs outside quotations that no rule has used, with their places, in reading order.
    pub(crate) fn cues(&self) -> Vec<(usize, Cue)> {
        let words = self.words;
        let name = |i: usize, w: &Word| w.capital && (i > 0 || w.upper);
        let free = words.iter().enumerate().filter(|(i, w)| w.quotation.is_none() && !self.is_used(*i) && !name(*i, w));
        free.flat_map(|(i, w)| cues(&w.lower).iter().map(move |cue| (i, *cue)))
            .filter(|(i, cue)| !(cue.form == Form::Past && words.get(i + 1).is_some_and(|w| &*w.lower == "by")))
            .filter(|(i, cue)| !(cue.noun && cue.form != Form::Past && verb_at(words, i + 1)))
            .filter(|(i, cue)| cue.particle.is_empty() || words.get(i + 1).is_some_and(|w| *w.lower == *cue.particle))
            .collect()
    }

    /// Adds a find; its words are used from now on.
    pub(crate) fn add(&mut self, mut found: Found) {
        found.content = found.content.iter().filter_map(|range| trimmed(self.words, range.clone())).collect();
        if found.content.is_empty() {
            return;
        }
        for range in found.content.iter().chain([&found.source, &found.cue]) {
            for i in range.clone() {
                if let Some(used) = self.used.get_mut(i) {
                    *used = true;
                }
            }
        }
        found.why.insert(0, format!("rule {}", self.rule));
        self.found.push(found);
    }

    /// Turns word numbers into bytes of the document.
    pub(crate) fn into_attributions(self) -> Vec<Attribution> {
        let words = self.words;
        let bytes = |range: &Range<usize>| {
            Some(words.get(range.start)?.range.start..words.get(range.end.checked_sub(1)?)?.range.end)
        };
        let attribution = |found: Found| Attribution {
            content: found.content.iter().filter_map(bytes).collect(),
            source: bytes(&found.source),
            cue: bytes(&found.cue),
            why: found.why,
            confidence: found.confidence,
        };
        self.found.into_iter().map(attribution).collect()
    }
}

/// Takes separating punctuation off both ends; marks of quotation stay. `None` when no word is left.
pub(crate) fn trimmed(words: &[Word], mut range: Range<usize>) -> Option<Range<usize>> {
    let loose = |w: &Word| w.quotation.is_none() && (w.is_dash() || [",", ".", ":", ";"].iter().any(|m| w.is(m)));
    while range.start < range.end && words.get(range.start).is_none_or(loose) {
        range.start += 1;
    }
    while range.start < range.end && words.get(range.end - 1).is_none_or(loose) {
        range.end -= 1;
    }
    words.get(range.clone())?.iter().any(Word::is_word).then_some(range)
}

/// Tells whether a verb stands at `i`, so that the word before it is a noun ("forecasts suggest").
fn verb_at(words: &[Word], i: usize) -> bool {
    words.get(i).is_some_and(|w| {
        let verb = w.any(Class::AUXILIARY | Class::MODAL | Class::VERB);
        w.quotation.is_none()
            && !w.capital
            && (verb || cues(&w.lower).iter().any(|c| matches!(c.form, Form::Base | Form::Past)))
    })
}
