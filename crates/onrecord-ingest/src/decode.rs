//! Bytes to text, with a note of everything that was guessed or lost.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use onrecord_model::Diagnostic;

use crate::utf8::Census;

/// A decoded text and what was noticed while decoding.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// How many bytes are looked at to tell UTF-16 without a byte order mark.
const UTF16_SAMPLE: usize = 4096;
/// How many bytes an encoding is guessed from, counted from the first that is not UTF-8.
const GUESS_SAMPLE: usize = 1024 * 1024;
/// How many bytes before that one are looked at too.
const GUESS_CONTEXT: usize = 1024;

/// Writes `bytes` in UTF-8 with a byte order mark where `label`, which whoever sent them named beside them, is needed to read
/// them; `None` where they say so themselves, are UTF-8, or the label is unknown.
///
/// As the WHATWG HTML standard has it, a mark in the bytes wins over what is named beside them, and that over what they
/// declare inside. With the mark they read the same for ever, wherever they are kept.
pub fn marked(bytes: &[u8], label: &str) -> Option<Vec<u8>> {
    let encoding = Encoding::for_label_no_replacement(label.trim().as_bytes())?;
    let speaks_for_itself = Encoding::for_bom(bytes).is_some()
        || std::str::from_utf8(bytes).is_ok()
        || crate::page::declared(bytes) == Some(encoding);
    if encoding == UTF_8 || speaks_for_itself {
        return None;
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Some([b"\xef\xbb\xbf", text.as_bytes()].concat())
}

/// Decodes `bytes`: a byte order mark first, then the encoding the input `declares`, then a guess.
///
/// The order is that of the WHATWG Encoding and HTML standards, except that bytes that are well-formed UTF-8 throughout
/// are taken as UTF-8 whatever the input declares: saved pages are often converted without their declaration.
pub(crate) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    if let Some((encoding, bom_len)) = Encoding::for_bom(bytes) {
        let mut decoded = with(encoding, bytes.get(bom_len..).unwrap_or_default());
        let note = format!("a byte order mark ({}) was left out of the text", encoding.name());
        decoded.diagnostics.insert(0, Diagnostic::note("bom-dropped", note));
        return decoded;
    }
    let census = Census::of(bytes);
    match declared {
        Some(encoding) if encoding != UTF_8 && census.invalid == 0 && census.multibyte > 0 => {
            let mut decoded = with(UTF_8, bytes);
            let note = format!("the page declares {} but is UTF-8; read as UTF-8", encoding.name());
            decoded.diagnostics.push(Diagnostic::warning("charset-mismatch", note));
            decoded
        }
        Some(encoding) if encoding != UTF_8 => with(encoding, bytes),
        _ => undeclared(bytes, census),
    }
}

fn undeclared(bytes: &[u8], census: Census) -> Decoded {
    if let Some(encoding) = utf16_without_mark(bytes) {
        return guessed(encoding, bytes);
    }
    if census.is_mostly_utf8() {
        return with(UTF_8, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(telling_part(bytes), true);
    guessed(detector.guess(None, Utf8Detection::Deny), bytes)
}

/// Returns what an encoding is guessed from: the bytes around the first one that is not UTF-8 and some way on.
fn telling_part(bytes: &[u8]) -> &[u8] {
    let first = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    let start = first.saturating_sub(GUESS_CONTEXT);
    bytes.get(start..bytes.len().min(first + GUESS_SAMPLE)).unwrap_or_default()
}

fn guessed(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let mut decoded = with(encoding, bytes);
    let note = format!("not UTF-8 and no encoding declared; read as {}", encoding.name());
    decoded.diagnostics.insert(0, Diagnostic::warning("encoding-guessed", note));
    decoded
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let mut diagnostics = Vec::new();
    if malformed {
        let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
        let note = format!("{lost} places could not be decoded as {} and read U+FFFD", encoding.name());
        diagnostics.push(Diagnostic::warning("bytes-replaced", note));
    }
    Decoded { text, diagnostics }
}

/// Tells UTF-16 without a mark by its zeros: in text of mostly Latin letters every second byte is one.
pub(crate) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(UTF16_SAMPLE))?;
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    if pairs < 4 {
        return None;
    }
    match (even * 10 / pairs, odd * 10 / pairs) {
        (0, 8..) => Some(UTF_16LE),
        (8.., 0) => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(bytes: &[u8]) -> (String, Vec<&'static str>) {
        let decoded = decode(bytes, None);
        (decoded.text, decoded.diagnostics.iter().map(|d| d.code).collect())
    }

    #[test]
    fn marks_decide() {
        assert_eq!(codes(b"\xef\xbb\xbfyes"), ("yes".into(), vec!["bom-dropped"]));
        assert_eq!(codes(b"\xff\xfey\0e\0"), ("ye".into(), vec!["bom-dropped"]));
        assert_eq!(codes(b"\xfe\xff\0y\0e"), ("ye".into(), vec!["bom-dropped"]));
    }

    #[test]
    fn what_is_named_beside_the_bytes_is_kept_with_them() {
        let cyrillic = b"<p>\xc4\xe0, \xf1\xea\xe0\xe7\xe0\xeb</p>";
        let kept = marked(cyrillic, " windows-1251 ").unwrap();
        assert_eq!(codes(&kept), ("<p>Да, сказал</p>".into(), vec!["bom-dropped"]));
        let declared = [b"<meta charset=windows-1251>", &cyrillic[..]].concat();
        assert_eq!(marked(&declared, "windows-1251"), None, "it says so itself");
        let other = [b"<meta charset=koi8-r>", &cyrillic[..]].concat();
        assert!(codes(&marked(&other, "cp1251").unwrap()).0.ends_with("<p>Да, сказал</p>"), "beside wins over inside");
        for label in ["", "nonsense", "utf-8", "iso-2022-cn"] {
            assert_eq!(marked(cyrillic, label), None, "{label}");
        }
        assert_eq!(marked("<p>Да</p>".as_bytes(), "windows-1251"), None, "it is UTF-8");
        assert_eq!(marked(b"\xfe\xff\0y", "windows-1251"), None, "it has a mark");
    }

    #[test]
    fn utf16_without_a_mark_is_seen() {
        let le: Vec<u8> = "He said so.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(codes(&le), ("He said so.".into(), vec!["encoding-guessed"]));
    }

    #[test]
    fn legacy_text_is_guessed_and_said_so() {
        let (text, notes) = codes(b"The caf\xe9 owner said \x93no\x94 to the r\xe9sum\xe9.");
        assert_eq!(text, "The café owner said “no” to the résumé.");
        assert_eq!(notes, ["encoding-guessed"]);
    }

    #[test]
    fn legacy_letters_far_into_a_text_are_enough() {
        let mut bytes = b"The owner said no. ".repeat(100_000);
        bytes.extend_from_slice(b"The caf\xe9 owner said \x93no\x94.");
        assert!(codes(&bytes).0.ends_with("The café owner said “no”."));
    }

    #[test]
    fn damaged_utf8_is_repaired_in_place() {
        let (text, notes) = codes(b"caf\xc3\xa9 \xff ok");
        assert_eq!((text.as_str(), notes), ("café \u{fffd} ok", vec!["bytes-replaced"]));
    }

    #[test]
    fn well_formed_utf8_beats_a_declaration() {
        let decoded = decode("é".as_bytes(), Some(encoding_rs::WINDOWS_1252));
        assert_eq!(decoded.text, "é");
        assert_eq!(decoded.diagnostics[0].code, "charset-mismatch");
        assert_eq!(decode(b"\xe9", Some(encoding_rs::WINDOWS_1251)).text, "й");
    }
}
