//! "X was quoted by Y as saying …" and "Y quoted X as saying …": X says it, and Y only hands it on.

use super::scene::{Found, Scene};
use super::{content, noun_phrase, postposed, subject};
use crate::lexicon::class::Class;
use crate::lexicon::cue::{Cue, cues};
use crate::word::Word;

/// Words between "quoted" and "as saying" at most.
const BETWEEN: usize = 14;

/// Runs the rule on a unit.
pub(crate) fn run(scene: &mut Scene<'_>) {
    let Some(say) = cues("say").first() else {
        return;
    };
    for i in 1..scene.words.len() {
        if !hands_on(&scene.words[i]) || scene.is_used(i) {
            continue;
        }
        let found = if passive(scene.words, i) { of_subject(scene, i, say) } else { of_object(scene, i, say) };
        if let Some(found) = found {
            scene.add(found);
        }
    }
}

fn hands_on(word: &Word) -> bool {
    matches!(&*word.lower, "quoted" | "cited" | "quotes" | "cites" | "quoting" | "citing") && word.quotation.is_none()
}

/// Tells whether "was quoted" or "has been cited" ends at `i`.
fn passive(words: &[Word], i: usize) -> bool {
    let participle = matches!(&*words[i].lower, "quoted" | "cited");
    participle && words[i.saturating_sub(3)..i].iter().any(|w| w.any(Class::BE))
}

/// Finds "as saying" behind `from` and returns the word after it.
fn as_saying(words: &[Word], from: usize) -> Option<usize> {
    let reach = words.len().saturating_sub(1).min(from + BETWEEN);
    let found = (from..reach).find(|k| &*words[*k].lower == "as" && &*words[*k + 1].lower == "saying")?;
    Some(found + 2)
}

/// "Y quoted X as saying": what stands before the subject or behind "saying" is X's.
fn of_object(scene: &Scene<'_>, i: usize, say: &Cue) -> Option<Found> {
    let words = scene.words;
    let after = as_saying(words, i + 1)?;
    let source = i + 1..after - 2;
    let said = content::behind(words, after, say);
    let before = || postposed::region(scene, subject::before(words, i, say)?.start, say);
    Some(Found {
        content: vec![said.or_else(before)?],
        source: (!source.is_empty()).then_some(source)?,
        cue: after - 2..after,
        why: vec!["\"quoted as saying\", who quotes only hands it on".to_owned()],
        confidence: 0.9,
    })
}

fn of_subject(scene: &Scene<'_>, i: usize, say: &Cue) -> Option<Found> {
    let words = scene.words;
    let source = subject::before(words, i, say)?;
    let after = as_saying(words, i + 1)?;
    let by = words.get(after).is_some_and(|w| &*w.lower == "by");
    let told = if by { noun_phrase::phrase_end(words, after + 1) } else { after };
    let content = content::behind(words, told, say).or_else(|| postposed::region(scene, source.start, say))?;
    Some(Found {
        content: vec![content],
        source,
        cue: i..after,
        why: vec!["\"was quoted as saying\", who quotes only hands it on".to_owned()],
        confidence: 0.9,
    })
}
