//! The words of the pages: one table of messages in English, and those that a house says in its own language.
//!
//! The table is `templates/words/en.ftl`, in Mozilla's Fluent. A house gives messages of its own under `[house.words]` of its
//! rules; what it gives none for stays English, and so does what cannot be put together.
//!
//! Sections and templates ask for a message by its id: `say`, `say_with`, `count`, and `weave` where elements stand in
//! it. In whose words is not handed through them: each `render` says so for as long as it takes (`speak`), so that a page
//! depends on what it was given and on nothing else.

mod check;
mod export;
mod forms;
mod table;
mod woven;

use std::borrow::{Borrow, Cow};
use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};

pub use check::{WordFault, word_faults};
pub use export::to_translate;
pub(crate) use forms::forms;
use table::Bundle;
pub use table::ids;
pub(crate) use woven::weave;

/// The words of a house; by default those of the program, which are English.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Option<Arc<Own>>);

/// What a house says itself.
struct Own {
    tag: String,
    patterns: Vec<(String, String)>,
    bundle: Bundle,
}

impl Words {
    /// Takes the messages of a house, by id, in the language `tag` (BCP 47).
    ///
    /// What does not hold ([`word_faults`]) is left out and stays English: rules are checked when they are adopted, and those
    /// of an earlier version of the program may hold what this one no longer says.
    pub fn new(tag: Option<&str>, patterns: &[(String, String)]) -> Self {
        let faults = word_faults(tag, patterns);
        let tag = tag.filter(|_| faults.iter().all(|fault| fault.id.is_some()));
        let holds = |(id, _): &&(String, String)| faults.iter().all(|fault| fault.id.as_ref() != Some(id));
        let patterns: Vec<(String, String)> = patterns.iter().filter(holds).cloned().collect();
        if tag.is_none() && patterns.is_empty() {
            return Words::default();
        }
        let tag = tag.unwrap_or(table::ENGLISH).to_owned();
        let bundle = table::bundle(&tag, patterns.iter().map(|(id, pattern)| (id.as_str(), pattern.as_str())));
        Words(Some(Arc::new(Own { tag, patterns, bundle })))
    }

    /// Returns how many messages are the house's own.
    pub fn own(&self) -> usize {
        self.0.as_ref().map_or(0, |own| own.patterns.len())
    }

    /// Returns the language, as a tag.
    pub fn tag(&self) -> &str {
        self.0.as_ref().map_or(table::ENGLISH, |own| &own.tag)
    }

    /// Tells whether the language is written from right to left.
    pub(crate) fn is_rtl(&self) -> bool {
        check::is_rtl(self.tag())
    }

    /// Tells whether nothing is the house's own, neither language nor words.
    fn is_usual(&self) -> bool {
        self.0.is_none()
    }

    fn said(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        table::said(&self.0.as_ref()?.bundle, id, args).map(Cow::into_owned)
    }
}

impl PartialEq for Own {
    fn eq(&self, other: &Self) -> bool {
        (&self.tag, &self.patterns) == (&other.tag, &other.patterns)
    }
}

impl Eq for Own {}

impl fmt::Debug for Own {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Own").field("tag", &self.tag).field("patterns", &self.patterns).finish_non_exhaustive()
    }
}

thread_local! {
    /// In whose words the page that is being rendered speaks.
    static SPOKEN: RefCell<Words> = const { RefCell::new(Words(None)) };
}

/// Keeps a page in the words of a house; what was spoken before is spoken again when it ends.
#[must_use]
pub(crate) struct Speaking(Words);

/// Speaks in these words until what is returned ends.
pub(crate) fn speak(words: &Words) -> Speaking {
    Speaking(SPOKEN.replace(words.clone()))
}

impl Drop for Speaking {
    fn drop(&mut self) {
        SPOKEN.set(std::mem::take(&mut self.0));
    }
}

/// Returns the words that are spoken.
pub(crate) fn spoken() -> Words {
    SPOKEN.with_borrow(Words::clone)
}

/// Tells whether the words that are spoken are the program's own.
pub(crate) fn is_usual() -> bool {
    SPOKEN.with_borrow(Words::is_usual)
}

/// Tells whether a page is in this language, so that text in it needs no tag.
pub(crate) fn is_spoken(tag: &str) -> bool {
    SPOKEN.with_borrow(|words| words.tag() == tag)
}

/// Says a message.
pub(crate) fn say(id: &'static str) -> Cow<'static, str> {
    said(id, None)
}

/// Says a message with what stands in its placeholders.
pub(crate) fn say_with<const N: usize>(
    id: &'static str,
    args: [(&'static str, FluentValue<'_>); N],
) -> Cow<'static, str> {
    said(id, Some(&args.into_iter().collect()))
}

/// Says a message with a number, which it calls `$count`.
pub(crate) fn count(id: &'static str, count: impl Borrow<usize>) -> String {
    say_with(id, [("count", (*count.borrow()).into())]).into_owned()
}

fn said(id: &'static str, args: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
    let spoken = |words: &Words| words.said(id, args).ok_or_else(|| words.is_rtl());
    match SPOKEN.with_borrow(spoken) {
        Ok(own) => Cow::Owned(own),
        Err(false) => table::english(id, args),
        // Left to right among what is written from right to left, it keeps its full stop and its numbers in place.
        Err(true) => Cow::Owned(format!("{ISOLATE}{}{END}", table::english(id, args))),
    }
}

/// First strong isolate and what ends it (Unicode Bidirectional Algorithm, UAX #9).
const ISOLATE: char = '\u{2068}';
const END: char = '\u{2069}';

/// Lists the messages in English, as they are written.
#[cfg(test)]
pub(crate) fn table() -> Vec<(String, String)> {
    table::entries(table::TABLE).map(|(id, pattern)| (id.to_owned(), pattern.to_owned())).collect()
}
