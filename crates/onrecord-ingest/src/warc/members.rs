//! The bytes of an archive, as they lie there or unpacked, one gzip member after another.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

/// First bytes of a gzip member (RFC 1952: the magic, and deflate, the only method there is).
pub(crate) const GZIP: &[u8] = b"\x1f\x8b\x08";
/// How much is unpacked at a time, in bytes.
const CHUNK: usize = 32 * 1024;
/// Up to here a member may unpack to anything, in bytes; beyond, to [`MAX_RATIO`] times its size. Pages pack to a tenth of
/// theirs, endless repetition to a thousandth.
const FREE: u64 = 64 * 1024 * 1024;
const MAX_RATIO: u64 = 200;

/// A file of which the bytes taken are counted, and three can be put back.
struct File<R> {
    inner: R,
    taken: u64,
    /// What is read before the rest.
    pushed: &'static [u8],
}

impl<R: BufRead> Read for File<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        copy_out(self, out)
    }
}

impl<R: BufRead> BufRead for File<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.pushed.is_empty() { self.inner.fill_buf() } else { Ok(self.pushed) }
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount as u64;
        if self.pushed.is_empty() {
            self.inner.consume(amount);
        } else {
            self.pushed = self.pushed.get(amount..).unwrap_or_default();
        }
    }
}

impl<R: BufRead> File<R> {
    /// Skips to the next gzip member, or to the end.
    fn seek_member(&mut self) -> io::Result<()> {
        let mut matched = 0;
        while let Some(byte) = self.fill_buf()?.first().copied() {
            self.consume(1);
            matched = match GZIP.get(matched) {
                Some(wanted) if *wanted == byte => matched + 1,
                _ => usize::from(GZIP.first() == Some(&byte)),
            };
            if matched == GZIP.len() {
                self.pushed = GZIP;
                self.taken -= GZIP.len() as u64;
                return Ok(());
            }
        }
        Ok(())
    }
}

/// What the next bytes come from.
enum State<R> {
    /// The file itself, which is not packed.
    Plain(File<R>),
    /// Where a member begins, or the file ends. `None` while a decoder is made of it.
    Between(Option<File<R>>),
    /// A member: where it begins, and how much of it was unpacked.
    Member { decoder: GzDecoder<File<R>>, start: u64, unpacked: u64 },
}

/// An archive, unpacked where it is packed.
pub(super) struct Members<R> {
    state: State<R>,
    buffer: Vec<u8>,
    at: usize,
    /// Where what was read last began, in bytes of the file.
    offset: u64,
    /// Whether anything was read, which decides whether it is packed.
    begun: bool,
    /// Whether the member that is read failed.
    damaged: bool,
}

impl<R: BufRead> Members<R> {
    /// Prepares to read; whether it is packed shows in the first bytes.
    pub(super) fn new(inner: R) -> Self {
        let state = State::Between(Some(File { inner, taken: 0, pushed: b"" }));
        Members { state, buffer: Vec::new(), at: 0, offset: 0, begun: false, damaged: false }
    }

    /// Tells where the record that was marked last begins, in bytes of the file; in a packed one, its member.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// Marks that a record begins with the next bytes.
    ///
    /// # Errors
    /// What reading fails with.
    pub(super) fn mark(&mut self) -> io::Result<()> {
        let left = self.fill_buf()?.len() as u64;
        self.offset = match &self.state {
            State::Plain(file) => file.taken - left,
            State::Member { start, .. } => *start,
            State::Between(file) => file.as_ref().map_or(self.offset, |file| file.taken),
        };
        Ok(())
    }

    /// Leaves a damaged member behind, whatever there is still to unpack in it.
    ///
    /// # Errors
    /// What reading fails with.
    pub(super) fn skip_damage(&mut self) -> io::Result<()> {
        if !std::mem::take(&mut self.damaged) {
            return Ok(());
        }
        (self.at, self.buffer) = (0, Vec::new());
        if let State::Member { decoder, .. } = std::mem::replace(&mut self.state, State::Between(None)) {
            let mut file = decoder.into_inner();
            let found = file.seek_member();
            self.state = State::Between(Some(file));
            found?;
        }
        Ok(())
    }

    /// Reads the empty lines behind a record, but not into the member behind its own: that a member is damaged may show only
    /// at its end, where its checksum stands.
    ///
    /// # Errors
    /// What reading fails with; the member is then damaged.
    pub(super) fn settle(&mut self) -> io::Result<()> {
        while matches!(self.state, State::Member { .. }) {
            let left = self.buffer.get(self.at..).unwrap_or_default();
            if let Some(spaces) = left.iter().position(|byte| !byte.is_ascii_whitespace()) {
                self.at += spaces;
                return Ok(());
            }
            (self.at, self.buffer) = (0, Vec::new());
            self.step()?;
        }
        Ok(())
    }

    /// Reads the next bytes into the buffer, which is left empty at the end.
    fn refill(&mut self) -> io::Result<()> {
        self.buffer.clear();
        while !self.step()? {}
        Ok(())
    }

    /// Goes on by one chunk, or from one member to the next; tells whether there are bytes in the buffer, or none left to read.
    fn step(&mut self) -> io::Result<bool> {
        match &mut self.state {
            State::Plain(file) => {
                self.buffer.extend_from_slice(file.fill_buf()?);
                file.consume(self.buffer.len());
                return Ok(true);
            }
            State::Between(file) => {
                let Some(mut open) = file.take() else { return Ok(true) };
                let next = open.fill_buf()?;
                if next.is_empty() {
                    *file = Some(open);
                    return Ok(true);
                }
                let packed = self.begun || next.starts_with(GZIP);
                self.begun = true;
                let start = open.taken;
                self.state = if packed {
                    State::Member { decoder: GzDecoder::new(open), start, unpacked: 0 }
                } else {
                    State::Plain(open)
                };
            }
            State::Member { decoder, start, unpacked } => {
                self.buffer.resize(CHUNK, 0);
                let got = decoder.read(&mut self.buffer);
                self.buffer.truncate(*got.as_ref().unwrap_or(&0));
                *unpacked += self.buffer.len() as u64;
                let packed = decoder.get_ref().taken - *start;
                let bomb = *unpacked > FREE && *unpacked > packed.saturating_mul(MAX_RATIO);
                self.damaged = got.is_err() || bomb;
                if got? > 0 {
                    return if bomb { Err(too_good()) } else { Ok(true) };
                }
                self.next_member();
            }
        }
        Ok(false)
    }

    fn next_member(&mut self) {
        if let State::Member { decoder, .. } = std::mem::replace(&mut self.state, State::Between(None)) {
            self.state = State::Between(Some(decoder.into_inner()));
        }
    }
}

fn too_good() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("it unpacks to more than {MAX_RATIO} times its size"))
}

/// Reads what is buffered.
fn copy_out(from: &mut impl BufRead, out: &mut [u8]) -> io::Result<usize> {
    let bytes = from.fill_buf()?;
    let length = bytes.len().min(out.len());
    if let (Some(to), Some(bytes)) = (out.get_mut(..length), bytes.get(..length)) {
        to.copy_from_slice(bytes);
    }
    from.consume(length);
    Ok(length)
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        copy_out(self, out)
    }
}

impl<R: BufRead> BufRead for Members<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.buffer.len() {
            self.at = 0;
            self.refill()?;
        }
        Ok(self.buffer.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}
