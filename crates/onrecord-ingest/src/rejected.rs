//! Why an input was refused.

use std::fmt;

/// The refusal of an input: where, why and what would help. Displayed as a lower-case fragment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Rejected {
    /// Line, counted from 1; `None` when the refusal is about the whole input.
    pub line: Option<u64>,
    /// Which entry of a feed, counted from 1; `None` when it is about no entry.
    pub entry: Option<u64>,
    /// Where a record of a web archive begins, in bytes from the start of the file as it lies there; `None` when it is about none.
    pub offset: Option<u64>,
    /// Field of a JSON object; `None` when it is not about one field.
    pub field: Option<&'static str>,
    /// The reason, a lower-case fragment.
    pub why: String,
    /// What the user can do about it, a lower-case fragment; `None` when nothing is known to help.
    pub fix: Option<String>,
}

impl Rejected {
    pub(crate) fn because(why: impl Into<String>) -> Self {
        Rejected { line: None, entry: None, offset: None, field: None, why: why.into(), fix: None }
    }

    pub(crate) fn in_field(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    pub(crate) fn on_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    pub(crate) fn in_entry(mut self, entry: u64) -> Self {
        self.entry = Some(entry);
        self
    }

    pub(crate) fn at_offset(mut self, offset: u64) -> Self {
        self.offset = Some(offset);
        self
    }

    pub(crate) fn try_this(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if let Some(entry) = self.entry {
            write!(f, "entry {entry}: ")?;
        }
        if let Some(offset) = self.offset {
            write!(f, "record at byte {offset}: ")?;
        }
        if let Some(field) = self.field {
            write!(f, "field `{field}`: ")?;
        }
        f.write_str(&self.why)?;
        match &self.fix {
            Some(fix) => write!(f, " ({fix})"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_place_cause_and_cure() {
        let rejected = Rejected::because("is a list").in_field("text").on_line(3).try_this("write a string");
        assert_eq!(rejected.to_string(), "line 3: field `text`: is a list (write a string)");
        assert_eq!(Rejected::because("the file is empty").to_string(), "the file is empty");
    }
}
