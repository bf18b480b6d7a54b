//! The sentence round words that say little by themselves.

use onrecord_model::Voice;
use onrecord_text::{Span, Text, sentences};

use crate::isolate::isolate;

/// Words of a wording up to which its sentence is shown; set by hand: "to mediate" is no sentence, most of nine words are.
const FEW: usize = 8;
/// Bytes of a paragraph that are looked at on either side.
const NEAR: usize = 600;
/// Characters shown on either side.
const SHOWN: usize = 160;

/// A sentence, cut where the words of a claim begin and end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Around {
    /// What comes before the words.
    pub(crate) before: String,
    /// The words.
    pub(crate) words: String,
    /// What comes after them.
    pub(crate) after: String,
}

impl Around {
    /// Finds the sentence of a wording of few words; `None` for headlines, for one that is a sentence by itself, and where it does
    /// not stand in one sentence.
    pub(crate) fn of(text: &Text, content: &[Span], voice: Voice) -> Option<Self> {
        let [span] = content else { return None };
        let (words, text, at) = (text.slice(span), text.as_str(), span.bytes());
        if voice == Voice::Headline || words.split_whitespace().count() > FEW {
            return None;
        }
        let from = edge(text, at.start.saturating_sub(NEAR));
        let from = text.get(from..at.start)?.rfind('\n').map_or(from, |line| from + line + 1);
        let to = edge(text, (at.end + NEAR).min(text.len()));
        let to = text.get(at.end..to)?.find('\n').map_or(to, |line| at.end + line);
        let near = text.get(from..to)?;
        let (start, end) = (at.start - from, at.end - from);
        let sentence = sentences(near).into_iter().find(|one| one.start <= start && end <= one.end)?;
        let (before, after) = (near.get(sentence.start..start)?, near.get(end..sentence.end)?);
        let tells = before.chars().chain(after.chars()).any(char::is_alphanumeric);
        tells.then(|| Around { before: isolate(&last(before)), words: isolate(words), after: isolate(&first(after)) })
    }
}

/// Moves a place back to where a character begins.
fn edge(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn first(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn last(text: &str) -> String {
    match text.char_indices().rev().nth(SHOWN) {
        Some((at, c)) => format!("…{}", text.get(at + c.len_utf8()..).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, words: &str, voice: Voice) -> Option<(String, String)> {
        let text = Text::new(text).unwrap();
        let at = text.as_str().find(words).unwrap();
        let content = [text.span(at..at + words.len()).unwrap()];
        Around::of(&text, &content, voice).map(|one| (one.before, one.after))
    }

    #[test]
    fn few_words_have_their_sentence() {
        let text = "It rained.\nThe government offered to mediate on Friday. Nobody came.";
        let both = Some(("The government offered ".to_owned(), " on Friday.".to_owned()));
        assert_eq!(around(text, "to mediate", Voice::Indirect), both);
        assert_eq!(around(text, "to mediate", Voice::Headline), None);
        assert_eq!(around(text, "Nobody came", Voice::Own), None, "a full stop tells nothing");
        assert_eq!(around(text, "mediate on Friday. Nobody", Voice::Own), None);
    }

    #[test]
    fn long_sentences_are_cut() {
        let long = "é".repeat(300);
        let (before, after) = around(&format!("{long} to mediate {long}"), "to mediate", Voice::Own).unwrap();
        assert_eq!((before.chars().count(), after.chars().count()), (SHOWN + 1, SHOWN + 1));
        assert!(before.starts_with('…') && after.ends_with('…'));
        assert_eq!(
            around(&format!("{} to mediate", "é".repeat(900)), "to mediate", Voice::Own).map(|a| a.1),
            Some(String::new())
        );
    }
}
