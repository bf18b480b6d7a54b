//! What is said, apart from where.

use chrono::NaiveDate;

use crate::{ClaimId, ContentHash, Decision, EvidenceStatus, Handle, Refusal, SpeakerId, StatusKind, Target};

/// The statuses of a claim's targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimStatuses {
    /// Did the claimant say so; `None` when nobody is credited.
    pub said: Option<EvidenceStatus>,
    /// Is it so.
    pub fact: EvidenceStatus,
}

impl ClaimStatuses {
    /// Makes the statuses a claim starts with.
    pub fn start(has_claimant: bool) -> Self {
        ClaimStatuses { said: has_claimant.then(EvidenceStatus::default), fact: EvidenceStatus::default() }
    }

    /// Returns the status of `target`; `None` when the claim has no such target.
    pub fn of(&self, target: Target) -> Option<&EvidenceStatus> {
        match target {
            Target::Said => self.said.as_ref(),
            Target::Fact => Some(&self.fact),
        }
    }

    /// Lists the targets this claim has, with their statuses.
    pub fn iter(&self) -> impl Iterator<Item = (Target, &EvidenceStatus)> {
        Target::ALL.into_iter().filter_map(|target| self.of(target).map(|status| (target, status)))
    }

    /// Moves `target` to `to` on the word of a person and returns the new statuses.
    ///
    /// # Errors
    /// [`Refusal`] when the claim has no such target or already has that status.
    pub fn decide(&self, target: Target, to: StatusKind, decision: Decision) -> Result<Self, Refusal> {
        let after = self.of(target).ok_or(Refusal::NoClaimant)?.decide(target, to, decision)?;
        Ok(self.with(target, after))
    }

    /// Returns a copy in which `target` has `status`; unchanged when the claim has no such target.
    pub fn with(&self, target: Target, status: EvidenceStatus) -> Self {
        let mut copy = self.clone();
        match target {
            Target::Said if copy.said.is_some() => copy.said = Some(status),
            Target::Said => {}
            Target::Fact => copy.fact = status,
        }
        copy
    }
}

/// A proposition, its claimant and what came of checking it.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// Its short name, `c7`.
    pub handle: Handle,
    /// Who claims it; `None` for the outlet's own voice and for sources that could not be named.
    pub claimant: Option<SpeakerId>,
    /// The proposition in the words of its first mention, without quotation marks.
    pub wording: String,
    /// Hash of the normal form of the wording: equal propositions have equal fingerprints.
    pub fingerprint: ContentHash,
    /// What came of checking.
    pub statuses: ClaimStatuses,
    /// Rises by one with every change to the claim; starts at 1.
    pub revision: u32,
    /// Check-worthiness of the mention it was first seen in, 0..1.
    pub worth: f64,
    /// Earliest publication date among its mentions; `None` when no document of it has a date.
    pub first_published: Option<NaiveDate>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision() -> Decision {
        Decision {
            by: "Ana".parse().unwrap(),
            at: "2026-03-05T10:00:00Z".parse().unwrap(),
            reason: "seen in the minutes".parse().unwrap(),
        }
    }

    #[test]
    fn a_claim_of_nobody_gains_no_said() {
        let own = ClaimStatuses::start(false);
        let refused = own.decide(Target::Said, StatusKind::Corroborated, decision());
        assert_eq!(refused, Err(Refusal::NoClaimant));
        assert_eq!(own.with(Target::Said, EvidenceStatus::Corroborated(decision())), own);
    }
}
