//! The registry of formats: one file and one line each.

mod dated;
mod feed;
mod html;
mod json_lines;
mod plain;
mod warc;

use std::borrow::Cow;

use encoding_rs::Encoding;
use onrecord_model::{Article, Format};

use crate::draft::Draft;
use crate::{Hints, Rejected, decode, refuse};

/// How one format is recognised and read.
struct Reader {
    format: Format,
    /// Tells whether the start of an input is in this format.
    recognises: fn(&Head<'_>) -> bool,
    /// Reads a whole input that is in this format.
    read: fn(&[u8], &Hints) -> Result<Draft, Rejected>,
}

/// All formats, in the order in which they are tried; the last one takes everything.
const READERS: [Reader; 6] =
    [warc::READER, feed::READER, json_lines::READER, dated::READER, html::READER, plain::READER];

/// How much of an input is looked at to tell its format, in bytes.
const HEAD_BYTES: usize = 4096;

/// The start of an input as far as it is looked at to tell its format.
struct Head<'a> {
    bytes: &'a [u8],
    text: Cow<'a, str>,
    extension: Option<String>,
}

impl<'a> Head<'a> {
    fn new(bytes: &'a [u8], name: Option<&str>) -> Self {
        let bytes = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
        let unmarked = || (decode::utf16_without_mark(bytes).unwrap_or(encoding_rs::UTF_8), 0);
        let (encoding, skip) = Encoding::for_bom(bytes).unwrap_or_else(unmarked);
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default());
        let extension = name.and_then(|n| n.rsplit_once('.')).map(|(_, e)| e.to_ascii_lowercase());
        Head { bytes, text, extension }
    }

    fn is_named(&self, extensions: &[&str]) -> bool {
        self.extension.as_deref().is_some_and(|e| extensions.contains(&e))
    }
}

/// Tells the format of an input from its first bytes (4 KiB are enough) and, where they leave it open, from its `name`.
pub fn sniff(head: &[u8], name: Option<&str>) -> Format {
    let head = Head::new(head, name);
    if !(feed::READER.recognises)(&head) && json_lines::is_by_name(&head) {
        return Format::JsonLines;
    }
    READERS.iter().find(|reader| (reader.recognises)(&head)).map_or(Format::Plain, |reader| reader.format)
}

/// Reads one document whose format is told by its content.
///
/// # Errors
/// [`Rejected`] when the input is empty, too large, in a known format that is not read here, or holds no article.
pub fn read_whole(bytes: &[u8], hints: &Hints) -> Result<Article, Rejected> {
    read_as(sniff(bytes, hints.name.as_deref()), bytes, hints)
}

/// Reads one document in `format`; JSON must be a single object.
///
/// # Errors
/// [`Rejected`] when the input is empty, too large, in a known format that is not read here, or holds no article.
pub fn read_as(format: Format, bytes: &[u8], hints: &Hints) -> Result<Article, Rejected> {
    refuse::unsupported(bytes)?;
    let reader = READERS.iter().find(|reader| reader.format == format);
    let read = reader.map_or(plain::READER.read, |reader| reader.read);
    read(bytes, hints)?.finish(format, hints)
}

/// Reads one line of JSON Lines; `number` counts from 1 and goes into refusals. `None` for a blank line.
///
/// # Errors
/// [`Rejected`] with line, field and cause when the line is no article.
pub fn read_line(line: &[u8], number: u64, hints: &Hints) -> Result<Option<Article>, Rejected> {
    if line.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    refuse::unsupported(line)
        .and_then(|()| json_lines::read(line, hints))
        .and_then(|draft| draft.finish(Format::JsonLines, hints))
        .map(Some)
        .map_err(|rejected| rejected.on_line(number))
}
