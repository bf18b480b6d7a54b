//! Times told from the day of publication: "yesterday", "on Monday", "last week", "three days ago".

use chrono::{Datelike, NaiveDate};
use onrecord_model::{TimeBasis, TimePrecision};

use super::Time;
use super::calendar::{self, Interval};
use crate::lexicon::class::Class;
use crate::lexicon::name;
use crate::lexicon::number::small;
use crate::word::Word;

/// Reads the expression that starts at `i`; `future` tells whether the words around it look ahead.
pub(super) fn at(words: &[Word], i: usize, published: NaiveDate, future: &dyn Fn(usize) -> bool) -> Option<Time> {
    let (end, (from, to), precision) = named_day(words, i, published)
        .or_else(|| weekday(words, i, published, future))
        .or_else(|| period(words, i, published))
        .or_else(|| ago(words, i, published))?;
    Some(Time { words: i..end, from, to, precision, basis: TimeBasis::PublicationDate })
}

type Read = (usize, Interval, TimePrecision);

fn single(end: usize, day: NaiveDate) -> Read {
    (end, (day, day), TimePrecision::Day)
}

fn named_day(words: &[Word], i: usize, published: NaiveDate) -> Option<Read> {
    let by = match &*words.get(i)?.lower {
        "today" | "tonight" => 0,
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => return None,
    };
    Some(single(i + 1, calendar::moved(published, by)))
}

fn weekday(words: &[Word], i: usize, published: NaiveDate, future: &dyn Fn(usize) -> bool) -> Option<Read> {
    let first = words.get(i)?;
    let led = matches!(&*first.lower, "last" | "next" | "this");
    let at = i + usize::from(led);
    let day = words.get(at)?;
    if !day.any(Class::WEEKDAY) || !day.capital || name::names_a_paper(words, at) {
        return None;
    }
    let back = calendar::days_back(published, calendar::weekday(&day.lower)?);
    let ahead = if back == 0 { 0 } else { 7 - back };
    let by = match &*first.lower {
        "last" if back == 0 => -7,
        "next" if back == 0 => 7,
        "next" => ahead,
        "last" => -back,
        _ if future(i) => ahead,
        _ => -back,
    };
    Some(single(at + 1, calendar::moved(published, by)))
}

fn period(words: &[Word], i: usize, published: NaiveDate) -> Option<Read> {
    let by = match &*words.get(i)?.lower {
        "this" | "current" => 0,
        "last" | "previous" => -1,
        "next" | "coming" => 1,
        _ => return None,
    };
    let noun = &*words.get(i + 1)?.lower;
    let end = i + 2;
    Some(match noun {
        "week" => (end, calendar::week(published, by), TimePrecision::Week),
        "weekend" => {
            let (_, sunday) = calendar::week(published, by);
            (end, (calendar::moved(sunday, -1), sunday), TimePrecision::Interval)
        }
        "month" => (end, calendar::month_from(published, by as i32)?, TimePrecision::Month),
        "year" => (end, calendar::year(published.year() + by as i32)?, TimePrecision::Year),
        _ => return None,
    })
}

/// Reads "three days ago", "a week ago", "two months earlier" is left alone: it is told from another day.
fn ago(words: &[Word], i: usize, published: NaiveDate) -> Option<Read> {
    if words.get(i + 2).is_none_or(|w| &*w.lower != "ago") {
        return None;
    }
    let count = match &*words[i].lower {
        "a" | "an" => 1,
        lower => {
            lower.parse().ok().or_else(|| small(lower).map(|v| v as i64)).filter(|n: &i64| (0..10_000).contains(n))?
        }
    };
    let months = i32::try_from(count).ok()?;
    Some(match &*words[i + 1].lower {
        "day" | "days" => single(i + 3, calendar::moved(published, -count)),
        "week" | "weeks" => (i + 3, calendar::week(published, -count), TimePrecision::Week),
        "month" | "months" => (i + 3, calendar::month_from(published, -months)?, TimePrecision::Month),
        "year" | "years" => (i + 3, calendar::year(published.year() - months)?, TimePrecision::Year),
        _ => return None,
    })
}
