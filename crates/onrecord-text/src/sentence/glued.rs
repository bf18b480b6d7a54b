//! Joins at which the space between two sentences was lost ("…, Smith added.Officials came…").

use super::boundary::may_end;
use crate::abbreviations::{Abbreviation, abbreviation, is_initial, is_starter};
use crate::chars::char_at;

/// Endings of file and site names; a dot before one is part of the name even when it is capitalised.
const NAME_ENDINGS: [&str; 22] = [
    "com", "org", "net", "gov", "edu", "io", "html", "htm", "php", "aspx", "asp", "js", "pdf", "doc", "docx", "jpg",
    "jpeg", "png", "gif", "txt", "xls", "md",
];

/// Tells whether a dot with no space behind it is inside a word, given the words on both sides.
///
/// `after_at` is the byte at which `after` starts.
pub(super) fn goes_on(text: &str, before: &str, after: &str, after_at: usize) -> bool {
    if before.is_empty() {
        return true;
    }
    if NAME_ENDINGS.contains(&after.to_ascii_lowercase().as_str()) && !before.ends_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let starts = is_starter(after) && after != "A" && after != "I";
    if may_end(before) || ends_in_initial(before) {
        // "U.S.Army" and "J.K.Rowling" go on; "in the U.S.The" does not.
        return !starts;
    }
    if matches!(abbreviation(before), Some(Abbreviation::GoesOn)) {
        return !starts;
    }
    // "Ph.D.", "B.Sc.": a short part, and a dot behind the next letter.
    is_initial(after) && before.len() <= 3 && char_at(text, after_at + after.len()) == Some('.')
}

/// Tells whether the last part of `word` is a single capital: "J" or "George.W".
fn ends_in_initial(word: &str) -> bool {
    word.rsplit('.').next().is_some_and(is_initial)
}
