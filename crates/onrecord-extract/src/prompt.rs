//! What somebody was asked about, which is not what they said.

use std::ops::Range;

use crate::engine::Attribution;
use crate::lexicon::WordSet;
use crate::prepared::Prepared;

/// Words that open a clause which tells what was put to the speaker: "Asked about claims that …, X said …".
static PROMPTS: WordSet = WordSet::new(
    "answering asked challenged commenting confronted pressed questioned quizzed reacting replying responding",
);

/// Takes from a content what stands in such a clause before its source, as long as something is left.
pub(crate) fn without_prompt(prepared: &Prepared, attribution: &mut Attribution) {
    let Some(source) = attribution.source.clone() else { return };
    let Some(sentence) = prepared.sentence_at(source.start).filter(|sentence| prompts(prepared, sentence)) else {
        return;
    };
    let is_put = |content: &Range<usize>| sentence.start <= content.start && content.end <= source.start;
    if !attribution.content.iter().all(is_put) {
        attribution.content.retain(|content| !is_put(content));
    }
}

/// Tells whether a sentence opens with such a word, or with "when" and one.
fn prompts(prepared: &Prepared, sentence: &Range<usize>) -> bool {
    let first = prepared.words.partition_point(|word| word.range.end <= sentence.start);
    let lower = |at: usize| prepared.words.get(at).map_or("", |word| &*word.lower);
    PROMPTS.has(lower(first)) || lower(first) == "when" && PROMPTS.has(lower(first + 1))
}
