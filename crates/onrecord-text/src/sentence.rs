//! Sentence boundaries, glued joins included.

use std::ops::Range;

/// Returns the sentences of `text` as byte ranges in reading order, without surrounding white space.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let _ = text;
    Vec::new()
}
