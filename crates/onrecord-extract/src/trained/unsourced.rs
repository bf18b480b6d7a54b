//! Sources that a tagger took for the end of what they say, or for nothing: "The dam is safe, engineer Ola Brun said"; or took half of.

use std::ops::Range;

use crate::engine::Attribution;
use crate::extractor::finite_in;
use crate::lexicon::class::Class;
use crate::lexicon::cue::cues;
use crate::lexicon::name::{ADDRESS, ROLE};
use crate::prepared::Prepared;
use crate::speaker::is_person;
use crate::word::Word;

/// Words of a name with its title at most.
const LONGEST: usize = 5;

/// Gives an attribution the rest of a name that a tagger cut in two in front of the cue: "Chief Inspector Mary | Long told reporters".
pub(super) fn with_whole_name(prepared: &Prepared, mut attribution: Attribution) -> Attribution {
    let at = |byte: usize| prepared.words.partition_point(|word| word.range.end <= byte);
    let Attribution { source: Some(source), cue: Some(cue), .. } = &mut attribution else { return attribution };
    let rest = prepared.words.get(at(source.end)..at(cue.start)).unwrap_or_default();
    let is_name = |word: &Word| word.capital && word.is_word() && word.quotation.is_none();
    let goes_on = prepared.words_in(source).last().is_some_and(is_name);
    if goes_on && (1..=2).contains(&rest.len()) && rest.iter().all(is_name) {
        source.end = rest.last().map_or(source.end, |word| word.range.end);
    }
    // "Mary | Long told".
    let verb = prepared.words_in(cue);
    if let [name, next, ..] = verb
        && goes_on
        && rest.is_empty()
        && source.end < cue.start
        && is_name(name)
    {
        (source.end, cue.start) = (name.range.end, next.range.start);
    }
    attribution
}

/// Gives a speaker behind a sentence that sentence, where a tagger took the next one: "The driver died, said Reck. | Some 160 were led
/// to safety."
pub(super) fn with_own_sentence(prepared: &Prepared, mut attribution: Attribution) -> Attribution {
    let Attribution { source: Some(source), cue: Some(cue), content, .. } = &mut attribution else {
        return attribution;
    };
    let unit = prepared.units.iter().find(|unit| unit.range.contains(&cue.start)).map(|unit| unit.range.clone());
    let (Some(unit), Some(first)) = (unit, content.first()) else { return attribution };
    let is_plain = |words: &[Word]| words.iter().all(|word| word.quotation.is_none());
    let is_beyond = cue.end <= source.start && first.start >= unit.end && is_plain(prepared.words_in(first));
    let before = prepared.words_in(&(unit.start..cue.start));
    if let [said @ .., comma] = before
        && is_beyond
        && comma.is(",")
        && is_plain(said)
        && finite_in(said, 0..said.len())
        && let (Some(first), Some(last)) = (said.first(), said.last())
    {
        content.clear();
        content.push(first.range.start..last.range.end);
    }
    attribution
}

/// Takes off who is spoken to: "Mr Reck, Mayor Voss has said that …". What stands beside a name is closed by a comma.
pub(super) fn without_addressee(prepared: &Prepared, mut attribution: Attribution) -> Attribution {
    let at = |byte: usize| prepared.words.partition_point(|word| word.range.end <= byte);
    let Some(source) = attribution.source.as_mut() else { return attribution };
    let words = prepared.words_in(source);
    let comma = words.iter().position(|word| word.is(","));
    let is_addressed = |at: usize| {
        let (name, rest) = (&words[..at], &words[at + 1..]);
        let has_title = name.first().is_some_and(|word| ADDRESS.has(&word.lower) || ROLE.has(&word.lower));
        has_title && (2..=3).contains(&name.len()) && !rest.is_empty() && !rest.iter().any(|word| word.is(","))
    };
    let closed = prepared.words.get(at(source.end)).is_some_and(|word| word.is(","));
    let opens = prepared.units.binary_search_by_key(&source.start, |unit| unit.range.start).is_ok();
    let behind = comma.filter(|at| opens && !closed && is_addressed(*at)).and_then(|at| words.get(at + 1));
    if let Some(next) = behind {
        source.start = next.range.start;
    }
    attribution
}

/// Leaves to whoever "he" is only what stands behind a colon where somebody named is the subject in front of it: "Ms Speck thought
/// that too high: most of it is late, she said".
pub(super) fn behind_colon(prepared: &Prepared, mut attribution: Attribution) -> Attribution {
    let is_pronoun = |source: &Range<usize>| prepared.words_in(source).iter().all(|word| word.any(Class::PRONOUN));
    if !attribution.source.as_ref().is_some_and(is_pronoun) {
        return attribution;
    }
    let Some(first) = attribution.content.first_mut() else { return attribution };
    let words = prepared.words_in(first);
    let colon = words.iter().position(|word| word.is(":") && word.quotation.is_none());
    let cut = colon.filter(|at| *at + 1 < words.len() && opens_with_person(prepared, &words[..*at]));
    if let Some(next) = cut.and_then(|at| words.get(at + 1)) {
        first.start = next.range.start;
    }
    attribution
}

fn opens_with_person(prepared: &Prepared, words: &[Word]) -> bool {
    let most = words.len().min(LONGEST);
    (2..=most).any(|end| !words[end - 1].is(",") && is_person(prepared.text.as_str(), &words[..end]))
}

/// Gives an attribution without a source the person whose name stands behind what is said, right in front of the cue.
pub(super) fn with_source(prepared: &Prepared, mut attribution: Attribution) -> Attribution {
    if attribution.source.is_none()
        && let Some((end, source)) = at_the_end(prepared, &attribution)
    {
        attribution.content.retain(|range| range.start < end);
        attribution.content.iter_mut().for_each(|range| range.end = range.end.min(end));
        attribution.source = Some(source);
        attribution.why.push("the name in front of the cue".to_owned());
    }
    attribution
}

/// Returns where the content ends, and the source behind it, in bytes.
fn at_the_end(prepared: &Prepared, attribution: &Attribution) -> Option<(usize, Range<usize>)> {
    let at = |byte: usize| prepared.words.partition_point(|word| word.range.end <= byte);
    let cue = at(attribution.cue.as_ref()?.start);
    let start = at(attribution.content.first()?.start);
    let words = prepared.words.get(start..cue)?;
    let states = cues(&prepared.words.get(cue)?.lower).iter().any(|cue| cue.frame.takes('l'));
    let is_plain = words.iter().all(|word| word.quotation.is_none() && !word.is("."));
    if !states || !is_plain {
        return None;
    }
    let end = words.len() - usize::from(words.last()?.is(","));
    let commas: Vec<usize> = (0..end).filter(|i| words.get(*i).is_some_and(|word| word.is(","))).collect();
    // "…, the bank's head, Marit Dahl, said": what a comma closes may begin a comma before the name.
    let nearest = commas.iter().rev().take(if end < words.len() { 2 } else { 1 }).rev();
    nearest.copied().find_map(|comma| source(prepared, words, comma, end))
}

/// Reads the words between a comma and the cue as a source.
fn source(prepared: &Prepared, words: &[Word], comma: usize, end: usize) -> Option<(usize, Range<usize>)> {
    let (content, source) = (words.get(..comma)?, words.get(comma + 1..end)?);
    let is_one = is_person(prepared.text.as_str(), source) && !finite_in(source, 0..source.len());
    let range = || Some(source.first()?.range.start..source.last()?.range.end);
    let is_said = is_one && finite_in(content, 0..content.len());
    is_said.then(|| Some((content.last()?.range.end, range()?))).flatten()
}
