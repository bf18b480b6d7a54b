//! Light stemming.

use std::borrow::Cow;

use crate::lexicon;
use crate::words::Word;

/// Characters kept of a stem. Cutting words to a fixed length matches their derivations about as well as a stemmer
/// (`McNamee`, Nicholas, Mayfield, "Addressing morphological variation in alphabetic languages", SIGIR 2009).
const KEPT: usize = 6;

/// Returns the stems of a word: none for words without content, two where a short name stands for two words.
pub(crate) fn stems<'a>(word: &'a Word<'_>) -> impl Iterator<Item = Cow<'a, str>> {
    let long = lexicon::long_name(word.text);
    let alone = (long.is_none() && is_content(word)).then(|| bare_stem(&word.key));
    long.into_iter().flatten().map(bare_stem).chain(alone)
}

/// Tells whether a word carries content of its own.
pub(crate) fn is_content(word: &Word<'_>) -> bool {
    word.key.chars().any(char::is_alphanumeric)
        && (lexicon::long_name(word.text).is_some() || !lexicon::is_function_word(&word.key))
}

/// Returns the stem of a key: plural, possessive, "-ed", "-ing" and a final "e" taken off, then cut to six characters.
pub(crate) fn stem(key: &str) -> String {
    bare_stem(key).into_owned()
}

/// Returns the stem of a key, which most often is a part of it and costs nothing.
fn bare_stem(key: &str) -> Cow<'_, str> {
    if key.starts_with(|c: char| c.is_ascii_digit()) {
        return Cow::Borrowed(key);
    }
    let bare = key.strip_suffix("'s").or_else(|| key.strip_suffix('\'')).unwrap_or(key);
    match bare.strip_suffix("ies").filter(|head| head.len() > 1) {
        Some(head) => Cow::Owned(cut(&format!("{head}y")).to_owned()),
        None => Cow::Borrowed(cut(without_plural(bare))),
    }
}

/// Takes the other endings off and keeps the first characters.
fn cut(singular: &str) -> &str {
    let head = without_ending(singular);
    let head = if head.len() > 3 { head.strip_suffix('e').unwrap_or(head) } else { head };
    head.char_indices().nth(KEPT).and_then(|(end, _)| head.get(..end)).unwrap_or(head)
}

fn without_plural(word: &str) -> &str {
    let keeps = word.len() <= 3 || ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if keeps { word } else { word.strip_suffix('s').unwrap_or(word) }
}

fn without_ending(word: &str) -> &str {
    let cut = |end: &str| word.strip_suffix(end).filter(|head| head.len() >= 3);
    match cut("ing").or_else(|| cut("ed")) {
        Some(head) => without_double(head),
        None => word,
    }
}

/// Takes one letter off "planned" → "plann", not off "pass" or "call".
fn without_double(head: &str) -> &str {
    let mut last = head.chars().rev();
    match (last.next(), last.next()) {
        (Some(x), Some(y)) if x == y && x.is_ascii_alphabetic() && !matches!(x, 'l' | 's') && head.len() > 3 => {
            head.strip_suffix(x).unwrap_or(head)
        }
        _ => head,
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_one_word_agree() {
        for (one, other) in [
            ("talks", "talk"),
            ("parties", "party"),
            ("planned", "plan"),
            ("planning", "plan"),
            ("refused", "refuse"),
            ("negotiate", "negotiations"),
            ("ukrainian", "ukraine"),
            ("russia's", "russian"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (one, other) in [("accept", "access"), ("three", "thirty"), ("rejects", "refuses"), ("3.5", "35")] {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }

    #[test]
    fn short_and_odd_words_survive() {
        for word in ["", "'s", "s", "ies", "ed", "ing", "é", "是"] {
            let _ = stem(word);
        }
        assert_eq!(stem("bus"), "bus");
        assert_eq!(stem("bed"), "bed");
    }
}
