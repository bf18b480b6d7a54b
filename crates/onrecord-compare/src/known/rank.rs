//! Ranking of candidates.

use super::index::{FindingIndex, KnownHit};
use super::terms::Term;
use crate::sorted::common;

/// Signs of a candidate.
pub(super) const SIGNS: usize = 14;

/// Weights of the signs, fitted by `training/known/fit.py` (multinomial logit over the candidates of a query) on the dev
/// queries of two sets of checked claims.
const WEIGHTS: [f64; SIGNS] =
    [7.7396, -2.2414, 2.9276, 0.2366, 1.2821, -1.3369, 1.3388, -6.785, 6.4348, 2.846, 0.154, -0.4831, -0.561, 2.5848];

/// A text in the form in which it is searched for; all sorted, without repeats.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) terms: Vec<Term>,
    pub(super) pairs: Vec<(Term, Term)>,
    pub(super) numbers: Vec<Term>,
}

/// Orders candidates, most likely first; of equals the one that was given first.
pub(super) fn rank(index: &FindingIndex, asked: &Asked, candidates: &[(usize, f64)]) -> Vec<KnownHit> {
    let top = candidates.first().map_or(1.0, |c| c.1);
    let scored: Vec<(usize, f64, f64)> = candidates
        .iter()
        .map(|(n, score)| {
            let signs = signs(index, asked, *n, *score, top);
            (*n, signs.iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum(), signs[3])
        })
        .collect();
    let most = scored.iter().map(|s| s.1).fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = scored.iter().map(|s| (s.1 - most).exp()).sum();
    let mut hits: Vec<KnownHit> = scored
        .into_iter()
        .map(|(finding, score, covered)| KnownHit { finding, score: (score - most).exp() / sum, covered })
        .collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.finding.cmp(&b.finding)));
    hits
}

/// Returns the signs of a candidate with its BM25 score; `top` is the best score of all.
pub(super) fn signs(index: &FindingIndex, asked: &Asked, number: usize, score: f64, top: f64) -> [f64; SIGNS] {
    let mut signs = [0.0; SIGNS];
    let Some(kept) = index.kept(number) else {
        return signs;
    };
    let weight = |terms: &[Term]| terms.iter().map(|t| index.rarity(*t)).sum::<f64>().max(1e-9);
    let asked_weight = weight(&asked.terms);
    signs[0] = score / top.max(1e-9);
    signs[1] = score / (2.2 * asked_weight);
    signs[2] = score.ln_1p();
    for (field, at) in kept.fields.iter().zip([3, 6]) {
        let own = weight(field);
        let both: f64 = common(field, &asked.terms).map(|t| index.rarity(*t)).sum();
        signs[at] = both / own;
        signs[at + 1] = both / asked_weight;
        signs[at + 2] = 2.0 * both / (own + asked_weight);
    }
    for (pairs, at) in kept.pairs.iter().zip([9, 10]) {
        signs[at] = common(pairs, &asked.pairs).count() as f64 / pairs.len().max(1) as f64;
    }
    let numbers = common(&kept.numbers, &asked.numbers).count();
    signs[11] = numbers as f64 / kept.numbers.len().max(1) as f64;
    signs[12] = (kept.numbers.len() - numbers) as f64;
    let rarest = |field: &Vec<Term>| common(field, &asked.terms).map(|t| index.rarity(*t)).fold(0.0, f64::max);
    signs[13] = kept.fields.iter().map(rarest).fold(0.0, f64::max) / 10.0;
    signs
}
