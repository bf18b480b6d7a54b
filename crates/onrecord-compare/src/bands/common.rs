//! Which stems are common.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::candidates::fnv1a;

/// The 2,000 commonest stems of English news and politics, the commonest first; `training/bands/README.md` says how they were
/// counted.
static COMMON: LazyLock<FxHashMap<u64, u32>> =
    LazyLock::new(|| include_str!("common.txt").lines().rev().map(fnv1a).zip(1..).collect());

/// Returns how common a stem with this hash is: 0 for a rare one, 2,000 for the commonest.
pub(super) fn commonness(stem: u64) -> u32 {
    COMMON.get(&stem).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{COMMON, commonness};
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
}
