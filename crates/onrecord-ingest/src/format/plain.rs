//! Plain text: the whole file is the text.

use onrecord_model::Format;

use super::{Head, Reader};
use crate::draft::Draft;
use crate::{Hints, Rejected, decode, refuse};

pub(super) const READER: Reader = Reader { format: Format::Plain, recognises, read };

/// The longest first line that may be a headline, in characters.
const MAX_HEADLINE: usize = 200;

fn recognises(_: &Head<'_>) -> bool {
    true
}

fn read(bytes: &[u8], _: &Hints) -> Result<Draft, Rejected> {
    let decoded = decode::decode(bytes, None);
    refuse::foreign_xml(&decoded.text)?;
    refuse::binary(&decoded.text)?;
    Ok(Draft {
        title: headline(&decoded.text).map(str::to_owned),
        text: decoded.text,
        diagnostics: decoded.diagnostics,
        ..Draft::default()
    })
}

/// Finds a first line that stands alone, is short and does not end like a sentence.
fn headline(text: &str) -> Option<&str> {
    let mut lines = text.trim_start().lines();
    let first = lines.next()?.trim();
    let alone = lines.next()?.trim().is_empty() && lines.any(|line| !line.trim().is_empty());
    let short = first.chars().nth(MAX_HEADLINE).is_none();
    let ends_like_sentence = first.ends_with(['.', ',', ';', ':', '-']);
    let worded = first.split_whitespace().nth(1).is_some() && first.chars().any(char::is_alphabetic);
    (alone && short && worded && !ends_like_sentence).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_stand_alone() {
        assert_eq!(headline("Mayor denies delay\n\nThe mayor said no."), Some("Mayor denies delay"));
        assert_eq!(headline("\n\nMayor denies delay\r\n\r\nNo."), Some("Mayor denies delay"));
        assert_eq!(headline("Mayor denies delay\nThe mayor said no."), None);
        assert_eq!(headline("The mayor said no.\n\nShe left."), None);
        assert_eq!(headline("Mayor denies delay\n\n"), None);
        assert_eq!(headline("***\n\nText"), None);
    }
}
