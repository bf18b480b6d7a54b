//! People who decide, and their reasons.

use std::fmt;
use std::str::FromStr;

/// The name of a person who decides; never empty, one line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reviewer(String);

/// The name under which the program itself stands in the log; no person may take it.
pub(crate) const PROGRAM: &str = "onrecord";

/// The refusal of a name that names nobody.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReviewerError {
    /// There is no name, or it has more than one line.
    #[error(
        "a reviewer needs a name of one line, without invisible characters; give one with --as NAME or ONRECORD_AS"
    )]
    Nameless,
    /// It is the program's own name.
    #[error("{0:?} is the name of the program, which decides nothing; give your own with --as NAME or ONRECORD_AS")]
    Program(String),
}

impl Reviewer {
    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Tells whether both names are one person's: case and spacing do not make another person.
    pub fn is(&self, other: &Self) -> bool {
        self.key() == other.key()
    }

    /// Returns what names of one person have in common, to be looked up by.
    pub fn key(&self) -> String {
        self.0.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
    }
}

impl FromStr for Reviewer {
    type Err = ReviewerError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let name = one_line(s).ok_or(ReviewerError::Nameless)?;
        if name.eq_ignore_ascii_case(PROGRAM) {
            return Err(ReviewerError::Program(name));
        }
        Ok(Reviewer(name))
    }
}

impl fmt::Display for Reviewer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Why a person decided so; never blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason(String);

/// The refusal of a blank reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a decision needs a reason; give one with -m REASON")]
pub struct ReasonError;

impl Reason {
    /// Returns the words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Reason {
    type Err = ReasonError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let trimmed = s.trim();
        if is_blank(trimmed) { Err(ReasonError) } else { Ok(Reason(trimmed.to_owned())) }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

fn one_line(s: &str) -> Option<String> {
    let trimmed = s.trim();
    let plain = !trimmed.chars().any(|c| c.is_control() || is_invisible(c));
    (plain && !trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// Tells whether a reader would see nothing.
fn is_blank(s: &str) -> bool {
    s.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Tells whether a character is only a hint for layout (Unicode general category Cf, as far as it is used in running
/// text): two names that differ in one would look the same.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reviewer_is_a_visible_person() {
        assert_eq!(" Ada ".parse::<Reviewer>().map(|r| r.to_string()), Ok("Ada".to_owned()));
        for nobody in ["", "  ", "\u{200b}", "a\u{200b}b", "a\nb", "Onrecord"] {
            assert!(nobody.parse::<Reviewer>().is_err(), "{nobody:?}");
        }
    }

    #[test]
    fn a_reason_can_be_read() {
        assert!("\u{200b}\u{feff} ".parse::<Reason>().is_err());
        assert!("heard the tape".parse::<Reason>().is_ok());
    }
}
