//! Verbs that share an earlier subject: "…, adding that …", "… and said …".

use std::ops::Range;

use super::content;
use super::phrase::adverb;
use super::scene::{Found, Scene};
use super::subject;
use crate::lexicon::class::Class;
use crate::lexicon::cue::{Cue, Form};
use crate::word::Word;

/// Runs the rule on a unit.
pub(crate) fn run(scene: &mut Scene<'_>) {
    for (i, cue) in scene.cues() {
        if scene.is_used(i) {
            continue;
        }
        if let Some(found) = find(scene, i, &cue) {
            scene.add(found);
        }
    }
}

fn find(scene: &Scene<'_>, i: usize, cue: &Cue) -> Option<Found> {
    let words = scene.words;
    let verb = (0..i).rev().find(|b| !adverb(&words[*b])).map_or(0, |b| b + 1);
    let before = words.get(verb.checked_sub(1)?)?;
    let joined = before.any(Class::COORDINATOR);
    let fits = match cue.form {
        Form::Ing => {
            before.is(",")
                || before.is_dash()
                || before.quotation.is_some()
                || joined
                || &*before.lower == "by"
                || before.is_word()
                    && !before.any(Class::PREPOSITION | Class::DETERMINER | Class::POSSESSIVE | Class::BE)
        }
        Form::Past | Form::Third => joined,
        Form::Base => false,
    };
    if !fits {
        return None;
    }
    let after = i + 1 + usize::from(!cue.particle.is_empty());
    let content = content::behind(words, after, cue)?;
    Some(Found {
        content: vec![content],
        source: earlier_subject(scene, i).filter(|s| !first_person(&words[s.start]))?,
        cue: i..after,
        why: vec![format!("cue \"{}\" shares an earlier subject, {}", cue.lemma, cue.strength.as_str())],
        confidence: 0.75,
    })
}

/// Returns the source found last before `i`, else the subject of the first clause.
fn earlier_subject(scene: &Scene<'_>, i: usize) -> Option<Range<usize>> {
    let before = scene.found.iter().filter(|f| f.cue.end <= i);
    let nearest = before.max_by_key(|f| f.cue.start).map(|f| f.source.clone());
    nearest.or_else(|| subject::first(scene.words, i))
}

/// The writer's own part, and what is addressed to the reader, is no claim of a source.
fn first_person(word: &Word) -> bool {
    matches!(&*word.lower, "i" | "you" | "we" | "my" | "your" | "our" | "let")
}
