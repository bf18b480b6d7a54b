//! Lines of any length, one at a time, in bounded memory.

use std::io::{self, BufRead, Read};

use onrecord_app::MAX_DOCUMENT_BYTES;
use onrecord_model::ContentHash;

/// How much of a line that is too long is held at a time while it is skipped, in bytes.
const SKIPPED: u64 = 64 * 1024;

/// One line of an input.
#[derive(Debug)]
pub(crate) struct Line {
    /// Counts from 1.
    pub(crate) number: u64,
    /// The line without its line feed; of one that is too long the beginning, just enough to be refused for its length.
    pub(crate) bytes: Vec<u8>,
    /// Of a line that is too long, the hash of all of it.
    whole: Option<ContentHash>,
}

impl Line {
    /// Tells whether the line is longer than a document may be.
    pub(crate) fn is_too_long(&self) -> bool {
        self.bytes.len() > MAX_DOCUMENT_BYTES
    }

    /// Tells whether there is nothing in it, which makes it no record.
    pub(crate) fn is_blank(&self) -> bool {
        self.bytes.iter().all(u8::is_ascii_whitespace)
    }

    /// Returns the hash of the whole line, without its line feed.
    pub(crate) fn hash(&self) -> ContentHash {
        self.whole.unwrap_or_else(|| ContentHash::of(&self.bytes))
    }
}

/// The lines of an input up to its end or to the first error, whichever comes first.
pub(crate) struct Lines {
    reader: Box<dyn BufRead>,
    number: u64,
    ended: bool,
}

impl Lines {
    /// Prepares to read lines, split on line feeds only.
    pub(crate) fn new(reader: Box<dyn BufRead>) -> Self {
        Lines { reader, number: 0, ended: false }
    }

    fn take_line(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let limit = MAX_DOCUMENT_BYTES as u64 + 1;
        let got = self.reader.by_ref().take(limit).read_until(b'\n', &mut bytes)?;
        if got == 0 {
            return Ok(None);
        }
        self.number += 1;
        let ends = bytes.pop_if(|byte| *byte == b'\n').is_some();
        let whole = if !ends && got as u64 == limit { Some(self.skip(&bytes)?) } else { None };
        Ok(Some(Line { number: self.number, bytes, whole }))
    }

    /// Skips what is left of a line that begins with `start`; returns the hash of the whole line.
    fn skip(&mut self, start: &[u8]) -> io::Result<ContentHash> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(start);
        let mut part = Vec::new();
        loop {
            part.clear();
            let got = self.reader.by_ref().take(SKIPPED).read_until(b'\n', &mut part)?;
            let ends = part.pop_if(|byte| *byte == b'\n').is_some();
            hasher.update(&part);
            if ends || got == 0 {
                return Ok(ContentHash(*hasher.finalize().as_bytes()));
            }
        }
    }
}

impl Iterator for Lines {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let line = self.take_line().transpose();
        // A reader that failed once may fail for ever, or go on behind a gap; neither is worth reading.
        self.ended = !matches!(line, Some(Ok(_)));
        line
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn lines(bytes: Vec<u8>) -> Vec<Line> {
        Lines::new(Box::new(Cursor::new(bytes))).map(|line| line.unwrap()).collect()
    }

    #[test]
    fn only_line_feeds_part_lines() {
        let found = lines(b"a\rb\n\n  \nlast".to_vec());
        let told: Vec<(u64, &[u8], bool)> =
            found.iter().map(|l| (l.number, l.bytes.as_slice(), l.is_blank())).collect();
        assert_eq!(told, [(1, &b"a\rb"[..], false), (2, b"", true), (3, b"  ", true), (4, b"last", false)]);
        assert!(lines(Vec::new()).is_empty());
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_but_hashed_whole_and_the_next_is_unharmed() {
        let longest = vec![b'x'; MAX_DOCUMENT_BYTES];
        let longer = vec![b'y'; MAX_DOCUMENT_BYTES + 200_000];
        let found = lines([&longest[..], b"\n", &longer, b"\nnext"].concat());
        assert_eq!(found.len(), 3);
        assert!(!found[0].is_too_long() && found[1].is_too_long());
        assert_eq!(found[1].bytes.len(), MAX_DOCUMENT_BYTES + 1);
        assert_eq!((found[0].hash(), found[1].hash()), (ContentHash::of(&longest), ContentHash::of(&longer)));
        assert_eq!((found[2].number, found[2].bytes.as_slice()), (3, &b"next"[..]));
    }
}
