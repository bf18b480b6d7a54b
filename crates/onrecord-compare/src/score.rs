//! What two statements share, counted in content words.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::pair::Side;
use crate::stem::stems;

/// Likeness from which two statements are taken to put the same proposition into words: the weights of likeness are shifted
/// so that F1 on the training part of MRPC is best here. `docs/comparison.md` says how to repeat it.
pub const REWORDS_AT: f64 = 0.5;

/// Dice coefficient of content words from which two statements are alike whatever the finer signs say.
const ALIKE_AT: f64 = 0.65;
/// The same for short statements, which give the finer signs little to go by, and for those that share a list of names.
const ALIKE_SHORT: f64 = 0.5;
/// Likeness below which two statements that share content words say other things of one name: they are not alike by these alone, and
/// their values contradict nothing.
pub(crate) const LEAST: f64 = 0.15;
/// Content words of the shorter statement up to which it is short.
const SHORT: usize = 5;
/// Names that make a list.
const LIST: usize = 4;

/// Share of the shorter statement's content words from which it is taken to be a part of the longer one.
pub const NARROWS_AT: f64 = 0.75;

/// Content words the shorter statement needs before containment means anything.
const FEWEST_WORDS: usize = 3;

/// How much two statements share.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Overlap {
    /// Content words both have, with multiplicity.
    pub(crate) shared: usize,
    /// Content words of the first.
    pub(crate) a: usize,
    /// Content words of the second.
    pub(crate) b: usize,
}

impl Overlap {
    /// Counts the content words of two statements by stem.
    pub(crate) fn of(a: &Side<'_>, b: &Side<'_>) -> Self {
        let (first, second) = (counts(a), counts(b));
        let shared = first.iter().map(|(stem, n)| second.get(stem).map_or(0, |m| *n.min(m))).sum();
        Overlap { shared, a: first.values().sum(), b: second.values().sum() }
    }

    /// Returns the Dice coefficient, 0..1: 2 × shared / (a + b); 0 when neither has content words.
    pub(crate) fn dice(self) -> f64 {
        ratio(2 * self.shared, self.a + self.b)
    }

    /// Tells whether content words alone make the two alike; `likeness` (0..1) is what the finer signs say, `names` how many names
    /// they share.
    pub(crate) fn alike(self, likeness: f64, names: usize) -> bool {
        let lenient = self.a.min(self.b) <= SHORT || names >= LIST;
        likeness >= LEAST && self.dice() >= if lenient { ALIKE_SHORT } else { ALIKE_AT }
    }

    /// Tells whether half of the shorter statement's content words stand in the longer one; [`crate::candidates`] relies on
    /// nothing being alike without.
    pub(crate) fn half(self) -> bool {
        2 * self.shared >= self.a.min(self.b) && self.shared > 0
    }

    /// Tells whether nearly all of the shorter statement stands in the longer one.
    pub(crate) fn contained(self) -> bool {
        let shorter = self.a.min(self.b);
        shorter >= FEWEST_WORDS && ratio(self.shared, shorter) >= NARROWS_AT
    }

    /// Tells whether one statement says clearly more than the other: a third more content words.
    pub(crate) fn lopsided(self) -> bool {
        3 * self.a.max(self.b) >= 4 * self.a.min(self.b)
    }
}

fn counts<'a>(side: &'a Side<'_>) -> BTreeMap<Cow<'a, str>, usize> {
    let mut counts = BTreeMap::new();
    for stem in side.words.iter().flat_map(stems) {
        *counts.entry(stem).or_insert(0) += 1;
    }
    counts
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
