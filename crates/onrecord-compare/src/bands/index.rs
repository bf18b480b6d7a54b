//! An index of statements in memory.

use std::collections::HashMap;

/// Statements that one key leads to at most; what shares more is a phrase of everybody's.
pub const CAP: usize = 64;

/// Statements by the keys they are filed under.
#[derive(Clone, Debug, Default)]
pub struct BandIndex {
    buckets: HashMap<i64, Vec<u32>>,
    capped: usize,
}

impl BandIndex {
    /// Takes over what is filed under a key elsewhere.
    pub fn fill(&mut self, band: i64, numbers: Vec<u32>) {
        self.buckets.insert(band, numbers);
    }

    /// Files statement `number` under `bands` and returns those of them whose bucket had room.
    pub fn insert(&mut self, number: u32, bands: &[i64]) -> Vec<i64> {
        let mut filed = Vec::with_capacity(bands.len());
        for band in bands {
            let bucket = self.buckets.entry(*band).or_default();
            if bucket.len() < CAP {
                bucket.push(number);
                filed.push(*band);
            } else {
                self.capped += 1;
            }
        }
        filed
    }

    /// Lists the statements filed under any of `bands`, those that share most keys first, then by number; at most `limit`.
    pub fn find(&self, bands: &[i64], limit: usize) -> Vec<u32> {
        let mut hits: Vec<u32> = bands.iter().filter_map(|band| self.buckets.get(band)).flatten().copied().collect();
        hits.sort_unstable();
        let mut counted: Vec<(usize, u32)> = hits.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0])).collect();
        counted.sort_unstable_by_key(|(shared, number)| (usize::MAX - shared, *number));
        counted.truncate(limit);
        counted.into_iter().map(|(_, number)| number).collect()
    }

    /// Returns how often a bucket was full.
    pub fn capped(&self) -> usize {
        self.capped
    }
}
