//! A cheap test of which statements are worth comparing in full.

use crate::Statement;
use crate::sorted::common;
use crate::stem::stems;
use crate::words::words;

/// The content words of one statement in a form that is quick to intersect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature(Vec<u64>);

/// Returns the signature of a statement: the sorted hashes of its stems (FNV-1a, 64 bits), with repeats.
pub fn statement_signature(statement: &Statement<'_>) -> Signature {
    let words = words(statement);
    Signature::of(words.iter().flat_map(stems).map(|stem| fnv1a(&stem)))
}

/// Finds the statements whose comparison with `wanted` can end in anything but `unrelated`; indices rise.
///
/// One merge of two short sorted lists for each of `others`: thousands of times cheaper than a full comparison.
pub fn candidates(wanted: &Signature, others: &[Signature]) -> Vec<usize> {
    (0..others.len()).filter(|i| others.get(*i).is_some_and(|other| wanted.may_relate(other))).collect()
}

impl Signature {
    /// Makes one of the hashes of all stems.
    pub(crate) fn of(hashes: impl Iterator<Item = u64>) -> Self {
        let mut hashes: Vec<u64> = hashes.collect();
        hashes.sort_unstable();
        Signature(hashes)
    }

    /// Tells whether a full comparison can end in anything but `unrelated`.
    ///
    /// Every relation needs half of the shorter statement's content words to be shared: containment asks for three
    /// quarters of them, and nothing is alike without half.
    pub fn may_relate(&self, other: &Signature) -> bool {
        let shorter = self.0.len().min(other.0.len());
        if shorter == 0 {
            return self.0.len() == other.0.len();
        }
        2 * self.shared(other) >= shorter
    }

    /// Returns how much is shared as a Dice coefficient, 0..1, where a full comparison can end in anything but `unrelated`;
    /// `None` where it cannot.
    pub fn nearness(&self, other: &Signature) -> Option<f64> {
        self.may_relate(other).then(|| self.dice(other))
    }

    /// Returns how many content words there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the Dice coefficient with another, 0..1; 0 when neither has content words.
    pub fn dice(&self, other: &Signature) -> f64 {
        let all = self.len() + other.len();
        if all == 0 { 0.0 } else { 2.0 * self.shared(other) as f64 / all as f64 }
    }

    /// Returns the share of these words that the other has, 0..1; 0 without words.
    pub(crate) fn part_of(&self, other: &Signature) -> f64 {
        if self.len() == 0 { 0.0 } else { self.shared(other) as f64 / self.len() as f64 }
    }

    /// Returns how many content words two statements share.
    pub(crate) fn shared(&self, other: &Signature) -> usize {
        common(&self.0, &other.0).count()
    }
}

/// Fowler–Noll–Vo hash 1a of 64 bits (draft-eastlake-fnv): stable over versions and platforms, unlike std's hasher.
pub(crate) fn fnv1a(s: &str) -> u64 {
    s.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
