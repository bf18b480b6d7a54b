//! The bytes of an archive as they lie there, of which the last can be read again.

use std::io::{self, BufRead, Read};

use super::copy_out;
use super::window::Window;
use crate::MAX_DOCUMENT_BYTES;

/// First bytes of a gzip member (RFC 1952: the magic, and deflate, the only method there is).
pub(crate) const GZIP: &[u8] = b"\x1f\x8b\x08";
/// How many bytes can be read again: a member fits that holds the longest page that is read, even if nothing in it could be
/// packed.
pub(super) const KEPT: usize = MAX_DOCUMENT_BYTES + 1024 * 1024;

/// A file, with its place and the bytes that were read last.
pub(super) struct File<R> {
    inner: R,
    kept: Window,
    /// Where the kept bytes begin in the file.
    base: u64,
    /// How many of the kept bytes are read.
    read: usize,
}

impl<R: BufRead> File<R> {
    pub(super) fn new(inner: R) -> Self {
        File { inner, kept: Window::default(), base: 0, read: 0 }
    }

    /// Tells how many bytes lie before the next one.
    pub(super) fn place(&self) -> u64 {
        self.base + self.read as u64
    }

    /// Goes to a place among the bytes that are kept, or to the nearest.
    pub(super) fn go_to(&mut self, place: u64) {
        let wanted = usize::try_from(place.saturating_sub(self.base)).unwrap_or(usize::MAX);
        self.read = wanted.min(self.kept.len());
    }

    /// Gives up what is read.
    pub(super) fn forget(&mut self) {
        self.give_up(self.read);
    }

    fn give_up(&mut self, count: usize) {
        self.kept.give_up(count);
        self.base += count as u64;
        self.read -= count;
    }

    fn rest(&self) -> &[u8] {
        self.kept.bytes().get(self.read..).unwrap_or_default()
    }

    /// Reads on; tells whether there was anything.
    fn more(&mut self) -> io::Result<bool> {
        self.give_up(self.read.saturating_sub(KEPT));
        let bytes = self.inner.fill_buf()?;
        let count = bytes.len();
        self.kept.extend(bytes);
        self.inner.consume(count);
        Ok(count > 0)
    }

    /// Goes on to where a gzip member may begin; tells whether there is such a place.
    pub(super) fn seek_member(&mut self) -> io::Result<bool> {
        loop {
            let rest = self.rest();
            if let Some(at) = rest.windows(GZIP.len()).position(|bytes| bytes == GZIP) {
                self.read += at;
                return Ok(true);
            }
            // The mark may lie across the end of what is read so far.
            self.read += rest.len().saturating_sub(GZIP.len() - 1);
            if !self.more()? {
                self.read = self.kept.len();
                return Ok(false);
            }
        }
    }
}

impl<R: BufRead> Read for File<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        copy_out(self, out)
    }
}

impl<R: BufRead> BufRead for File<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.rest().is_empty() {
            self.more()?;
        }
        Ok(self.rest())
    }

    fn consume(&mut self, amount: usize) {
        self.read = self.kept.len().min(self.read + amount);
    }
}
