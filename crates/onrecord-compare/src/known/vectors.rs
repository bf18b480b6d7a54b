//! Vectors of word pieces: what words mean by the company they keep, so that "physician" is near "doctor".

use super::wordpiece::Piece;

/// Numbers of a vector.
pub(super) const DIMENSIONS: usize = 48;
/// One row of signed bytes for each piece, made by `training/known/table.py`; only the direction of a row counts.
const TABLE: &[u8] = include_bytes!("pieces.i8");
/// Sums kept apart, so that they can be formed side by side; their number decides the last bits of a sum.
const LANES: usize = 8;

/// A vector of length one, or of zeros.
pub(super) type Vector = [f32; DIMENSIONS];

/// Returns the vector of a piece.
pub(super) fn of_piece(piece: Piece) -> Vector {
    let at = usize::from(piece) * DIMENSIONS;
    let mut vector = [0.0; DIMENSIONS];
    for (number, byte) in vector.iter_mut().zip(TABLE.get(at..).unwrap_or_default()) {
        *number = f32::from(i8::from_ne_bytes([*byte]));
    }
    unit(vector)
}

/// Returns the direction of the weighed sum of vectors.
pub(super) fn centre<'a>(vectors: impl Iterator<Item = (&'a Vector, f64)>) -> Vector {
    let mut sum = [0.0; DIMENSIONS];
    for (vector, weight) in vectors {
        for (total, number) in sum.iter_mut().zip(vector) {
            *total += number * weight as f32;
        }
    }
    unit(sum)
}

/// Returns the cosine of the angle between two vectors, -1..1; 0 with a vector of zeros.
pub(super) fn cosine(one: &Vector, other: &Vector) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    for (one, other) in one.chunks_exact(LANES).zip(other.chunks_exact(LANES)) {
        for (lane, (a, b)) in lanes.iter_mut().zip(one.iter().zip(other)) {
            *lane += a * b;
        }
    }
    lanes.iter().sum()
}

fn unit(mut vector: Vector) -> Vector {
    let length = cosine(&vector, &vector).sqrt();
    if length > 0.0 {
        for number in &mut vector {
            *number /= length;
        }
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::{DIMENSIONS, TABLE, Vector, cosine, of_piece};
    use crate::known::wordpiece::{Piece, pieces_of};

    fn vector(word: &str) -> Vector {
        let mut pieces = Vec::new();
        pieces_of(word, &mut pieces);
        of_piece(pieces[0])
    }

    #[test]
    fn words_that_mean_alike_are_near() {
        let near = |a: &str, b: &str| cosine(&vector(a), &vector(b));
        assert!(near("doctor", "physician") > 0.6);
        assert!(near("doctor", "physician") > near("doctor", "ferry") + 0.3);
        assert!((near("shark", "shark") - 1.0).abs() < 1e-6);
    }

    #[test]
    fn every_piece_has_a_row() {
        assert_eq!(TABLE.len(), include_str!("pieces.txt").lines().count() * DIMENSIONS);
        assert!(of_piece(Piece::MAX).iter().all(|number| number.abs() < 1e-9), "no such row");
    }
}
