//! Findings, indexed.

use std::sync::Arc;

use chrono::NaiveDate;

use super::bm25::{AskedTerms, TermIndex};
use super::dates::{date_at_end, nearness};
use super::grams::{GramIndex, grams};
use super::pieces::{PieceIndex, Seen};
use super::rank::rank;
use super::signs::{SIGNS, View, assemble, covered};
use super::words::words;

/// Candidates that are ranked.
const CANDIDATES: usize = 100;

/// The words of an earlier fact-check, and its date.
#[derive(Clone, Copy, Debug, Default)]
pub struct FindingText<'a> {
    /// What was checked.
    pub claim: &'a str,
    /// Headline of the article about it; empty when there is none.
    pub title: &'a str,
    /// Anything else worth finding it by: who said it, a subtitle; empty when there is nothing.
    pub extra: &'a str,
    /// When it was said or checked; `None` when not known.
    pub date: Option<NaiveDate>,
}

/// A text to find earlier fact-checks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct FindingQuery<'a> {
    /// The text.
    pub text: &'a str,
    /// When it was said; `None` when not known: then a date the text ends in, "May 26, 2015", is taken.
    pub date: Option<NaiveDate>,
}

impl<'a> From<&'a str> for FindingQuery<'a> {
    fn from(text: &'a str) -> Self {
        FindingQuery { text, date: None }
    }
}

/// The terms of findings: a third of the work of indexing them, and enough to tell whether a search is worth the rest.
#[derive(Clone, Debug, Default)]
pub struct FindingTerms(Arc<TermIndex>);

impl FindingTerms {
    /// Reads the terms of findings.
    pub fn new<'a>(findings: impl IntoIterator<Item = FindingText<'a>>) -> Self {
        let mut terms = TermIndex::default();
        for finding in findings {
            terms.push([finding.claim, finding.title, finding.extra]);
        }
        terms.close();
        FindingTerms(Arc::new(terms))
    }

    /// Returns the largest [`KnownHit::covered`] that a search for a text with all these findings gives, whatever its limit;
    /// 0 when it finds nothing.
    pub fn most_covered(&self, text: &str) -> f64 {
        let asked = AskedTerms::of(text);
        let candidates = self.0.candidates(&asked, CANDIDATES);
        candidates.iter().map(|(number, _)| covered(&self.0, &asked, *number)).fold(0.0, f64::max)
    }
}

/// Findings that can be searched. The same findings in the same order give the same answers.
#[derive(Clone, Debug, Default)]
pub struct FindingIndex {
    terms: FindingTerms,
    /// Of all fields together, and of the claim alone.
    grams: [GramIndex; 2],
    pieces: PieceIndex,
    dates: Vec<Option<NaiveDate>>,
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
        let findings: Vec<FindingText<'a>> = findings.into_iter().collect();
        FindingIndex::with(FindingTerms::new(findings.iter().copied()), findings)
    }

    /// Indexes findings whose terms, in the same order, have been read.
    pub fn with<'a>(terms: FindingTerms, findings: impl IntoIterator<Item = FindingText<'a>>) -> Self {
        let mut index = FindingIndex { terms, ..FindingIndex::default() };
        let mut seen = Seen::default();
        for finding in findings {
            index.push(&finding, &mut seen);
        }
        index.grams.iter_mut().for_each(GramIndex::close);
        index
    }

    fn push<'a>(&mut self, finding: &FindingText<'a>, seen: &mut Seen<'a>) {
        let fields = [finding.claim, finding.title, finding.extra];
        let [claim, title, extra] = fields.map(|text| grams(&words(text)));
        let [all, alone] = &mut self.grams;
        all.push([claim.as_slice(), &title, &extra].concat());
        alone.push(claim);
        self.pieces.push(finding.claim, finding.title, seen);
        self.dates.push(finding.date);
    }

    /// Finds the findings a text may be about, most likely first, at most `limit`; fewer when less shares a word with it.
    pub fn search<'a>(&self, asked: impl Into<FindingQuery<'a>>, limit: usize) -> Vec<KnownHit> {
        let mut hits = rank(&self.signs(asked));
        hits.truncate(limit);
        hits
    }

    /// Returns the signs of every candidate for a text, for ranking them and for fitting the weights of the ranking.
    pub fn signs<'a>(&self, asked: impl Into<FindingQuery<'a>>) -> Vec<(usize, [f64; SIGNS])> {
        let FindingQuery { text, date } = asked.into();
        let date = date.or_else(|| date_at_end(text));
        let terms = AskedTerms::of(text);
        let candidates = self.terms.0.candidates(&terms, CANDIDATES);
        let runs = grams(&words(text));
        let grams = self.grams.each_ref().map(|index| (index, index.ask(runs.clone())));
        let met = self.pieces.meet(text, candidates.iter().map(|(number, _)| *number));
        let views = candidates.iter().zip(met).map(|((number, _), pieces)| View {
            grams: grams.each_ref().map(|(index, asked)| index.likeness(asked, *number)),
            pieces,
            dates: nearness(date, self.dates.get(*number).copied().flatten()),
        });
        assemble(&self.terms.0, &terms, &candidates, views)
    }
}

#[cfg(test)]
mod tests {
    use super::{FindingIndex, FindingTerms, FindingText};

    #[test]
    fn terms_alone_tell_what_a_search_covers() {
        let claims =
            ["The drinking water of the town holds lead.", "The ferry to the islands was full.", "Lead prices rose."];
        let findings = claims.map(|claim| FindingText { claim, ..FindingText::default() });
        let terms = FindingTerms::new(findings);
        let index = FindingIndex::with(terms.clone(), findings);
        for text in ["the town's drinking water holds lead", "lead", "a full ferry", "nothing of that", ""] {
            let searched = index.search(text, 9);
            assert_eq!(searched, FindingIndex::new(findings).search(text, 9), "{text}");
            let most = searched.iter().map(|hit| hit.covered).fold(0.0, f64::max);
            assert!((terms.most_covered(text) - most).abs() < f64::EPSILON, "{text}: {most}");
        }
    }
}
