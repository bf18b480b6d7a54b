//! Alignment of two sequences of words.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::words::Word;

/// Product of the lengths above which the changed middle is taken as one replaced block. Myers' algorithm needs time in
/// the order of length times difference; at 4,000 against 4,000 words, far beyond any sentence, that is still quick.
const MOST_CELLS: usize = 16_000_000;

/// One step of an alignment, in word indices; steps in order cover both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// `len` words agree, from these two on.
    Same { a: usize, b: usize, len: usize },
    /// These words of the one stand where those of the other stand; one range may be empty.
    Changed(Hunk),
}

/// A place where two wordings differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hunk {
    /// Words of the first.
    pub(crate) a: Range<usize>,
    /// Words of the second.
    pub(crate) b: Range<usize>,
}

/// Aligns two wordings by their keys.
pub(crate) fn align(a: &[Word<'_>], b: &[Word<'_>]) -> Vec<Step> {
    let (a, b) = numbered(a, b);
    let prefix = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (a.get(prefix..).unwrap_or_default(), b.get(prefix..).unwrap_or_default());
    let suffix = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(x, y)| x == y).count();
    let middle_a = rest_a.get(..rest_a.len() - suffix).unwrap_or_default();
    let middle_b = rest_b.get(..rest_b.len() - suffix).unwrap_or_default();

    let mut steps = Vec::new();
    same(&mut steps, 0, 0, prefix);
    if middle_a.len().saturating_mul(middle_b.len()) > MOST_CELLS {
        changed(&mut steps, prefix..prefix + middle_a.len(), prefix..prefix + middle_b.len());
    } else {
        for op in capture_diff_slices(Algorithm::Myers, middle_a, middle_b) {
            push(&mut steps, op, prefix);
        }
    }
    same(&mut steps, a.len() - suffix, b.len() - suffix, suffix);
    steps
}

fn push(steps: &mut Vec<Step>, op: DiffOp, offset: usize) {
    let shift = |range: Range<usize>| range.start + offset..range.end + offset;
    match op {
        DiffOp::Equal { old_index, new_index, len } => same(steps, old_index + offset, new_index + offset, len),
        other => changed(steps, shift(other.old_range()), shift(other.new_range())),
    }
}

fn same(steps: &mut Vec<Step>, a: usize, b: usize, len: usize) {
    if let Some(Step::Same { len: before, .. }) = steps.last_mut() {
        *before += len;
    } else if len > 0 {
        steps.push(Step::Same { a, b, len });
    }
}

fn changed(steps: &mut Vec<Step>, a: Range<usize>, b: Range<usize>) {
    if let Some(Step::Changed(hunk)) = steps.last_mut() {
        hunk.a.end = a.end.max(hunk.a.end);
        hunk.b.end = b.end.max(hunk.b.end);
    } else if !(a.is_empty() && b.is_empty()) {
        steps.push(Step::Changed(Hunk { a, b }));
    }
}

/// Replaces equal keys by equal numbers, so that long words cost their length once.
fn numbered(a: &[Word<'_>], b: &[Word<'_>]) -> (Vec<usize>, Vec<usize>) {
    fn number<'w>(known: &mut HashMap<&'w str, usize>, words: &'w [Word<'_>]) -> Vec<usize> {
        let mut numbers = Vec::with_capacity(words.len());
        for word in words {
            let next = known.len();
            numbers.push(*known.entry(word.key.as_ref()).or_insert(next));
        }
        numbers
    }
    let mut known = HashMap::new();
    let first = number(&mut known, a);
    let second = number(&mut known, b);
    (first, second)
}
