//! Escaping of text for HTML, in content and in quoted attribute values.

use std::fmt::{self, Write};

/// The escaper of every template (`askama.toml` names it).
///
/// Beyond what HTML needs it keeps two characters that a browser would change on reading: CR, which would become LF, is
/// written as a reference; NUL, which would be dropped, is written as its picture U+2400.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Page;

impl askama::filters::Escaper for Page {
    fn write_escaped_str<W: Write>(&self, mut dest: W, string: &str) -> fmt::Result {
        let mut plain = 0;
        for (at, byte) in string.bytes().enumerate() {
            if let Some(reference) = reference(byte) {
                dest.write_str(string.get(plain..at).unwrap_or_default())?;
                dest.write_str(reference)?;
                plain = at + 1;
            }
        }
        dest.write_str(string.get(plain..).unwrap_or_default())
    }
}

// Only ASCII bytes are replaced, so that no character is cut.
fn reference(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'&' => "&amp;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        b'`' => "&#96;",
        b'\r' => "&#13;",
        0 => "\u{2400}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use askama::filters::Escaper;
    use proptest::prelude::*;

    use super::*;

    fn escaped(s: &str) -> String {
        let mut out = String::new();
        Page.write_escaped_str(&mut out, s).unwrap();
        out
    }

    #[test]
    fn leaves_nothing_that_opens_a_tag_or_closes_an_attribute() {
        assert_eq!(
            escaped("<a b=\"c\" d='e'>`&amp;`\r\n\0é"),
            "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&#96;&amp;amp;&#96;&#13;\n\u{2400}é"
        );
    }

    proptest! {
        #[test]
        fn no_string_keeps_a_character_that_matters(s in any::<String>()) {
            let out = escaped(&s);
            prop_assert!(!out.contains(['<', '>', '"', '\'', '`', '\r', '\0']));
        }
    }
}
