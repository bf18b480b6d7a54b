//! What a record says about itself before its block.

use std::io::{self, BufRead, Read};

use chrono::{DateTime, Utc};
use onrecord_model::Diagnostic;

use super::ahead::Ahead;
use crate::{Rejected, address, dates};

/// Longest line of a header that is read, in bytes.
pub(super) const LINE: u64 = 64 * 1024;
/// Most lines of one header.
const MAX_LINES: usize = 1000;

/// The fields of a record that are used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// `WARC-Type`, in small letters.
    pub(super) kind: String,
    /// `WARC-Target-URI`, when it is a web address.
    pub(super) target: Option<String>,
    /// `Content-Type` of the block.
    pub(super) content_type: Option<String>,
    /// Whether `WARC-Truncated` says that the block is not whole.
    pub(super) truncated: bool,
    /// Bytes in the block.
    pub(super) length: u64,
    date: Option<String>,
}

impl Header {
    /// Reads the lines behind the one that begins the record, up to the empty one.
    ///
    /// # Errors
    /// What reading fails with; inside, what makes the header unusable.
    pub(super) fn read<R: BufRead>(input: &mut Ahead<R>) -> io::Result<Result<Self, Rejected>> {
        let (mut header, mut length) = (Header::default(), None);
        for _ in 0..MAX_LINES {
            if let Some(at) = input.header_in_line(!header.kind.is_empty()) {
                input.consume(at);
                return Ok(Err(Rejected::because("the next record begins in the middle of its header")));
            }
            let line = line(input)?;
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_end();
            if text.is_empty() && (!line.is_empty()) {
                return Ok(header.with(length));
            }
            if line.is_empty() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Some((name, value)) = text.split_once(':') {
                header.put(&name.trim().to_ascii_lowercase(), value.trim(), &mut length);
            }
        }
        Ok(Err(Rejected::because(format!("its header has more than {MAX_LINES} lines"))))
    }

    fn put(&mut self, name: &str, value: &str, length: &mut Option<String>) {
        match name {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => {
                // Some writers put the address in angle brackets, as the examples of the first standard did.
                let bare = value.trim_start_matches('<').trim_end_matches('>');
                self.target = Some(bare.to_owned()).filter(|url| address::is_web(url));
            }
            "warc-date" => self.date = Some(value.to_owned()),
            "warc-truncated" => self.truncated = true,
            "content-type" => self.content_type = Some(value.to_owned()),
            "content-length" => *length = Some(value.to_owned()),
            _ => {}
        }
    }

    fn with(self, length: Option<String>) -> Result<Self, Rejected> {
        let Some(written) = length else {
            return Err(Rejected::because("its header has no Content-Length, so where it ends is open"));
        };
        written.parse().map(|length| Header { length, ..self }).map_err(|_| {
            let shown: String = written.chars().take(40).collect();
            Rejected::because(format!("its Content-Length is no number: {shown:?}"))
        })
    }

    /// Returns when the page was fetched; what is no moment is noted.
    pub(super) fn fetched(&self, noticed: &mut Vec<Diagnostic>) -> Option<DateTime<Utc>> {
        self.date.as_deref().and_then(|date| dates::moment(date, noticed))
    }
}

/// Reads a line with its end; empty at the end of the input. Of a line that is too long, a part.
pub(super) fn line(input: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    input.take(LINE).read_until(b'\n', &mut line)?;
    Ok(line)
}
