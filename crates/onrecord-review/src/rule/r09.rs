//! R9: what changed, vanished or was corrected is stale and not counted; a status that rested on it wants attention.

use onrecord_model::{Stance, StatusKind, Target};

use super::RuleId;
use crate::suggest::{Case, Exhibit, Outcome, Suggestion, Weighing, WhyNot, labels};

/// Sets aside what has to be confirmed again.
pub(crate) fn sift(exhibit: &Exhibit) -> Option<WhyNot> {
    exhibit.stale.clone().map(WhyNot::Stale)
}

/// Tells whether a status that a person set wants attention; `None` when it does not.
///
/// It does when the conditions of the status do not hold and there is something that took them away: stale evidence it
/// may have rested on, or, for `corroborated`, live evidence against it. A status that a person set on other grounds,
/// with nothing changed since, is left alone. The status itself stays in any case.
pub fn attention(case: &Case, target: Target, status: StatusKind) -> Option<Suggestion> {
    let (outcome, stance) = match status {
        StatusKind::Unverified => return None,
        StatusKind::Corroborated => (Outcome::Corroborated, Stance::Supports),
        StatusKind::Disputed => (Outcome::Disputed, Stance::Refutes),
    };
    case.targets().find(|has| *has == target)?;
    let weighing = Weighing::new(case, target);
    let suggestions = super::apply(&weighing);
    if suggestions.iter().any(|suggestion| suggestion.outcome == outcome) {
        return None;
    }
    let why = grounds(&weighing, stance)?;
    let why = format!("the conditions of {} no longer hold: {why}; the status stays", status.as_str());
    let mut attention = weighing.suggestion(RuleId::R9, Outcome::Attention, why);
    // What the rule for the status counts now, and what it lacks, is what the person needs.
    if let Some(now) = suggestions.into_iter().next() {
        attention.counted = now.counted;
        attention.not_counted = now.not_counted;
        attention.missing = now.missing;
    }
    attention.missing.extend(stale(&weighing, stance).iter().map(|e| format!("{} confirmed again", e.label)));
    Some(attention)
}

/// Lists the stale evidence that a status may have rested on.
fn stale<'a>(weighing: &Weighing<'a>, stance: Stance) -> Vec<&'a Exhibit> {
    let fits = |e: &&&Exhibit| e.target == weighing.target && e.stance == stance && e.stale.is_some();
    weighing.all.iter().filter(fits).copied().collect()
}

/// Says what took the conditions of a status away; `None` when nothing did.
fn grounds(weighing: &Weighing<'_>, stance: Stance) -> Option<String> {
    let stale = stale(weighing, stance);
    let mut grounds = Vec::new();
    if !stale.is_empty() {
        grounds.push(format!("stale: {}", labels(&stale)));
    }
    if stance == Stance::Supports && !weighing.against.is_empty() {
        grounds.push(format!("against it: {}", labels(&weighing.against)));
    }
    (!grounds.is_empty()).then(|| grounds.join("; "))
}
