//! Feeds in XML: where their entries lie, and what they say about all of them.

use std::ops::Range;

use onrecord_model::Diagnostic;
use url::Url;

use super::entry::{authors, joined, read};
use super::fields::{End, Field, Fields, Names};
use super::tokens::{Token, Tokens, attribute};
use super::{Channel, Entry, MAX_ENTRIES, text};
use crate::{Rejected, page};

/// The entries of a feed that are still to be read.
pub(super) struct Entries {
    names: Names,
    places: std::vec::IntoIter<(Range<usize>, Range<usize>, End)>,
}

/// Finds the entries of a feed and what it says of itself, wherever among them it does.
pub(super) fn open(source: &str, base: Option<Url>) -> (Entries, Channel) {
    let names = Names::of(source);
    let (mut places, mut about) = (Vec::new(), Vec::new());
    for field in Fields::of(source, 0..source.len(), &names) {
        if field.is_entry() {
            places.push((field.outer, field.inner, field.end));
            // One more than are read, so that it shows that there are more.
            if places.len() as u64 > MAX_ENTRIES {
                break;
            }
        } else if about.len() < MAX_ABOUT {
            about.push(field);
        }
    }
    let channel = channel(source, &about, &names, base);
    (Entries { names, places: places.into_iter() }, channel)
}

/// Most elements outside entries that are looked at.
const MAX_ABOUT: usize = 1000;

fn channel(source: &str, about: &[Field<'_>], names: &Names, base: Option<Url>) -> Channel {
    let first = |wanted: &[&str]| {
        let found = about.iter().filter(|field| wanted.contains(&field.name.as_str()));
        found.map(|field| text::heading(source, field.inner.clone())).find(|words| !words.is_empty())
    };
    let wrappers = wrappers(source);
    let base = wrappers.iter().fold(base, |base, tag| joined(base.as_ref(), attribute(tag, "xml:base")));
    let language = wrappers.iter().rev().find_map(|tag| attribute(tag, "xml:lang")).map(str::to_owned);
    let home = about.iter().filter(|field| field.name == "link").find_map(|field| link(source, field, base.as_ref()));
    Channel {
        title: first(&["title", "dc:title"]),
        author: authors(source, about, names).or_else(|| first(&["dc:creator"])),
        language: first(&["language", "dc:language"]).or(language),
        base: base.or(home),
    }
}

/// Returns the attributes of the two outermost elements.
fn wrappers(source: &str) -> Vec<&str> {
    let starts = Tokens::of(source, 0..source.len()).filter_map(|(_, token)| match token {
        Token::Start { attributes, .. } => Some(attributes),
        _ => None,
    });
    starts.take(2).collect()
}

/// Reads the address of the feed's home page.
fn link(source: &str, field: &Field<'_>, base: Option<&Url>) -> Option<Url> {
    let written = attribute(field.attributes, "href").map(page::unescaped);
    let home = attribute(field.attributes, "rel").is_none_or(|relation| relation == "alternate");
    let written = written.unwrap_or_else(|| text::words(source, field.inner.clone()));
    joined(base, Some(&written)).filter(|url| home && matches!(url.scheme(), "http" | "https"))
}

impl Entries {
    /// Reads the next entry; `None` at the end.
    pub(super) fn next(&mut self, source: &str, channel: &Channel) -> Option<Entry> {
        let (outer, inner, end) = self.places.next()?;
        let draft = if end == End::Cut {
            let why = "the feed ends in the middle of it";
            Err(Rejected::because(why).try_this("get the whole feed; what stands before it was read"))
        } else {
            let start = source.get(outer.start..inner.start).unwrap_or_default();
            let tag = Tokens::of(start, 0..start.len()).next();
            let attributes = match tag {
                Some((_, Token::Start { attributes, .. })) => attributes,
                _ => "",
            };
            let field = Field { name: String::new(), attributes, outer: outer.clone(), inner, end };
            let mut draft = read(source, &field, &self.names, channel);
            if end == End::Implied {
                let note = "its end tag is missing; it was taken to end where the next thing begins";
                draft.diagnostics.push(Diagnostic::warning("entry-unclosed", note));
            }
            Ok(draft)
        };
        Some(Entry { place: outer, draft })
    }
}
