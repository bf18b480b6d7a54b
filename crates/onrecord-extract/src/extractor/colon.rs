//! A quotation led in by a colon without a verb of saying: `Smith was blunt: "We lost."`, `SMITH: We lost.`

use super::phrase::opens_quotation;
use super::scene::{Found, Scene};
use super::subject;
use crate::word::Word;

/// Words before the colon at most.
const LEAD: usize = 40;

/// Words between subject and colon at most.
const REACH: usize = 10;

/// Runs the rule on a unit.
pub(crate) fn run(scene: &mut Scene<'_>) {
    let words = scene.words;
    let Some(colon) = (0..words.len().min(LEAD)).find(|i| words[*i].is(":") && words[*i].quotation.is_none()) else {
        return;
    };
    let quoted = opens_quotation(words, colon + 1);
    if colon == 0 || (colon..words.len()).any(|i| scene.is_used(i)) {
        return;
    }
    let label = transcript_label(words, colon);
    let source = match (label, quoted) {
        (true, _) => Some(0..colon),
        (false, true) => subject::first(words, colon).filter(|s| near(words, s.end, colon)),
        (false, false) => None,
    };
    let Some(source) = source.filter(|s| !s.clone().any(|i| scene.is_used(i))) else {
        return;
    };
    scene.add(Found {
        content: std::iter::once(colon + 1..words.len()).collect(),
        source,
        cue: colon..colon + 1,
        why: vec![if label { "name and colon" } else { "colon leads in a quotation" }.to_owned()],
        confidence: if label { 0.8 } else { 0.7 },
    });
}

/// Tells whether the words before the colon are a speaker's label in capitals ("SEN. SMITH").
fn transcript_label(words: &[Word], colon: usize) -> bool {
    (1..=4).contains(&colon) && words[..colon].iter().all(|w| (w.is(".") || w.upper) && w.quotation.is_none())
}

/// Tells whether a subject that ends at `end` is close enough to the colon, and is not the writer or the reader.
fn near(words: &[Word], end: usize, colon: usize) -> bool {
    let subject = end.checked_sub(1).and_then(|e| words.get(e));
    let outside = subject.is_some_and(|w| !matches!(&*w.lower, "i" | "we" | "you" | "it"));
    outside && colon - end <= REACH
}
