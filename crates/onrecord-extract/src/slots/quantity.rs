//! Stated quantities: digits, number words, currencies, percentages, ranges. Dates, times and ordinals are none.

use std::ops::Range;

use onrecord_model::{Approximation, Quantity, Unit};
use onrecord_text::{Text, TokenKind};

use crate::lexicon::class::Class;
use crate::lexicon::number::{APPROXIMATORS, currency_symbol, denominator, magnitude, small, unit, vague};
use crate::word::Word;

/// A number as written, with the number of the word behind it.
struct Number {
    value: f64,
    /// A unit written in the same word ("four-hour", "50km", "€").
    unit: Option<String>,
    start: usize,
    end: usize,
    size_only: bool,
}

/// Finds the quantities.
pub(super) fn find(text: &Text, words: &[Word]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < words.len() {
        match number(words, i).filter(|n| !is_date(words, n)) {
            Some(first) => {
                let (quantity, end) = whole(words, &first);
                found.extend(quantity.and_then(|q| q.place(text, words)));
                i = end.max(i + 1);
            }
            None => i += 1,
        }
    }
    found
}

/// A quantity in word numbers.
struct Draft {
    words: Range<usize>,
    value: f64,
    upper: Option<f64>,
    unit: Option<String>,
    approximation: Approximation,
}

impl Draft {
    fn place(self, text: &Text, words: &[Word]) -> Option<Quantity> {
        let bytes = words.get(self.words.start)?.range.start..words.get(self.words.end.checked_sub(1)?)?.range.end;
        Some(Quantity {
            span: text.span(bytes).ok()?,
            value: self.value,
            upper: self.upper,
            unit: self.unit.map(Unit),
            approximation: self.approximation,
        })
    }
}

/// Reads range, share, unit and approximation around a number; the second value is the word to go on from.
fn whole(words: &[Word], first: &Number) -> (Option<Draft>, usize) {
    let (start, mut end, mut value, mut upper) = (first.start, first.end, first.value, None);
    let mut unit = first.unit.clone();
    if let Some((second, behind)) = second(words, first) {
        end = behind;
        unit = unit.or(second.unit);
        // "10 to 12 million": the magnitude belongs to both.
        if second.value >= 1e3
            && value < 1e3
            && second.value / 1e3 >= 1.0
            && magnitude_of(second.value) > 1.0
            && first.end - first.start == 1
        {
            value *= magnitude_of(second.value);
        }
        upper = Some(second.value);
    } else if let Some((whole, behind)) = one_in(words, first) {
        (value, end, unit) = (first.value / whole, behind, Some("share".to_owned()));
    }
    if unit.is_none() {
        let of = usize::from(first.size_only && words.get(end).is_some_and(|w| &*w.lower == "of"));
        let (found, behind) = unit_behind(words, end + of);
        end = if found.is_some() { behind } else { end };
        unit = found;
    }
    let (start, mut approximation) = approximated(words, start);
    if upper.is_some() {
        approximation = Approximation::Range;
    } else if first.size_only {
        approximation = Approximation::Magnitude;
    }
    let bare_one = (first.value - 1.0).abs() < f64::EPSILON
        && &*words[first.start].lower == "one"
        && unit.as_deref().is_none_or(|u| super_unit(u).is_none());
    let bare_one = bare_one && unit.as_deref() != Some("share");
    let draft = Draft { words: start..end, value, upper, unit, approximation };
    ((!bare_one).then_some(draft), end)
}

fn super_unit(normal: &str) -> Option<&'static str> {
    unit(normal)
}

fn magnitude_of(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|m| value >= *m).unwrap_or(1.0)
}

/// Reads the number that starts at `at`: "3.5 billion", "$3.5bn", "two hundred thousand", "dozens".
fn number(words: &[Word], at: usize) -> Option<Number> {
    let currency = currency_symbol(&words.get(at)?.lower).or_else(|| at.checked_sub(1).and(None));
    let mut i = at + usize::from(currency.is_some());
    let first = words.get(i)?;
    let mut found = Number { value: 0.0, unit: currency.map(str::to_owned), start: at, end: i + 1, size_only: false };
    if let Some(size) = vague(&first.lower) {
        found.value = size;
        found.size_only = true;
        if words.get(i + 1).is_some_and(|w| &*w.lower == "of")
            && let Some(more) = words.get(i + 2).and_then(|w| vague(&w.lower))
        {
            found.value *= more;
            found.end = i + 3;
        }
        return Some(found);
    }
    let article = matches!(&*first.lower, "a" | "an" | "half")
        && words.get(i + 1).is_some_and(|w| magnitude(&w.lower).is_some() || &*w.lower == "dozen");
    let half = &*first.lower == "half" && words.get(i + 1).is_some_and(|w| &*w.lower == "a");
    let half = half && words.get(i + 2).and_then(factor).is_some();
    let (mut value, glued) = if article || half { (1.0, None) } else { value_of(first)? };
    if &*first.lower == "half" {
        value = 0.5;
    }
    found.unit = found.unit.or(glued);
    i += 1 + usize::from(half);
    while let Some(factor) = words.get(i).and_then(factor) {
        value = times(value, factor);
        i += 1;
    }
    if let Some(parts) = words.get(i).and_then(|w| denominator(&w.lower)).filter(|_| value < 10.0 && !article) {
        value /= parts;
        i += 1;
        found.unit = Some("share".to_owned());
    }
    found.value = value;
    found.end = i;
    Some(found)
}

fn factor(word: &Word) -> Option<f64> {
    if &*word.lower == "dozen" {
        return Some(12.0);
    }
    (word.lower.len() > 1).then(|| magnitude(&word.lower)).flatten()
}

/// Multiplies as on paper: 4.18 billion is 4 180 000 000 and not the 4 179 999 999.999999 of binary fractions. Thirteen
/// digits are more than any article states and fewer than the sixteen a float holds.
fn times(value: f64, factor: f64) -> f64 {
    let product = value * factor;
    format!("{product:.12e}").parse().unwrap_or(product)
}

/// Reads one word as a number, with a unit or magnitude written in the same word.
fn value_of(word: &Word) -> Option<(f64, Option<String>)> {
    let lower = &*word.lower;
    if word.kind == TokenKind::Mark {
        return None;
    }
    if let Some(value) = small(lower) {
        return Some((value, None));
    }
    if let Some((count, rest)) = lower.split_once('-') {
        let value = small(count).or_else(|| digits(count))?;
        let (head, _) = rest.split_once('-').unwrap_or((rest, ""));
        let named = unit(head).map(str::to_owned).or_else(|| denominator(head).map(|_| "share".to_owned()))?;
        let value = denominator(head).map_or(value, |d| value / d);
        return Some((value, Some(named)));
    }
    let cut = lower.find(|c: char| c.is_alphabetic() || c == '%').unwrap_or(lower.len());
    let value = digits(lower.get(..cut)?)?;
    match lower.get(cut..)? {
        "" => Some((value, None)),
        suffix => match magnitude(suffix) {
            Some(factor) => Some((times(value, factor), None)),
            None => unit(suffix).map(|u| (value, Some(u.to_owned()))),
        },
    }
}

/// Reads digits with separators of thousands ("1,200", "3.5"); `None` for dates, times and scores.
fn digits(written: &str) -> Option<f64> {
    let (whole, decimals) = written.split_once('.').unwrap_or((written, "0"));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1 || groups.iter().skip(1).all(|g| g.len() == 3) && groups[0].len() <= 3;
    let plain = |s: &str| !s.is_empty() && s.len() <= 15 && s.bytes().all(|b| b.is_ascii_digit());
    if !grouped || !groups.iter().all(|g| plain(g)) || !plain(decimals) {
        return None;
    }
    format!("{}.{decimals}", groups.concat()).parse().ok()
}

/// Reads "to 12", "and 12" (after "between"), "–12" behind a number.
fn second(words: &[Word], first: &Number) -> Option<(Number, usize)> {
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
fn one_in(words: &[Word], first: &Number) -> Option<(f64, usize)> {
    let word = |i: usize| words.get(i).map_or("", |w| &*w.lower);
    let at = match (word(first.end), word(first.end + 1)) {
        ("in", _) => first.end + 1,
        ("out", "of") => first.end + 2,
        _ => return None,
    };
    let whole =
        number(words, at).filter(|n| n.unit.is_none() && n.value >= 2.0 && n.value <= 1e6 && !is_date(words, n))?;
    (first.value < whole.value && first.value <= 10.0).then_some((whole.value, whole.end))
}

/// Reads the unit behind a number; the second value is the word behind it.
fn unit_behind(words: &[Word], end: usize) -> (Option<String>, usize) {
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
    if lower == "square"
        && let Some(known) = after.and_then(|w| unit(&w.lower))
    {
        return (Some(format!("square {known}")), end + 2);
    }
    if let Some(known) = unit(lower).filter(|_| !next.capital) {
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
    let adjective = |w: &Word| w.is_word() && !w.capital && w.class == Class::NONE && !w.lower.ends_with("ed");
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
fn approximated(words: &[Word], start: usize) -> (usize, Approximation) {
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

/// Tells whether a number is part of a date, a time of day, an ordinal or an age of a road sign ("Route 66").
fn is_date(words: &[Word], n: &Number) -> bool {
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
        && !after.is_some_and(|w| unit(&w.lower).is_some() && !w.any(Class::TIME));
    let day_of_month = n.value <= 31.0 && (month(after) || month(before));
    let coloned = before.is_some_and(|w| w.is(":")) && digits && written == 2 && n.value < 60.0;
    let numbered = digits
        && before.is_some_and(|w| {
            w.capital
                && matches!(&*w.lower, "no." | "article" | "section" | "chapter" | "route" | "page" | "flight" | "room")
        });
    year || clock || day_of_month || coloned || numbered || month(before) && n.value > 1_000.0
}
