//! Which stems are common.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The 2,000 commonest stems of English news and politics, the commonest first; `training/bands/README.md` says how they were
/// counted.
static COMMON: LazyLock<HashMap<&'static str, u32>> =
    LazyLock::new(|| include_str!("common.txt").lines().rev().zip(1..).collect());

/// Returns how common a stem is: 0 for a rare one, 2,000 for the commonest.
pub(super) fn commonness(stem: &str) -> u32 {
    COMMON.get(stem).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::commonness;

    #[test]
    fn common_words_are_common() {
        assert!(commonness("year") > commonness("tank"));
        assert_eq!(commonness("polish"), 0);
    }
}
