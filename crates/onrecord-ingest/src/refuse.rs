//! Inputs that are no article in any format read here, told by their first bytes.

use crate::{MAX_DOCUMENT_BYTES, Rejected};

/// First bytes of formats that are not text, from the Unix `file` database, and what to call them.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"\x1f\x8b", "gzip-compressed data"),
    (0, b"\x1f\x9d", "data compressed by `compress`"),
    (0, b"BZh", "bzip2-compressed data"),
    (0, b"\xfd7zXZ\0", "xz-compressed data"),
    (0, b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (0, b"\x04\x22\x4d\x18", "LZ4-compressed data"),
    (0, b"PK\x03\x04", "a zip archive or office document"),
    (0, b"PK\x05\x06", "an empty zip archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"%!PS", "a PostScript document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (8, b"WEBP", "a WebP image"),
    (8, b"WAVE", "a WAVE sound"),
    (4, b"ftyp", "a video or image in an ISO container"),
    (0, b"OggS", "an Ogg sound or video"),
    (0, b"ID3", "an MP3 sound"),
    (0, b"\x1a\x45\xdf\xa3", "a Matroska or WebM video"),
    (0, b"\x7fELF", "a program"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"\xff\xfe\0\0", "UTF-32 text"),
    (0, b"\0\0\xfe\xff", "UTF-32 text"),
];

/// Roots of XML documents that are known, without namespace prefix, and what to call them.
const XML_ROOTS: &[(&str, &str)] = &[
    ("channel", "a CDF feed, a kind that is not read"),
    ("opml", "an OPML list of feeds; name the feeds themselves"),
    ("urlset", "a site map, not an article"),
    ("sitemapindex", "a site map, not an article"),
    ("svg", "an SVG image"),
];

/// Share of control characters above which a text is taken for binary data, in per cent.
const MAX_CONTROL_PERCENT: usize = 10;

/// Refuses `bytes` that are empty, too many, or of a kind that is known and not read here.
pub(crate) fn unsupported(bytes: &[u8]) -> Result<(), Rejected> {
    if bytes.is_empty() {
        return Err(Rejected::because("the file is empty"));
    }
    if bytes.len() > MAX_DOCUMENT_BYTES {
        let why = format!("{} bytes are more than the {MAX_DOCUMENT_BYTES} that are read", bytes.len());
        return Err(Rejected::because(why).try_this("split it into articles, one a file or one a line of JSON Lines"));
    }
    if let Some(kind) = magic(bytes) {
        return Err(Rejected::because(format!("looks like {kind}, not text")).try_this("unpack or convert it first"));
    }
    if bytes.starts_with(b"filedesc:") {
        return Err(
            Rejected::because("an ARC file, the form of web archives before WARC").try_this("convert it to WARC first")
        );
    }
    Ok(())
}

fn magic(bytes: &[u8]) -> Option<&'static str> {
    MAGIC
        .iter()
        .find(|(at, sign, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(sign)))
        .map(|(_, _, kind)| *kind)
}

/// Refuses XML that is no web page; `text` is the decoded input.
pub(crate) fn foreign_xml(text: &str) -> Result<(), Rejected> {
    let Some((declared, root)) = xml_root(text) else {
        return Ok(());
    };
    let local = root.rsplit(':').next().unwrap_or_default();
    if let Some((_, kind)) = XML_ROOTS.iter().find(|(name, _)| *name == local) {
        return Err(Rejected::because(format!("looks like {kind}")));
    }
    if declared && local != "html" {
        let why = format!("an XML document with root `{root}`, not a web page");
        return Err(Rejected::because(why));
    }
    Ok(())
}

/// Finds the first element name of `text`, lower case, and whether an XML declaration stands before it.
///
/// `None` when something other than declarations and comments comes first.
pub(crate) fn xml_root(text: &str) -> Option<(bool, String)> {
    let mut rest = text.trim_start();
    let declared = rest.starts_with("<?xml");
    loop {
        rest = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")?.1
        } else if rest.starts_with("<?") {
            rest.split_once("?>")?.1
        } else if rest.starts_with("<!") {
            after_declaration(rest)?
        } else {
            break;
        }
        .trim_start();
    }
    let name: String = rest
        .strip_prefix('<')?
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '.'))
        .take(64)
        .collect();
    (!name.is_empty()).then(|| (declared, name.to_lowercase()))
}

/// Skips `<!DOCTYPE …>` with the declarations it may hold in brackets.
fn after_declaration(text: &str) -> Option<&str> {
    let end = text.find(['>', '['])?;
    match text.as_bytes().get(end) {
        Some(b'[') => text.get(end..)?.split_once(']')?.1.split_once('>').map(|(_, rest)| rest),
        _ => text.get(end + 1..),
    }
}

/// Refuses `text` of which so much is control characters that it is no text.
pub(crate) fn binary(text: &str) -> Result<(), Rejected> {
    let (mut controls, mut all) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        controls += usize::from(is_stray_control(c));
    }
    if controls * 100 > all * MAX_CONTROL_PERCENT && controls > 8 {
        let percent = controls * 100 / all.max(1);
        return Err(Rejected::because(format!("binary data: {percent} % of it is control characters")));
    }
    Ok(())
}

fn is_stray_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(bytes: &[u8]) -> String {
        unsupported(bytes).map_or_else(|e| e.why, |()| String::new())
    }

    #[test]
    fn known_kinds_are_named() {
        assert_eq!(why(b""), "the file is empty");
        assert_eq!(why(b"%PDF-1.7\n"), "looks like a PDF document, not text");
        assert_eq!(why(b"\x1f\x8b\x08\0"), "looks like gzip-compressed data, not text");
        assert_eq!(why(b"BZ has left"), "");
    }

    #[test]
    fn other_xml_is_named() {
        let why = |text: &str| foreign_xml(text).map_or_else(|e| e.why, |()| String::new());
        assert!(why("<!DOCTYPE opml [ <!ENTITY a 'b'> ]>\n<opml>").contains("OPML"));
        assert_eq!(why("<?xml version='1.0'?><note>"), "an XML document with root `note`, not a web page");
        assert_eq!(why("<?xml version='1.0'?><!DOCTYPE html PUBLIC \"x\" \"y\"><html>"), "");
        assert_eq!(why("<feedback was given"), "");
    }

    #[test]
    fn control_characters_are_tolerated_in_text_only() {
        assert!(binary("one \u{1} in a text that can be read").is_ok());
        assert!(binary(&"\u{1}\u{2}ab".repeat(9)).is_err());
    }
}
