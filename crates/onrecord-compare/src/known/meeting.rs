//! How near the pieces of a text come to those of findings.
//!
//! Of every piece the nearest one on the other side counts, weighed by how rare the piece is (Kusner et al. 2015, the relaxed form,
//! with cosines in place of distances).

use super::vectors::{Vector, centre, cosine};

/// How near a text and a finding come; of each pair the first number is seen from the finding, the second from the text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Met {
    pub(super) claim: [f64; 2],
    pub(super) title: [f64; 2],
    pub(super) both: [f64; 2],
    /// Cosine of the weighed sums of their vectors.
    pub(super) centres: f64,
}

/// The distinct pieces of all candidates, as rows, against the pieces asked for: each pair is compared once.
pub(super) struct Meeting {
    asked: Vec<(Vector, f64)>,
    rows: Vec<(Vector, f64)>,
    cosines: Vec<Vec<f32>>,
    centre: Vector,
}

impl Meeting {
    /// Compares vectors, each with its weight.
    pub(super) fn new(asked: Vec<(Vector, f64)>, rows: Vec<(Vector, f64)>) -> Self {
        let row = |(vector, _): &(Vector, f64)| asked.iter().map(|(other, _)| cosine(vector, other)).collect();
        let cosines = rows.iter().map(row).collect();
        let centre = centre(asked.iter().map(|(vector, weight)| (vector, *weight)));
        Meeting { asked, rows, cosines, centre }
    }

    /// Tells how near a finding comes, given the rows of its fields.
    pub(super) fn met(&self, claim: &[usize], title: &[usize], both: &[usize]) -> Met {
        let [claim, title, overlap] = [claim, title, both].map(|rows| self.overlap(rows));
        let vectors = both.iter().filter_map(|at| self.rows.get(*at)).map(|(vector, weight)| (vector, *weight));
        Met { claim, title, both: overlap, centres: f64::from(cosine(&centre(vectors), &self.centre)) }
    }

    fn overlap(&self, rows: &[usize]) -> [f64; 2] {
        if rows.is_empty() || self.asked.is_empty() {
            return [0.0; 2];
        }
        let mut nearest = vec![-1.0_f32; self.asked.len()];
        let (mut sum, mut whole) = (0.0, 0.0);
        for (row, (_, weight)) in rows.iter().filter_map(|at| self.cosines.get(*at).zip(self.rows.get(*at))) {
            let best = row.iter().copied().fold(-1.0, f32::max);
            sum += weight * f64::from(best);
            whole += weight;
            nearest.iter_mut().zip(row).for_each(|(nearest, one)| *nearest = nearest.max(*one));
        }
        let asked: f64 = self.asked.iter().map(|(_, weight)| weight).sum();
        let back: f64 = self.asked.iter().zip(nearest).map(|((_, weight), best)| weight * f64::from(best)).sum();
        [sum / whole, back / asked]
    }
}
