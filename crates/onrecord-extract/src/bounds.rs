//! How far a source and a content reach.

use std::ops::Range;

use crate::engine::Attribution;
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

#[cfg(test)]
pub(crate) mod tests {
    use onrecord_text::Text;

    use super::{said, within_sentence, without_next};
    use crate::engine::Attribution;
    use crate::input::Input;
    use crate::prepared::Prepared;

    /// Reads a text with the places of source, cue and content, as an engine may have found them.
    pub(crate) fn found(words: &str, [source, cue, content]: [&str; 3]) -> (Prepared, Attribution) {
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
    fn what_stands_before_a_pronoun_between_commas_is_said() {
        let words = "Councillor Dev Anand, she said, \"deserves an apology\".";
        let (prepared, one) = found(words, ["she", "said", "\"deserves an apology\""]);
        assert!(said(&prepared, &one).iter().any(|said| said.contains(&"Councillor ".len())));
        let words = "When Dev Anand came, she said \"deserves an apology\".";
        let (prepared, one) = found(words, ["she", "said", "\"deserves an apology\""]);
        assert_eq!(said(&prepared, &one), one.content);
    }
}
