//! Who says it first, then the content: "X said (that) …", "X told Y that …", `X said: "…"`, "X promised to …".

use super::content;
use super::scene::{Found, Scene};
use super::subject;
use crate::lexicon::class::Class;
use crate::lexicon::cue::{Cue, Form, Strength};

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
    let source = subject::before(words, i, cue)?;
    let progressive =
        source.end < i || words.get(source.start).is_some_and(|w| !w.any(Class::PRONOUN) && super::phrase::pronoun(w));
    if cue.form == Form::Ing && !progressive || source.clone().any(|k| scene.is_used(k)) {
        return None;
    }
    let after = i + 1 + usize::from(!cue.particle.is_empty());
    let mut content = content::behind(words, after, cue)?;
    if words.get(source.start).is_some_and(|w| matches!(&*w.lower, "who" | "which")) {
        // A relative clause ends with its comma; the main clause goes on behind it.
        let comma = content.clone().find(|k| words[*k].is(",") && words[*k].quotation.is_none());
        content.end = comma.unwrap_or(content.end);
    }
    // "When Bopp learned that …, he …": the clause ends with its comma. What stands under "if" is not said.
    let opening = source.start.checked_sub(1).filter(|b| *b <= 1).and_then(|b| words.get(b));
    if let Some(opening) = opening.filter(|w| w.any(Class::SUBORDINATOR) && &*w.lower != "that") {
        if matches!(&*opening.lower, "if" | "unless") {
            return None;
        }
        let comma = content.clone().find(|k| words[*k].is(",") && words[*k].quotation.is_none());
        content.end = comma.unwrap_or(content.end);
    }
    let quoted = words.get(content.start).is_some_and(|w| w.quotation.is_some());
    Some(Found {
        content: vec![content],
        source,
        cue: i..after,
        why: vec![format!("cue \"{}\" before the content, {}", cue.lemma, cue.strength.as_str())],
        confidence: match (quoted, cue.strength) {
            (true, _) => 0.95,
            (false, Strength::Mental | Strength::Commitment) => 0.7,
            _ => 0.85,
        },
    })
}
