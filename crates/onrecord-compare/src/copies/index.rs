//! Candidates: which prints share enough to be worth comparing.

use std::collections::HashMap;

use super::DocumentPrint;

/// Documents that one sentence or run leads to at most; what stands in more is a phrase of everybody's.
const CAP: usize = 64;
/// One run in so many is indexed: those whose hash is a multiple (Manber 1994).
const SAMPLE: u32 = 4;
/// Runs up to which all are indexed.
const FEW: usize = 64;
/// Indexed runs two documents have to share at least.
const LEAST: usize = 2;

/// Where sentences and runs stand.
#[derive(Debug, Default)]
pub(super) struct Index {
    sentences: HashMap<u64, Vec<u32>>,
    runs: HashMap<u32, Vec<u32>>,
    /// How many entries were left out because their bucket was full.
    pub(super) capped: usize,
}

impl Index {
    /// Returns the documents that may be copies of `print`, ascending, and adds it as document `number`.
    pub(super) fn meet(&mut self, number: u32, print: &DocumentPrint) -> Vec<u32> {
        let mut hits: HashMap<u32, usize> = HashMap::new();
        for sentence in &print.sentences {
            // One sentence is enough.
            let bucket = self.sentences.entry(*sentence).or_default();
            for other in bucket.iter() {
                *hits.entry(*other).or_default() += LEAST;
            }
            self.capped += push(bucket, number);
        }
        let all = print.runs.len() <= FEW;
        for run in print.runs.iter().filter(|run| all || **run % SAMPLE == 0) {
            let bucket = self.runs.entry(*run).or_default();
            for other in bucket.iter() {
                *hits.entry(*other).or_default() += 1;
            }
            self.capped += push(bucket, number);
        }
        let mut found: Vec<u32> = hits.into_iter().filter(|(_, n)| *n >= LEAST).map(|(other, _)| other).collect();
        found.sort_unstable();
        found
    }
}

fn push(bucket: &mut Vec<u32>, number: u32) -> usize {
    let full = bucket.len() >= CAP;
    if !full {
        bucket.push(number);
    }
    usize::from(full)
}
