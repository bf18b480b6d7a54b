//! An index of statements in memory.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Statements that one key leads to at most; what shares more is a phrase of everybody's.
pub const CAP: usize = 64;

/// Statements by the keys they are filed under.
#[derive(Clone, Debug, Default)]
pub struct BandIndex {
    /// The first statement of each key, which for most is the only one: twelve bytes each.
    first: HashMap<Key, u32>,
    /// The others, where there are any.
    more: HashMap<Key, Vec<u32>>,
    capped: usize,
}

/// A key in halves, which need no gap before the number beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key([u32; 2]);

impl From<i64> for Key {
    fn from(band: i64) -> Self {
        let bits = band.cast_unsigned();
        Key([bits as u32, (bits >> 32) as u32])
    }
}

impl BandIndex {
    /// Takes over what is filed under a key elsewhere.
    pub fn fill(&mut self, band: i64, mut numbers: Vec<u32>) {
        let key = Key::from(band);
        self.more.remove(&key);
        match numbers.pop() {
            Some(number) => _ = self.first.insert(key, number),
            None => _ = self.first.remove(&key),
        }
        if !numbers.is_empty() {
            self.more.insert(key, numbers);
        }
    }

    /// Files statement `number` under `bands` and returns those of them whose bucket had room.
    pub fn insert(&mut self, number: u32, bands: &[i64]) -> Vec<i64> {
        let filed: Vec<i64> = bands.iter().copied().filter(|band| self.file(number, (*band).into())).collect();
        self.capped += bands.len() - filed.len();
        filed
    }

    /// Files a statement under one key; false when its bucket is full.
    fn file(&mut self, number: u32, key: Key) -> bool {
        match self.first.entry(key) {
            Entry::Vacant(free) => _ = free.insert(number),
            Entry::Occupied(_) => {
                let more = self.more.entry(key).or_default();
                if more.len() + 1 >= CAP {
                    return false;
                }
                more.push(number);
            }
        }
        true
    }

    /// Lists the statements filed under any of `bands`, those that share most keys first, then by number; at most `limit`.
    pub fn find(&self, bands: &[i64], limit: usize) -> Vec<u32> {
        let mut hits: Vec<u32> = bands.iter().flat_map(|band| self.bucket((*band).into())).collect();
        hits.sort_unstable();
        let mut counted: Vec<(usize, u32)> = hits.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0])).collect();
        counted.sort_unstable_by_key(|(shared, number)| (usize::MAX - shared, *number));
        counted.truncate(limit);
        counted.into_iter().map(|(_, number)| number).collect()
    }

    /// Returns what is filed under one key.
    fn bucket(&self, key: Key) -> impl Iterator<Item = u32> {
        let first = self.first.get(&key);
        let more = first.and_then(|_| self.more.get(&key));
        first.into_iter().chain(more.into_iter().flatten()).copied()
    }

    /// Returns how often a bucket was full.
    pub fn capped(&self) -> usize {
        self.capped
    }
}
