//! "X was quoted by Y as saying …": X says it, and Y only hands it on.

use super::scene::{Found, Scene};
use super::{content, noun_phrase, postposed, subject};
use crate::lexicon::class::Class;
use crate::lexicon::cue::{Cue, cues};
use crate::word::Word;

/// Words between "quoted" and "as saying" at most.
const BETWEEN: usize = 10;

/// Runs the rule on a unit.
pub(crate) fn run(scene: &mut Scene<'_>) {
    let Some(say) = cues("say").first() else {
        return;
    };
    for i in 1..scene.words.len() {
        if passive(scene.words, i)
            && !scene.is_used(i)
            && let Some(found) = find(scene, i, say)
        {
            scene.add(found);
        }
    }
}

/// Tells whether "was quoted" or "has been cited" ends at `i`.
fn passive(words: &[Word], i: usize) -> bool {
    let quoted = matches!(&*words[i].lower, "quoted" | "cited") && words[i].quotation.is_none();
    quoted && words[i.saturating_sub(3)..i].iter().any(|w| w.any(Class::BE))
}

fn find(scene: &Scene<'_>, i: usize, say: &Cue) -> Option<Found> {
    let words = scene.words;
    let source = subject::before(words, i, say)?;
    let reach = words.len().saturating_sub(1).min(i + BETWEEN);
    let as_saying = |k: &usize| &*words[*k].lower == "as" && &*words[k + 1].lower == "saying";
    let after = (i + 1..reach).find(as_saying)? + 2;
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
