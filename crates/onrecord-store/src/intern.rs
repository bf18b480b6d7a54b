//! Codes of diagnostics, which live as long as the program in the vocabulary and are text in the database.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// How many different codes may be read in one process; the program itself has some dozens.
const MOST: usize = 1024;

/// How long a code may be, in bytes.
const LONGEST: usize = 64;

static CODES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// Returns `code` for the life of the program, keeping each once; `None` when a damaged database holds more or longer
/// codes than any program writes.
pub(crate) fn code(code: &str) -> Option<&'static str> {
    let mut codes = CODES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = codes.get(code) {
        return Some(known);
    }
    if codes.len() >= MOST || code.len() > LONGEST {
        return None;
    }
    let kept: &'static str = Box::leak(code.to_owned().into_boxed_str());
    codes.insert(kept);
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn keeps_one_copy_and_refuses_the_absurd() {
        let first = code("date-missing").unwrap();
        let second = code(&["date", "missing"].join("-")).unwrap();
        assert!(std::ptr::eq(first, second));
        assert_eq!(code(&"x".repeat(65)), None);
    }
}
