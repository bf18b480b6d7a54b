//! House rules: under which rules a desk decides, and what a person may do.

use std::fmt;

use crate::{ContentHash, Reason};

/// What a person may do; each may do what the ones before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Looks.
    Reader,
    /// Decides on claims.
    Reviewer,
    /// Takes material in, says what is known of outlets, publishes and corrects.
    Editor,
    /// Changes the house rules.
    Admin,
}

impl Role {
    /// All roles, the least first.
    pub const ALL: [Role; 4] = [Self::Reader, Self::Reviewer, Self::Editor, Self::Admin];

    /// Returns the word used in house rules and messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Reviewer => "reviewer",
            Self::Editor => "editor",
            Self::Admin => "admin",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == s)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Under which house rules a decision was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Hash of the text of the rules in force.
    pub rules: ContentHash,
    /// Why a rule that had to hold was overridden; `None` when it held or none had to.
    pub overrides: Option<Reason>,
}

/// A change of the house rules, with both texts whole so that it can be undone and replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesChange {
    /// The text of the rules before; `None` when there were none.
    pub before: Option<String>,
    /// The text of the rules now; `None` when there are none.
    pub after: Option<String>,
}

impl RulesChange {
    /// Returns the change that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        RulesChange { before: self.after.clone(), after: self.before.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_stand_in_order_and_read_back() {
        assert!(Role::ALL.is_sorted());
        assert!(Role::ALL.iter().all(|role| Role::parse(role.as_str()) == Some(*role)));
        assert_eq!(Role::parse("Admin"), None);
    }
}
