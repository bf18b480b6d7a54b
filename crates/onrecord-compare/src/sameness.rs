//! Whether one wording says no more and no less than another: the bar for counting what nobody has confirmed.
//!
//! A likeness says how probable it is that two wordings are one statement; "sold jets to Israel" and "sold jets to Iran" are
//! very like one another. So this asks for the same content words in the same order, and for the same of those small words
//! that turn a meaning round ("before", "all", "only"). What is said in other words is for a person to confirm.

use std::collections::BTreeSet;

use crate::Statement;
use crate::drift::plain_number;
use crate::lexicon;
use crate::stem::stems;
use crate::words::{Word, words};

/// Small words that carry meaning of their own.
const BEARING: [&str; 46] = [
    "above", "after", "against", "all", "almost", "any", "before", "below", "both", "by", "down", "during", "each",
    "either", "every", "except", "few", "fewer", "from", "half", "if", "into", "least", "less", "many", "more", "most",
    "nearly", "neither", "never", "no", "none", "nor", "not", "off", "only", "out", "over", "several", "some", "to",
    "under", "unless", "until", "up", "without",
];

/// Words of a difference that are shown.
const SHOWN: usize = 4;

/// Says in what `b` says something else than `a` does; `None` when it says the same in the same words, whatever the small
/// words between them.
pub fn says_otherwise(a: &Statement<'_>, b: &Statement<'_>) -> Option<String> {
    let (x, y) = (words(a), words(b));
    let (own, other) = (told(&x), told(&y));
    if own.is_empty() || other.is_empty() {
        return Some("there are no words to compare".to_owned());
    }
    if own.iter().map(|(key, _)| key).eq(other.iter().map(|(key, _)| key)) {
        return None;
    }
    let only = |these: &[(String, String)], those: &[(String, String)]| {
        let known: BTreeSet<&String> = those.iter().map(|(key, _)| key).collect();
        let odd = these.iter().filter(|(key, _)| !known.contains(key)).map(|(_, written)| written.as_str());
        odd.take(SHOWN).collect::<Vec<_>>().join(" ")
    };
    let (gone, new) = (only(&own, &other), only(&other, &own));
    Some(match (gone.is_empty(), new.is_empty()) {
        (true, true) => "the same words in another order".to_owned(),
        (true, false) => format!("it adds “{new}”"),
        (false, true) => format!("it lacks “{gone}”"),
        (false, false) => format!("it has “{new}” for “{gone}”"),
    })
}

/// The words that bear meaning, each in the form in which it is compared and as written.
fn told(words: &[Word<'_>]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for word in words {
        let written = || word.text.to_owned();
        if let Some(number) = plain_number(&word.key) {
            found.push((number.to_string(), written()));
        } else if word.key.ends_with("n't") {
            found.push(("not".to_owned(), written()));
        } else if BEARING.binary_search(&word.key.as_ref()).is_ok() || lexicon::is_date_word(&word.key) {
            found.push((word.key.to_string(), written()));
        } else {
            found.extend(stems(word).map(|stem| (stem.into_owned(), written())));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use onrecord_model::Slots;
    use onrecord_text::Text;

    use super::*;

    fn otherwise(a: &str, b: &str) -> Option<String> {
        let (a, b, slots) = (Text::new(a).unwrap(), Text::new(b).unwrap(), Slots::default());
        let whole = |text: &Text| [text.span(0..text.as_str().len()).unwrap()];
        says_otherwise(&Statement::bare(&a, &whole(&a), &slots), &Statement::bare(&b, &whole(&b), &slots))
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(BEARING.is_sorted());
    }

    #[test]
    fn small_words_and_endings_do_not_matter() {
        for (a, b) in [
            ("The dam in Corrin is safe.", "dam in Corrin was safe"),
            ("We saw twelve boats", "They saw 12 boats"),
            ("the United States sold ships", "the US sold ships"),
        ] {
            assert_eq!(otherwise(a, b), None, "{a} {b}");
        }
    }

    #[test]
    fn another_word_says_something_else() {
        for (a, b, why) in [
            ("sold forty jets to Israel", "sold forty jets to Iran", "it has “Iran” for “Israel”"),
            ("the army captured the town", "the army lost the town", "it has “lost” for “captured”"),
            ("All residents left", "Some residents left", "it has “Some” for “All”"),
            ("It began before the alarm", "It began after the alarm", "it has “after” for “before”"),
            ("the treaty was signed", "the treaty was signed in Oslo", "it adds “Oslo”"),
            ("Keller sued Voss", "Voss sued Keller", "the same words in another order"),
            ("it is safe", "it isn't safe", "it adds “isn't”"),
            ("signed on Monday", "signed on Tuesday", "it has “Tuesday” for “Monday”"),
        ] {
            assert_eq!(otherwise(a, b).as_deref(), Some(why), "{a} {b}");
        }
    }
}
