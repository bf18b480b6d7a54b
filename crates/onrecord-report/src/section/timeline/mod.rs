//! The parts of the page of a text's versions.

pub(crate) mod body;
pub(crate) mod current;
pub(crate) mod foot;
pub(crate) mod head;
pub(crate) mod page;
pub(crate) mod series;
pub(crate) mod strip;
pub(crate) mod thread;
pub(crate) mod version;
pub(crate) mod wording;

use onrecord_model::SentenceChange;

/// A change as the page names it: a letter, a word, what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ChangeWords {
    /// Its name in classes and patterns.
    pub(crate) class: &'static str,
    /// The letter that stands for it beside its colour and its pattern.
    pub(crate) letter: char,
    /// What became of the sentence.
    pub(crate) word: &'static str,
    /// The same as a sentence for the legend.
    pub(crate) meaning: &'static str,
}

impl From<SentenceChange> for ChangeWords {
    fn from(change: SentenceChange) -> Self {
        let (letter, word, meaning) = match change {
            SentenceChange::Same => ('=', "unchanged", "stands as in the version before"),
            SentenceChange::Reworded => ('R', "reworded", "goes on in other words"),
            SentenceChange::New => ('N', "new", "stood in no version before"),
            SentenceChange::Split => ('S', "split off", "was a part of another sentence"),
            SentenceChange::Back => ('B', "back", "had left and stands here again"),
            SentenceChange::Merged => ('M', "merged", "now stands inside another sentence"),
            SentenceChange::Left => ('L', "left", "is no longer here"),
        };
        ChangeWords { class: change.as_str(), letter, word, meaning }
    }
}

/// Says how often.
pub(crate) fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

/// Returns `text` on one line: each run of white space becomes one space, those at the ends stay.
pub(crate) fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_becomes_one_space() {
        assert_eq!(flat(" a\r\n\tb  c\u{a0}"), " a b c ");
    }

    #[test]
    fn letters_tell_changes_apart() {
        let letters: std::collections::BTreeSet<char> =
            SentenceChange::ALL.iter().map(|change| ChangeWords::from(*change).letter).collect();
        assert_eq!(letters.len(), SentenceChange::ALL.len());
    }
}
