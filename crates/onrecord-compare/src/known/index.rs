//! Findings, indexed.

use std::collections::HashMap;

use super::rank::{Asked, SIGNS, rank, signs};
use super::terms::{Term, terms};

/// How much longer findings are held against them (BM25's b).
const LENGTH: f64 = 0.6;
/// How soon a repeated word stops counting (BM25's k1).
const REPEATS: f64 = 1.2;
/// Weights of the fields: claim, headline, anything else.
const FIELDS: [f64; 3] = [1.0, 1.5, 0.5];
/// Candidates that are ranked.
const CANDIDATES: usize = 50;

/// The words of an earlier fact-check.
#[derive(Clone, Copy, Debug, Default)]
pub struct FindingText<'a> {
    /// What was checked.
    pub claim: &'a str,
    /// Headline of the article about it; empty when there is none.
    pub title: &'a str,
    /// Anything else worth finding it by: who said it, a subtitle; empty when there is nothing.
    pub extra: &'a str,
}

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

/// Findings that can be searched. The same findings in the same order give the same answers.
#[derive(Clone, Debug, Default)]
pub struct FindingIndex {
    kept: Vec<Kept>,
    postings: HashMap<Term, Vec<(u32, f32)>>,
    mean: f64,
}

/// A finding that may be about a text.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownHit {
    /// Number of the finding, in the order given.
    pub finding: usize,
    /// How likely it is the one among those found, 0..1; the scores of all candidates sum to 1.
    pub score: f64,
    /// Share of its claim's words, weighed by how rare they are, that the text has, 0..1.
    pub covered: f64,
}

impl FindingIndex {
    /// Indexes findings.
    pub fn new<'a>(findings: impl IntoIterator<Item = FindingText<'a>>) -> Self {
        let mut index = FindingIndex::default();
        for (number, finding) in findings.into_iter().enumerate() {
            index.add(number as u32, &finding);
        }
        let all: f64 = index.kept.iter().map(|k| k.length).sum();
        index.mean = all / index.kept.len().max(1) as f64;
        index
    }

    fn add(&mut self, number: u32, finding: &FindingText<'_>) {
        let fields = [finding.claim, finding.title, finding.extra].map(terms);
        let mut counts: HashMap<Term, f64> = HashMap::new();
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

    /// How rare a term is: the logarithm of BM25, larger than 0.
    pub(super) fn rarity(&self, term: Term) -> f64 {
        let with = self.postings.get(&term).map_or(0.0, |p| p.len() as f64);
        (1.0 + (self.kept.len() as f64 - with + 0.5) / (with + 0.5)).ln()
    }

    /// Finds the findings a text may be about, most likely first, at most `limit`; fewer when less shares a word with it.
    pub fn search(&self, text: &str, limit: usize) -> Vec<KnownHit> {
        let (asked, candidates) = self.candidates(text);
        let mut hits = rank(self, &asked, &candidates);
        hits.truncate(limit);
        hits
    }

    /// Returns the signs of every candidate for a text, for fitting the weights of the ranking.
    pub fn signs(&self, text: &str) -> Vec<(usize, [f64; SIGNS])> {
        let (asked, candidates) = self.candidates(text);
        let top = candidates.first().map_or(1.0, |c| c.1);
        candidates.iter().map(|(n, score)| (*n, signs(self, &asked, *n, *score, top))).collect()
    }

    pub(super) fn kept(&self, number: usize) -> Option<&Kept> {
        self.kept.get(number)
    }

    fn candidates(&self, text: &str) -> (Asked, Vec<(usize, f64)>) {
        let read = terms(text);
        let asked = Asked { terms: content(&read.all), pairs: pairs(&read.all), numbers: read.numbers };
        let mut scores: HashMap<u32, f64> = HashMap::new();
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
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(CANDIDATES);
        (asked, found)
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
