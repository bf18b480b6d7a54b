//! Dates that are written out: ISO days, "March 5, 2024", "5 March", "in March 2014", "in 2014".

use chrono::{Datelike, NaiveDate};
use onrecord_model::{TimeBasis, TimePrecision};

use super::{Time, calendar, month};
use crate::word::Word;

/// Reads the date that starts at `i`. A day or month without a year needs the publication date.
///
/// `future` tells whether the words around it look ahead.
pub(super) fn at(
    words: &[Word],
    i: usize,
    published: Option<NaiveDate>,
    future: &dyn Fn(usize) -> bool,
) -> Option<Time> {
    iso(words, i)
        .or_else(|| month_first(words, i, published))
        .or_else(|| day_first(words, i, published))
        .or_else(|| month_alone(words, i, published, future))
        .or_else(|| bare_year(words, i))
}

fn day(words: std::ops::Range<usize>, date: NaiveDate, basis: TimeBasis) -> Time {
    Time { words, from: date, to: date, precision: TimePrecision::Day, basis }
}

fn iso(words: &[Word], i: usize) -> Option<Time> {
    let date = NaiveDate::parse_from_str(&words.get(i)?.lower, "%Y-%m-%d").ok()?;
    (words[i].range.len() == 10).then(|| day(i..i + 1, date, TimeBasis::Explicit))
}

/// Reads "5", "05", "5th" as a day of a month.
fn day_of_month(word: &Word) -> Option<u32> {
    let digits = word.lower.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
    let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|d| plain && (1..=31).contains(d))
}

fn year_at(words: &[Word], i: usize) -> Option<i32> {
    let lower = &*words.get(i)?.lower;
    let plain = lower.len() == 4 && lower.bytes().all(|b| b.is_ascii_digit());
    lower.parse().ok().filter(|y| plain && (1500..2100).contains(y))
}

/// Reads a year behind an optional comma; the second value is the word behind it.
fn year_behind(words: &[Word], i: usize) -> Option<(i32, usize)> {
    let comma = usize::from(words.get(i).is_some_and(|w| w.is(",")));
    year_at(words, i + comma).map(|y| (y, i + comma + 1))
}

fn month_first(words: &[Word], i: usize, published: Option<NaiveDate>) -> Option<Time> {
    let month = month(words, i)?;
    let date = day_of_month(words.get(i + 1)?)?;
    dated(words, i, i + 2, month, date, published)
}

fn day_first(words: &[Word], i: usize, published: Option<NaiveDate>) -> Option<Time> {
    let date = day_of_month(words.get(i)?)?;
    let of = usize::from(words.get(i + 1).is_some_and(|w| &*w.lower == "of"));
    let month = month(words, i + 1 + of)?;
    dated(words, i, i + 2 + of, month, date, published)
}

fn dated(
    words: &[Word],
    start: usize,
    end: usize,
    month: u32,
    date: u32,
    published: Option<NaiveDate>,
) -> Option<Time> {
    if let Some((year, behind)) = year_behind(words, end) {
        return Some(day(start..behind, NaiveDate::from_ymd_opt(year, month, date)?, TimeBasis::Explicit));
    }
    let published = published?;
    let candidates = (-1..=1).filter_map(|by| NaiveDate::from_ymd_opt(published.year() + by, month, date));
    let nearest = candidates.min_by_key(|d| (d.signed_duration_since(published).num_days().abs(), *d))?;
    Some(day(start..end, nearest, TimeBasis::PublicationDate))
}

fn month_alone(words: &[Word], i: usize, published: Option<NaiveDate>, future: &dyn Fn(usize) -> bool) -> Option<Time> {
    let number = month(words, i)?;
    // "Jan Visser" is somebody; "Jan." and "Jan 5" are dates.
    let short = words.get(i).is_some_and(|w| w.lower.len() == 3 && &*w.lower != "may");
    if short && words.get(i + 1).is_some_and(|w| w.capital) {
        return None;
    }
    let before = led_by(words, i);
    let (interval, end, basis) = match (year_behind(words, i + 1), published) {
        (Some((year, end)), _) => (calendar::month(year, number)?, end, TimeBasis::Explicit),
        (None, Some(day)) => {
            let next = before == "next" || before == "by" || before == "until";
            let past = number <= day.month();
            if !next && future(i) {
                let year = day.year() + i32::from(number < day.month());
                let (from, to) = calendar::month(year, number)?;
                let basis = TimeBasis::PublicationDate;
                return Some(Time { words: i..i + 1, from, to, precision: TimePrecision::Month, basis });
            }
            let year = day.year() + i32::from(next && past && before == "next") - i32::from(!next && !past);
            (calendar::month(year, number)?, i + 1, TimeBasis::PublicationDate)
        }
        _ => return None,
    };
    Some(Time { words: i..end, from: interval.0, to: interval.1, precision: TimePrecision::Month, basis })
}

/// Returns the word that leads to a month: in "until the end of April" it is "until".
fn led_by(words: &[Word], i: usize) -> &str {
    let before = |back: usize| i.checked_sub(back).and_then(|at| words.get(at)).map_or("", |w| &*w.lower);
    let is_part = matches!(before(2), "end" | "start" | "beginning" | "middle");
    match (before(1), is_part, before(3)) {
        ("of", true, "the") => before(4),
        ("of", true, other) => other,
        (plain, ..) => plain,
    }
}

fn bare_year(words: &[Word], i: usize) -> Option<Time> {
    let before = i.checked_sub(1).and_then(|b| words.get(b))?;
    let led = matches!(
        &*before.lower,
        "in" | "since"
            | "by"
            | "until"
            | "of"
            | "from"
            | "early"
            | "late"
            | "during"
            | "before"
            | "after"
            | "the"
            | "year"
    );
    let (from, to) = calendar::year(year_at(words, i)?)?;
    let counted = words.get(i + 1).is_some_and(|w| crate::lexicon::number::unit(&w.lower).is_some());
    (led && !counted).then_some(Time {
        words: i..i + 1,
        from,
        to,
        precision: TimePrecision::Year,
        basis: TimeBasis::Explicit,
    })
}
