//! Small words for lists of reasons.

/// Names a count of things: "1 document", "3 documents".
pub(crate) fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
