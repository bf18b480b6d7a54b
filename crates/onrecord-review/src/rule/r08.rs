//! R8: what differs in negation, quantity, hedge, speaker, tense or date is a contrast, never a match.

use onrecord_model::{Stance, Target, Veto};

use crate::suggest::{Contrast, Exhibit, WhyNot};

/// Lists what forbids a match on this target: another speaker counts for `said` only.
fn vetoes(target: Target, exhibit: &Exhibit) -> Vec<Veto> {
    let counts = |veto: &&Veto| **veto != Veto::Speaker || target == Target::Said;
    let mut vetoes: Vec<Veto> = exhibit.vetoes.iter().filter(counts).copied().collect();
    vetoes.sort_unstable();
    vetoes.dedup();
    vetoes
}

/// Shows an exhibit of this target as a contrast; `None` when nothing forbids the match.
pub(crate) fn contrast(target: Target, exhibit: &Exhibit) -> Option<Contrast> {
    let vetoes = vetoes(target, exhibit);
    let shown = exhibit.target == target && !vetoes.is_empty();
    shown.then(|| Contrast { id: exhibit.id.clone(), label: exhibit.label.clone(), vetoes })
}

/// Sets aside what does not say the same as the claim; what refutes it need not say the same.
pub(crate) fn sift(target: Target, exhibit: &Exhibit) -> Option<WhyNot> {
    let vetoes = vetoes(target, exhibit);
    (exhibit.stance != Stance::Refutes && !vetoes.is_empty()).then_some(WhyNot::Contrast(vetoes))
}
