//! The weights of links: features are folded into a table of fixed size (Weinberger et al., "Feature hashing", 2009).

use super::{Choice, Scene};

/// Weights in the table.
pub(crate) const SIZE: usize = 1 << 15;
const MAGIC: &[u8; 8] = b"onrlink1";

/// Weights ready to be asked.
#[derive(Clone, Debug)]
pub(crate) struct Weights(Vec<f32>);

impl Weights {
    /// Reads a file: `onrlink1`, the unit (f32), then the weights in units (i8). `None` when it is none.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let body = bytes.strip_prefix(MAGIC)?;
        let unit = f32::from_le_bytes(body.get(..4)?.try_into().ok()?);
        let weights: Vec<f32> = body.get(4..)?.iter().map(|b| f32::from(i8::from_le_bytes([*b])) * unit).collect();
        (weights.len() == SIZE && unit.is_finite()).then_some(Weights(weights))
    }

    /// Returns the place of a feature.
    pub(crate) fn place(feature: u64) -> usize {
        (feature >> 32) as usize % SIZE
    }

    /// Returns the score of the choice of `to` by `from`.
    pub(crate) fn score(&self, scene: &Scene<'_>, choice: Choice, from: usize, to: Option<usize>) -> f64 {
        let mut sum = 0.0;
        scene.features(choice, from, to, &mut |f| sum += self.0.get(Self::place(f)).copied().unwrap_or(0.0));
        f64::from(sum)
    }
}

/// Makes the file that [`Weights::read`] reads.
pub(crate) fn file(weights: &[f32]) -> Vec<u8> {
    let unit = weights.iter().fold(0.01_f32, |a, w| a.max(w.abs())) / 127.0;
    let mut out = MAGIC.to_vec();
    out.extend(unit.to_le_bytes());
    out.extend(weights.iter().map(|w| (w / unit).round().clamp(-127.0, 127.0) as i8).flat_map(i8::to_le_bytes));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let weights: Vec<f32> = (0..SIZE).map(|i| (i as f32).sin()).collect();
        let bytes = file(&weights);
        let read = Weights::read(&bytes).expect("own file");
        assert!(read.0.iter().zip(&weights).all(|(a, b)| (a - b).abs() < 0.01));
        assert!(Weights::read(&bytes[1..]).is_none() && Weights::read(&bytes[..bytes.len() - 1]).is_none());
    }
}
