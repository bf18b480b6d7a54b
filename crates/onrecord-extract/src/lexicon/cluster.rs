//! Words grouped by the company they keep: 255 groups of an encoder's vocabulary (`training/fast/clusters.py`).

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

pub(crate) static VOCABULARY: &str = include_str!("../model/vocabulary.txt");
static GROUPS: &[u8] = include_bytes!("../model/clusters.bin");

/// Returns the group of a lower-case word, 1..=255; 0 for a word that is in none.
pub(crate) fn cluster(lower: &str) -> u8 {
    static KNOWN: OnceLock<FxHashMap<&'static str, u8>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| VOCABULARY.lines().zip(GROUPS.iter().copied()).filter(|(_, g)| *g > 0).collect());
    known.get(lower).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_kind_share_a_group() {
        assert_eq!(cluster("monday"), cluster("thursday"));
        assert_ne!(cluster("monday"), cluster("minister"));
        assert_eq!(cluster("no such word"), 0);
    }
}
