//! Bytes to articles, one at a time, so that memory does not grow with the input.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use onrecord_app::{Hints, MAX_DOCUMENT_BYTES, Rejected, read_line, read_whole, sniff};
use onrecord_model::{Article, Format};

use super::Source;

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

/// An input that was refused.
#[derive(Debug)]
pub(crate) struct Bad {
    /// File name, or `-`.
    pub(crate) path: String,
    /// Line, from 1, where one can be named.
    pub(crate) line: Option<u64>,
    /// What is wrong and what to do.
    pub(crate) why: String,
}

impl Bad {
    /// Returns the message for people.
    pub(crate) fn message(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}: {}", self.path, self.why),
            None => format!("{}: {}", self.path, self.why),
        }
    }

    fn rejected(path: &str, rejected: &Rejected) -> Self {
        // The line stands before the message, so it need not stand in it as well.
        let mut bare = Rejected { line: None, ..rejected.clone() };
        if rejected.line.is_some() && bare.fix.is_none() {
            bare.fix = Some("give one JSON object a line, such as {\"text\":\"…\"}".to_owned());
        }
        Bad { path: path.to_owned(), line: rejected.line, why: bare.to_string() }
    }

    fn io(path: &str, error: &io::Error) -> Self {
        Bad { path: path.to_owned(), line: None, why: format!("cannot be read: {error}") }
    }
}

/// A file of JSON Lines that is being read.
struct Lines {
    reader: Box<dyn BufRead>,
    path: String,
    number: u64,
}

/// The articles of a list of inputs, in order.
pub(crate) struct Articles {
    sources: VecDeque<Source>,
    hints: Hints,
    lines: Option<Lines>,
}

impl Articles {
    /// Prepares to read `sources`; `hints` hold for all of them.
    pub(crate) fn new(sources: Vec<Source>, hints: Hints) -> Self {
        Articles { sources: sources.into(), hints, lines: None }
    }

    fn open(&mut self, source: &Source) -> Option<Result<Found, Bad>> {
        let path = source.name();
        let reader: Box<dyn Read> = match source {
            Source::Stdin => Box::new(io::stdin()),
            Source::File(file) => match File::open(file) {
                Ok(file) => Box::new(file),
                Err(error) => return Some(Err(Bad::io(&path, &error))),
            },
        };
        let (head, reader) = match with_head(reader) {
            Ok(parts) => parts,
            Err(error) => return Some(Err(Bad::io(&path, &error))),
        };
        if sniff(&head, Some(&path)) != Format::JsonLines {
            return Some(self.whole(Cursor::new(head).chain(reader), path));
        }
        let reader = Box::new(BufReader::new(Cursor::new(head).chain(reader)));
        self.lines = Some(Lines { reader, path, number: 0 });
        None
    }

    fn whole(&self, reader: impl Read, path: String) -> Result<Found, Bad> {
        let mut raw = Vec::new();
        // One byte over the limit is enough for the reader behind this to refuse it with its own words.
        reader.take(MAX_DOCUMENT_BYTES as u64 + 1).read_to_end(&mut raw).map_err(|e| Bad::io(&path, &e))?;
        let hints = Hints { name: Some(path.clone()), ..self.hints.clone() };
        let article = read_whole(&raw, &hints).map_err(|rejected| Bad::rejected(&path, &rejected))?;
        Ok(Found { article, raw, path })
    }
}

/// Takes the first bytes off to look at; a pipe may hand them over in small pieces.
fn with_head(mut reader: Box<dyn Read>) -> io::Result<(Vec<u8>, Box<dyn Read>)> {
    let mut head = Vec::new();
    reader.by_ref().take(HEAD).read_to_end(&mut head)?;
    Ok((head, reader))
}

impl Lines {
    /// Returns the next article or refusal; `None` at the end.
    fn next(&mut self, hints: &Hints) -> Option<Result<Found, Bad>> {
        loop {
            let line = match self.take_line() {
                Ok(None) => return None,
                Ok(Some(line)) => line,
                Err(error) => return Some(Err(Bad::io(&self.path, &error))),
            };
            match read_line(&line, self.number, hints) {
                Ok(None) => {}
                Ok(Some(article)) => {
                    return Some(Ok(Found { article, raw: line, path: self.path.clone() }));
                }
                Err(rejected) => return Some(Err(Bad::rejected(&self.path, &rejected))),
            }
        }
    }

    /// Reads up to the next line feed; of a line that is too long only so much that it is refused for its length.
    fn take_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let limit = MAX_DOCUMENT_BYTES as u64 + 1;
        let got = self.reader.by_ref().take(limit).read_until(b'\n', &mut line)?;
        self.number += 1;
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if got as u64 == limit {
            self.reader.skip_until(b'\n')?;
        }
        Ok((got > 0).then_some(line))
    }
}

impl Iterator for Articles {
    type Item = Result<Found, Bad>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                if let Some(item) = lines.next(&self.hints) {
                    return Some(item);
                }
                self.lines = None;
            }
            let source = self.sources.pop_front()?;
            if let Some(item) = self.open(&source) {
                return Some(item);
            }
        }
    }
}
