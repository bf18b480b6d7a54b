//! House rules: what has to be true before a status is set, and who may do what.
//!
//! A house writes them in one TOML file and adopts it; the text is what is stored, this is what it means.

mod fault;
mod judge;
mod look;
mod read;
mod words;

use onrecord_model::{Reviewer, Role, StatusKind, Target};

use crate::RuleId;

pub use fault::{RulesFault, meant};
pub use judge::{Breach, Facts, breaches};
pub use look::{HouseLook, LookFault};
pub use read::{MAX_RULES_BYTES, read_rules, read_rules_with};
pub use words::rules_words;

/// The rules of a house; by default none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HouseRules {
    /// How second review works where a status says nothing of it.
    pub review: ReviewDefaults,
    /// What has to be true before a status is set, by target and status.
    pub policies: Vec<(Target, StatusKind, StatusPolicy)>,
    /// The verdicts the house gives; `None` when it gives none.
    pub verdicts: Option<VerdictScheme>,
    /// How long things are kept.
    pub retention: Retention,
    /// Who may do what; `None` when everybody may do everything.
    pub roles: Option<Roles>,
    /// How the house appears on its pages.
    pub house: HouseLook,
}

/// How second review works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReviewDefaults {
    /// How many people must agree on a proposal; `None` for the program's own number.
    pub people: Option<u32>,
    /// How many people look at most, where not all of them must agree; `None` for as many as must agree.
    pub of: Option<u32>,
    /// Whether opinions are given unseen.
    pub blind: bool,
}

/// What has to be true before a target gets a status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatusPolicy {
    /// How many further people have to agree.
    pub seconds: u32,
    /// Whether they do so unseen.
    pub blind: bool,
    /// How many pieces of evidence have to stand behind it, each with a quotation and kept.
    pub evidence: u32,
    /// The rule that has to suggest it; `None` when none has to.
    pub rule: Option<RuleId>,
    /// How many characters a reason has at least.
    pub reason: u32,
}

/// The verdicts of a house, kept apart from statuses: corroborated is not "true".
#[derive(Clone, Debug, PartialEq)]
pub struct VerdictScheme {
    /// The worst rating.
    pub worst: f64,
    /// The best rating.
    pub best: f64,
    /// The verdicts by name.
    pub verdicts: Vec<HouseVerdict>,
}

/// One verdict of a house.
#[derive(Clone, Debug, PartialEq)]
pub struct HouseVerdict {
    /// Its name on the command line.
    pub name: String,
    /// Its rating, from worst to best.
    pub rating: f64,
    /// What readers are told (`ClaimReview`'s `alternateName`).
    pub text: String,
}

/// For how many days things are kept; `None` for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// Copies of sources.
    pub snapshots: Option<u32>,
    /// Texts of documents.
    pub texts: Option<u32>,
    /// Private notes on evidence.
    pub private_notes: Option<u32>,
}

/// Who may do what; who is not named may do nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles(pub Vec<(Reviewer, Role)>);

impl Roles {
    /// Returns what a person may do, whatever the case and spacing of the name; `None` for nothing.
    pub fn of(&self, person: &Reviewer) -> Option<Role> {
        self.0.iter().find(|(named, _)| named.is(person)).map(|(_, role)| *role)
    }
}

impl HouseRules {
    /// Returns what has to be true before `target` gets `status`; nothing where the house says nothing.
    pub fn policy(&self, target: Target, status: StatusKind) -> StatusPolicy {
        let found = self.policies.iter().find(|(on, to, _)| (*on, *to) == (target, status));
        found.map(|(.., policy)| *policy).unwrap_or_default()
    }

    /// Tells whether a status of this target is proposed unseen: then all are, since an open one would tell of the others
    /// what they are not.
    pub fn is_blind(&self, target: Target) -> bool {
        self.policies.iter().any(|(on, _, policy)| *on == target && policy.blind)
    }

    /// Tells whether a person may do what needs `least`.
    pub fn allows(&self, person: &Reviewer, least: Role) -> bool {
        self.roles.as_ref().is_none_or(|roles| roles.of(person).is_some_and(|role| role >= least))
    }
}

#[cfg(test)]
mod tests;
