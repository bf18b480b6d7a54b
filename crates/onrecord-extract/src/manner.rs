//! How somebody speaks, which is no part of what they say: "…, X said, correcting what he had told parliament".

use std::ops::Range;

use crate::engine::Attribution;
use crate::lexicon::WordSet;
use crate::prepared::Prepared;

/// Participles that tell how or on what ground somebody speaks, and not what they say.
static MANNER: WordSet =
    WordSet::new("apologising apologizing contradicting correcting misquoting retracting reversing withdrawing");

/// Tells whether the cue is such a participle: "X said it was shut, correcting what he had said" is one statement.
pub(crate) fn is_manner(prepared: &Prepared, attribution: &Attribution) -> bool {
    let cue = attribution.cue.as_ref().map(|cue| prepared.slice(cue).to_lowercase());
    cue.is_some_and(|cue| cue.split_whitespace().next().is_some_and(|word| MANNER.has(word)))
}

/// Takes from a content what tells, behind its source, how it is said ("…, X said, correcting what he had told parliament"), as long as
/// something is left.
pub(crate) fn without_manner(prepared: &Prepared, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.clone() else { return };
    let is_manner = |content: &Range<usize>| {
        let first = prepared.words.partition_point(|word| word.range.end <= content.start);
        let word = prepared.words.get(first);
        content.start >= cue.end && word.is_some_and(|word| word.quotation.is_none() && MANNER.has(&word.lower))
    };
    if !attribution.content.iter().all(is_manner) {
        attribution.content.retain(|content| !is_manner(content));
    }
}
