//! Which stems are common.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::candidates::fnv1a;

/// The 2,000 commonest stems of English news and politics, the commonest first; `training/bands/README.md` says how they were
/// counted.
static COMMON: LazyLock<FxHashMap<u64, u32>> =
    LazyLock::new(|| include_str!("common.txt").lines().rev().map(fnv1a).zip(1..).collect());

/// Returns how common a stem with this hash is: 0 for a rare one, 2,000 for the commonest.
pub(super) fn commonness(stem: u64) -> u32 {
    COMMON.get(&stem).copied().unwrap_or_default()
}

/// Those of them that are names: in the middle of a sentence written with a capital three times as often as without, in the
/// dev parts of MRPC, `negation_pairs`, STS news and the statements of the Federal Reserve.
static NAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| include_str!("names.txt").lines().collect());

/// Tells whether a stem is a common one and no name.
pub(crate) fn is_common_noun(stem: &str) -> bool {
    commonness(fnv1a(stem)) > 0 && !NAMES.contains(stem)
}

#[cfg(test)]
mod tests {
    use super::{COMMON, NAMES, commonness, is_common_noun};
    use crate::candidates::fnv1a;

    #[test]
    fn common_words_are_common() {
        assert!(commonness(fnv1a("year")) > commonness(fnv1a("tank")));
        assert_eq!(commonness(fnv1a("polish")), 0);
    }

    #[test]
    fn no_two_of_them_share_a_hash() {
        assert_eq!(COMMON.len(), 2_000);
    }

    #[test]
    fn a_common_name_is_a_name() {
        assert!(is_common_noun("econom") && !is_common_noun("obama") && !is_common_noun("kelmou"));
        assert!(NAMES.iter().all(|name| commonness(fnv1a(name)) > 0));
    }
}
