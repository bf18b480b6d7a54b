//! Words with what the rules ask of them again and again.

use std::ops::Range;

use onrecord_text::{TokenKind, tokens};

use crate::lexicon::class::{Class, class};
use crate::lexicon::name::ROLE;

/// One token with its classes.
#[derive(Clone, Debug)]
pub struct Word {
    /// Place in bytes of the document.
    pub range: Range<usize>,
    /// What it is made of.
    pub kind: TokenKind,
    /// The word in lower case; a mark as it is.
    pub lower: Box<str>,
    /// Whether it starts with a capital letter.
    pub capital: bool,
    /// Whether it is two or more letters, all of them capitals.
    pub upper: bool,
    /// Which outermost quotation of the document it stands in, marks included; `None` outside quotations.
    pub quotation: Option<u32>,
    pub(crate) class: Class,
}

impl Word {
    /// Tells whether the token is the mark `mark`.
    pub(crate) fn is(&self, mark: &str) -> bool {
        self.kind == TokenKind::Mark && &*self.lower == mark
    }

    /// Tells whether the word has one of the classes.
    pub(crate) fn any(&self, class: Class) -> bool {
        self.class.any(class)
    }

    /// Tells whether it is a word or number, not a mark.
    pub(crate) fn is_word(&self) -> bool {
        self.kind != TokenKind::Mark
    }

    /// Returns the word without a possessive ending.
    pub(crate) fn stem(&self) -> &str {
        let lower = &*self.lower;
        lower
            .strip_suffix("'s")
            .or_else(|| lower.strip_suffix("’s"))
            .or_else(|| lower.strip_suffix(['\'', '’']))
            .unwrap_or(lower)
    }

    /// Tells whether it ends like a possessive ("Russia's").
    pub(crate) fn possessive(&self) -> bool {
        self.stem().len() < self.lower.len()
    }

    /// Tells whether it is a dash that sets words apart.
    pub(crate) fn is_dash(&self) -> bool {
        self.kind == TokenKind::Mark && matches!(&*self.lower, "–" | "—" | "-" | "―" | "--")
    }
}

/// Splits `text[range]` into words.
pub(crate) fn words(text: &str, range: &Range<usize>) -> Vec<Word> {
    let slice = text.get(range.clone()).unwrap_or("");
    let mut words: Vec<Word> = tokens(slice)
        .into_iter()
        .filter_map(|token| {
            let surface = slice.get(token.range.clone())?;
            let lower = surface.to_lowercase().into_boxed_str();
            Some(Word {
                range: token.range.start + range.start..token.range.end + range.start,
                kind: token.kind,
                capital: surface.chars().next().is_some_and(char::is_uppercase),
                upper: all_capitals(surface),
                quotation: None,
                class: class(&lower),
                lower,
            })
        })
        .collect();
    tell_given_names(&mut words);
    words
}

/// Prepositions that are given names as well.
const GIVEN: [&str; 2] = ["per", "via"];

/// Takes for no preposition what is a given name in the midst of a sentence: "chief executive Per Haldorsen".
fn tell_given_names(words: &mut [Word]) {
    let is_within = |before: &Word| before.is(",") || before.is_word() && (!before.capital || ROLE.has(&before.lower));
    for at in 1..words.len().saturating_sub(1) {
        let (before, after) = (&words[at - 1], &words[at + 1]);
        let is_name = words[at].capital && after.capital && after.is_word() && is_within(before);
        if is_name && GIVEN.contains(&&*words[at].lower) {
            words[at].class = Class::NONE;
        }
    }
}

fn all_capitals(surface: &str) -> bool {
    let mut letters = surface.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= 2 && letters.all(char::is_uppercase)
}
