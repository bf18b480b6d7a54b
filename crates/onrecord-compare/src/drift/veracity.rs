//! Veracity: what calls a whole statement false or true, "it is not true that …", "rumours that … are unfounded".

use std::ops::Range;

use crate::lexicon::tense;
use crate::pair::Side;
use crate::words::Word;

/// Adjectives and nouns that say of a statement that it is not so.
const FALSE: [&str; 13] = [
    "bogus",
    "fabricated",
    "fake",
    "false",
    "fiction",
    "incorrect",
    "invented",
    "lie",
    "lies",
    "myth",
    "nonsense",
    "untrue",
    "wrong",
];
/// Adjectives that are said of reports alone, so that they need no verb: "Rumours of a strike unfounded".
const UNFOUNDED: [&str; 3] = ["baseless", "groundless", "unfounded"];
/// What a negation makes false.
const TRUE: [&str; 4] = ["accurate", "correct", "right", "true"];
/// What tells that something was said, without a word on whether it is so.
const ONE_REPORT: [&str; 9] =
    ["accusation", "allegation", "assertion", "claim", "report", "rumor", "rumour", "story", "suggestion"];
const REPORTS: [&str; 9] =
    ["accusations", "allegations", "assertions", "claims", "reports", "rumors", "rumours", "stories", "suggestions"];
/// Adverbs between a verb and what it says.
const ADVERBS: [&str; 10] =
    ["absolutely", "completely", "entirely", "just", "plainly", "quite", "simply", "totally", "utterly", "wholly"];
/// Words before the noun ("any such reports", "the latest rumours"), or of a label ("Telm Clinics:").
const BEFORE: usize = 4;
/// Words between the beginning of what is called false and a negation of it.
const NEAR: usize = 8;

/// What says of a statement whether it is so, as words of the side.
pub(super) struct Veracity {
    /// What stands before it: "it is not true that", "rumours that".
    pub(super) before: Range<usize>,
    /// What stands behind it: "are unfounded". Empty where `before` says it all.
    pub(super) behind: Range<usize>,
    /// Whether it comes to "false": "not false" does not.
    pub(super) is_false: bool,
}

impl Veracity {
    /// Finds what is said of the veracity of a statement; `None` where it is called neither true nor false.
    pub(super) fn of(side: &Side<'_>) -> Option<Self> {
        let keys = Keys(&side.words);
        let start = (0..=BEFORE).find(|at| keys.is(*at, &[":"])).map_or(0, |label| label + 1);
        keys.it_is(start).or_else(|| keys.no_truth(start)).or_else(|| keys.reports(start))
    }

    /// Tells whether a word is one of those that say so.
    pub(super) fn has(&self, word: usize) -> bool {
        self.before.contains(&word) || self.behind.contains(&word)
    }

    /// Returns the words that say so.
    pub(super) fn words(&self) -> Range<usize> {
        if self.behind.is_empty() { self.before.clone() } else { self.behind.clone() }
    }

    /// Tells whether a word stands in the first clause of what is called false, near enough to be its verb's negation.
    pub(super) fn is_of_first_clause(&self, side: &Side<'_>, word: usize) -> bool {
        let ends = |at: usize| Keys(&side.words).is(at, &[",", ";", "and", "because", "but", "or", "which", "who"]);
        (self.before.end..self.before.end + NEAR).contains(&word) && !(self.before.end..word).any(ends)
    }
}

/// The words of a side, asked by place.
struct Keys<'s, 'a>(&'s [Word<'a>]);

impl Keys<'_, '_> {
    fn key(&self, at: usize) -> &str {
        self.0.get(at).map_or("", |word| word.key.as_ref())
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        list.contains(&self.key(at))
    }

    /// "It is (not) true that".
    fn it_is(&self, start: usize) -> Option<Veracity> {
        let at = match self.key(start) {
            "it's" => start + 1,
            "it" => self.verb(start + 1)?,
            _ => return None,
        };
        let is_not = start + 1 < at && self.key(at - 1).ends_with("n't");
        let (end, is_false) = self.judgement(at, is_not)?;
        let end = self.opens(end)?;
        Some(Veracity { before: start..end, behind: 0..0, is_false })
    }

    /// "There is no truth in reports that".
    fn no_truth(&self, start: usize) -> Option<Veracity> {
        let at = Some(start).filter(|at| self.is(*at, &["there"])).and_then(|at| self.verb(at + 1))?;
        let is_none = self.is(at, &["no"])
            && self.is(at + 1, &["basis", "foundation", "substance", "truth"])
            && self.is(at + 2, &["behind", "for", "in", "to"]);
        let noun = Some(at + 3).filter(|_| is_none).and_then(|at| self.noun(at))?;
        let end = Some(noun + 1).filter(|at| self.is(*at, &["about", "of", "that"]))?;
        Some(Veracity { before: start..end + 1, behind: 0..0, is_false: true })
    }

    /// "Rumours that … are unfounded". That "reports that the document was false" says something else shows by the verb, which
    /// has to fit the noun, and by a verb that is left before it.
    fn reports(&self, start: usize) -> Option<Veracity> {
        let noun = self.noun(start)?;
        let inner = Some(noun + 1).filter(|at| self.is(*at, &["about", "of", "that"]))? + 1;
        let last = (inner..self.0.len()).rev().find(|at| !self.0[*at].is_punctuation())?;
        let copulas: &[&str] = if self.is(noun, &REPORTS) {
            &["are", "aren't", "were", "weren't"]
        } else {
            &["is", "isn't", "was", "wasn't"]
        };
        let first = (inner + 1..=last).rev().take(BEFORE).find(|at| self.is(*at, copulas));
        let Some(first) = first else {
            let is_told = self.is(last, &UNFOUNDED) && last > inner;
            return is_told.then_some(Veracity { before: start..inner, behind: last..last + 1, is_false: true });
        };
        let (end, is_false) = self.judgement(first + 1, self.key(first).ends_with("n't"))?;
        let says_more = !self.is(inner - 1, &["that"])
            || self.is(last, &UNFOUNDED)
            || (inner..first).any(|at| tense(self.key(at)).is_some());
        (end == last + 1 && says_more).then_some(Veracity { before: start..inner, behind: first..end, is_false })
    }

    /// Skips "is", "was" and "has been".
    fn verb(&self, at: usize) -> Option<usize> {
        let is_been = self.is(at, &["had", "has"]) && self.is(at + 1, &["been"]);
        let is_one = self.is(at, &["is", "isn't", "was", "wasn't"]);
        if is_been { Some(at + 2) } else { is_one.then_some(at + 1) }
    }

    /// Finds the noun of such a report behind a few words of its own.
    fn noun(&self, start: usize) -> Option<usize> {
        let found = (start..start + BEFORE).find(|at| self.is(*at, &REPORTS) || self.is(*at, &ONE_REPORT))?;
        let is_own = |at: usize| tense(self.key(at)).is_none() && self.0[at].key.chars().any(char::is_alphabetic);
        (start..found).all(is_own).then_some(found)
    }

    /// Reads "simply not true": where it ends, and whether it comes to "false".
    fn judgement(&self, start: usize, is_not: bool) -> Option<(usize, bool)> {
        let skip = |at: usize| at + (at..self.0.len()).take_while(|at| self.is(*at, &ADVERBS)).count();
        let at = skip(start);
        let (at, is_not) = if self.is(at, &["not"]) { (skip(at + 1), !is_not) } else { (at, is_not) };
        let at = if self.is(at, &["a", "an"]) { at + 1 } else { at };
        if is_not && self.is(at, &["the"]) && self.is(at + 1, &["case"]) {
            return Some((at + 2, true));
        }
        if self.is(at, &["without"]) && self.is(at + 1, &["basis", "foundation"]) {
            return Some((at + 2, !is_not));
        }
        let calls_false = self.is(at, &FALSE) || self.is(at, &UNFOUNDED);
        (calls_false || self.is(at, &TRUE)).then_some((at + 1, calls_false != is_not))
    }

    /// Skips "that" and "to say that".
    fn opens(&self, at: usize) -> Option<usize> {
        if self.is(at, &["that"]) {
            return Some(at + 1);
        }
        let says = self.is(at, &["to"]) && self.is(at + 1, &["claim", "report", "say", "state", "suggest"]);
        says.then(|| if self.is(at + 2, &["that"]) { at + 3 } else { at + 2 })
    }
}
