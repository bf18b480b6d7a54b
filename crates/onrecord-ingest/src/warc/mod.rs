//! Web archives (WARC 1.0 and 1.1, ISO 28500), record by record, in bounded memory.

mod ahead;
mod file;
mod header;
mod http;
mod members;
mod window;

use std::io::{self, BufRead, BufReader, Read};

use onrecord_model::{Diagnostic, Format};

use crate::feed::Record;
use crate::{Hints, MAX_DOCUMENT_BYTES, Rejected, decode, format};
use ahead::{Ahead, Block};
pub(crate) use file::GZIP;
use header::Header;
use http::Answer;

/// How much of the block of a record is looked at to tell what it is, in bytes: the headers of an answer fit.
const BLOCK_HEAD: usize = 64 * 1024;

/// Tells a web archive by its first bytes.
pub(crate) fn is_start(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WARC/")
}

/// Why something of a web archive was not read.
#[derive(Debug)]
pub enum Trouble {
    /// A record is damaged or no article; those behind it can still be read.
    Record(Box<Rejected>),
    /// The archive could not be read any further.
    Io(io::Error),
}

/// The pages kept in a web archive, in its order, packed with gzip or not. After a damaged record the rest can still be read.
///
/// Answers other than 200, other kinds of record and what is no text are left out and counted.
pub struct Warc<R: Read> {
    input: Ahead<BufReader<R>>,
    hints: Hints,
    left_out: LeftOut,
    ended: bool,
}

/// Records that were left out because they are no articles, by what they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Descriptions of the archive, requests, metadata.
    pub about: u64,
    /// Pages that had not changed since the archive kept them first.
    pub revisits: u64,
    /// Answers that carry no page: redirects, errors.
    pub answers: u64,
    /// Images, scripts and other kinds that are no text for readers.
    pub kinds: u64,
}

/// The end of a record that is no page, or of the reading.
enum Stop {
    /// The record is refused and read to its end.
    Refused(Rejected),
    /// The record is damaged; where the next one begins must be looked for.
    Damaged(Rejected),
    Io(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // What unpacking says of damage, and what it says of a file that is cut off.
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
                Stop::Damaged(Rejected::because(format!("cannot be unpacked: {error}")))
            }
            io::ErrorKind::UnexpectedEof => Stop::Damaged(cut_off()),
            _ => Stop::Io(error),
        }
    }
}

fn no_record() -> Rejected {
    Rejected::because("no record begins where one should; bytes up to the next were skipped")
}

fn cut_off() -> Rejected {
    Rejected::because("the archive ends in the middle of it")
        .try_this("get the whole file; what stands before it was read")
}

impl<R: Read> Warc<R> {
    /// Prepares to read an archive, which [`crate::sniff`] takes for one; `hints` hold for all its pages.
    pub fn open(input: R, hints: &Hints) -> Self {
        let input = Ahead::new(BufReader::new(input));
        Warc { input, hints: hints.clone(), left_out: LeftOut::default(), ended: false }
    }

    /// Returns what was left out so far.
    pub fn left_out(&self) -> LeftOut {
        self.left_out
    }

    /// Reads the next record; `None` when it is no article, or nothing was left to read.
    fn record(&mut self) -> Result<Option<Record>, Stop> {
        let Some(first) = self.first_line()? else {
            self.ended = true;
            return Ok(None);
        };
        if !is_start(&first) {
            return Err(Stop::Damaged(no_record()));
        }
        let header = Header::read(&mut self.input)?.map_err(Stop::Damaged)?;
        if header.length > MAX_DOCUMENT_BYTES as u64 {
            return self.pass_over(&header);
        }
        let found = self.input.block(header.length);
        let length = match found {
            Block::Over(at) => at,
            _ => header.length,
        };
        let mut block = Vec::new();
        (&mut self.input).take(length).read_to_end(&mut block)?;
        self.settled(&header, found)?;
        if !self.left_out.sort(&header, block.get(..BLOCK_HEAD).unwrap_or(&block)) {
            return Ok(None);
        }
        page(&header, block, &self.hints).map(Some).map_err(Stop::Refused)
    }

    /// Passes over a record that is too long for a page.
    fn pass_over(&mut self, header: &Header) -> Result<Option<Record>, Stop> {
        let head = self.input.peek(BLOCK_HEAD).to_vec();
        let found = self.input.skip_block(header.length);
        self.settled(header, found)?;
        if !self.left_out.sort(header, &head) {
            return Ok(None);
        }
        let why = format!("{} bytes are more than the {MAX_DOCUMENT_BYTES} that are read", header.length);
        Err(Stop::Refused(Rejected::because(why)))
    }

    /// Sees to it that the block that was just read is the whole of its record.
    fn settled(&mut self, header: &Header, found: Block) -> Result<(), Stop> {
        match found {
            Block::Over(at) => Err(Stop::Refused(Rejected::because(format!(
                "the next record begins {at} bytes into its block, which should have {}",
                header.length
            )))),
            Block::Short => {
                self.input.fill_buf()?;
                Err(Stop::Damaged(cut_off()))
            }
            // Only what begins behind it shows that a record was unpacked as it was packed.
            Block::Open if !self.input.is_checked() => {
                self.input.seek_record()?;
                Err(Stop::Damaged(Rejected::because("it ends where its member goes on, which is not whole")))
            }
            Block::Fits | Block::Open | Block::Long => Ok(()),
        }
    }

    /// Reads the line that begins a record, and marks its place.
    fn first_line(&mut self) -> Result<Option<Vec<u8>>, Stop> {
        loop {
            self.input.mark();
            if let Some(at) = self.input.header_in_line(true).filter(|at| *at > 0) {
                self.input.consume(at);
                return Err(Stop::Damaged(no_record()));
            }
            let line = header::line(&mut self.input)?;
            if line.is_empty() {
                return Ok(None);
            }
            if !line.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(line));
            }
        }
    }

    /// Goes on behind a damaged record, where the next one begins. Damage behind damage is one loss, told once.
    fn resume(&mut self) -> io::Result<()> {
        loop {
            self.input.skip_damage()?;
            match self.input.seek_record().map_err(Stop::from) {
                Ok(()) => return Ok(()),
                Err(Stop::Io(error)) => return Err(error),
                Err(_) => {}
            }
        }
    }
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

impl LeftOut {
    /// Tells from the beginning of its block whether a record may be an article; what is none is counted.
    fn sort(&mut self, header: &Header, head: &[u8]) -> bool {
        let counter = match header.kind.as_str() {
            "response" => match http::look(head) {
                Some(answer) if answer.status != 200 => &mut self.answers,
                Some(answer) if !answer.is_text() => &mut self.kinds,
                _ => return true,
            },
            // What the program that wrote the archive says of its own run has no address on the web.
            "resource" | "conversion" if header.target.is_none() => &mut self.about,
            "resource" | "conversion" if http::is_text(header.content_type.as_deref()) => return true,
            "resource" | "conversion" => &mut self.kinds,
            "revisit" => &mut self.revisits,
            _ => &mut self.about,
        };
        *counter += 1;
        false
    }
}

/// Reads the page that a record keeps.
fn page(header: &Header, block: Vec<u8>, hints: &Hints) -> Result<Record, Rejected> {
    let answer = match header.kind.as_str() {
        "response" => http::read(block)?,
        _ => Answer::bare(block, header.content_type.as_deref()),
    };
    let marked = answer.charset.as_deref().and_then(|label| decode::marked(&answer.body, label));
    let raw = marked.unwrap_or(answer.body);
    let known = Hints { name: None, url: hints.url.clone().or_else(|| header.target.clone()), ..hints.clone() };
    let format = match format::sniff(&raw, None) {
        Format::Html => Format::Html,
        Format::Plain | Format::Dated if answer.kind.as_deref() == Some("text/plain") => Format::Plain,
        _ if answer.kind.as_deref().is_some_and(|kind| kind.contains("html")) => Format::Html,
        _ => return Err(Rejected::because("it is called a page and is none")),
    };
    let mut article = format::read_as(format, &raw, &known)?;
    article.format = Format::Warc;
    article.fetched = header.fetched(&mut article.diagnostics);
    if header.truncated {
        let note = "the archive kept only part of the page, and says so";
        article.diagnostics.push(Diagnostic::warning("page-truncated", note));
    }
    article.diagnostics.extend(answer.noticed);
    Ok(Record { article, raw })
}

impl<R: Read> Iterator for Warc<R> {
    type Item = Result<Record, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let refused = |rejected: Rejected, at| Some(Err(Trouble::Record(Box::new(rejected.at_offset(at)))));
            let outcome = self.record();
            let offset = self.input.offset();
            match outcome {
                Ok(Some(record)) => return Some(Ok(record)),
                Ok(None) => {}
                Err(Stop::Refused(rejected)) => return refused(rejected, offset),
                Err(Stop::Damaged(rejected)) => {
                    let Err(error) = self.resume() else { return refused(rejected, offset) };
                    self.ended = true;
                    return Some(Err(Trouble::Io(error)));
                }
                Err(Stop::Io(error)) => {
                    self.ended = true;
                    return Some(Err(Trouble::Io(error)));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests;
