//! What could not be established, in words.

use onrecord_model::{Claim, Decision, EvidenceStatus, Target};

/// Lists what is not established about a claim, for a reader of a report; empty when every target is corroborated and
/// the claim has a claimant and a date.
pub fn not_established(claim: &Claim) -> Vec<String> {
    let mut gaps: Vec<String> = claim.statuses.iter().filter_map(|(target, status)| gap(target, status)).collect();
    if claim.claimant.is_none() {
        gaps.push("no speaker is credited, so nobody's word can be checked".to_owned());
    }
    if claim.first_published.is_none() {
        gaps.push("no document that mentions it has a date".to_owned());
    }
    gaps
}

fn gap(target: Target, status: &EvidenceStatus) -> Option<String> {
    let question = question(target);
    match status {
        EvidenceStatus::Unverified => Some(format!("nobody has checked whether {question}")),
        EvidenceStatus::Returned(decision) => {
            Some(format!("whether {question} is open again: {}", said(decision, "withdrew the earlier status")))
        }
        EvidenceStatus::Disputed(decision) => {
            Some(format!("whether {question} is disputed: {}", said(decision, "set it to disputed")))
        }
        EvidenceStatus::Corroborated(_) => None,
    }
}

fn question(target: Target) -> &'static str {
    match target {
        Target::Said => "this was said",
        Target::Fact => "this is so",
    }
}

fn said(decision: &Decision, what: &str) -> String {
    let day = decision.at.format("%-d %B %Y");
    format!("{} {what} on {day} ({})", decision.by, decision.reason)
}
