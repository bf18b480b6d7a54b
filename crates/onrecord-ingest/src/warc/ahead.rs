//! An unpacked archive that is looked at before it is read: where the block of a record ends, and where the next one begins.

use std::io::{self, BufRead, Read};

use super::copy_out;
use super::file::KEPT;
use super::members::Members;
use super::window::{Origins, Window};

/// What begins a record; the digit of its version follows.
const MAGIC: &[u8] = b"WARC/";
/// How much of the header of a record is looked at to tell it from a text that mentions one, in bytes.
const REACH: usize = 8 * 1024;
/// Most empty lines behind a block that are passed over to see whether it ends there, in bytes.
const BLANKS: usize = 64;

/// How a block lies in the archive, by the length its header gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Behind it the next record begins, or the archive or its member ends.
    Fits,
    /// Something else stands behind it.
    Open,
    /// It is longer than what is looked at.
    Long,
    /// The header of a record stands in it, so many bytes from its beginning.
    Over(u64),
    /// There are fewer bytes than it should have.
    Short,
}

/// Why nothing more can be read, and where in the file that begins.
struct Failure {
    error: io::Error,
    place: u64,
    /// Whether bytes of the member that failed were given out before.
    inside: bool,
}

/// The bytes of an archive, unpacked.
pub(super) struct Ahead<R> {
    members: Members<R>,
    window: Window,
    /// How many bytes lie before those in the window.
    at: u64,
    origins: Origins,
    /// What reading fails with behind the window; it is told once what stands in it is read.
    failed: Option<Failure>,
    ended: bool,
    /// Up to where headers were looked for, and the first that was found at or behind the place of reading.
    scanned: u64,
    header: Option<u64>,
    /// Where the record that was marked last begins, in bytes of the file.
    offset: u64,
}

impl<R: BufRead> Ahead<R> {
    /// Prepares to read.
    pub(super) fn new(inner: R) -> Self {
        Ahead {
            members: Members::new(inner),
            window: Window::default(),
            at: 0,
            origins: Origins::default(),
            failed: None,
            ended: false,
            scanned: 0,
            header: None,
            offset: 0,
        }
    }

    /// Tells where the record that was marked last begins, in bytes of the file; in a packed one, its member.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// Marks that a record begins with the next bytes.
    pub(super) fn mark(&mut self) {
        self.fill(1);
        self.offset = match &self.failed {
            Some(failure) if self.window.len() == 0 => failure.place,
            _ => self.origins.of(self.at).map_or(self.at, |origin| origin.start),
        };
    }

    /// Tells whether the bytes before the place of reading are certain to be what was packed.
    pub(super) fn is_checked(&self) -> bool {
        self.origins.of(self.at.saturating_sub(1)).is_none_or(|origin| origin.checked)
    }

    /// Leaves damage behind, once it was told.
    ///
    /// # Errors
    /// What reading fails with.
    pub(super) fn skip_damage(&mut self) -> io::Result<()> {
        if self.failed.is_some() {
            return Ok(());
        }
        self.ended = false;
        self.members.skip_damage()
    }

    /// Reads ahead until there are so many bytes, or as many as there are.
    fn fill(&mut self, wanted: usize) {
        while self.window.len() < wanted && !self.ended && self.failed.is_none() {
            let end = self.end();
            match self.members.more(&mut self.window) {
                Ok(more) => self.ended = !more,
                Err(error) => {
                    let place = self.members.damage();
                    let inside = self.origins.of(end).is_some_and(|origin| origin.start == place);
                    self.failed = Some(Failure { error, place, inside });
                }
            }
            if let Some(origin) = self.members.origin().filter(|_| self.end() > end) {
                self.origins.push(end, origin);
            }
        }
    }

    /// Returns the place behind the window.
    fn end(&self) -> u64 {
        self.at + self.window.len() as u64
    }

    /// Returns the next bytes, as many as asked for where there are so many.
    pub(super) fn peek(&mut self, count: usize) -> &[u8] {
        self.fill(count);
        let bytes = self.window.bytes();
        bytes.get(..count).unwrap_or(bytes)
    }

    /// Tells whether the header of a record begins in the next line, and how far into it: a record that was cut may end anywhere.
    /// `sure` is set where the line cannot hold an address that ends like that.
    pub(super) fn header_in_line(&mut self, sure: bool) -> Option<usize> {
        let bytes = self.peek(REACH);
        let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let mut marks = line.windows(MAGIC.len()).enumerate().filter(|(_, mark)| *mark == MAGIC);
        let (at, _) = marks.find(|(at, _)| bytes.get(*at..).is_some_and(is_header))?;
        let before = line.get(..at).unwrap_or_default();
        (sure || !before.windows(3).any(|mark| mark == b"://")).then_some(at)
    }

    /// Tells how the block lies that begins here and should be `length` bytes long.
    pub(super) fn block(&mut self, length: u64) -> Block {
        let near = usize::try_from(length).ok().filter(|length| *length <= KEPT);
        self.fill(near.unwrap_or(KEPT) + REACH);
        if near.is_some_and(|length| self.fits(length)) {
            return Block::Fits;
        }
        match self.header_before(self.at + near.unwrap_or(KEPT) as u64) {
            Some(header) => Block::Over(header - self.at),
            None if self.window.len() < near.unwrap_or(KEPT) => Block::Short,
            None if near.is_none() => Block::Long,
            None => Block::Open,
        }
    }

    /// Tells whether a record, or the archive, ends behind so many bytes.
    fn fits(&self, length: usize) -> bool {
        let Some(behind) = self.window.bytes().get(length..) else { return false };
        let blanks = behind.iter().take(BLANKS).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let rest = behind.get(blanks..).unwrap_or_default();
        rest.starts_with(MAGIC) || (rest.is_empty() && self.failed.as_ref().is_none_or(|failure| !failure.inside))
    }

    /// Passes over a block; tells how it lay. Where the header of a record stands in it, that is what is read next.
    pub(super) fn skip_block(&mut self, mut left: u64) -> Block {
        loop {
            let found = self.block(left);
            match found {
                Block::Fits | Block::Open => self.pass(left),
                Block::Over(at) => self.pass(at),
                Block::Short => self.pass(self.window.len() as u64),
                Block::Long => {
                    self.pass(KEPT as u64);
                    left -= KEPT as u64;
                    continue;
                }
            }
            return found;
        }
    }

    /// Passes over so many bytes of the window.
    fn pass(&mut self, count: u64) {
        self.consume(usize::try_from(count).unwrap_or(usize::MAX));
    }

    /// Goes on to the next place where a record begins, or to the end.
    ///
    /// # Errors
    /// What reading fails with before.
    pub(super) fn seek_record(&mut self) -> io::Result<()> {
        loop {
            self.fill(KEPT.min(self.window.len() + 2 * REACH));
            let whole = self.ended || self.failed.is_some();
            let sure = self.end() - if whole { 0 } else { REACH as u64 };
            if let Some(header) = self.header_before(sure) {
                self.pass(header - self.at);
                return Ok(());
            }
            self.pass(sure - self.at);
            if whole {
                return self.fill_buf().map(|_| ());
            }
        }
    }

    /// Finds the first header of a record that begins before `end`. Each byte is looked at once, however often this is asked.
    fn header_before(&mut self, end: u64) -> Option<u64> {
        self.header = self.header.filter(|header| *header >= self.at);
        let mut next = self.scanned.max(self.at);
        let end = end.min(self.end());
        while self.header.is_none() && next < end {
            let index = (next - self.at) as usize;
            let rest = self.window.bytes().get(index..).unwrap_or_default();
            if is_header(rest) {
                self.header = Some(next);
            }
            let skipped = rest.iter().skip(1).position(|byte| Some(byte) == MAGIC.first());
            next += skipped.map_or(rest.len(), |skipped| skipped + 1) as u64;
        }
        self.scanned = next.min(end).max(self.scanned);
        self.header.filter(|header| *header < end)
    }
}

/// Tells the header of a record by its first line and a field that only records have.
fn is_header(bytes: &[u8]) -> bool {
    let bytes = bytes.get(..REACH).unwrap_or(bytes);
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n"));
    let version = lines.next().map(<[u8]>::trim_ascii_end).and_then(|line| line.strip_prefix(MAGIC));
    let is_version = |text: &[u8]| text.len() < 8 && text.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    if !version.is_some_and(|text| text.first().is_some_and(u8::is_ascii_digit) && is_version(text)) {
        return false;
    }
    let kind = b"warc-type:";
    lines
        .take_while(|line| line.contains(&b':') || matches!(line.first(), Some(b' ' | b'\t')))
        .any(|line| line.get(..kind.len()).is_some_and(|name| name.eq_ignore_ascii_case(kind)))
}

impl<R: BufRead> Read for Ahead<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        copy_out(self, out)
    }
}

impl<R: BufRead> BufRead for Ahead<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.fill(1);
        if self.window.len() == 0
            && let Some(failure) = self.failed.take()
        {
            self.ended = true;
            return Err(failure.error);
        }
        Ok(self.window.bytes())
    }

    fn consume(&mut self, amount: usize) {
        let amount = amount.min(self.window.len());
        self.window.give_up(amount);
        self.at += amount as u64;
        self.origins.forget(self.at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &[u8] = b"WARC/1.1\r\nWARC-Record-ID: x\r\nWARC-Type: response\r\n\r\n";

    fn ahead(bytes: &[u8]) -> Ahead<&[u8]> {
        Ahead::new(bytes)
    }

    #[test]
    fn headers_are_told_from_texts_about_them() {
        assert!(is_header(HEADER) && is_header(b"WARC/0.18\nwarc-type: x\n"));
        for other in
            ["WARC/1.0 is old\r\nWARC-Type: a\r\n", "WARC/1.0\r\n\r\nWARC-Type: a\r\n", "WARC/1.0\r\n", "WARC/"]
        {
            assert!(!is_header(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn a_block_ends_where_its_length_fits_or_the_next_record_begins() {
        let block = |text: &[u8], length: u64| ahead(&[text, HEADER, b"x"].concat()).block(length);
        assert_eq!(block(b"abc\r\n\r\n", 3), Block::Fits);
        assert_eq!(block(b"abc\r\ndef\r\n", 3), Block::Open);
        assert_eq!(block(b"abc\r\n", 20), Block::Over(5));
        assert_eq!((block(b"abc", 1000), ahead(b"abc").block(4)), (Block::Over(3), Block::Short));
        assert_eq!(block(b"abc\n", u64::MAX), Block::Over(4));
        let inside = [b"a\n", HEADER, b"b"].concat();
        assert_eq!(block(&inside, inside.len() as u64), Block::Fits);
    }
}
