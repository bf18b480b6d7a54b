//! The linear chain both taggers end in: scores of tags that follow one another, the best path, and how sure it is.
//!
//! Lafferty, `McCallum`, Pereira, "Conditional random fields", ICML 2001; Viterbi 1967; Rabiner 1989 for the scaling.

/// Number of tags: outside, then first and further word of source, cue and content.
pub const TAGS: usize = 7;

/// Scores of tags by what goes before them, in natural logarithms.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chain {
    /// Score of a tag at the start of a sequence.
    pub(crate) start: [f32; TAGS],
    /// Score of the second tag behind the first: `step[from][to]`.
    pub(crate) step: [[f32; TAGS]; TAGS],
}

impl Chain {
    /// Returns the best sequence of tags for `emissions`, the scores of each tag at each word.
    pub(crate) fn best(&self, emissions: &[[f32; TAGS]]) -> Vec<u8> {
        let Some((first, rest)) = emissions.split_first() else {
            return Vec::new();
        };
        let mut score: [f32; TAGS] = std::array::from_fn(|t| self.start[t] + first[t]);
        let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(rest.len());
        for emission in rest {
            let mut from = [0_u8; TAGS];
            let next = std::array::from_fn(|to| {
                let (best, value) = self.best_step(&score, to);
                from[to] = best;
                value + emission[to]
            });
            score = next;
            back.push(from);
        }
        let mut tag = (0..TAGS).fold(0, |a, b| if score[b] > score[a] { b } else { a }) as u8;
        let mut path = vec![tag];
        for from in back.iter().rev() {
            tag = from[usize::from(tag)];
            path.push(tag);
        }
        path.reverse();
        path
    }

    fn best_step(&self, score: &[f32; TAGS], to: usize) -> (u8, f32) {
        let mut best = (0, f32::NEG_INFINITY);
        for (from, value) in score.iter().enumerate() {
            let value = value + self.step[from][to];
            if value > best.1 {
                best = (from as u8, value);
            }
        }
        best
    }

    /// Returns the probability of each tag at each word, over all sequences; every row sums to 1.
    pub(crate) fn marginals(&self, emissions: &[[f32; TAGS]]) -> Vec<[f32; TAGS]> {
        let step: [[f32; TAGS]; TAGS] = std::array::from_fn(|i| std::array::from_fn(|j| self.step[i][j].exp()));
        let weights: Vec<[f32; TAGS]> = emissions.iter().map(shifted_exp).collect();
        let start: [f32; TAGS] = std::array::from_fn(|t| self.start[t].exp());
        let mut forward: Vec<[f32; TAGS]> = Vec::with_capacity(weights.len());
        for (i, weight) in weights.iter().enumerate() {
            let into: [f32; TAGS] = match i.checked_sub(1).and_then(|p| forward.get(p)) {
                None => start,
                Some(last) => std::array::from_fn(|to| (0..TAGS).map(|from| last[from] * step[from][to]).sum()),
            };
            forward.push(scaled(std::array::from_fn(|t| into[t] * weight[t])));
        }
        let mut behind = [1.0_f32; TAGS];
        for (row, weight) in forward.iter_mut().zip(&weights).rev() {
            *row = scaled(std::array::from_fn(|t| row[t] * behind[t]));
            let ahead: [f32; TAGS] = std::array::from_fn(|t| weight[t] * behind[t]);
            behind = scaled(std::array::from_fn(|from| (0..TAGS).map(|to| step[from][to] * ahead[to]).sum()));
        }
        forward
    }
}

/// Exponentials of scores with the greatest moved to 0, so that none overflows.
fn shifted_exp(scores: &[f32; TAGS]) -> [f32; TAGS] {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    std::array::from_fn(|t| (scores[t] - top).exp())
}

fn scaled(row: [f32; TAGS]) -> [f32; TAGS] {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 && sum.is_finite() { row.map(|v| v / sum) } else { [1.0 / TAGS as f32; TAGS] }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scores every sequence of a short one: what the two algorithms save us from.
    fn by_hand(chain: &Chain, emissions: &[[f32; TAGS]]) -> (Vec<u8>, Vec<[f32; TAGS]>) {
        let n = emissions.len() as u32;
        let mut best = (f32::NEG_INFINITY, Vec::new());
        let mut sums = vec![[0.0_f32; TAGS]; emissions.len()];
        let mut total = 0.0;
        for code in 0..TAGS.pow(n) {
            let tags: Vec<u8> = (0..n).map(|i| (code / TAGS.pow(i) % TAGS) as u8).collect();
            let mut score = chain.start[usize::from(tags[0])];
            for (i, tag) in tags.iter().enumerate() {
                score += emissions[i][usize::from(*tag)];
                score += if i > 0 { chain.step[usize::from(tags[i - 1])][usize::from(*tag)] } else { 0.0 };
            }
            total += score.exp();
            tags.iter().enumerate().for_each(|(i, tag)| sums[i][usize::from(*tag)] += score.exp());
            if score > best.0 {
                best = (score, tags);
            }
        }
        (best.1, sums.into_iter().map(|row| row.map(|v| v / total)).collect())
    }

    fn example() -> (Chain, Vec<[f32; TAGS]>) {
        let wave = |i: usize, j: usize| ((i * 31 + j * 17) as f32).sin() * 2.0;
        let chain = Chain {
            start: std::array::from_fn(|t| wave(9, t)),
            step: std::array::from_fn(|i| std::array::from_fn(|j| wave(i + 3, j + 5))),
        };
        (chain, (0..4).map(|i| std::array::from_fn(|t| wave(i + 50, t + 2))).collect())
    }

    #[test]
    fn the_best_path_and_the_marginals_are_those_of_counting_every_sequence() {
        let (chain, emissions) = example();
        let (path, marginals) = by_hand(&chain, &emissions);
        assert_eq!(chain.best(&emissions), path);
        for (found, right) in chain.marginals(&emissions).iter().flatten().zip(marginals.iter().flatten()) {
            assert!((found - right).abs() < 1e-4, "{found} {right}");
        }
    }

    #[test]
    fn scores_of_any_size_give_probabilities() {
        let (chain, _) = example();
        let rows = chain.marginals(&[[1e30, -1e30, 0.0, f32::NAN, 5.0, 1.0, 2.0], [-200.0; TAGS], [300.0; TAGS]]);
        for row in rows {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-3, "{row:?}");
        }
        assert!(chain.best(&[]).is_empty() && chain.marginals(&[]).is_empty());
    }
}
