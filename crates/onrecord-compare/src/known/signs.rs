//! The signs by which candidates are ranked.

use super::bm25::{AskedTerms, Kept, TermIndex};
use super::meeting::Met;
use super::terms::Term;
use crate::sorted::common;

/// Signs of terms alone.
const TERM_SIGNS: usize = 14;
/// Signs of a candidate: terms 14, runs of characters 2, word pieces 7, dates 3.
pub(super) const SIGNS: usize = 26;
/// Where the signs of dates begin.
pub(super) const DATES: usize = 23;
/// Which sign is the share of the claim that the text covers.
pub(super) const COVERED: usize = 3;

/// What is seen of a candidate beside its terms.
pub(super) struct View {
    /// Likeness of runs of characters: with all fields, with the claim alone.
    pub(super) grams: [f64; 2],
    pub(super) pieces: Met,
    pub(super) dates: [f64; 3],
}

/// Returns the signs of every candidate, given with its BM25 score, best first.
pub(super) fn assemble(
    index: &TermIndex,
    asked: &AskedTerms,
    candidates: &[(usize, f64)],
    views: impl Iterator<Item = View>,
) -> Vec<(usize, [f64; SIGNS])> {
    let top = candidates.first().map_or(1.0, |c| c.1);
    let one = |(&(number, score), view): (&(usize, f64), View)| {
        let terms = index.kept(number).map(|kept| of_terms(index, asked, kept, score, top)).unwrap_or_default();
        (number, joined(&terms, &view))
    };
    candidates.iter().zip(views).map(one).collect()
}

/// Returns the share of a finding's claim that a text covers, as among its signs: 0 for a number that no finding has.
pub(super) fn covered(index: &TermIndex, asked: &AskedTerms, number: usize) -> f64 {
    index.kept(number).map_or(0.0, |kept| of_terms(index, asked, kept, 0.0, 1.0)[COVERED])
}

fn joined(terms: &[f64; TERM_SIGNS], view: &View) -> [f64; SIGNS] {
    let Met { claim, title, both, centres } = view.pieces;
    let near = [claim, title, both].into_iter().flatten().chain([centres]);
    let all = terms.iter().copied().chain(view.grams).chain(near).chain(view.dates);
    let mut signs = [0.0; SIGNS];
    signs.iter_mut().zip(all).for_each(|(sign, value)| *sign = value);
    signs
}

/// Returns the signs of a candidate's terms; `score` is its BM25 score, `top` the best of all.
fn of_terms(index: &TermIndex, asked: &AskedTerms, kept: &Kept, score: f64, top: f64) -> [f64; TERM_SIGNS] {
    let mut signs = [0.0; TERM_SIGNS];
    let weight = |terms: &[Term]| terms.iter().map(|t| index.rarity(*t)).sum::<f64>().max(1e-9);
    let asked_weight = weight(&asked.terms);
    signs[0] = score / top.max(1e-9);
    signs[1] = score / (2.2 * asked_weight);
    signs[2] = score.ln_1p();
    for (field, at) in kept.fields.iter().zip([COVERED, 6]) {
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
