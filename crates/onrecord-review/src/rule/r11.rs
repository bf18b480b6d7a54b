//! R11: opinions, predictions and hypothetical statements get no suggestion on `fact`.

use onrecord_model::{ClaimKind, Target};

use super::RuleId;
use crate::suggest::{Outcome, Suggestion, Weighing};

/// Tells whether nothing may be suggested on this target.
pub(super) fn forbids(weighing: &Weighing<'_>) -> bool {
    weighing.target == Target::Fact && weighing.case.kind != Some(ClaimKind::Fact)
}

/// Says why nothing is suggested; empty where something may be.
pub(super) fn suggest(weighing: &Weighing<'_>) -> Vec<Suggestion> {
    if !forbids(weighing) {
        return Vec::new();
    }
    let why = match weighing.case.kind {
        Some(kind) => format!("the claim is no statement of fact ({})", kind.as_str()),
        None => "it is not known whether the claim is a statement of fact".to_owned(),
    };
    let mut nothing = weighing.suggestion(RuleId::R11, Outcome::Nothing, why);
    if weighing.case.kind.is_none() {
        nothing.missing.push("what kind of statement the claim is".to_owned());
    }
    vec![nothing]
}
