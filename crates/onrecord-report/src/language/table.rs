//! The table of messages, and how one is put together.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

/// The messages in English.
pub(super) const TABLE: &str = include_str!("../../../../templates/words/en.ftl");
/// The language of the table.
pub(super) const ENGLISH: &str = "en";

/// Messages of one language.
pub(super) type Bundle = FluentBundle<FluentResource>;

static MESSAGES: LazyLock<Bundle> = LazyLock::new(|| {
    let mut bundle = empty(ENGLISH);
    bundle.add_resource_overriding(resource(TABLE.to_owned()));
    bundle
});
static IDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| entries(TABLE).map(|(id, _)| id).collect());

/// Lists the ids of all messages, in the order of the table.
pub fn ids() -> &'static [&'static str] {
    &IDS
}

/// Makes the messages of one language out of patterns by id; of two with one id the last counts.
pub(super) fn bundle<'a>(tag: &str, patterns: impl Iterator<Item = (&'a str, &'a str)>) -> Bundle {
    let mut bundle = empty(tag);
    for (id, pattern) in patterns {
        bundle.add_resource_overriding(resource(source(id, pattern)));
    }
    bundle
}

fn empty(tag: &str) -> Bundle {
    let language: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Foreign text is kept apart by elements and by `isolate`.
    bundle.set_use_isolating(false);
    bundle
}

/// Reads messages; what is none is left out.
fn resource(source: String) -> FluentResource {
    FluentResource::try_new(source).unwrap_or_else(|(resource, _)| resource)
}

/// Writes a pattern as a message: lines after the first are indented, so that none of them begins another one.
pub(super) fn source(id: &str, pattern: &str) -> String {
    format!("{id} = {}\n", pattern.trim().lines().collect::<Vec<_>>().join("\n    "))
}

/// Puts a message together; `None` when there is none, or when something is missing.
pub(super) fn said<'b>(bundle: &'b Bundle, id: &str, args: Option<&FluentArgs<'_>>) -> Option<Cow<'b, str>> {
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, args, &mut errors);
    errors.is_empty().then_some(said)
}

/// Puts a message of the table together; one that is not there, which tests exclude, shows its id.
pub(super) fn english(id: &'static str, args: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
    let said = said(&MESSAGES, id, args);
    debug_assert!(said.is_some(), "{id} is no message, or something it needs was not given");
    said.unwrap_or(Cow::Borrowed(id))
}

/// Returns the English pattern of a message, as it is written; `None` when there is none.
pub(super) fn pattern(id: &str) -> Option<&'static str> {
    entries(TABLE).find(|(known, _)| *known == id).map(|(_, pattern)| pattern)
}

/// Walks over the messages of a table: its id, and its pattern as it is written.
pub(super) fn entries(table: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = table;
    std::iter::from_fn(move || {
        loop {
            let (line, after) = rest.split_once('\n').filter(|_| !rest.is_empty())?;
            let Some((id, first)) = line.split_once(" = ").filter(|(id, _)| is_id(id)) else {
                rest = after;
                continue;
            };
            let inside: usize = after.split_inclusive('\n').take_while(|line| goes_on(line)).map(str::len).sum();
            let start = rest.len() - (first.len() + 1 + after.len());
            let pattern = rest.get(start..start + first.len() + 1 + inside)?;
            rest = after.get(inside..)?;
            return Some((id, pattern.trim_end()));
        }
    })
}

fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Tells whether a line belongs to the message before it.
fn goes_on(line: &str) -> bool {
    line.starts_with([' ', '}'])
}
