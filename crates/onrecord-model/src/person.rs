//! People who decide, and their reasons.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use unicode_security::confusable_detection::skeleton;

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

/// The refusal of a name that readers would take for another person's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{name:?} looks like {known:?}, who is known here, but is spelled with other characters{}; sign as {known:?}, or with a \
     name that nobody takes for it", told(.name, .known)
)]
pub struct Lookalike {
    /// The name.
    pub name: String,
    /// The name it looks like.
    pub known: String,
}

/// Names the characters of one name that the other one lacks.
fn told(name: &str, known: &str) -> String {
    let other: BTreeSet<char> = name.chars().filter(|c| !known.contains(*c)).collect();
    let other: Vec<String> = other.into_iter().map(|c| format!("{c} is U+{:04X}", u32::from(c))).collect();
    if other.is_empty() { String::new() } else { format!(" ({})", other.join(", ")) }
}

impl Reviewer {
    /// Finds among the names of people one that readers would take for this one, though it is another: their characters look
    /// alike (Unicode Technical Standard 39, skeletons). `None` where the person is among them.
    pub fn lookalike<'a>(&self, people: impl IntoIterator<Item = &'a str>) -> Option<Lookalike> {
        let (key, looks) = (self.key(), looks(&self.0));
        let mut found = None;
        for known in people {
            let other = Reviewer(known.to_owned());
            if other.key() == key {
                return None;
            }
            if found.is_none() && self::looks(known).iter().any(|look| looks.contains(look)) {
                found = Some(Lookalike { name: self.0.clone(), known: known.to_owned() });
            }
        }
        found
    }
}

/// Returns how a name looks, as it is written and in small letters: characters that look alike are one.
fn looks(name: &str) -> [String; 2] {
    let plain = name.split_whitespace().collect::<Vec<_>>().join(" ");
    [skeleton(&plain).collect(), skeleton(&plain.to_lowercase()).collect()]
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
    fn another_person_does_not_look_the_same() {
        let find = |name: &str, people: &[&str]| {
            name.parse::<Reviewer>().unwrap().lookalike(people.iter().copied()).map(|found| found.known)
        };
        assert_eq!(find("Ad\u{430}", &["Ben", "Ada"]), Some("Ada".to_owned()));
        assert_eq!(find("AD\u{410}", &["ada"]), Some("ada".to_owned()));
        assert_eq!(find("\u{43e}nrecord", &["onrecord"]), Some("onrecord".to_owned()));
        assert_eq!(find(" ADA ", &["Ada", "Ad\u{430}"]), None);
        assert_eq!(find("Adam", &["Ada", "Adan"]), None);
        assert_eq!(find("Анна", &["Ada", "Иван"]), None);
        let said = "Ad\u{430}".parse::<Reviewer>().unwrap().lookalike(["Ada"]).unwrap().to_string();
        assert!(said.contains("is U+0430") && said.contains("sign as \"Ada\""), "{said}");
    }

    #[test]
    fn a_reason_can_be_read() {
        assert!("\u{200b}\u{feff} ".parse::<Reason>().is_err());
        assert!("heard the tape".parse::<Reason>().is_ok());
    }
}
