//! How far a source and a content reach.

use std::ops::Range;

use crate::engine::Attribution;
use crate::extractor::finite;
use crate::lexicon::WordSet;
use crate::lexicon::class::Class;
use crate::lexicon::cue::cues;
use crate::prepared::Prepared;
use crate::word::Word;

/// Cuts a source that runs into another sentence down to the sentence of its cue: `"…," said Li. Berg, asked about it, left.`
pub(crate) fn within_sentence(prepared: &Prepared, attribution: &mut Attribution) {
    let Some((source, cue)) = attribution.source.as_mut().zip(attribution.cue.as_ref()) else { return };
    let Some(sentence) = prepared.sentence_at(cue.start) else { return };
    let (start, end) = (source.start.max(sentence.start), source.end.min(sentence.end));
    if start >= end || (start, end) == (source.start, source.end) {
        return;
    }
    let words = prepared.slice(&(start..end));
    let start = start + (words.len() - words.trim_start().len());
    *source = start..start + words.trim().trim_end_matches('.').len();
}

/// Lists where the text tells what is said: the contents, and what stands before a source between commas ("Dev Anand, she said, …").
pub(crate) fn said(prepared: &Prepared, attribution: &Attribution) -> Vec<Range<usize>> {
    let mut said = attribution.content.clone();
    let Some((source, cue)) = attribution.source.as_ref().zip(attribution.cue.as_ref()) else { return said };
    let Some(sentence) = prepared.sentence_at(source.start) else { return said };
    let before = prepared.slice(&(sentence.start..source.start)).trim_end().ends_with(',');
    let end = source.end.max(cue.end);
    let behind = end <= sentence.end && prepared.slice(&(end..sentence.end)).trim_start().starts_with(',');
    if before && behind {
        said.push(sentence.start..source.start);
    }
    said
}

/// Words behind a semicolon among which somebody else begins to speak.
const CLAUSE: usize = 6;

/// Ends a content at a semicolon behind which somebody else is credited: "the zoo said 300,000 came; the council put it at 240,000".
pub(crate) fn without_next(prepared: &Prepared, attribution: &mut Attribution) {
    let Some(last) = attribution.content.last_mut() else { return };
    let from = prepared.words.partition_point(|word| word.range.end <= last.start);
    let to = prepared.words.partition_point(|word| word.range.start < last.end);
    let words = prepared.words.get(from..to).unwrap_or(&[]);
    let credits = |at: &usize| words[*at].is(";") && words[*at].quotation.is_none() && credits(&words[at + 1..]);
    if let Some(end) = (1..words.len()).find(credits) {
        last.end = words[end - 1].range.end;
    }
}

/// Takes from a content the "but" or "and" that joins its sentence to the one before: "But 12 of the books are missing, Nunes said."
pub(crate) fn without_joint(prepared: &Prepared, attribution: &mut Attribution) {
    let Some(first) = attribution.content.iter_mut().min_by_key(|content| content.start) else { return };
    let at = prepared.words.partition_point(|word| word.range.end <= first.start);
    let (Some(word), Some(next)) = (prepared.words.get(at), prepared.words.get(at + 1)) else { return };
    let is_joint = word.capital && matches!(&*word.lower, "and" | "but") && word.quotation.is_none();
    if is_joint && word.range.start == first.start && next.is_word() && next.range.start < first.end {
        first.start = next.range.start;
    }
}

/// Tells whether words begin with somebody and what they say: a noun or a name, then a verb of saying or "put".
fn credits(words: &[Word]) -> bool {
    let clause = &words[..words.len().min(CLAUSE)];
    let is_somebody =
        |word: &Word| word.is_word() && !word.any(Class::PRONOUN | Class::VERB | Class::AUXILIARY | Class::PREPOSITION);
    let says = |word: &Word| &*word.lower == "put" || cues(&word.lower).iter().any(|cue| cue.frame.takes('l'));
    let verb = clause.iter().position(says);
    verb.is_some_and(|verb| verb > 0 && clause[..verb].iter().all(is_somebody))
}

/// Participles with "by" between a speaker and what they say.
static ASIDES: WordSet = WordSet::new(
    "accused advised asked backed challenged cited criticised criticized interviewed joined pressed questioned quoted supported",
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
    let [speaker @ .., comma, participle, by] = head else { return };
    let is_aside = comma.is(",") && ASIDES.has(&participle.lower) && &*by.lower == "by" && source.end < cue.start;
    let closed = prepared.slice(&(source.end..cue.start)).contains(',') || prepared.slice(source).contains(" of ");
    let is_plain = (1..=SPEAKER).contains(&speaker.len()) && !(0..speaker.len()).any(|at| finite(speaker, at));
    if is_aside && closed && is_plain && speaker.iter().all(|word| word.quotation.is_none()) {
        attribution.source = Some(speaker[0].range.start..speaker[speaker.len() - 1].range.end);
    }
}

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
    if verb > 0 && comma < CLAUSE && is_end && first.range.start < last.range.end {
        attribution.source = Some(head[0].range.start..head[verb - 1].range.end);
        attribution.cue = Some(head[verb].range.clone());
        attribution.content.clear();
        attribution.content.push(first.range.start..last.range.end);
    }
}

#[cfg(test)]
mod tests {
    use onrecord_text::Text;

    use super::{said, within_sentence, without_contrary, without_next};
    use crate::engine::Attribution;
    use crate::input::Input;
    use crate::prepared::Prepared;

    /// Reads a text with the places of source, cue and content, as an engine may have found them.
    fn found(words: &str, [source, cue, content]: [&str; 3]) -> (Prepared, Attribution) {
        let text = Text::new(words.to_owned()).unwrap();
        let input = Input { text: &text, title: None, published: None, language: None, keep_that: false };
        let at = |part: &str| words.find(part).map(|at| at..at + part.len()).unwrap();
        let (source, cue, content) = (Some(at(source)), Some(at(cue)), vec![at(content)]);
        (Prepared::new(&input), Attribution { content, source, cue, why: Vec::new(), confidence: 0.9 })
    }

    #[test]
    fn a_source_ends_with_its_sentence() {
        let words = "\"Nobody was harmed,\" said Li. Berg, asked about the trial, left.";
        let (prepared, mut one) = found(words, ["Li. Berg", "said", "\"Nobody was harmed,\""]);
        within_sentence(&prepared, &mut one);
        assert_eq!(one.source.map(|source| prepared.slice(&source).to_owned()), Some("Li".to_owned()));
    }

    #[test]
    fn a_content_ends_where_the_next_one_speaks() {
        for (words, content, wanted) in [
            ("The zoo said 300 came; the council put it at 240.", "300 came; the council put it at 240", "300 came"),
            ("The zoo said 300 came; 240 paid for it.", "300 came; 240 paid for it", "300 came; 240 paid for it"),
        ] {
            let (prepared, mut one) = found(words, ["The zoo", "said", content]);
            without_next(&prepared, &mut one);
            assert_eq!(prepared.slice(&one.content[0]), wanted);
        }
    }

    #[test]
    fn what_is_contrary_to_another_is_its_speakers() {
        let words = "Trent said that, contrary to what Moss claimed, the airline had been fined twice.";
        let (prepared, mut one) = found(words, ["contrary to what Moss", "claimed", "Trent said that"]);
        without_contrary(&prepared, &mut one);
        let parts = [one.source.unwrap(), one.cue.unwrap(), one.content[0].clone()];
        assert_eq!(parts.map(|part| prepared.slice(&part)), ["Trent", "said", "the airline had been fined twice"]);
    }

    #[test]
    fn what_stands_before_a_pronoun_between_commas_is_said() {
        let words = "Councillor Dev Anand, she said, \"deserves an apology\".";
        let (prepared, one) = found(words, ["she", "said", "\"deserves an apology\""]);
        assert!(said(&prepared, &one).iter().any(|said| said.contains(&"Councillor ".len())));
        let words = "When Dev Anand came, she said \"deserves an apology\".";
        let (prepared, one) = found(words, ["she", "said", "\"deserves an apology\""]);
        assert_eq!(said(&prepared, &one), one.content);
    }
}
