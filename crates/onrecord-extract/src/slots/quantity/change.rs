//! Multiples in words: "doubled", "twice as many".

use super::Draft;
use super::around::approximated;
use crate::word::Word;

/// Reads a multiple that is one word.
pub(super) fn change(words: &[Word], at: usize) -> Option<Draft> {
    let value = match &*words.get(at)?.lower {
        "twice" | "doubled" => 2.0,
        "thrice" | "tripled" | "trebled" => 3.0,
        "quadrupled" => 4.0,
        "halved" => 0.5,
        _ => return None,
    };
    let (start, approximation) = approximated(words, at);
    Some(Draft { words: start..at + 1, value, upper: None, unit: Some("times".to_owned()), approximation })
}
