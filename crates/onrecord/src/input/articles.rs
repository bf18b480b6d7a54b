//! Bytes to articles, one at a time, so that memory does not grow with the input.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};

use onrecord_app::{Feed, Hints, LeftOut, MAX_DOCUMENT_BYTES, Trouble, Warc, read_line, read_whole, sniff};
use onrecord_model::{Article, ContentHash, Format};

use super::{Bad, Lines, Source};
use crate::cli::InputFormat;
use crate::fetch::{Fetched, Fetcher};
use crate::output::message;

/// How many bytes are looked at to tell the format.
const HEAD: u64 = 64 * 1024;

/// An article with the bytes it was read from.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) article: Article,
    pub(crate) raw: Vec<u8>,
    /// File name, or `-`.
    pub(crate) path: String,
}

/// An input of many articles that is being read.
struct Open {
    many: Many,
    path: String,
}

/// The articles in it.
enum Many {
    Lines(Lines),
    Feed(Box<Feed>),
    Warc(Box<Warc<Box<dyn Read>>>),
}

/// The articles of a list of inputs, in order.
pub(crate) struct Articles {
    sources: VecDeque<Source>,
    hints: Hints,
    from: InputFormat,
    open: Option<Open>,
    net: Fetcher,
}

impl Articles {
    /// Prepares to read `sources`; `hints` and `from` hold for all of them.
    pub(crate) fn new(sources: Vec<Source>, hints: Hints, from: InputFormat) -> Self {
        Articles { sources: sources.into(), hints, from, open: None, net: Fetcher::new() }
    }

    /// Lets pages be fetched in another way.
    #[cfg(test)]
    fn fetching(self, net: Fetcher) -> Self {
        Articles { net, ..self }
    }

    fn open(&mut self, source: &Source) -> Option<Result<Found, Bad>> {
        let path = source.name();
        match source {
            Source::Stdin => self.start(Box::new(io::stdin()), source),
            Source::File(file) => match File::open(file) {
                Ok(file) => self.start(Box::new(file), source),
                Err(error) => Some(Err(Bad::io(&path, &error))),
            },
            Source::Page(url) => match self.net.fetch(url) {
                Ok(page) => self.page(url, page),
                Err(refusal) => Some(Err(Bad::refused(url, refusal))),
            },
        }
    }

    /// Reads a page that was fetched, or opens the feed that it is.
    fn page(&mut self, given: &str, page: Fetched) -> Option<Result<Found, Bad>> {
        let raw = page.legible();
        if sniff(&raw, None) == Format::Feed {
            return self.feed(&raw, Some(&page.url), given.to_owned());
        }
        Some(self.fetched(raw, page.url, given))
    }

    fn fetched(&self, raw: Vec<u8>, url: String, given: &str) -> Result<Found, Bad> {
        let url = self.hints.url.clone().or(Some(url));
        let hints = Hints { name: Some(given.to_owned()), url, ..self.hints.clone() };
        let article = read_whole(&raw, &hints).map_err(|rejected| Bad::whole(given, hash_of(&raw), &rejected))?;
        Ok(Found { article, raw, path: given.to_owned() })
    }

    /// Reads an input whole, or returns `None` and leaves it open when it holds many articles.
    fn start(&mut self, reader: Box<dyn Read>, source: &Source) -> Option<Result<Found, Bad>> {
        let path = source.name();
        let (head, rest) = with_head(reader);
        // Nothing from a pipe is a list of no documents; an empty file is a mistake, refused with the reader's words.
        let lines = if head.is_empty() { *source == Source::Stdin } else { self.has_lines(&head, &path) };
        let format = sniff(&head, Some(&path));
        let reader: Box<dyn Read> = Box::new(Cursor::new(head).chain(rest));
        if lines {
            self.open = Some(Open { many: Many::Lines(Lines::new(Box::new(BufReader::new(reader)))), path });
            return None;
        }
        match format {
            Format::Warc => {
                self.open = Some(Open { many: Many::Warc(Box::new(Warc::open(reader, &self.hints))), path });
                None
            }
            Format::Feed => match all_of(reader) {
                Ok(raw) => self.feed(&raw, None, path),
                Err(error) => Some(Err(Bad::io(&path, &error))),
            },
            _ => Some(self.whole(reader, path)),
        }
    }

    /// Opens a feed; `address` is where it was fetched.
    fn feed(&mut self, raw: &[u8], address: Option<&str>, path: String) -> Option<Result<Found, Bad>> {
        match Feed::open(raw, address, &self.hints) {
            Ok(feed) => {
                self.open = Some(Open { many: Many::Feed(Box::new(feed)), path });
                None
            }
            Err(rejected) => Some(Err(Bad::whole(&path, hash_of(raw), &rejected))),
        }
    }

    fn has_lines(&self, head: &[u8], path: &str) -> bool {
        self.from == InputFormat::Jsonl || sniff(head, Some(path)) == Format::JsonLines
    }

    fn whole(&self, reader: impl Read, path: String) -> Result<Found, Bad> {
        let raw = all_of(reader).map_err(|e| Bad::io(&path, &e))?;
        let hints = Hints { name: Some(path.clone()), ..self.hints.clone() };
        let article = read_whole(&raw, &hints).map_err(|rejected| Bad::whole(&path, hash_of(&raw), &rejected))?;
        Ok(Found { article, raw, path })
    }
}

/// Reads an input to its end. One byte over the limit is enough for whoever reads it to refuse it with his own words.
fn all_of(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut raw = Vec::new();
    reader.take(MAX_DOCUMENT_BYTES as u64 + 1).read_to_end(&mut raw)?;
    Ok(raw)
}

/// Returns the hash of an input; `None` for one of which only the beginning was read.
fn hash_of(raw: &[u8]) -> Option<ContentHash> {
    (raw.len() <= MAX_DOCUMENT_BYTES).then(|| ContentHash::of(raw))
}

/// What is left of an input that could not be read any further.
struct Broken(io::Error);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::new(self.0.kind(), self.0.to_string()))
    }
}

/// Takes the first bytes off to look at; a pipe may hand them over in small pieces, and fail in between.
fn with_head(mut reader: Box<dyn Read>) -> (Vec<u8>, Box<dyn Read>) {
    let mut head = Vec::new();
    match reader.by_ref().take(HEAD).read_to_end(&mut head) {
        Ok(_) => (head, reader),
        Err(error) => (head, Box::new(Broken(error))),
    }
}

impl Open {
    /// Returns the next article or refusal; `None` at the end.
    fn next(&mut self, hints: &Hints) -> Option<Result<Found, Bad>> {
        let path = &self.path;
        let (record, refused) = match &mut self.many {
            Many::Lines(lines) => return next_line(lines, path, hints),
            Many::Feed(feed) => match feed.next()? {
                Ok(record) => (Some(record), None),
                Err(rejected) => (None, Some(Bad::part(path, rejected))),
            },
            Many::Warc(warc) => match warc.next() {
                Some(Ok(record)) => (Some(record), None),
                Some(Err(Trouble::Record(rejected))) => (None, Some(Bad::part(path, *rejected))),
                Some(Err(Trouble::Io(error))) => (None, Some(Bad::io(path, &error))),
                None => {
                    tell(path, warc.left_out());
                    return None;
                }
            },
        };
        match record {
            Some(record) => Some(Ok(Found { article: record.article, raw: record.raw, path: path.clone() })),
            None => refused.map(Err),
        }
    }
}

/// Returns the next article or refusal among lines; `None` at the end.
fn next_line(lines: &mut Lines, path: &str, hints: &Hints) -> Option<Result<Found, Bad>> {
    loop {
        let line = match lines.next()? {
            Ok(line) => line,
            Err(error) => return Some(Err(Bad::io(path, &error))),
        };
        match read_line(&line.bytes, line.number, hints) {
            Ok(None) => {}
            Ok(Some(article)) => return Some(Ok(Found { article, raw: line.bytes, path: path.to_owned() })),
            Err(rejected) => return Some(Err(Bad::line(path, &line, rejected))),
        }
    }
}

/// Says what an archive holds besides pages, so that nobody misses it.
fn tell(path: &str, LeftOut { about, revisits, answers, kinds }: LeftOut) {
    let counts = [
        (about, "about the archive or the asking"),
        (answers, "redirects or errors"),
        (revisits, "pages that had not changed"),
        (kinds, "images, scripts or other kinds"),
    ];
    let told: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    if !told.is_empty() {
        message(&format!("{path}: records that are no articles were left out: {}", told.join(", ")));
    }
}

impl Iterator for Articles {
    type Item = Result<Found, Bad>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(open) = &mut self.open {
                if let Some(item) = open.next(&self.hints) {
                    return Some(item);
                }
                self.open = None;
            }
            let source = self.sources.pop_front()?;
            if let Some(item) = self.open(&source) {
                return Some(item);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::tests::server::{Server, fetcher, page};
    use crate::input::Kind;

    /// Returns what comes of an input that yields `head` and then fails for ever.
    fn cut_off(head: &str) -> Vec<Result<Found, Bad>> {
        let reader = Cursor::new(head.as_bytes().to_vec()).chain(Broken(io::Error::other("disk on fire")));
        let mut articles = Articles::new(Vec::new(), Hints::default(), InputFormat::Auto);
        let first = articles.start(Box::new(reader), &Source::Stdin);
        // More than there can be, so that an endless stream shows.
        first.into_iter().chain(articles.take(10_000)).collect()
    }

    #[test]
    fn a_read_error_ends_the_input_behind_the_lines_before_it() {
        let line = "{\"text\":\"The dam was built in 1974.\"}\n";
        // Within the bytes the format is told by, and far behind them.
        for lines in [2, 5000] {
            let items = cut_off(&format!("{}{{\"text\":\"cut", line.repeat(lines)));
            let (last, before) = items.split_last().unwrap();
            assert_eq!(before.iter().filter(|item| item.is_ok()).count(), lines);
            assert_eq!(before.len(), lines);
            let bad = last.as_ref().unwrap_err();
            assert_eq!((bad.kind, bad.message().as_str()), (Kind::Io, "-: cannot be read: disk on fire"));
        }
    }

    #[test]
    fn a_page_is_an_article_with_the_address_it_was_found_at() {
        let html = "<html><body><article><h1>Dam</h1><p>The dam was built in 1974.</p></article></body></html>";
        let (at_last, first) = (page(html), page(""));
        let server = Server::answering(move |asked, out| match asked.split(' ').nth(1) {
            Some("/old") => out.write_all(b"HTTP/1.1 301 Moved\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n"),
            Some("/new") => at_last(asked, out),
            _ => first(asked, out),
        });
        let asked = ["/old", "/empty"].map(|path| Source::Page(format!("http://page.example{path}")));
        let articles = Articles::new(asked.to_vec(), Hints::default(), InputFormat::Auto);
        let found: Vec<_> = articles.fetching(fetcher(&server)).collect();
        let article = &found[0].as_ref().unwrap().article;
        assert_eq!(article.url.as_deref(), Some("http://page.example/new"));
        assert!(article.text.as_str().contains("The dam was built in 1974."));
        let bad = found[1].as_ref().unwrap_err();
        assert_eq!((bad.kind, bad.path.as_str()), (Kind::Io, "http://page.example/empty"));
    }

    #[test]
    fn a_text_that_is_cut_off_is_no_article() {
        for head in ["", "The dam was built in 1974.\n"] {
            let items = cut_off(head);
            assert_eq!(items.len(), 1);
            assert_eq!(items[0].as_ref().unwrap_err().kind, Kind::Io);
        }
    }
}
