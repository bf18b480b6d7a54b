//! A decision held against the rules of the house.

use onrecord_model::{Evidence, Reason, Stance, StatusKind, Target};

use super::StatusPolicy;
use crate::{Outcome, RuleId, Suggestion};

/// What is known when a status is about to be set, or stands.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The target.
    pub target: Target,
    /// The status.
    pub to: StatusKind,
    /// Why the person decides so.
    pub reason: &'a Reason,
    /// The evidence on the claim.
    pub evidence: &'a [&'a Evidence],
    /// What the rules suggest of the claim.
    pub suggestions: &'a [Suggestion],
}

/// A condition of the house that is not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breach {
    /// The reason is too short.
    Reason {
        /// How many characters it has.
        is: usize,
        /// How many it needs.
        needs: u32,
    },
    /// There is too little evidence.
    Evidence {
        /// How many pieces count.
        is: usize,
        /// How many are needed.
        needs: u32,
        /// What they have to do.
        stance: Stance,
    },
    /// The rule does not suggest it, and nobody gave a reason to override it.
    Rule {
        /// The rule.
        rule: RuleId,
        /// What it says, or what it lacks.
        why: String,
    },
}

impl Breach {
    /// Says what is not met and what to do, as a lower-case fragment.
    pub fn words(&self) -> String {
        match self {
            Self::Reason { is, needs } => {
                format!("the reason needs {needs} characters and has {is} (reason = {needs}); say more with -m")
            }
            Self::Evidence { is, needs, stance } => format!(
                "of evidence that {} it there is {is} and has to be {needs} (evidence = {needs}; a piece counts with a \
                 quotation, kept or waived, and not stale); add some with 'onrecord evidence add'",
                stance.as_str(),
            ),
            Self::Rule { rule, why } => format!(
                "rule {rule} does not suggest it: {why} (rule = \"{rule}\"); look with 'onrecord suggest --explain', or \
                 say why it is so all the same with --override REASON"
            ),
        }
    }
}

/// Lists the conditions of a policy that are not met; how many people agree is not among them.
pub fn breaches(policy: &StatusPolicy, facts: &Facts<'_>) -> Vec<Breach> {
    let found = [reason(policy, facts), evidence(policy, facts), rule(policy, facts)];
    found.into_iter().flatten().collect()
}

fn reason(policy: &StatusPolicy, facts: &Facts<'_>) -> Option<Breach> {
    let is = facts.reason.as_str().chars().count();
    (is < policy.reason as usize).then_some(Breach::Reason { is, needs: policy.reason })
}

fn evidence(policy: &StatusPolicy, facts: &Facts<'_>) -> Option<Breach> {
    let stance = stance(facts.to)?;
    let counts = |one: &&&Evidence| {
        let bears = one.target == facts.target && one.stance == stance;
        bears && one.stale.is_none() && one.quote.is_some() && one.keeping.is_kept()
    };
    let is = facts.evidence.iter().filter(counts).count();
    (is < policy.evidence as usize).then_some(Breach::Evidence { is, needs: policy.evidence, stance })
}

/// Returns what evidence does for a status; `None` where none can stand behind it.
pub(super) fn stance(to: StatusKind) -> Option<Stance> {
    match to {
        StatusKind::Corroborated => Some(Stance::Supports),
        StatusKind::Disputed => Some(Stance::Refutes),
        StatusKind::Unverified => None,
    }
}

fn rule(policy: &StatusPolicy, facts: &Facts<'_>) -> Option<Breach> {
    let rule = policy.rule?;
    let outcome = match facts.to {
        StatusKind::Corroborated => Outcome::Corroborated,
        StatusKind::Disputed => Outcome::Disputed,
        StatusKind::Unverified => return None,
    };
    let of_it = |one: &&Suggestion| one.target == facts.target && one.rule == rule;
    let said: Vec<&Suggestion> = facts.suggestions.iter().filter(of_it).collect();
    if said.iter().any(|one| one.outcome == outcome) {
        return None;
    }
    let why = said.first().map_or_else(|| "it says nothing of this claim".to_owned(), |one| lacks(one));
    Some(Breach::Rule { rule, why })
}

fn lacks(one: &Suggestion) -> String {
    match one.missing.as_slice() {
        [] => one.why.clone(),
        missing => format!("{}; missing: {}", one.why, missing.join(", ")),
    }
}
