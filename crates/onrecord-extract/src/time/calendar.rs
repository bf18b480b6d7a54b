//! Intervals of the calendar.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// First and last day.
pub(super) type Interval = (NaiveDate, NaiveDate);

/// Returns `day` moved by `by` days; the day itself at the ends of the calendar.
pub(super) fn moved(day: NaiveDate, by: i64) -> NaiveDate {
    let days = Days::new(by.unsigned_abs());
    let moved = if by < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) };
    moved.unwrap_or(day)
}

/// Returns the ISO week, Monday to Sunday, that lies `by` weeks from that of `day`.
pub(super) fn week(day: NaiveDate, by: i64) -> Interval {
    let monday = moved(day, by * 7 - i64::from(day.weekday().num_days_from_monday()));
    (monday, moved(monday, 6))
}

/// Returns the month with number `month` in `year`.
pub(super) fn month(year: i32, month: u32) -> Option<Interval> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, moved(first.checked_add_months(Months::new(1))?, -1)))
}

/// Returns the month that lies `by` months from that of `day`.
pub(super) fn month_from(day: NaiveDate, by: i32) -> Option<Interval> {
    let first = day.with_day(1)?;
    let months = Months::new(by.unsigned_abs());
    let first = if by < 0 { first.checked_sub_months(months) } else { first.checked_add_months(months) }?;
    month(first.year(), first.month())
}

/// Returns a whole year.
pub(super) fn year(year: i32) -> Option<Interval> {
    Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
}

/// Reads the English name of a weekday in lower case.
pub(super) fn weekday(lower: &str) -> Option<Weekday> {
    Some(match lower {
        "monday" => Weekday::Mon,
        "tuesday" => Weekday::Tue,
        "wednesday" => Weekday::Wed,
        "thursday" => Weekday::Thu,
        "friday" => Weekday::Fri,
        "saturday" => Weekday::Sat,
        "sunday" => Weekday::Sun,
        _ => return None,
    })
}

/// Returns how many days `weekday` lies before `day`: 0..=6.
pub(super) fn days_back(day: NaiveDate, weekday: Weekday) -> i64 {
    i64::from((7 + day.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7)
}
