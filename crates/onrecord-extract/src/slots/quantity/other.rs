//! Numbers that are no quantities: dates, times of day, names of models, numbers of articles.

use onrecord_text::TokenKind;

use super::number::Number;
use crate::lexicon::class::Class;
use crate::lexicon::number::unit;
use crate::word::Word;

/// Tells whether a number is part of a date, a time of day or a name ("Route 66", "Boeing 737").
pub(super) fn is_other(words: &[Word], n: &Number) -> bool {
    let before = n.start.checked_sub(1).and_then(|b| words.get(b));
    let after = words.get(n.end);
    if n.unit.is_some() || n.size_only {
        return false;
    }
    let month = |w: Option<&Word>| w.is_some_and(|w| w.any(Class::MONTH) && w.capital);
    let clock = after.is_some_and(|w| {
        matches!(&*w.lower, "a.m." | "p.m." | "am" | "pm" | "gmt" | "o'clock" | "o’clock") || w.is(":")
    });
    let digits = words[n.start].kind == TokenKind::Number;
    let written = words[n.start].range.len();
    let year = digits
        && written == 4
        && (1_500.0..2_100.0).contains(&n.value)
        && !after.is_some_and(|w| unit(&w.lower).is_some() && !w.any(Class::TIME))
        && !counts(before, words, n.end);
    let day_of_month = n.value <= 31.0 && (month(after) || month(before));
    let coloned = before.is_some_and(|w| w.is(":")) && digits && written == 2 && n.value < 60.0;
    let numbered = digits && n.upper.is_none() && in_a_name(words, n);
    year || clock || day_of_month || coloned || numbered || month(before) && n.value > 1_000.0
}

/// Tells whether four digits count what stands behind them ("lost 2000 tanks"), rather than name a year ("the 2000 floods",
/// "in 2000 officials").
fn counts(before: Option<&Word>, words: &[Word], end: usize) -> bool {
    const DATES: [&str; 17] = [
        "after", "before", "by", "during", "early", "from", "in", "its", "late", "mid", "of", "since", "the", "their",
        "through", "to", "until",
    ];
    let dated = before.is_none_or(|w| !w.is_word() || DATES.contains(&&*w.lower) || w.capital || w.possessive());
    let things = words.get(end).is_some_and(|w| w.is_word() && !w.capital && w.class == Class::NONE)
        && super::around::unit_behind(words, end).0.is_some();
    !dated && things
}

/// Tells whether digits are part of a name ("Flight 17", "a Boeing 737"): they stand right behind a capitalised word
/// that has no other work to do. Where such a word opens the sentence, its capital says nothing.
fn in_a_name(words: &[Word], n: &Number) -> bool {
    let Some(before) = n.start.checked_sub(1).and_then(|b| words.get(b)) else {
        return false;
    };
    let opens = n.start < 2 || words.get(n.start - 2).is_some_and(|w| !w.is_word());
    let listed =
        matches!(&*before.lower, "no." | "article" | "section" | "chapter" | "route" | "page" | "flight" | "room");
    let named = !opens && before.is_word() && before.class == Class::NONE && !before.possessive();
    before.capital && (listed || named && words[n.start].range.len() <= 4 && n.end == n.start + 1)
}
