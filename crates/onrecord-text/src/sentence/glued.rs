//! Joins at which the space between two sentences was lost ("…, Smith added.Officials came…").

use crate::abbreviations::{Abbreviation, abbreviation, is_dotted, is_initial, is_starter};
use crate::chars::{char_at, char_before};

/// Endings of file and site names; a dot before one is part of the name even when it is capitalised.
const NAME_ENDINGS: [&str; 21] = [
    "com", "org", "net", "gov", "edu", "io", "html", "htm", "php", "aspx", "asp", "js", "pdf", "doc", "docx", "jpg",
    "jpeg", "png", "gif", "txt", "xls",
];

/// Tells whether the dot at byte `at` with no space behind it is inside a word, given the words on both sides.
///
/// `after_at` is the byte at which `after` starts.
pub(super) fn goes_on(text: &str, at: usize, before: &str, after: &str, after_at: usize) -> bool {
    if before.is_empty() {
        // Behind a bracket or a sign a sentence can end; behind a space the dot begins something (".Net").
        return char_before(text, at).is_none_or(char::is_whitespace);
    }
    if NAME_ENDINGS.contains(&after.to_ascii_lowercase().as_str()) && !before.ends_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let behind = char_at(text, after_at + after.len());
    let starts = is_starter(after) && (after.len() > 1 || behind == Some(' '));
    if is_dotted(before) {
        return !starts && !ends_at_join(before, after);
    }
    if is_initial(before) || abbreviation(before) == Some(Abbreviation::GoesOn) {
        // "J.Rowling" and "Mr.Smith" go on; "Plan B.The" does not.
        return !starts;
    }
    // "Ph.D.", "B.Sc.": a short part, and a dot behind the next letter.
    is_initial(after) && before.len() <= 3 && behind == Some('.')
}

/// Tells whether dotted letters written together with the next word ended a sentence: "6 p.m.Officials", "the F.B.I.Agents".
///
/// Two capitals more often belong to what follows: "J.K.Rowling", "U.S.Army".
fn ends_at_join(before: &str, after: &str) -> bool {
    let whole_word = after.chars().count() > 1;
    let letters = before.split('.').count();
    whole_word && (before.starts_with(char::is_lowercase) || letters > 2 || before == "D.C")
}
