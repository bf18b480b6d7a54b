//! "According to X, …" and "…, according to X".

use std::ops::Range;

use super::phrase::{has_finite, parts};
use super::scene::{Found, Scene};
use super::{ending, noun_phrase};
use crate::lexicon::class::Class;
use crate::word::Word;

/// Runs the rule on a unit.
pub(crate) fn run(scene: &mut Scene<'_>) {
    for i in 0..scene.words.len() {
        let words = scene.words;
        let here = &*words[i].lower == "according" && words.get(i + 1).is_some_and(|w| &*w.lower == "to");
        if here
            && words[i].quotation.is_none()
            && !scene.is_used(i)
            && let Some(found) = find(scene, i)
        {
            scene.add(found);
        }
    }
}

fn find(scene: &Scene<'_>, i: usize) -> Option<Found> {
    let words = scene.words;
    let from = i + 2;
    let end = source_end(words, from);
    let source = (end > from).then_some(from..end)?;
    let start = scene.free_before(i);
    let led = words[start..i].iter().filter(|w| w.is_word()).count();
    let stated = led >= 3 && has_finite(words, start..i);
    let content = match behind(words, end) {
        Some(behind) if !stated => vec![behind],
        // No verb was recognised in front, and nothing but what stands there can be the content.
        None if !stated && (led < 4 || !words[i - 1].is(",") || words[start].any(Class::PREPOSITION)) => return None,
        _ => before(words, start..i, end),
    };
    Some(Found { content, source, cue: i..from, why: vec!["cue \"according to\"".to_owned()], confidence: 0.85 })
}

fn source_end(words: &[Word], from: usize) -> usize {
    let end = noun_phrase::phrase_end(words, from);
    if let Some(named) = noun_phrase::name_aside(words, from..end) {
        return named;
    }
    let aside = words.get(end).is_some_and(|w| w.is(","))
        && words
            .get(end + 1)
            .is_some_and(|w| !w.capital && (w.any(Class::DETERMINER) || &*w.lower == "who") && !w.any(Class::PRONOUN));
    let close = (end + 1..words.len()).find(|k| parts(&words[*k]) || words[*k].is("."));
    match close {
        Some(close) if aside && !has_finite(words, end + 1..close) => close,
        _ => end,
    }
}

fn before(words: &[Word], region: Range<usize>, source_end: usize) -> Vec<Range<usize>> {
    let mut spans = vec![region];
    // "A, according to X, B": the rest goes on with the content.
    let rest = words.get(source_end).is_some_and(|w| w.is(","))
        && words
            .get(source_end + 1)
            .is_some_and(|w| !w.any(Class::COORDINATOR | Class::RELATIVE) && !w.lower.ends_with("ing"));
    if rest && !has_finite(words, spans[0].start..spans[0].end) {
        spans.push(source_end..ending::end(words, source_end));
    }
    spans
}

fn behind(words: &[Word], end: usize) -> Option<Range<usize>> {
    let comma = (end..words.len().min(end + 20)).find(|k| words[*k].is(","))?;
    let stop = ending::end(words, comma + 1);
    (stop > comma + 2 && has_finite(words, comma + 1..stop)).then_some(comma + 1..stop)
}
