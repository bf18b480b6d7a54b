//! Applying a person's decision.

use onrecord_model::{Claim, ClaimStatuses, Decision, Refusal, StatusKind, Target};

/// Applies a decision to a claim and returns the target it fell on and the new statuses.
///
/// `target` `None` means `fact` where nobody is credited, because the claim has no other target.
///
/// # Errors
/// [`Refusal::TargetMissing`] when no target is given and the claim has both; [`Refusal::NoClaimant`] when the claim has
/// no `said`; [`Refusal::AlreadySo`] when the target has that status already.
pub fn decide(
    claim: &Claim,
    target: Option<Target>,
    to: StatusKind,
    decision: Decision,
) -> Result<(Target, ClaimStatuses), Refusal> {
    let target = match (target, &claim.statuses.said) {
        (Some(target), _) => target,
        (None, None) => Target::Fact,
        (None, Some(_)) => return Err(Refusal::TargetMissing),
    };
    let statuses = claim.statuses.decide(target, to, decision)?;
    Ok((target, statuses))
}
