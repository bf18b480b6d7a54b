//! Findings by their terms: BM25 (Robertson and Zaragoza 2009) over weighed fields, which gives the candidates.

use rustc_hash::FxHashMap;

use super::terms::{Term, terms};

/// How much longer findings are held against them (BM25's b).
const LENGTH: f64 = 0.6;
/// How soon a repeated word stops counting (BM25's k1).
const REPEATS: f64 = 1.2;
/// Weights of the fields: claim, headline, anything else.
const FIELDS: [f64; 3] = [1.0, 1.5, 0.5];

/// A finding as it is kept.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// Content terms of claim and headline, sorted, without repeats.
    pub(super) fields: [Vec<Term>; 2],
    /// Pairs of neighbours in both, sorted, without repeats.
    pub(super) pairs: [Vec<(Term, Term)>; 2],
    /// Numbers in either, sorted, without repeats.
    pub(super) numbers: Vec<Term>,
    length: f64,
}

/// A text in the form in which it is searched for; all sorted, without repeats.
#[derive(Clone, Debug, Default)]
pub(super) struct AskedTerms {
    pub(super) terms: Vec<Term>,
    pub(super) pairs: Vec<(Term, Term)>,
    pub(super) numbers: Vec<Term>,
}

impl AskedTerms {
    /// Reads a text.
    pub(super) fn of(text: &str) -> Self {
        let read = terms(text);
        AskedTerms { terms: content(&read.all), pairs: pairs(&read.all), numbers: read.numbers }
    }
}

/// The terms of every finding.
#[derive(Clone, Debug, Default)]
pub(super) struct TermIndex {
    kept: Vec<Kept>,
    postings: FxHashMap<Term, Vec<(u32, f32)>>,
    mean: f64,
}

impl TermIndex {
    /// Adds a finding: claim, headline, anything else.
    pub(super) fn push(&mut self, texts: [&str; 3]) {
        let number = self.kept.len() as u32;
        let fields = texts.map(terms);
        let mut counts: FxHashMap<Term, f64> = FxHashMap::default();
        let mut length = 0.0;
        for (field, weight) in fields.iter().zip(FIELDS) {
            for (term, _) in field.all.iter().filter(|(_, content)| *content) {
                *counts.entry(*term).or_default() += weight;
            }
            length += weight * field.all.len() as f64;
        }
        for (term, count) in counts {
            self.postings.entry(term).or_default().push((number, count as f32));
        }
        let [claim, title, _] = &fields;
        let mut numbers: Vec<Term> = claim.numbers.iter().chain(&title.numbers).copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        self.kept.push(Kept {
            fields: [content(&claim.all), content(&title.all)],
            pairs: [pairs(&claim.all), pairs(&title.all)],
            numbers,
            length,
        });
    }

    /// Ends adding.
    pub(super) fn close(&mut self) {
        let all: f64 = self.kept.iter().map(|k| k.length).sum();
        self.mean = all / self.kept.len().max(1) as f64;
    }

    /// How rare a term is: the logarithm of BM25, larger than 0.
    pub(super) fn rarity(&self, term: Term) -> f64 {
        let with = self.postings.get(&term).map_or(0.0, |p| p.len() as f64);
        (1.0 + (self.kept.len() as f64 - with + 0.5) / (with + 0.5)).ln()
    }

    pub(super) fn kept(&self, number: usize) -> Option<&Kept> {
        self.kept.get(number)
    }

    /// Returns the `most` best findings with their scores, best first; of equals the one that was given first.
    pub(super) fn candidates(&self, asked: &AskedTerms, most: usize) -> Vec<(usize, f64)> {
        let mut scores: FxHashMap<u32, f64> = FxHashMap::default();
        for term in &asked.terms {
            let rarity = self.rarity(*term);
            for (number, count) in self.postings.get(term).into_iter().flatten() {
                let length = self.kept.get(*number as usize).map_or(0.0, |k| k.length) / self.mean.max(1.0);
                let count = f64::from(*count);
                let score = rarity * count * (REPEATS + 1.0) / (count + REPEATS * (1.0 - LENGTH + LENGTH * length));
                *scores.entry(*number).or_default() += score;
            }
        }
        let mut found: Vec<(usize, f64)> = scores.into_iter().map(|(n, score)| (n as usize, score)).collect();
        found.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(most);
        found
    }
}

fn content(all: &[(Term, bool)]) -> Vec<Term> {
    let mut terms: Vec<Term> = all.iter().filter(|(_, content)| *content).map(|(term, _)| *term).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// Pairs of neighbours one of which has content.
fn pairs(all: &[(Term, bool)]) -> Vec<(Term, Term)> {
    let told = all.windows(2).filter(|pair| pair[0].1 || pair[1].1);
    let mut pairs: Vec<(Term, Term)> = told.map(|pair| (pair[0].0, pair[1].0)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
