//! What became of each sentence over many versions of a text.
//!
//! Sentences are followed as threads: a sentence goes on where the next version has it word for word, else where it has one
//! with nearly half of its content words, best pairs first, wherever it stands. One that is gone is remembered, so that its
//! return is no news. Likeness is the Dice coefficient of content words, as everywhere in this crate.

use std::collections::HashMap;

use onrecord_model::Slots;
use onrecord_text::{Span, Text, normal_form, sentences};

use crate::candidates::Signature;
use crate::{Statement, statement_signature};

/// Likeness from which a sentence is a rewording of one of the version before.
const REWORDED: f64 = 0.45;
/// Likeness from which a sentence is one that had left; the wider choice asks for more.
const BACK: f64 = 0.7;
/// Share of a sentence's content words from which it is a part of another one.
const PART: f64 = 0.75;
/// Content words of a sentence that is followed at least.
const LEAST: usize = 3;

/// What became of a sentence in a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SentenceChange {
    /// No version before has it.
    New,
    /// It goes on word for word, but for white space, quote style and capitals.
    Same,
    /// It goes on in other words.
    Reworded,
    /// It was taken out of a sentence that goes on without it.
    Split,
    /// It had left and is here again.
    Back,
    /// It is no longer here, but stands inside another sentence.
    Merged,
    /// It is no longer here.
    Left,
}

impl SentenceChange {
    /// Returns the word used in JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Same => "same",
            Self::Reworded => "reworded",
            Self::Split => "split",
            Self::Back => "back",
            Self::Merged => "merged",
            Self::Left => "left",
        }
    }
}

/// A sentence of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentencePlace {
    /// Number of the version.
    pub version: usize,
    /// Where it stands in that version's text.
    pub span: Span,
}

/// What became of one sentence in one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentenceEvent {
    /// Number of the version.
    pub version: usize,
    /// Number of the thread, from 0 in order of first appearance.
    pub thread: usize,
    /// What became of it.
    pub change: SentenceChange,
    /// Where it stands now; `None` exactly when it left or merged.
    pub now: Option<Span>,
    /// Where it stood last; `None` exactly when it is new or split off.
    pub before: Option<SentencePlace>,
}

/// Follows the sentences of texts in the order given. Events come by version, in reading order, what left last.
pub fn sentence_timeline(texts: &[&Text]) -> Vec<SentenceEvent> {
    let mut threads = Threads::default();
    let mut events = Vec::new();
    for (version, text) in texts.iter().enumerate() {
        let lines = lines(text);
        let found = threads.matched(version, &lines);
        for (line, (thread, change)) in lines.into_iter().zip(found.lines) {
            let before = threads.place(thread);
            events.push(SentenceEvent { version, thread, change, now: Some(line.span), before });
            threads.go_on(thread, version, line);
        }
        for (thread, change) in found.gone {
            events.push(SentenceEvent { version, thread, change, now: None, before: threads.place(thread) });
        }
    }
    events
}

/// A sentence in the form in which it is compared.
#[derive(Clone, Debug)]
struct Line {
    span: Span,
    normal: String,
    signature: Signature,
}

fn lines(text: &Text) -> Vec<Line> {
    let slots = Slots::default();
    let line = |range| {
        let span = text.span(range).ok()?;
        let signature = statement_signature(&Statement::bare(text, &[span], &slots));
        (signature.len() >= LEAST).then(|| Line { span, normal: normal_form(text.slice(&span)), signature })
    };
    sentences(text.as_str()).into_iter().filter_map(line).collect()
}

/// What was found for a version.
struct Found {
    /// Thread and change of each line.
    lines: Vec<(usize, SentenceChange)>,
    /// Threads of the version before that have no line of their own.
    gone: Vec<(usize, SentenceChange)>,
}

#[derive(Debug, Default)]
struct Threads {
    /// The last line of each thread with its version; `None` for one that is being made.
    last: Vec<Option<(usize, Line)>>,
}

impl Threads {
    fn place(&self, thread: usize) -> Option<SentencePlace> {
        self.last.get(thread)?.as_ref().map(|(version, line)| SentencePlace { version: *version, span: line.span })
    }

    fn go_on(&mut self, thread: usize, version: usize, line: Line) {
        if let Some(last) = self.last.get_mut(thread) {
            *last = Some((version, line));
        }
    }

    fn line(&self, thread: usize) -> Option<&Line> {
        self.last.get(thread)?.as_ref().map(|(_, line)| line)
    }

    fn matched(&mut self, version: usize, lines: &[Line]) -> Found {
        let before = |(at, last): (usize, &Option<(usize, Line)>)| {
            last.as_ref().is_some_and(|(v, _)| *v + 1 == version).then_some(at)
        };
        let active: Vec<usize> = self.last.iter().enumerate().filter_map(before).collect();
        let dormant: Vec<usize> = (0..self.last.len()).filter(|t| active.binary_search(t).is_err()).collect();
        let mut taken: HashMap<usize, (usize, SentenceChange)> = HashMap::new();
        self.word_for_word(lines, &active, SentenceChange::Same, &mut taken);
        self.alike(lines, &active, REWORDED, SentenceChange::Reworded, &mut taken);
        self.word_for_word(lines, &dormant, SentenceChange::Back, &mut taken);
        self.alike(lines, &dormant, BACK, SentenceChange::Back, &mut taken);
        let gone = self.gone(lines, &active, &taken);
        let parted: Vec<bool> =
            (0..lines.len()).map(|l| !taken.contains_key(&l) && self.is_part(&lines[l], &active)).collect();
        let lines = (0..lines.len()).map(|line| {
            taken.get(&line).copied().unwrap_or_else(|| {
                self.last.push(None);
                (self.last.len() - 1, if parted[line] { SentenceChange::Split } else { SentenceChange::New })
            })
        });
        Found { lines: lines.collect(), gone }
    }

    fn word_for_word(
        &self,
        lines: &[Line],
        threads: &[usize],
        change: SentenceChange,
        taken: &mut HashMap<usize, (usize, SentenceChange)>,
    ) {
        let mut waiting: HashMap<&str, Vec<usize>> = HashMap::new();
        for thread in threads.iter().rev() {
            if let Some(line) = self.line(*thread) {
                waiting.entry(&line.normal).or_default().push(*thread);
            }
        }
        for (at, line) in lines.iter().enumerate().filter(|(at, _)| !taken.contains_key(at)).collect::<Vec<_>>() {
            if let Some(thread) = waiting.get_mut(line.normal.as_str()).and_then(Vec::pop) {
                taken.insert(at, (thread, change));
            }
        }
    }

    /// Pairs what is left, best likeness first; of equals the one that stands nearer to its old place.
    fn alike(
        &self,
        lines: &[Line],
        threads: &[usize],
        least: f64,
        change: SentenceChange,
        taken: &mut HashMap<usize, (usize, SentenceChange)>,
    ) {
        let mut used: Vec<usize> = taken.values().map(|(thread, _)| *thread).collect();
        let mut pairs: Vec<(f64, usize, usize, usize)> = Vec::new();
        for (order, thread) in threads.iter().enumerate().filter(|(_, t)| !used.contains(t)) {
            let Some(old) = self.line(*thread) else { continue };
            for (at, line) in lines.iter().enumerate().filter(|(at, _)| !taken.contains_key(at)) {
                let score = old.signature.dice(&line.signature);
                if score >= least {
                    pairs.push((score, order.abs_diff(at), at, *thread));
                }
            }
        }
        pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2, x.3).cmp(&(y.1, y.2, y.3))));
        for (_, _, at, thread) in pairs {
            if !taken.contains_key(&at) && !used.contains(&thread) {
                taken.insert(at, (thread, change));
                used.push(thread);
            }
        }
    }

    fn gone(
        &self,
        lines: &[Line],
        active: &[usize],
        taken: &HashMap<usize, (usize, SentenceChange)>,
    ) -> Vec<(usize, SentenceChange)> {
        let used: Vec<usize> = taken.values().map(|(thread, _)| *thread).collect();
        let left = active.iter().filter(|thread| !used.contains(thread));
        let change = |thread: usize| {
            let inside =
                self.line(thread).is_some_and(|old| lines.iter().any(|l| old.signature.part_of(&l.signature) >= PART));
            if inside { SentenceChange::Merged } else { SentenceChange::Left }
        };
        left.map(|thread| (*thread, change(*thread))).collect()
    }

    fn is_part(&self, line: &Line, active: &[usize]) -> bool {
        active.iter().filter_map(|t| self.line(*t)).any(|old| line.signature.part_of(&old.signature) >= PART)
    }
}
