//! What stands around a number: the other end of a range, the unit, how nearly it is meant.

use onrecord_model::Approximation;

use super::magnitude_of;
use super::number::{Number, number};
use super::other::is_other;
use crate::lexicon::class::Class;
use crate::lexicon::number::{APPROXIMATORS, unit};
use crate::word::Word;

/// Reads "to 12", "and 12" (after "between"), "–12" behind a number.
pub(super) fn second(words: &[Word], first: &Number) -> Option<(Number, usize)> {
    let link = words.get(first.end)?;
    let between = first.start.checked_sub(1).and_then(|b| words.get(b)).is_some_and(|w| &*w.lower == "between");
    let joins = &*link.lower == "to" || link.is_dash() || between && &*link.lower == "and";
    if !joins {
        return None;
    }
    let next = number(words, first.end + 1)?;
    let end = next.end;
    (next.value > first.value || magnitude_of(next.value) > 1.0).then_some((next, end))
}

/// Reads "in five", "out of ten" behind a number.
pub(super) fn one_in(words: &[Word], first: &Number) -> Option<(f64, usize)> {
    let word = |i: usize| words.get(i).map_or("", |w| &*w.lower);
    let at = match (word(first.end), word(first.end + 1)) {
        ("in", "every") | ("out", "of") => first.end + 2,
        ("in", _) => first.end + 1,
        _ => return None,
    };
    let whole =
        number(words, at).filter(|n| n.unit.is_none() && n.value >= 2.0 && n.value <= 1e6 && !is_other(words, n))?;
    (first.value < whole.value && first.value <= 10.0).then_some((whole.value, whole.end))
}

/// Reads the unit behind a number; the second value is the word behind it.
pub(super) fn unit_behind(words: &[Word], end: usize) -> (Option<String>, usize) {
    let Some(next) = words.get(end) else {
        return (None, end);
    };
    let after = words.get(end + 1);
    let lower = &*next.lower;
    if lower == "per" && after.is_some_and(|w| &*w.lower == "cent") {
        return (Some("%".to_owned()), end + 2);
    }
    if matches!(lower, "percentage") && after.is_some_and(|w| w.lower.starts_with("point")) {
        return (Some("percentage point".to_owned()), end + 2);
    }
    if let Some(scale) = degrees(words, end) {
        return scale;
    }
    if matches!(lower, "square" | "sq" | "sq." | "cubic")
        && let Some(known) = after.and_then(|w| unit(&w.lower))
    {
        let kind = if lower == "cubic" { "cubic" } else { "square" };
        return (Some(format!("{kind} {known}")), end + 2);
    }
    if lower == "basis" && after.is_some_and(|w| w.lower.starts_with("point")) {
        return (Some("basis point".to_owned()), end + 2);
    }
    // "GW" and "kV" are written with capitals, "Pounds" in capitals is a name.
    let short = next.range.len() <= 3;
    if let Some(known) = unit(lower).filter(|_| !next.capital || short) {
        return (Some(known.to_owned()), end + 1);
    }
    let noun = |w: &Word| {
        w.is_word()
            && !w.capital
            && w.class == Class::NONE
            && w.lower.len() > 3
            && w.lower.ends_with('s')
            && !w.possessive()
    };
    let dated = |w: &Word| matches!(&*w.lower, "last" | "next" | "this" | "past" | "later" | "earlier");
    let adjective =
        |w: &Word| !dated(w) && w.is_word() && !w.capital && w.class == Class::NONE && !w.lower.ends_with("ed");
    match after {
        _ if noun(next) => (Some(lower.to_owned()), end + 1),
        Some(after) if adjective(next) && unit(&after.lower).is_some() => {
            (unit(&after.lower).map(str::to_owned), end + 2)
        }
        Some(after) if adjective(next) && noun(after) => (Some(after.lower.to_string()), end + 2),
        _ => (None, end),
    }
}

/// Reads the approximating words in front of a number; the first value is where the expression starts.
pub(super) fn approximated(words: &[Word], start: usize) -> (usize, Approximation) {
    for (phrase, approximation) in APPROXIMATORS {
        let Some(from) = start.checked_sub(phrase.len()) else {
            continue;
        };
        if phrase.iter().zip(&words[from..start]).all(|(a, w)| *a == &*w.lower) {
            return (from, *approximation);
        }
    }
    let between = start.checked_sub(1).is_some_and(|b| &*words[b].lower == "between");
    (start - usize::from(between), Approximation::Exact)
}

/// Reads "°C", "degrees Celsius" and "degrees Fahrenheit".
fn degrees(words: &[Word], at: usize) -> Option<(Option<String>, usize)> {
    let word = |i: usize| words.get(i).map_or("", |w| &*w.lower);
    if !matches!(word(at), "°" | "degrees" | "degree") {
        return None;
    }
    let scale = match word(at + 1) {
        "c" | "celsius" | "centigrade" => "degree C",
        "f" | "fahrenheit" => "degree F",
        _ => return None,
    };
    Some((Some(scale.to_owned()), at + 2))
}

/// Returns the word behind "or so" and "or more" at `end`, and how the number in front of it is meant.
pub(super) fn or_so(words: &[Word], end: usize) -> Option<(usize, Approximation)> {
    let word = |i: usize| words.get(i).map_or("", |w| &*w.lower);
    let meant = match (word(end), word(end + 1)) {
        ("or", "so") => Approximation::About,
        ("or", "more") => Approximation::AtLeast,
        ("or", "less" | "fewer") => Approximation::AtMost,
        _ => return None,
    };
    Some((end + 2, meant))
}
