//! Ranking of candidates.

use super::index::KnownHit;
use super::signs::{COVERED, DATES, SIGNS};

/// Weights of the signs where no dates are known, fitted by `training/known/fit.py` (multinomial logit over the candidates of
/// a query) on the dev queries of two sets of checked claims.
const UNDATED: [f64; SIGNS] = [
    6.1055, -10.2505, 2.4467, -2.2213, -3.0535, 0.4013, -1.2926, -6.0093, 2.3312, -0.3027, 0.1451, -0.4521, -0.5534,
    1.7395, 10.6698, -1.6152, 8.5719, 5.1739, 7.7576, 5.2428, -1.6805, 6.7216, -1.4519, 0.0, 0.0, 0.0,
];

/// The same where they are.
const DATED: [f64; SIGNS] = [
    4.8944, -6.9851, 2.05, -2.0512, -3.1848, 0.0185, 0.4164, -5.8282, 2.2909, -0.4036, -1.1764, -0.9648, -0.2811,
    2.1733, 8.2279, -3.4298, 8.9504, 4.3234, 6.6325, 5.246, -0.011, 4.6891, -1.6674, 1.5589, 2.456, 1.3892,
];

/// Orders candidates by their signs, most likely first; of equals the one that was given first.
pub(super) fn rank(candidates: &[(usize, [f64; SIGNS])]) -> Vec<KnownHit> {
    let weights = if candidates.iter().any(|(_, signs)| is_dated(signs)) { DATED } else { UNDATED };
    let score = |signs: &[f64; SIGNS]| signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum::<f64>();
    let scores: Vec<f64> = candidates.iter().map(|(_, signs)| score(signs)).collect();
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = scores.iter().map(|score| (score - most).exp()).sum();
    let hit = |((finding, signs), score): (&(usize, [f64; SIGNS]), &f64)| KnownHit {
        finding: *finding,
        score: (score - most).exp() / sum,
        covered: signs[COVERED],
    };
    let mut hits: Vec<KnownHit> = candidates.iter().zip(&scores).map(hit).collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.finding.cmp(&b.finding)));
    hits
}

/// Tells whether the dates of text and finding are both known; the nearness of known dates may be too small for a number.
fn is_dated(signs: &[f64; SIGNS]) -> bool {
    signs.iter().skip(DATES).any(|nearness| *nearness > 0.0)
}
