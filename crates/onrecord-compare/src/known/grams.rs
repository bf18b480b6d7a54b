//! Findings by runs of four characters within words: they see through endings and slips of the pen.
//!
//! Weights as in `TfidfVectorizer` of scikit-learn (`char_wb`, sublinear counts): (1 + ln count)·(ln((1+N)/(1+n)) + 1), vectors of length one.

use rustc_hash::FxHashMap;

use crate::candidates::fnv1a;

/// Characters of a run; a word has one space on either side.
const RUN: usize = 4;

/// A run of characters, hashed.
pub(super) type Gram = u32;

/// The runs of every finding.
#[derive(Clone, Debug, Default)]
pub(super) struct GramIndex {
    /// Of every finding its runs, sorted, with repeats.
    findings: Vec<Box<[Gram]>>,
    lengths: Vec<f64>,
    /// Of each run, how many findings have it.
    with: FxHashMap<Gram, u32>,
}

impl GramIndex {
    /// Adds a finding by its runs.
    pub(super) fn push(&mut self, mut grams: Vec<Gram>) {
        grams.sort_unstable();
        for (gram, _) in counted(&grams) {
            *self.with.entry(gram).or_default() += 1;
        }
        self.findings.push(grams.into_boxed_slice());
    }

    /// Ends adding.
    pub(super) fn close(&mut self) {
        let rarities: FxHashMap<Gram, f64> = self.with.iter().map(|(gram, with)| (*gram, self.rarity(*with))).collect();
        let weigh = |(gram, count): (Gram, u32)| rarities.get(&gram).map(|rarity| rarity * damped(count));
        let length = |grams: &[Gram]| counted(grams).filter_map(weigh).map(|w| w * w).sum::<f64>().sqrt();
        self.lengths = self.findings.iter().map(|grams| length(grams)).collect();
    }

    fn rarity(&self, with: u32) -> f64 {
        ((1.0 + self.findings.len() as f64) / (1.0 + f64::from(with))).ln() + 1.0
    }

    /// Reads a text; runs that no finding has are left out.
    pub(super) fn ask(&self, mut grams: Vec<Gram>) -> AskedGrams {
        grams.sort_unstable();
        let known = |(gram, count)| {
            let rarity = self.rarity(*self.with.get(&gram)?);
            Some((gram, rarity, rarity * damped(count)))
        };
        let grams: Vec<(Gram, f64, f64)> = counted(&grams).filter_map(known).collect();
        let length = grams.iter().map(|(_, _, weight)| weight * weight).sum::<f64>().sqrt();
        AskedGrams { grams, length }
    }

    /// Returns the cosine of a text and a finding, 0..1.
    pub(super) fn likeness(&self, asked: &AskedGrams, finding: usize) -> f64 {
        let (Some(grams), Some(length)) = (self.findings.get(finding), self.lengths.get(finding)) else { return 0.0 };
        let mut rest = asked.grams.iter().peekable();
        let mut dot = 0.0;
        for (gram, count) in counted(grams) {
            while rest.next_if(|(other, ..)| *other < gram).is_some() {}
            if let Some((_, rarity, weight)) = rest.next_if(|(other, ..)| *other == gram) {
                dot += weight * rarity * damped(count);
            }
        }
        dot / (length * asked.length).max(1e-9)
    }
}

/// The runs of a text: each with how rare it is and its weight, sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct AskedGrams {
    grams: Vec<(Gram, f64, f64)>,
    length: f64,
}

fn damped(count: u32) -> f64 {
    1.0 + f64::from(count).ln()
}

/// Returns the runs of words, with repeats.
pub(super) fn grams(words: &[String]) -> Vec<Gram> {
    let mut found = Vec::new();
    let mut padded = String::new();
    let mut ends = Vec::new();
    for word in words {
        padded.clear();
        padded.extend([" ", word, " "]);
        ends.clear();
        ends.extend(padded.char_indices().map(|(at, _)| at).chain([padded.len()]));
        let last = ends.len().saturating_sub(RUN + 1);
        let runs = (0..=last).filter_map(|n| padded.get(*ends.get(n)?..*ends.get(n + RUN).unwrap_or(&padded.len())));
        found.extend(runs.map(|run| fnv1a(run) as Gram));
    }
    found
}

/// Distinct runs of a sorted list, each with its count.
fn counted(grams: &[Gram]) -> impl Iterator<Item = (Gram, u32)> {
    grams.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, run.len() as u32)))
}

#[cfg(test)]
mod tests {
    use super::{GramIndex, grams};

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_word_has_its_runs_and_a_short_one_itself() {
        assert_eq!(grams(&words("shark")).len(), 4);
        assert_eq!(grams(&words("a")).len(), 1);
        assert_eq!(grams(&words("éé")).len(), 1);
        assert_eq!(grams(&words("ab ab")).len(), 2);
    }

    #[test]
    fn likeness_sees_through_endings() {
        let mut index = GramIndex::default();
        for text in ["vaccination of children", "ferries to islands"] {
            index.push(grams(&words(text)));
        }
        index.close();
        let asked = index.ask(grams(&words("children vaccinated")));
        assert!(index.likeness(&asked, 0) > 0.5);
        assert!(index.likeness(&asked, 1) < 1e-9);
        let same = index.ask(grams(&words("ferries to islands")));
        assert!((index.likeness(&same, 1) - 1.0).abs() < 1e-9);
        assert!(index.likeness(&index.ask(grams(&[])), 0) < 1e-9);
    }
}
