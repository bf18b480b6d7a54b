//! Negating words. Verbs of denying count as one negation each, so that "refused" is negated and "never refused" is not.

use std::ops::Range;

use crate::lexicon::hedge::{DENIAL, NEGATION};
use crate::word::Word;

/// Finds the negating words, in bytes of the document.
pub(super) fn find(words: &[Word]) -> Vec<Range<usize>> {
    let negates = |i: usize| {
        let lower = &*words[i].lower;
        let next = words.get(i + 1).map_or("", |w| &*w.lower);
        // "Has yet to decide" has not decided.
        (lower == "yet" && next == "to")
            || (NEGATION.has(lower) && !idiom(words, i))
            || (DENIAL.has(lower) && !adjective(words, i))
            || (FALSE.contains(&lower) && judges(words, i + 1))
    };
    (0..words.len()).filter(|i| negates(*i)).map(|i| words[i].range.clone()).collect()
}

/// What is said of a statement that is not so.
const FALSE: [&str; 5] = ["false", "incorrect", "nonsense", "untrue", "wrong"];

/// "False that it leaked", "wrong to say that it leaked".
fn judges(words: &[Word], i: usize) -> bool {
    let lower = |i: usize| words.get(i).map_or("", |w| &*w.lower);
    lower(i) == "that" || lower(i) == "to" && matches!(lower(i + 1), "claim" | "report" | "say" | "state" | "suggest")
}

/// "Not only", "not merely", "isn't until May", "nothing but", "no fewer than", "no doubt" and "No. 1" negate nothing.
fn idiom(words: &[Word], i: usize) -> bool {
    let next = words.get(i + 1).map_or("", |w| &*w.lower);
    if next == "until" {
        return true;
    }
    match &*words[i].lower {
        "not" => matches!(next, "only" | "just" | "least" | "merely" | "simply") || whether_or(words, i),
        "nothing" => next == "but",
        "no" => {
            matches!(next, "fewer" | "less" | "more" | "doubt" | ".") || words.get(i + 1).is_some_and(|w| w.is(","))
        }
        _ => false,
    }
}

/// "Whether or not he goes" leaves it open.
fn whether_or(words: &[Word], i: usize) -> bool {
    i >= 2 && *words[i - 1].lower == *"or" && *words[i - 2].lower == *"whether"
}

/// "The rejected plan": the participle describes, it does not deny. "The dam failed": without "to" nothing is left undone.
/// "Shares declined 2 percent": they fell.
fn adjective(words: &[Word], i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|b| words.get(b));
    let lower = &*words[i].lower;
    let next = words.get(i + 1).map_or("", |w| &*w.lower);
    let broke = lower.starts_with("fail") && next != "to";
    let fell = lower.starts_with("declin") && !REFUSED.contains(&next);
    broke || fell || before.is_some_and(|b| matches!(&*b.lower, "the" | "a" | "an"))
}

/// What stands behind "declined" where it means a refusal.
const REFUSED: &[&str] = &[
    "a",
    "all",
    "an",
    "any",
    "comment",
    "further",
    "her",
    "his",
    "immediate",
    "its",
    "requests",
    "the",
    "their",
    "to",
];
