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

use std::borrow::Cow;

use onrecord_model::SentenceChange;

use crate::language::{self, say};

/// A change as the page names it: a letter and a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChangeWords {
    /// Its name in classes and patterns.
    pub(crate) class: &'static str,
    /// The letter that stands for it beside its colour and its pattern.
    pub(crate) letter: Cow<'static, str>,
    /// What became of the sentence.
    pub(crate) word: Cow<'static, str>,
}

/// Says what a change means, for the legend.
pub(crate) fn meaning(change: SentenceChange) -> Cow<'static, str> {
    say(match change {
        SentenceChange::Same => "change-same-meaning",
        SentenceChange::Reworded => "change-reworded-meaning",
        SentenceChange::New => "change-new-meaning",
        SentenceChange::Split => "change-split-meaning",
        SentenceChange::Back => "change-back-meaning",
        SentenceChange::Merged => "change-merged-meaning",
        SentenceChange::Left => "change-left-meaning",
    })
}

impl From<SentenceChange> for ChangeWords {
    fn from(change: SentenceChange) -> Self {
        let (letter, word) = match change {
            SentenceChange::Same => (None, "change-same"),
            SentenceChange::Reworded => (Some("change-letter-reworded"), "change-reworded"),
            SentenceChange::New => (Some("change-letter-new"), "change-new"),
            SentenceChange::Split => (Some("change-letter-split"), "change-split"),
            SentenceChange::Back => (Some("change-letter-back"), "change-back"),
            SentenceChange::Merged => (Some("change-letter-merged"), "change-merged"),
            SentenceChange::Left => (Some("change-letter-left"), "change-left"),
        };
        let letter = letter.map_or(Cow::Borrowed("="), say);
        ChangeWords { class: change.as_str(), letter, word: say(word) }
    }
}

/// Says how many sentences had one fate.
pub(crate) fn changes(change: SentenceChange, count: usize) -> String {
    let id = match change {
        SentenceChange::Same => "changes-same",
        SentenceChange::Reworded => "changes-reworded",
        SentenceChange::New => "changes-new",
        SentenceChange::Split => "changes-split",
        SentenceChange::Back => "changes-back",
        SentenceChange::Merged => "changes-merged",
        SentenceChange::Left => "changes-left",
    };
    language::count(id, count)
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
        let letters: std::collections::BTreeSet<Cow<'_, str>> =
            SentenceChange::ALL.iter().map(|change| ChangeWords::from(*change).letter).collect();
        assert_eq!(letters.len(), SentenceChange::ALL.len());
    }
}
