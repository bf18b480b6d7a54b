//! What a server sends, read and unpacked within limits.

use std::io::{self, Read};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::refusal::Refusal;

/// How what is sent is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    None,
    Gzip,
    Deflate,
}

impl Packing {
    /// What the program says it can unpack. Brotli is left out: it would be a further decoder, and everybody who sends it
    /// sends these as well.
    pub(super) const ACCEPTED: &str = "gzip, deflate";

    /// Reads the header; the error is how it is packed.
    pub(super) fn read(header: &str) -> Result<Self, String> {
        match header.trim().to_ascii_lowercase().as_str() {
            "" | "identity" => Ok(Self::None),
            "gzip" | "x-gzip" => Ok(Self::Gzip),
            "deflate" => Ok(Self::Deflate),
            other => Err(format!(
                "it is packed as {:?}, which was not asked for",
                other.chars().take(40).collect::<String>()
            )),
        }
    }
}

/// Reads to the end, at most so many bytes as sent and as many unpacked.
///
/// # Errors
/// [`Refusal::TooLong`], [`Refusal::Packed`], and what the connection fails with, told by `failed`.
pub(super) fn read_all(
    sent: impl Read,
    packing: Packing,
    most: u64,
    url: &str,
    failed: impl Fn(&io::Error) -> Refusal,
) -> Result<Vec<u8>, Refusal> {
    let sent = up_to(sent, most, url, &failed)?;
    let unpacked: Box<dyn Read + '_> = match packing {
        Packing::None => return Ok(sent),
        Packing::Gzip => Box::new(MultiGzDecoder::new(sent.as_slice())),
        // The standard means zlib by it; some servers send it bare.
        Packing::Deflate if is_zlib(&sent) => Box::new(ZlibDecoder::new(sent.as_slice())),
        Packing::Deflate => Box::new(DeflateDecoder::new(sent.as_slice())),
    };
    up_to(unpacked, most, url, |why| Refusal::Packed { url: url.to_owned(), how: why.to_string() })
}

fn up_to(from: impl Read, most: u64, url: &str, failed: impl Fn(&io::Error) -> Refusal) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes).map_err(|why| failed(&why))?;
    if bytes.len() as u64 > most { Err(Refusal::TooLong { url: url.to_owned(), most }) } else { Ok(bytes) }
}

/// Tells a zlib header (RFC 1950): the method is 8 and the two bytes are a multiple of 31.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..] if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}
