//! What somebody was asked about, which is not what they said.

use std::ops::Range;

use crate::engine::Attribution;
use crate::lexicon::WordSet;
use crate::lexicon::class::Class;
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

/// What tells that something was said, by whomever.
static REPORT: WordSet = WordSet::new(
    "accusation accusations allegation allegations claim claims report reports rumor rumors rumour rumours speculation suggestion \
     suggestions warning warnings",
);
/// Prepositions with which such a report is the occasion of what is said: "After a report that …, X said …".
static OCCASION: WordSet = WordSet::new("after amid amidst about despite following over to");
/// Words between the preposition and the report: "a new", "the latest".
const BETWEEN: usize = 3;

/// Tells whether a content is that of a report which was the occasion to speak, and whose it is the text does not say: "Amid rumours
/// that she would resign, X said …".
pub(crate) fn is_occasion(prepared: &Prepared, attribution: &Attribution) -> bool {
    let Some((source, content)) = attribution.source.as_ref().zip(attribution.content.first()) else { return false };
    let words = &prepared.words;
    let lower = |at: usize| words.get(at).map_or("", |word| &*word.lower);
    let first = words.partition_point(|word| word.range.end <= content.start);
    let inside = (first..first + BETWEEN).find(|at| REPORT.has(lower(*at)) && lower(at + 1) == "that");
    let before = first.checked_sub(2).filter(|at| REPORT.has(lower(*at)) && lower(at + 1) == "that");
    let Some(noun) = before.or(inside).filter(|at| words[*at].quotation.is_none()) else { return false };
    let preposition = (noun.saturating_sub(BETWEEN)..noun).rev().find(|at| OCCASION.has(lower(*at)));
    let Some(preposition) = preposition else { return false };
    // "Finch's claim that": that is Finch's. "According to a report that": that is the report's.
    let is_owned = words[preposition + 1..noun].iter().any(|w| w.possessive() || w.capital || w.any(Class::POSSESSIVE));
    let is_source = source.start <= words[noun].range.start && words[noun].range.end <= source.end;
    !is_owned && !is_source && lower(preposition.saturating_sub(1)) != "according"
}

/// Tells whether a sentence opens with such a word, or with "when" and one.
fn prompts(prepared: &Prepared, sentence: &Range<usize>) -> bool {
    let first = prepared.words.partition_point(|word| word.range.end <= sentence.start);
    let lower = |at: usize| prepared.words.get(at).map_or("", |word| &*word.lower);
    PROMPTS.has(lower(first)) || lower(first) == "when" && PROMPTS.has(lower(first + 1))
}
