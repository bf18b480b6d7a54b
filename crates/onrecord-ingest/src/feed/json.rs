//! JSON Feed (versions 1 and 1.1), its items one at a time.

use std::ops::Range;

use onrecord_model::Diagnostic;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::entry::{joined, short_of};
use super::{Channel, Entry, text};
use crate::draft::Draft;
use crate::nesting::value_end;
use crate::{Rejected, address, dates, language, page};

/// How far into a text the version is looked for, in bytes.
const REACH: usize = 4096;

/// Tells a JSON Feed by what its `version` says.
pub(super) fn is_feed(source: &str) -> bool {
    let head = source.get(..source.floor_char_boundary(REACH)).unwrap_or_default();
    let versions = head.match_indices("\"version\"").filter_map(|(at, key)| head.get(at + key.len()..));
    let mut values = versions.filter_map(|rest| rest.trim_start().strip_prefix(':'));
    let says = |value: &str| {
        value.trim_start().trim_start_matches('"').replace('\\', "").starts_with("https://jsonfeed.org/version/")
    };
    source.trim_start().starts_with('{') && values.any(says)
}

/// The items of a feed that are still to be read.
pub(super) struct Entries {
    /// Where the next one is looked for; `None` when there is none.
    at: Option<usize>,
}

/// What all items have in common.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Item {
    id: Option<Value>,
    url: Option<String>,
    external_url: Option<String>,
    title: Option<String>,
    content_html: Option<String>,
    content_text: Option<String>,
    summary: Option<String>,
    date_published: Option<String>,
    date_modified: Option<String>,
    author: Option<Author>,
    authors: Option<Vec<Author>>,
    language: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Author {
    name: Option<String>,
}

/// Finds the items and what the feed says of itself.
pub(super) fn open(source: &str, base: Option<Url>) -> (Entries, Channel) {
    let mut channel = Channel { base, ..Channel::default() };
    let mut entries = Entries { at: None };
    let mut home = None;
    let mut at = after(source, 0, b'{');
    while let Some((key, value)) = at.and_then(|start| member(source, start)) {
        let written = source.get(value.clone()).unwrap_or_default();
        let string = || serde_json::from_str::<String>(written).ok().filter(|s| !s.trim().is_empty());
        match key {
            "\"items\"" => entries.at = after(source, value.start, b'['),
            "\"title\"" => channel.title = string(),
            "\"language\"" => channel.language = string(),
            "\"home_page_url\"" => home = string(),
            "\"author\"" => {
                channel.author = serde_json::from_str(written).ok().and_then(|author: Author| author.name);
            }
            "\"authors\"" => channel.author = serde_json::from_str(written).ok().and_then(names),
            _ => {}
        }
        at = after(source, value.end, b',');
    }
    channel.base = channel.base.or_else(|| joined(None, home.as_deref()));
    (entries, channel)
}

fn names(authors: Vec<Author>) -> Option<String> {
    let found: Vec<String> =
        authors.into_iter().filter_map(|a| a.name).filter(|name| !name.trim().is_empty()).collect();
    (!found.is_empty()).then(|| found.join(", "))
}

impl Entries {
    /// Reads the next item; `None` at the end.
    pub(super) fn next(&mut self, source: &str, channel: &Channel) -> Option<Entry> {
        let start = blank(source, self.at.take()?);
        if matches!(source.as_bytes().get(start), Some(b']')) {
            return None;
        }
        let Some(end) = value_end(source.as_bytes(), start) else {
            let why = Rejected::because("the feed ends in the middle of it");
            let draft = Err(why.try_this("get the whole feed; what stands before it was read"));
            return Some(Entry { place: start..source.len(), draft });
        };
        self.at = after(source, end, b',');
        let written = source.get(start..end).unwrap_or_default();
        let draft =
            serde_json::from_str::<Item>(written).map_err(|error| invalid(&error)).map(|item| item.draft(channel));
        Some(Entry { place: start..end, draft })
    }
}

fn invalid(error: &serde_json::Error) -> Rejected {
    let message = error.to_string();
    let cause = message.rsplit_once(" at line ").map_or(message.as_str(), |(cause, _)| cause);
    Rejected::because(format!("not an item of a JSON Feed: {cause}"))
}

impl Item {
    fn draft(self, channel: &Channel) -> Draft {
        let mut diagnostics = Vec::new();
        let title = self.title.as_deref().map(text::plain).filter(|title| !title.is_empty());
        let full = [self.content_html.as_deref().map(page::text_of), self.content_text].into_iter().flatten();
        let full = full.map(|text| text.trim().to_owned()).find(|text| !text.is_empty());
        let summary = self.summary.filter(|summary| !summary.trim().is_empty());
        if full.is_none() {
            diagnostics.push(short_of(summary.is_some()));
        }
        let body = full.or(summary).unwrap_or_default();
        let read = |date: &Option<String>| date.as_deref().and_then(dates::lenient);
        let published = read(&self.date_published);
        let changed = published.is_none().then(|| read(&self.date_modified)).flatten();
        if changed.is_some() {
            diagnostics
                .push(Diagnostic::note("date-guessed", "the date was taken from when the entry was last changed"));
        }
        if let (None, None, Some(date)) = (published, changed, &self.date_published) {
            dates::published(date, &mut diagnostics);
        }
        let id = self.id.map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
        let web = |url: Option<String>| {
            let url = joined(channel.base.as_ref(), Some(&url?))?.to_string();
            address::is_web(&url).then_some(url)
        };
        let url =
            web(self.url).or_else(|| web(self.external_url)).or_else(|| id.clone().filter(|id| address::is_web(id)));
        Draft {
            url,
            id,
            published: published.or(changed),
            author: self.authors.and_then(names).or_else(|| self.author?.name),
            language: self.language.as_deref().and_then(language::of_tag),
            text: page::with_headline(title.as_deref(), body),
            title,
            diagnostics,
            ..Draft::default()
        }
    }
}

/// Reads one member of an object: its key with its quotation marks, and where its value lies. A value that never ends goes to the end.
fn member(source: &str, at: usize) -> Option<(&str, Range<usize>)> {
    let bytes = source.as_bytes();
    let start = blank(source, at);
    let end = value_end(bytes, start).filter(|_| bytes.get(start) == Some(&b'"'))?;
    let value = blank(source, after(source, end, b':')?);
    Some((source.get(start..end)?, value..value_end(bytes, value).unwrap_or(bytes.len())))
}

/// Finds the place behind `mark`, which must come next.
fn after(source: &str, at: usize, mark: u8) -> Option<usize> {
    let at = blank(source, at);
    (source.as_bytes().get(at) == Some(&mark)).then_some(at + 1)
}

fn blank(source: &str, at: usize) -> usize {
    let rest = source.as_bytes().get(at..).unwrap_or_default();
    at + rest.iter().take_while(|b| b.is_ascii_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_told_by_their_version() {
        assert!(is_feed(r#" {"version": "https://jsonfeed.org/version/1.1","items":[]}"#));
        assert!(is_feed(r#"{"items":[],"version":"https:\/\/jsonfeed.org\/version\/1"}"#));
        assert!(!is_feed(r#"{"text":"the \"version\": https://jsonfeed.org/version/1"}"#));
        assert!(!is_feed(r#"{"version":"2"}"#));
    }
}
