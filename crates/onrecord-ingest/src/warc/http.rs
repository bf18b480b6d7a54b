//! The answer of a web server as an archive keeps it.

use std::io::{self, Read};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use onrecord_model::Diagnostic;

use super::GZIP;
use crate::{MAX_DOCUMENT_BYTES, Rejected};

/// The parts of an answer that are used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// The kind of what is sent, without its particulars; `None` when the server did not say.
    pub(super) kind: Option<String>,
    /// The encoding the server names.
    pub(super) charset: Option<String>,
    pub(super) body: Vec<u8>,
    /// What was noticed while it was unpacked.
    pub(super) noticed: Vec<Diagnostic>,
    /// `Transfer-Encoding` is `chunked`.
    chunked: bool,
    /// `Content-Encoding`.
    packing: Option<String>,
}

impl Answer {
    /// Makes one of a block that is the page itself.
    pub(super) fn bare(body: Vec<u8>, content_type: Option<&str>) -> Self {
        let (kind, charset) = kind_and_charset(content_type);
        Answer { status: 200, kind, charset, body, ..Answer::default() }
    }

    /// Tells whether it may be a text for readers.
    pub(super) fn is_text(&self) -> bool {
        is_readable(self.kind.as_deref())
    }
}

/// Tells whether a content type may be that of a text for readers; what nobody says may be.
pub(super) fn is_text(content_type: Option<&str>) -> bool {
    is_readable(kind_and_charset(content_type).0.as_deref())
}

fn is_readable(kind: Option<&str>) -> bool {
    kind.is_none_or(|kind| matches!(kind, "text/html" | "application/xhtml+xml" | "text/plain"))
}

/// Reads the headers of an answer from the beginning of its block; `None` when it is no answer.
pub(super) fn look(head: &[u8]) -> Option<Answer> {
    headers(head).map(|(answer, _)| answer)
}

/// Reads an answer.
///
/// # Errors
/// [`Rejected`] when it is none, or is packed in a way that cannot be undone.
pub(super) fn read(block: Vec<u8>) -> Result<Answer, Rejected> {
    let (mut answer, start) = headers(&block).ok_or_else(|| Rejected::because("holds no answer of a web server"))?;
    let mut body = block;
    body.drain(..start);
    if answer.chunked {
        match unchunked(&body) {
            Some(whole) => body = whole,
            None => answer.noticed.push(Diagnostic::warning(
                "chunks-broken",
                "the server announced chunks and the archive keeps none that fit; the page was taken as it lies there",
            )),
        }
    }
    answer.body = unpacked(body, answer.packing.as_deref(), &mut answer.noticed)?;
    Ok(answer)
}

/// Reads the status line and the headers; returns where the body begins.
fn headers(block: &[u8]) -> Option<(Answer, usize)> {
    let mut answer = Answer::default();
    let mut at = 0;
    for (number, line) in block.split_inclusive(|b| *b == b'\n').enumerate() {
        at += line.len();
        let text = String::from_utf8_lossy(line);
        let text = text.trim_end();
        if number == 0 {
            answer.status = text.strip_prefix("HTTP/")?.split_whitespace().nth(1)?.parse().ok()?;
        } else if text.is_empty() {
            break;
        } else if let Some((name, value)) = text.split_once(':') {
            answer.put(&name.trim().to_ascii_lowercase(), value.trim());
        }
    }
    (answer.status > 0).then_some((answer, at))
}

impl Answer {
    fn put(&mut self, name: &str, value: &str) {
        match name {
            "content-type" => (self.kind, self.charset) = kind_and_charset(Some(value)),
            "transfer-encoding" => self.chunked = value.to_ascii_lowercase().contains("chunked"),
            "content-encoding" => self.packing = Some(value.to_ascii_lowercase()),
            _ => {}
        }
    }
}

/// Splits a content type.
fn kind_and_charset(content_type: Option<&str>) -> (Option<String>, Option<String>) {
    let mut parts = content_type.unwrap_or_default().split(';');
    let kind = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).trim().to_owned())
    });
    (Some(kind).filter(|kind| !kind.is_empty()), charset.filter(|label| !label.is_empty()))
}

/// Joins chunks (RFC 9112, 7.1); `None` when a size is no number or there is less than it says.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let (mut rest, mut whole) = (body, Vec::new());
    loop {
        let end = rest.iter().position(|b| *b == b'\n')?;
        let line = std::str::from_utf8(rest.get(..end)?).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = rest.get(end + 1..)?;
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

/// Unpacks a body; one that is not packed, whatever its header says, is left as it is.
fn unpacked(body: Vec<u8>, packing: Option<&str>, noticed: &mut Vec<Diagnostic>) -> Result<Vec<u8>, Rejected> {
    let (mut out, most) = (Vec::new(), MAX_DOCUMENT_BYTES as u64 + 1);
    let done = match packing.unwrap_or_default() {
        "gzip" | "x-gzip" if body.starts_with(GZIP) => {
            MultiGzDecoder::new(body.as_slice()).take(most).read_to_end(&mut out)
        }
        "deflate" if is_zlib(&body) => ZlibDecoder::new(body.as_slice()).take(most).read_to_end(&mut out),
        "deflate" if !looks_like_text(&body) => DeflateDecoder::new(body.as_slice()).take(most).read_to_end(&mut out),
        "" | "identity" | "gzip" | "x-gzip" | "deflate" => return Ok(body),
        _ if looks_like_text(&body) => return Ok(body),
        other => {
            let shown: String = other.chars().take(40).collect();
            return Err(Rejected::because(format!("is packed as {shown:?}, which is not read")));
        }
    };
    damage(done, &out, noticed)?;
    Ok(out)
}

/// Takes what was unpacked before the damage, if that is anything.
fn damage(done: io::Result<usize>, out: &[u8], noticed: &mut Vec<Diagnostic>) -> Result<(), Rejected> {
    match done {
        Ok(_) => Ok(()),
        Err(error) if out.is_empty() => Err(Rejected::because(format!("cannot be unpacked: {error}"))),
        Err(error) => {
            let note = format!(
                "the page was packed and is damaged ({error}); what could be unpacked was taken, and may differ"
            );
            noticed.push(Diagnostic::warning("page-truncated", note));
            Ok(())
        }
    }
}

/// Tells text by its first bytes: none of them is a control character.
fn looks_like_text(body: &[u8]) -> bool {
    let control = |b: &u8| b.is_ascii_control() && !b.is_ascii_whitespace();
    !body.iter().take(64).any(control)
}

/// Tells a zlib header (RFC 1950): the method is 8 and the two bytes are a multiple of 31.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..] if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read() {
        let block = b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=\"koi8-r\"\r\n\r\n<p>body";
        let answer = read(block.to_vec()).unwrap();
        assert_eq!(
            (answer.status, answer.kind.as_deref(), answer.charset.as_deref()),
            (200, Some("text/html"), Some("koi8-r"))
        );
        assert_eq!(answer.body, b"<p>body");
        assert!(look(b"GET / HTTP/1.1\r\n\r\n").is_none() && look(b"").is_none());
        assert_eq!(look(b"HTTP/1.0 404").unwrap().status, 404);
    }

    #[test]
    fn chunks_are_joined_or_left() {
        let page = |body: &str| {
            let answer =
                read(format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{body}").into_bytes()).unwrap();
            (String::from_utf8(answer.body).unwrap(), answer.noticed.len())
        };
        assert_eq!(page("3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"), ("abcde".to_owned(), 0));
        assert_eq!(page("<p>none"), ("<p>none".to_owned(), 1));
        assert_eq!(page("ffffffffffffffff\r\nabc"), ("ffffffffffffffff\r\nabc".to_owned(), 1));
    }

    #[test]
    fn what_cannot_be_unpacked_is_refused() {
        let read = |packing: &str, body: &[u8]| {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: {packing}\r\n\r\n");
            read([head.as_bytes(), body].concat()).map(|answer| answer.body).map_err(|rejected| rejected.why)
        };
        assert_eq!(read("gzip", b"<p>not packed"), Ok(b"<p>not packed".to_vec()));
        assert!(read("br", b"\x0b\x02\x80abc\x03").unwrap_err().contains("\"br\""));
        assert!(read("gzip", b"\x1f\x8b\x08\0\0\0\0\0").unwrap_err().contains("cannot be unpacked"));
    }
}
