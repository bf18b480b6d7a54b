//! The trained engines: a tagger marks runs of words, links make attributions of them, rules mend what rules know better.

mod claims;
mod edges;
mod places;
mod rules;
mod unsourced;

use std::ops::Range;
use std::sync::OnceLock;

use onrecord_model::Diagnostic;

use crate::engine::{Analysis, Attribution, Engine};
use crate::extractor;
use crate::link::{self, Linked, Marked};
use crate::prepared::Prepared;
use crate::tagger::{Sequence, accurate, fast, sequences};
use crate::worth::{WordScores, Worth};
pub(crate) use places::Places;
use rules::{Trust, with_rules};

static LINKS: &[u8] = include_bytes!("../model/link.bin");

/// Version of the fast engine: its weights and the rules around them.
pub const FAST_VERSION: &str = "fast-9";

/// Words and marks of a document that the accurate engine reads at most; some eight times a long article.
const MOST: usize = 8_000;

/// Below this confidence a trained find is left out.
const LEAST: f64 = 0.1;

/// Returns the weights of links that are built in; `None` when the file is damaged.
fn links() -> Option<&'static link::Weights> {
    static WEIGHTS: OnceLock<Option<link::Weights>> = OnceLock::new();
    WEIGHTS.get_or_init(|| link::Weights::read(LINKS)).as_ref()
}

/// The engine for bulk: a linear-chain conditional random field, some 100,000 words a second and core.
#[derive(Clone, Copy, Debug, Default)]
pub struct FastEngine;

impl Engine for FastEngine {
    fn version(&self) -> &'static str {
        FAST_VERSION
    }

    fn analyse(&self, prepared: &Prepared) -> Analysis {
        let places = Places::new(prepared);
        Analysis {
            attributions: mended(prepared, &places, &tagged(prepared, &places), Trust::Some),
            worth: Worth::Linear,
            diagnostics: Vec::new(),
        }
    }
}

/// Version of the accurate engine: its weights and the rules around them.
pub const ACCURATE_VERSION: &str = "accurate-10";

/// The engine for the desk: a small transformer, some thousand words a second and core.
#[derive(Clone, Copy, Debug, Default)]
pub struct AccurateEngine;

impl Engine for AccurateEngine {
    fn version(&self) -> &'static str {
        ACCURATE_VERSION
    }

    fn analyse(&self, prepared: &Prepared) -> Analysis {
        let places = Places::new(prepared);
        let (marked, worth, left) = read(prepared, &places);
        Analysis {
            attributions: mended(prepared, &places, &marked, Trust::Most),
            worth: Worth::Words(worth),
            diagnostics: left.into_iter().collect(),
        }
    }
}

/// Says where the accurate tagger stopped.
fn beyond(prepared: &Prepared, sequence: &Sequence) -> Diagnostic {
    let start = prepared.words.get(sequence.words.start).map_or(0, |w| w.range.start);
    let message = format!("the accurate engine read the first {MOST} words and marks, the fast one the rest");
    Diagnostic::note("document-long", message).at(start..prepared.layout.body.end.max(start))
}

/// Parts the sequences into what the accurate tagger reads and what is left to the fast one, which bounds the time that
/// one document takes.
fn within_reach(mut all: Vec<Sequence>) -> (Vec<Sequence>, Vec<Sequence>) {
    let mut words = 0;
    let within = all.iter().take_while(|s| {
        words += s.words.len();
        words <= MOST
    });
    let far = all.split_off(within.count());
    (all, far)
}

/// Runs the accurate tagger over a document, which also scores the worth of its words; what is left to the fast tagger is
/// said.
pub(crate) fn read(prepared: &Prepared, places: &Places) -> (Vec<Marked>, WordScores, Option<Diagnostic>) {
    let (near, far) = within_reach(sequences(prepared));
    let (runs, worth) = accurate::read(prepared, &near);
    let words = |bytes: &Range<usize>| {
        let from = prepared.words.partition_point(|w| w.range.end <= bytes.start);
        from..prepared.words.partition_point(|w| w.range.start < bytes.end)
    };
    let known = runs.into_iter().filter(|r| !words(&r.bytes).is_empty());
    let mut marked: Vec<Marked> = known.map(|r| places.marked(r.label, words(&r.bytes), r.confidence)).collect();
    marked.extend(far.iter().flat_map(|sequence| tagged_sequence(prepared, places, sequence)));
    let marked = marked.into_iter().flat_map(|run| edges::by_quotation(prepared, run)).collect();
    (marked, worth, far.first().map(|first| beyond(prepared, first)))
}

/// Runs the fast tagger over a document.
pub(crate) fn tagged(prepared: &Prepared, places: &Places) -> Vec<Marked> {
    let all = sequences(prepared);
    let runs = all.iter().flat_map(|sequence| tagged_sequence(prepared, places, sequence));
    runs.flat_map(|run| edges::by_quotation(prepared, run)).collect()
}

fn tagged_sequence(prepared: &Prepared, places: &Places, sequence: &Sequence) -> Vec<Marked> {
    let base = sequence.words.start;
    let runs = fast::tag(prepared, sequence).into_iter();
    runs.map(|run| places.marked(run.label, base + run.words.start..base + run.words.end, run.confidence)).collect()
}

/// Makes attributions of what was linked, puts edges of quotations right, and adds what only rules find.
fn mended(prepared: &Prepared, places: &Places, marked: &[Marked], trust: Trust) -> Vec<Attribution> {
    let found = links().map(|weights| link::linked(prepared, marked, weights)).unwrap_or_default();
    let mut numbered: Vec<(usize, Attribution)> = found
        .into_iter()
        .filter(|l| l.confidence >= LEAST && claims::claimed(prepared, l) && !rules::open(prepared, l))
        .filter_map(|l| attribution(prepared, places, l))
        .map(|(unit, found)| (unit, unsourced::with_source(prepared, found)))
        .collect();
    extractor::carry_on(prepared, &mut numbered);
    let found = numbered.into_iter().map(|(_, a)| a).collect();
    let all = with_rules(prepared, found, extractor::attributions(prepared), trust).into_iter();
    let all = all.map(|found| unsourced::with_whole_name(prepared, found));
    let all = all.map(|found| unsourced::without_addressee(prepared, found));
    let all = all.map(|found| unsourced::with_own_sentence(prepared, found));
    all.map(|found| unsourced::behind_colon(prepared, found)).collect()
}

/// Turns words into bytes; the number is that of the unit the content begins in.
fn attribution(prepared: &Prepared, places: &Places, linked: Linked) -> Option<(usize, Attribution)> {
    let bytes = |range: &Range<usize>| {
        let words = &prepared.words;
        Some(words.get(range.start)?.range.start..words.get(range.end.checked_sub(1)?)?.range.end)
    };
    let trimmed = |range: &Range<usize>| {
        let mended = edges::mended(prepared, range.clone());
        let mended = edges::over_aside(prepared, edges::without_second(prepared, mended), &linked.cue);
        let said = edges::without_judgement(prepared, edges::without_verdict(prepared, mended), &linked.cue);
        extractor::trimmed(&prepared.words, said)
    };
    let words: Vec<Range<usize>> = linked.content.iter().filter_map(trimmed).collect();
    let mut words = edges::joined(prepared, words);
    if let Some(first) = words.first_mut().filter(|_| !prepared.keep_that) {
        *first = edges::without_that(prepared, first.clone());
    }
    let unit = places.unit(words.first()?.start)?;
    let attribution = Attribution {
        content: words.iter().filter_map(bytes).collect(),
        source: linked.source.as_ref().and_then(|s| bytes(&edges::bare(prepared, s))),
        cue: bytes(&linked.cue),
        why: linked.why,
        confidence: (linked.confidence * 1000.0).round() / 1000.0,
    };
    (!attribution.content.is_empty()).then_some((unit, attribution))
}

#[cfg(test)]
mod tests {
    use onrecord_text::Text;

    use super::*;
    use crate::input::Input;

    fn left(sentences: usize) -> Option<Diagnostic> {
        let text = Text::new("The mayor said that the dam was safe.\n\n".repeat(sentences)).unwrap();
        let input = Input { text: &text, title: None, published: None, language: None, keep_that: false };
        let prepared = Prepared::new(&input);
        let (near, far) = within_reach(sequences(&prepared));
        assert!(near.iter().map(|s| s.words.len()).sum::<usize>() <= MOST);
        far.first().map(|first| beyond(&prepared, first))
    }

    #[test]
    fn what_is_beyond_reach_is_said() {
        assert!(left(100).is_none());
        let told = left(MOST / 8).unwrap();
        assert_eq!(told.code, "document-long");
        assert!(told.place.is_some());
    }
}
