//! What the engine is given.

use onrecord_model::{Language, Published};
use onrecord_text::Text;

/// An article as the extraction engine sees it.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The text all offsets index.
    pub text: &'a Text,
    /// Headline as known from elsewhere; `None` when only the text can show it.
    pub title: Option<&'a str>,
    /// When it was published; `None` leaves relative times unresolved.
    pub published: Option<Published>,
    /// Language; `None` is read as English.
    pub language: Option<&'a Language>,
    /// Whether the "that" which opens a reported clause belongs to its content, as in corpora that mark attributions;
    /// the desk leaves it out, since no claim begins with it. Only trained engines can keep it.
    pub keep_that: bool,
}

impl Input<'_> {
    /// Tells whether the rules, which are written for English, apply.
    pub(crate) fn is_english(&self) -> bool {
        self.language.is_none_or(Language::is_english)
    }
}
