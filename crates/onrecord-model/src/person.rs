//! People who decide, and their reasons.

use std::fmt;
use std::str::FromStr;

/// The name of a person who decides; never empty, one line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reviewer(String);

/// The refusal of a name that names nobody.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reviewer needs a name of one line; give one with --as NAME or ONRECORD_AS")]
pub struct ReviewerError;

impl Reviewer {
    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl FromStr for Reviewer {
    type Err = ReviewerError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        one_line(s).map(Reviewer).ok_or(ReviewerError)
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
        if trimmed.is_empty() { Err(ReasonError) } else { Ok(Reason(trimmed.to_owned())) }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

fn one_line(s: &str) -> Option<String> {
    let trimmed = s.trim();
    (!trimmed.is_empty() && !trimmed.chars().any(char::is_control)).then(|| trimmed.to_owned())
}
