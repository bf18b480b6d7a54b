//! Whose words they are, where another speaker stands in an aside: "Economists, quoted by the Post, said …".

use crate::engine::Attribution;
use crate::extractor::finite;
use crate::lexicon::WordSet;
use crate::lexicon::class::Class;
use crate::lexicon::cue::cues;
use crate::prepared::Prepared;

/// Participles with "by" between a speaker and what they say.
static ASIDES: WordSet = WordSet::new(
    "accused advised asked backed challenged cited criticised criticized interviewed joined obtained pressed questioned quoted reviewed seen supported",
);
/// Words of a speaker in front of such an aside at most.
const SPEAKER: usize = 8;

/// Gives back to its speaker what was taken for the word of who stands in an aside: "Economists, quoted by the Post, said …".
pub(crate) fn without_agent(prepared: &Prepared, attribution: &mut Attribution) {
    let Some((source, cue)) = attribution.source.as_ref().zip(attribution.cue.as_ref()) else { return };
    let Some(sentence) = prepared.sentence_at(source.start).filter(|sentence| sentence.contains(&cue.start)) else {
        return;
    };
    let at = |byte: usize| prepared.words.partition_point(|word| word.range.end <= byte);
    let (start, by) = (at(sentence.start), at(source.start));
    let head = prepared.words.get(start..by).unwrap_or(&[]);
    let head = head.split_last().filter(|(last, _)| last.any(Class::DETERMINER)).map_or(head, |(_, rest)| rest);
    let [speaker @ .., comma, participle, by] = head else { return };
    let is_aside = comma.is(",") && ASIDES.has(&participle.lower) && &*by.lower == "by" && source.end < cue.start;
    let closed = prepared.slice(&(source.end..cue.start)).contains(',') || prepared.slice(source).contains(" of ");
    let is_plain = (1..=SPEAKER).contains(&speaker.len()) && !(0..speaker.len()).any(|at| finite(speaker, at));
    if is_aside && closed && is_plain && speaker.iter().all(|word| word.quotation.is_none()) {
        attribution.source = Some(speaker[0].range.start..speaker[speaker.len() - 1].range.end);
    }
}

/// Words of what was claimed, between its verb and the comma behind it, at most.
const CLAIMED: usize = 6;

/// Gives back to its speaker what "contrary to what Moss claimed" broke off: "Trent said that, contrary to what Moss claimed, …".
pub(crate) fn without_contrary(prepared: &Prepared, attribution: &mut Attribution) {
    let (Some(source), Some(cue), [content]) = (&attribution.source, &attribution.cue, &attribution.content[..]) else {
        return;
    };
    if !prepared.slice(source).to_lowercase().starts_with("contrary to what") || content.end > source.start {
        return;
    }
    let Some(sentence) = prepared.sentence_at(cue.start) else { return };
    let at = |byte: usize| prepared.words.partition_point(|word| word.range.end <= byte);
    let head = &prepared.words[at(content.start)..at(content.end)];
    let tail = &prepared.words[at(cue.end)..at(sentence.end)];
    let verb = head.iter().rposition(|word| cues(&word.lower).iter().any(|cue| cue.frame.takes('l')));
    let (Some(verb), Some(comma)) = (verb, tail.iter().position(|word| word.is(","))) else { return };
    let (Some(first), Some(last)) = (tail.get(comma + 1), tail.iter().rfind(|word| word.is_word())) else { return };
    let is_end = head[verb + 1..].iter().all(|word| &*word.lower == "that");
    if verb > 0 && comma < CLAIMED && is_end && first.range.start < last.range.end {
        attribution.source = Some(head[0].range.start..head[verb - 1].range.end);
        attribution.cue = Some(head[verb].range.clone());
        attribution.content.clear();
        attribution.content.push(first.range.start..last.range.end);
    }
}

#[cfg(test)]
mod tests {
    use super::without_contrary;
    use crate::bounds::tests::found;

    #[test]
    fn what_is_contrary_to_another_is_its_speakers() {
        let words = "Trent said that, contrary to what Moss claimed, the airline had been fined twice.";
        let (prepared, mut one) = found(words, ["contrary to what Moss", "claimed", "Trent said that"]);
        without_contrary(&prepared, &mut one);
        let parts = [one.source.unwrap(), one.cue.unwrap(), one.content[0].clone()];
        assert_eq!(parts.map(|part| prepared.slice(&part)), ["Trent", "said", "the airline had been fined twice"]);
    }
}
