//! What came of checking: one status per target, each variant carrying what is true in it.

use chrono::{DateTime, Utc};

use crate::{Reason, Reviewer};

/// What is checked about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Did the claimant say so?
    Said,
    /// Is it so?
    Fact,
}

impl Target {
    /// Both targets.
    pub const ALL: [Target; 2] = [Self::Said, Self::Fact];

    /// Returns the word used in JSON, storage, on the command line and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Fact => "fact",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.as_str() == s)
    }
}

/// A status without what is true in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusKind {
    /// Nothing established: where every claim starts and may return.
    Unverified,
    /// Evidence supports it.
    Corroborated,
    /// Evidence speaks against it.
    Disputed,
}

impl StatusKind {
    /// All statuses, in the order in which legends list them.
    pub const ALL: [StatusKind; 3] = [Self::Unverified, Self::Corroborated, Self::Disputed];

    /// Returns the word used in JSON, storage, on the command line and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unverified => "unverified",
            Self::Corroborated => "corroborated",
            Self::Disputed => "disputed",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == s)
    }
}

/// Who decided, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The person.
    pub by: Reviewer,
    /// The moment.
    pub at: DateTime<Utc>,
    /// The reason given.
    pub reason: Reason,
}

/// The status of one target of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum EvidenceStatus {
    /// Nobody has decided yet.
    #[default]
    Unverified,
    /// A person withdrew an earlier status.
    Returned(Decision),
    /// A person found that evidence supports it.
    Corroborated(Decision),
    /// A person found that evidence speaks against it.
    Disputed(Decision),
}

/// Why a status was not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It already is what was asked for.
    #[error("{target} is already {kind}", target = .target.as_str(), kind = .kind.as_str())]
    AlreadySo {
        /// The target.
        target: Target,
        /// Its status.
        kind: StatusKind,
    },
    /// A claim that is credited to nobody has no `said` to check.
    #[error("nobody is credited with this claim, so there is no 'said' to check; use --target fact")]
    NoClaimant,
    /// A credited claim has two targets, and none was named.
    #[error("this claim can be checked on two targets; say which with --target said or --target fact")]
    TargetMissing,
}

impl EvidenceStatus {
    /// Returns the status without what is true in it.
    pub fn kind(&self) -> StatusKind {
        match self {
            Self::Unverified | Self::Returned(_) => StatusKind::Unverified,
            Self::Corroborated(_) => StatusKind::Corroborated,
            Self::Disputed(_) => StatusKind::Disputed,
        }
    }

    /// Returns the decision it rests on; `None` when nobody has decided yet.
    pub fn decision(&self) -> Option<&Decision> {
        match self {
            Self::Unverified => None,
            Self::Returned(decision) | Self::Corroborated(decision) | Self::Disputed(decision) => Some(decision),
        }
    }

    /// Moves to `to` on the word of a person.
    ///
    /// # Errors
    /// [`Refusal::AlreadySo`] when that is the status already: an empty decision would hide who really decided.
    pub fn decide(&self, target: Target, to: StatusKind, decision: Decision) -> Result<Self, Refusal> {
        if self.kind() == to {
            return Err(Refusal::AlreadySo { target, kind: to });
        }
        Ok(match to {
            StatusKind::Unverified => Self::Returned(decision),
            StatusKind::Corroborated => Self::Corroborated(decision),
            StatusKind::Disputed => Self::Disputed(decision),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(by: &str) -> Decision {
        Decision {
            by: by.parse().unwrap(),
            at: "2026-03-05T10:00:00Z".parse().unwrap(),
            reason: "seen in the minutes".parse().unwrap(),
        }
    }

    #[test]
    fn every_transition_keeps_who_made_it() {
        let states = [
            EvidenceStatus::Unverified,
            EvidenceStatus::Returned(decision("Ana")),
            EvidenceStatus::Corroborated(decision("Ana")),
            EvidenceStatus::Disputed(decision("Ana")),
        ];
        for from in &states {
            for to in StatusKind::ALL.into_iter().filter(|to| *to != from.kind()) {
                let after = from.decide(Target::Fact, to, decision("Ben")).unwrap();
                assert_eq!((after.kind(), after.decision()), (to, Some(&decision("Ben"))));
            }
        }
    }

    #[test]
    fn an_empty_decision_is_refused_and_says_so() {
        let set = EvidenceStatus::Disputed(decision("Ana"));
        let refusal = set.decide(Target::Said, StatusKind::Disputed, decision("Ben")).unwrap_err();
        assert_eq!(refusal, Refusal::AlreadySo { target: Target::Said, kind: StatusKind::Disputed });
        assert_eq!(refusal.to_string(), "said is already disputed");
    }

    #[test]
    fn taking_back_differs_from_never_having_decided() {
        let returned = EvidenceStatus::Corroborated(decision("Ana"))
            .decide(Target::Fact, StatusKind::Unverified, decision("Ben"))
            .unwrap();
        assert_eq!(returned.kind(), EvidenceStatus::default().kind());
        assert_ne!(returned, EvidenceStatus::default());
    }

    #[test]
    fn words_read_back_what_they_write() {
        for target in Target::ALL {
            assert_eq!(Target::parse(target.as_str()), Some(target));
        }
        for kind in StatusKind::ALL {
            assert_eq!(StatusKind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!((Target::parse("Said"), StatusKind::parse("true")), (None, None));
    }
}
