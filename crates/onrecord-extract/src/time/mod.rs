//! Time expressions and the days they mean.

mod calendar;
mod explicit;
mod relative;

use std::ops::Range;

use chrono::NaiveDate;
use onrecord_model::{TimeBasis, TimePrecision};

use crate::lexicon::WordSet;
use crate::lexicon::class::Class;
use crate::word::Word;

/// A resolved expression in word numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    pub(crate) words: Range<usize>,
    pub(crate) from: NaiveDate,
    pub(crate) to: NaiveDate,
    pub(crate) precision: TimePrecision,
    pub(crate) basis: TimeBasis,
}

/// Words around a time that are looked at for a verb.
const REACH: usize = 14;
/// Words that look ahead; verbs of a timetable do in the present ("the fair opens on Friday").
static AHEAD: WordSet = WordSet::new(
    "will would shall should won't won’t upcoming scheduled tomorrow plans planned plan expected due opens closes begins starts \
     ends resumes expires reopens",
);
/// Words that look back. A participle behind a form of "be" says nothing of when.
static BACK: WordSet = WordSet::new(
    "was were had did began held met took came went fell rose made got gave saw struck hit broke died left lost won has have \
     since said told wrote",
);

/// Tells whether the sentence speaks of what lies ahead at word `i`: the nearest verb in front of it decides, where none
/// stands there the first one behind.
fn looks_ahead(words: &[Word], i: usize) -> bool {
    let back = |at: usize| {
        let word = &words[at];
        let be = at.checked_sub(1).and_then(|b| words.get(b)).is_some_and(|b| matches!(&*b.lower, "be" | "been"));
        BACK.has(&word.lower) || word.lower.len() > 4 && word.lower.ends_with("ed") && !be && !AHEAD.has(&word.lower)
    };
    let verdict = |at: usize| match (AHEAD.has(&words[at].lower), back(at)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    };
    let near = i.saturating_sub(REACH)..i;
    if lasts_until(words, i) {
        // "Were told to stay out until Sunday", "stays shut until Friday"; not "was shut until Friday".
        return near.rev().find_map(|at| infinitive(words, at).then_some(true).or_else(|| verdict(at))).unwrap_or(true);
    }
    let before = near.rev().find_map(|at| is_to(words, at).then_some(true).or_else(|| verdict(at)));
    before.or_else(|| (i..words.len().min(i + REACH)).find_map(verdict)).unwrap_or(false)
}

fn lower(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| &*word.lower)
}

/// Tells whether a time is how long something lasts: "until Sunday".
fn lasts_until(words: &[Word], i: usize) -> bool {
    i.checked_sub(1).is_some_and(|before| matches!(lower(words, before), "until" | "till"))
}

/// Tells whether "to" and a verb in its bare form stand at `at`, as far as their words show.
fn infinitive(words: &[Word], at: usize) -> bool {
    let verb = words.get(at + 1);
    let is_noun = |word: &Word| word.capital || word.any(Class::DETERMINER | Class::POSSESSIVE | Class::PRONOUN);
    lower(words, at) == "to" && verb.is_some_and(|word| word.is_word() && !is_noun(word))
}

/// Tells whether words such as "is to testify" stand at `at`.
fn is_to(words: &[Word], at: usize) -> bool {
    matches!(lower(words, at), "is" | "are") && infinitive(words, at + 1)
}

/// Finds the time expressions of a sentence. Without a publication date only those that name their own date. `ahead`
/// tells whether the expression at a word can lie ahead at all: words that were uttered cannot.
pub(crate) fn find(words: &[Word], published: Option<NaiveDate>, ahead: &dyn Fn(usize) -> bool) -> Vec<Time> {
    let future = |i: usize| ahead(i) && looks_ahead(words, i);
    let mut found = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let time = explicit::at(words, i, published, &future).or_else(|| relative::at(words, i, published?, &future));
        match time {
            Some(time) => {
                i = time.words.end.max(i + 1);
                found.push(widened(words, time));
            }
            None => i += 1,
        }
    }
    found
}

/// Takes in the words that belong to the expression in front of it ("late on", "earlier").
fn widened(words: &[Word], mut time: Time) -> Time {
    let before =
        |start: usize, back: usize| start.checked_sub(back).and_then(|b| words.get(b)).map_or("", |w| &*w.lower);
    let part = |w: &str| matches!(w, "late" | "early" | "earlier" | "later" | "mid");
    let start = time.words.start;
    if part(before(start, 1)) {
        time.words.start -= 1;
    } else if before(start, 1) == "on" && part(before(start, 2)) {
        time.words.start -= 2;
    }
    time
}

/// How the names of the months start.
const STARTS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Returns the number of a month name in capitals; "May" and "March" only next to a number or a preposition.
pub(crate) fn month(words: &[Word], i: usize) -> Option<u32> {
    let word = words.get(i)?;
    if !word.capital || !word.any(Class::MONTH) {
        return None;
    }
    let number = STARTS.iter().position(|m| word.lower.starts_with(m))? as u32 + 1;
    let neighbour = |w: Option<&Word>| {
        w.is_some_and(|w| {
            w.lower.starts_with(|c: char| c.is_ascii_digit())
                || matches!(
                    &*w.lower,
                    "in" | "since"
                        | "by"
                        | "until"
                        | "of"
                        | "last"
                        | "next"
                        | "this"
                        | "from"
                        | "early"
                        | "late"
                        | "during"
                        | "till"
                        | "mid"
                )
        })
    };
    let ambiguous = matches!(&*word.lower, "may" | "march" | "mar" | "mar.");
    let before = i.checked_sub(1).and_then(|b| words.get(b));
    let digits_behind = words.get(i + 1).is_some_and(|w| w.lower.starts_with(|c: char| c.is_ascii_digit()));
    (!ambiguous || neighbour(before) || digits_behind).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(text: &str, published: &str) -> Vec<(String, String, String)> {
        let words = crate::word::words(text, &(0..text.len()));
        let shown = |t: Time| {
            let bytes = words[t.words.start].range.start..words[t.words.end - 1].range.end;
            (text[bytes].to_owned(), t.from.to_string(), t.to.to_string())
        };
        find(&words, published.parse().ok(), &|_| true).into_iter().map(shown).collect()
    }

    fn one(text: &str) -> (String, String, String) {
        resolve(text, "2026-01-24").into_iter().next().unwrap_or_default()
    }

    fn days(text: &str) -> (String, String) {
        let (_, from, to) = one(text);
        (from, to)
    }

    fn pair(from: &str, to: &str) -> (String, String) {
        (from.to_owned(), to.to_owned())
    }

    #[test]
    fn weekdays_lie_behind_unless_the_sentence_looks_ahead() {
        assert_eq!(
            one("Late on Thursday, they met."),
            ("Late on Thursday".into(), "2026-01-22".into(), "2026-01-22".into())
        );
        assert_eq!(days("They met on Monday."), pair("2026-01-19", "2026-01-19"));
        assert_eq!(days("They met last Friday."), pair("2026-01-23", "2026-01-23"));
        assert_eq!(days("They met on Saturday."), pair("2026-01-24", "2026-01-24"));
        assert_eq!(days("They will meet on Monday."), pair("2026-01-26", "2026-01-26"));
    }

    #[test]
    fn what_is_to_happen_or_lasts_lies_ahead() {
        assert_eq!(days("Swimmers were told to stay away until Monday."), pair("2026-01-26", "2026-01-26"));
        assert_eq!(days("The pool stays shut until Friday."), pair("2026-01-30", "2026-01-30"));
        assert_eq!(days("The pool was shut until Friday."), pair("2026-01-23", "2026-01-23"));
        assert_eq!(days("She is to testify on Thursday."), pair("2026-01-29", "2026-01-29"));
        assert_eq!(days("It is owed to Berg since Thursday."), pair("2026-01-22", "2026-01-22"));
    }

    #[test]
    fn weeks_are_iso_weeks() {
        assert_eq!(days("They met earlier this week."), pair("2026-01-19", "2026-01-25"));
        assert_eq!(days("They meet next week."), pair("2026-01-26", "2026-02-01"));
        assert_eq!(days("It fell last month."), pair("2025-12-01", "2025-12-31"));
    }

    #[test]
    fn months_and_years_may_stand_alone() {
        assert_eq!(days("It fell in March."), pair("2025-03-01", "2025-03-31"));
        assert_eq!(days("It fell in 2014."), pair("2014-01-01", "2014-12-31"));
        assert_eq!(days("It fell on March 5, 2024."), pair("2024-03-05", "2024-03-05"));
        assert_eq!(days("It fell on 5 March 2024."), pair("2024-03-05", "2024-03-05"));
        assert_eq!(days("It fell on 2024-03-05."), pair("2024-03-05", "2024-03-05"));
        assert_eq!(days("It fell on December 30."), pair("2025-12-30", "2025-12-30"));
        assert_eq!(days("It fell three days ago."), pair("2026-01-21", "2026-01-21"));
    }

    #[test]
    fn a_month_lies_ahead_when_the_sentence_looks_ahead() {
        assert_eq!(days("The school would close in June."), pair("2026-06-01", "2026-06-30"));
        assert_eq!(days("The law will bind from January."), pair("2026-01-01", "2026-01-31"));
        assert_eq!(days("The school closes in June."), pair("2026-06-01", "2026-06-30"));
        assert_eq!(days("I said in March that we would stay."), pair("2025-03-01", "2025-03-31"));
        assert!(resolve("Jan Visser said it was fine.", "2026-01-24").is_empty());
        assert_eq!(days("It fell on Jan 5."), pair("2026-01-05", "2026-01-05"));
    }

    #[test]
    fn what_lasts_until_a_month_lasts_until_the_one_to_come() {
        let text = "The harbour may stay closed until the end of April.";
        assert_eq!(days(text), pair("2026-04-01", "2026-04-30"));
        assert_eq!(days("It was shut by the end of January."), pair("2026-01-01", "2026-01-31"));
        assert_eq!(days("It fell at the end of April."), pair("2025-04-01", "2025-04-30"));
    }

    #[test]
    fn without_a_publication_date_only_explicit_dates_resolve() {
        assert!(resolve("They met on Monday in March.", "").is_empty());
        assert_eq!(resolve("They met in March 2014.", "").len(), 1);
    }

    #[test]
    fn may_and_march_are_also_words() {
        assert!(resolve("They may march. March on! May it last.", "2026-01-24").is_empty());
    }
}
