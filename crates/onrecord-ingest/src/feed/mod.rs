//! Feeds: many articles in one input, each read by itself, so that a bad one costs itself alone.

mod entry;
mod fields;
mod json;
mod text;
mod tokens;
mod xml;

use onrecord_model::{Article, Format};
use url::Url;

use crate::draft::Draft;
use crate::{Hints, Rejected, decode, page, refuse};

/// Most entries that are read from one feed.
const MAX_ENTRIES: u64 = 100_000;

/// An article out of an input that holds many, with the bytes it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What was read.
    pub article: Article,
    /// Its own part of the input: of a feed the entry, in UTF-8; of a web archive the page as it was served.
    pub raw: Vec<u8>,
}

/// The articles of a feed (RSS 0.9 to 2.0, Atom, JSON Feed), in its order. After a refusal the rest can still be read.
///
/// A feed without entries yields one refusal.
pub struct Feed {
    source: String,
    channel: Channel,
    kind: Kind,
    hints: Hints,
    /// What was noticed about all of it, told with the first article.
    noticed: Vec<onrecord_model::Diagnostic>,
    /// Entries so far.
    count: u64,
    /// Up to where lines are counted, and how many there are.
    counted: (usize, u64),
    ended: bool,
}

/// What a feed says about all its entries; `None` where it says nothing.
#[derive(Clone, Debug, Default)]
struct Channel {
    title: Option<String>,
    author: Option<String>,
    language: Option<String>,
    /// What addresses in it are relative to.
    base: Option<Url>,
}

enum Kind {
    Xml(xml::Entries),
    Json(json::Entries),
}

/// An entry as found: where it lies, and what it came to.
struct Entry {
    place: std::ops::Range<usize>,
    draft: Result<Draft, Rejected>,
}

impl Feed {
    /// Prepares to read `bytes`, which [`crate::sniff`] takes for a feed. `address` is where it was fetched from, against which
    /// its links are read.
    ///
    /// # Errors
    /// [`Rejected`] when the input is empty, too large or no text.
    pub fn open(bytes: &[u8], address: Option<&str>, hints: &Hints) -> Result<Self, Rejected> {
        refuse::unsupported(bytes)?;
        let decoded = decode::decode(bytes, page::declared_in_xml(bytes));
        refuse::binary(&decoded.text)?;
        let base = address.and_then(|address| Url::parse(address).ok());
        let source = decoded.text;
        let (kind, channel) = if json::is_feed(&source) {
            let (entries, channel) = json::open(&source, base);
            (Kind::Json(entries), channel)
        } else {
            let (entries, channel) = xml::open(&source, base);
            (Kind::Xml(entries), channel)
        };
        Ok(Feed {
            source,
            channel,
            kind,
            hints: hints.clone(),
            noticed: decoded.diagnostics,
            count: 0,
            counted: (0, 1),
            ended: false,
        })
    }

    fn record(&mut self, entry: Entry) -> Result<Record, Rejected> {
        let raw = self.source.get(entry.place).unwrap_or_default().as_bytes().to_vec();
        let mut draft = entry.draft?;
        draft.outlet = draft.outlet.or_else(|| self.channel.title.clone());
        draft.author = draft.author.or_else(|| self.channel.author.clone());
        let language = || self.channel.language.as_deref().and_then(crate::language::of_tag);
        draft.language = draft.language.or_else(language);
        let mut noticed = std::mem::take(&mut self.noticed);
        noticed.append(&mut draft.diagnostics);
        draft.diagnostics = noticed;
        Ok(Record { article: draft.finish(Format::Feed, &self.hints)?, raw })
    }

    /// Returns the line in which a byte lies; never asked for one before the last.
    fn line_of(&mut self, at: usize) -> u64 {
        let (from, lines) = self.counted;
        let passed = self.source.as_bytes().get(from..at).unwrap_or_default();
        self.counted = (at.max(from), lines + passed.split(|b| *b == b'\n').skip(1).count() as u64);
        self.counted.1
    }
}

impl Iterator for Feed {
    type Item = Result<Record, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        if self.count == MAX_ENTRIES {
            self.ended = true;
            let why = format!("the feed has more than {MAX_ENTRIES} entries; the rest was not read");
            return Some(Err(Rejected::because(why)));
        }
        let next = match &mut self.kind {
            Kind::Xml(entries) => entries.next(&self.source, &self.channel),
            Kind::Json(entries) => entries.next(&self.source, &self.channel),
        };
        let Some(entry) = next else {
            self.ended = true;
            return (self.count == 0).then(|| Err(Rejected::because("the feed holds no entries")));
        };
        self.count += 1;
        let line = self.line_of(entry.place.start);
        let number = self.count;
        Some(self.record(entry).map_err(|rejected| rejected.in_entry(number).on_line(line)))
    }
}

/// Tells a JSON Feed by what its `version` says, near the start of a text.
pub(crate) fn is_json_feed(head: &str) -> bool {
    json::is_feed(head)
}

/// Tells the outermost element of a feed in XML; small letters.
pub(crate) fn is_xml_feed(head: &str) -> bool {
    let root = refuse::xml_root(head);
    root.is_some_and(|(_, root)| matches!(root.rsplit(':').next(), Some("rss" | "feed" | "rdf")))
}
