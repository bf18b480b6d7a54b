//! What became of each sentence over many versions of a text.
//!
//! Sentences are followed as threads: a sentence goes on where the next version has it word for word, else where it has one
//! with nearly half of its content words, best pairs first, wherever it stands. One that is gone is remembered, so that its
//! return is no news. Likeness is the Dice coefficient of content words, as everywhere in this crate.

use std::collections::HashMap;

use onrecord_model::{SentenceChange, SentenceEvent, SentencePlace, Slots};
use onrecord_text::{Span, Text, normal_form, sentences};

use crate::candidates::Signature;
use crate::{Statement, compare, statement_signature};

/// Likeness from which a sentence is a rewording of one of the version before.
const REWORDED: f64 = 0.45;
/// Likeness from which a sentence is one that had left; the wider choice asks for more.
const BACK: f64 = 0.7;
/// Share of a sentence's content words from which it is a part of another one.
const PART: f64 = 0.75;
/// Content words of a sentence that is followed at least.
const LEAST: usize = 3;

/// Follows the sentences of texts in the order given. Events come by version, in reading order, what left last.
pub fn sentence_timeline(texts: &[&Text]) -> Vec<SentenceEvent> {
    let mut threads = Threads::default();
    let mut events = Vec::new();
    for (version, text) in texts.iter().enumerate() {
        let lines = lines(text);
        let found = threads.matched(version, &lines);
        for (line, Fate { thread, change, whole }) in lines.into_iter().zip(found.lines) {
            let before = threads.place(thread);
            events.push(SentenceEvent { version, thread, change, now: Some(line.span), before, whole });
            threads.go_on(thread, version, line);
        }
        for Fate { thread, change, whole } in found.gone {
            events.push(SentenceEvent { version, thread, change, now: None, before: threads.place(thread), whole });
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

/// What became of a thread.
struct Fate {
    thread: usize,
    change: SentenceChange,
    /// What it is a part of, where it was split off or merged.
    whole: Option<SentencePlace>,
}

/// What was found for a version.
struct Found {
    /// The fate of each line.
    lines: Vec<Fate>,
    /// Threads of the version before that have no line of their own.
    gone: Vec<Fate>,
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
        let gone = self.gone(version, lines, &active, &taken);
        let parts: Vec<Option<SentencePlace>> =
            (0..lines.len()).map(|l| self.split_from(&lines[l], &active).filter(|_| !taken.contains_key(&l))).collect();
        let fate = |(line, whole): (usize, Option<SentencePlace>)| {
            if let Some(&(thread, change)) = taken.get(&line) {
                return Fate { thread, change, whole: None };
            }
            self.last.push(None);
            let change = if whole.is_some() { SentenceChange::Split } else { SentenceChange::New };
            Fate { thread: self.last.len() - 1, change, whole }
        };
        Found { lines: parts.into_iter().enumerate().map(fate).collect(), gone }
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
                let back = change == SentenceChange::Back;
                if score >= least && !(back && says_otherwise(&old.normal, &line.normal)) {
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
        version: usize,
        lines: &[Line],
        active: &[usize],
        taken: &HashMap<usize, (usize, SentenceChange)>,
    ) -> Vec<Fate> {
        let used: Vec<usize> = taken.values().map(|(thread, _)| *thread).collect();
        let left = active.iter().filter(|thread| !used.contains(thread));
        let fate = |thread: usize| {
            let spans = lines.iter().map(|line| (line, SentencePlace { version, span: line.span }));
            let whole = self.line(thread).and_then(|old| most_of(old, spans));
            let change = if whole.is_some() { SentenceChange::Merged } else { SentenceChange::Left };
            Fate { thread, change, whole }
        };
        left.map(|thread| fate(*thread)).collect()
    }

    fn split_from(&self, line: &Line, active: &[usize]) -> Option<SentencePlace> {
        let olds = active.iter().filter_map(|thread| Some((self.line(*thread)?, self.place(*thread)?)));
        most_of(line, olds)
    }
}

/// Tells whether a sentence has another number than one that had left, turns it round, or says the opposite: then it is no
/// return of it.
fn says_otherwise(old: &str, new: &str) -> bool {
    let (Ok(a), Ok(b)) = (Text::new(old), Text::new(new)) else { return false };
    let (Ok(x), Ok(y)) = (a.span(0..old.len()), b.span(0..new.len())) else { return false };
    let slots = Slots::default();
    !compare(&Statement::bare(&a, &[x], &slots), &Statement::bare(&b, &[y], &slots)).vetoes.is_empty()
}

/// Returns the one among `wholes` that holds most of a sentence's words, and at least [`PART`] of them; of equals the
/// first.
fn most_of<'a>(part: &Line, wholes: impl Iterator<Item = (&'a Line, SentencePlace)>) -> Option<SentencePlace> {
    let mut best: Option<(f64, SentencePlace)> = None;
    for (whole, place) in wholes {
        let share = part.signature.part_of(&whole.signature);
        if share >= PART && best.is_none_or(|(most, _)| share > most) {
            best = Some((share, place));
        }
    }
    best.map(|(_, place)| place)
}
