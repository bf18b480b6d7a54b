//! The weights of the fast tagger: a table from features to one small number for each tag.
//!
//! File, little-endian: `onrfast1`, number of features (u32), unit of the weights (f32), 7 × 7 scores of steps (f32),
//! then for each feature the upper half of its hash (u32) and 7 weights in units (i8), ascending by hash.

use crate::tagger::chain::{Chain, TAGS};

const MAGIC: &[u8; 8] = b"onrfast1";
const HEAD: usize = MAGIC.len() + 8 + TAGS * TAGS * 4;
const ENTRY: usize = 4 + TAGS;

/// Weights ready to be asked.
#[derive(Debug)]
pub(crate) struct Weights {
    pub(crate) chain: Chain,
    unit: f32,
    /// Open addressing; a power of two long, at most six tenths full. A free place has weights of 0 only.
    table: Vec<(u32, [i8; TAGS])>,
    bits: u32,
    /// A bit for each hash by its upper bits: most features a text shows are unknown, and this fits into the nearest cache.
    seen: Vec<u64>,
}

/// Bits of a hash that choose its place in [`Weights::seen`].
const SEEN: u32 = 21;

impl Weights {
    /// Reads a file; `None` when it is none.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let body = bytes.strip_prefix(MAGIC)?;
        let count = u32::from_le_bytes(body.get(..4)?.try_into().ok()?) as usize;
        let float = |at: usize| Some(f32::from_le_bytes(body.get(at..at + 4)?.try_into().ok()?));
        let unit = float(4)?;
        let mut step = [[0.0; TAGS]; TAGS];
        for (n, score) in step.iter_mut().flatten().enumerate() {
            *score = float(8 + n * 4)?;
        }
        let entries = bytes.get(HEAD..)?;
        if entries.len() != count.checked_mul(ENTRY)? {
            return None;
        }
        let bits = (usize::BITS - (count * 5 / 3).leading_zeros()).clamp(4, 30);
        let chain = Chain { start: [0.0; TAGS], step };
        let mut weights =
            Weights { chain, unit, table: vec![(0, [0; TAGS]); 1 << bits], bits, seen: vec![0; 1 << (SEEN - 6)] };
        for entry in entries.chunks_exact(ENTRY) {
            let (hash, values) = entry.split_at(4);
            let values: Vec<i8> = values.iter().map(|b| i8::from_le_bytes([*b])).collect();
            weights.insert(u32::from_le_bytes(hash.try_into().ok()?), values.try_into().ok()?);
        }
        Some(weights)
    }

    fn insert(&mut self, hash: u32, values: [i8; TAGS]) {
        let bit = hash >> (32 - SEEN);
        self.seen[(bit >> 6) as usize] |= 1 << (bit & 63);
        let mask = self.table.len() - 1;
        let mut at = self.place(hash);
        while self.table[at].1 != [0; TAGS] {
            at = (at + 1) & mask;
        }
        self.table[at] = (hash, values);
    }

    fn place(&self, hash: u32) -> usize {
        (hash.wrapping_mul(0x9e37_79b9) >> (32 - self.bits)) as usize
    }

    /// Returns the sum of the weights of features, in units. Unknown ones are taken out first and all at once, so that the
    /// memory is asked for many places at a time; `features` is left with the known ones.
    pub(crate) fn sum(&self, features: &mut Vec<u32>) -> [i32; TAGS] {
        features.retain(|hash| {
            let bit = hash >> (32 - SEEN);
            self.seen.get((bit >> 6) as usize).is_some_and(|word| word >> (bit & 63) & 1 == 1)
        });
        let mut sums = [0; TAGS];
        for hash in features {
            if let Some(values) = self.find(*hash) {
                (0..TAGS).for_each(|t| sums[t] += i32::from(values[t]));
            }
        }
        sums
    }

    fn find(&self, hash: u32) -> Option<&[i8; TAGS]> {
        let mask = self.table.len() - 1;
        let mut at = self.place(hash);
        loop {
            let (key, values) = self.table.get(at)?;
            if *key == hash {
                return Some(values);
            }
            if *values == [0; TAGS] {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// Turns sums of units into scores.
    pub(crate) fn scores(&self, sums: &[i32; TAGS]) -> [f32; TAGS] {
        sums.map(|sum| sum as f32 * self.unit)
    }
}

/// The half of a feature's hash that the file keeps.
pub(crate) fn short(feature: u64) -> u32 {
    (feature >> 32) as u32
}

/// Writes the file that [`Weights::read`] reads. Weights too small for the unit are left out.
pub(crate) fn write(step: &[[f32; TAGS]; TAGS], mut features: Vec<(u32, [f32; TAGS])>) -> Vec<u8> {
    let top = features.iter().flat_map(|(_, w)| w).fold(0.0_f32, |a, w| a.max(w.abs()));
    // Beyond six logits a weight is as good as certain; clipping there keeps the unit small.
    let unit = top.clamp(0.1, 6.0) / 127.0;
    features.sort_by_key(|(hash, _)| *hash);
    let small = |w: f32| (w / unit).round().clamp(-127.0, 127.0) as i8;
    let kept: Vec<(u32, [i8; TAGS])> =
        features.into_iter().map(|(h, w)| (h, w.map(small))).filter(|(_, w)| w.iter().any(|v| *v != 0)).collect();
    let mut out = MAGIC.to_vec();
    out.extend((kept.len() as u32).to_le_bytes());
    out.extend(unit.to_le_bytes());
    step.iter().flatten().for_each(|s| out.extend(s.to_le_bytes()));
    for (hash, values) in kept {
        out.extend(hash.to_le_bytes());
        out.extend(values.iter().flat_map(|v| v.to_le_bytes()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut step = [[0.0; TAGS]; TAGS];
        step[1][2] = 1.5;
        let feature =
            |n: u64| (n.wrapping_mul(0x9e37_79b9_7f4a_7c15), [n as f32 / 100.0, -1.0, 0.0, 0.0, 0.5, 0.0, 0.25]);
        let features: Vec<(u64, [f32; TAGS])> = (1..200).map(feature).collect();
        let file = write(&step, features.iter().map(|(h, w)| (short(*h), *w)).collect());
        let weights = Weights::read(&file).expect("own file");
        assert!((weights.chain.step[1][2] - 1.5).abs() < 1e-6);
        for (hash, values) in &features {
            let sums = weights.sum(&mut vec![short(*hash)]);
            for (found, right) in weights.scores(&sums).iter().zip(values) {
                assert!((found - right).abs() <= weights.unit, "{found} {right}");
            }
        }
        assert_eq!(weights.sum(&mut vec![short(77), short(78)]), [0; TAGS]);
    }

    #[test]
    fn other_bytes_are_no_weights() {
        let file = write(&[[0.0; TAGS]; TAGS], vec![(5, [1.0; TAGS])]);
        for cut in 0..file.len() {
            assert!(Weights::read(&file[..cut]).is_none(), "{cut}");
        }
        assert!(Weights::read(b"something else altogether").is_none());
    }
}
