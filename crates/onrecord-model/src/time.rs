//! Publication dates and time expressions.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use onrecord_text::{Span, Text};

/// When a document was published: a day, and the moment where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Published {
    /// The calendar day at the outlet.
    pub date: NaiveDate,
    /// The moment with its offset from UTC; `None` when only the day is known.
    pub at: Option<DateTime<FixedOffset>>,
}

/// The refusal of a string that is neither a day nor a moment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date; write 2026-01-24 or 2026-01-24T09:00:00Z")]
pub struct PublishedError(pub String);

impl Published {
    /// Makes a publication date of which only the day is known.
    pub fn on(date: NaiveDate) -> Self {
        Published { date, at: None }
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some(at) => f.pad(&at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
            None => f.pad(&self.date.format("%Y-%m-%d").to_string()),
        }
    }
}

impl FromStr for Published {
    type Err = PublishedError;

    /// Reads ISO 8601 days, RFC 3339 moments and RFC 2822 moments; a moment without an offset is taken as UTC.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let s = s.trim();
        if let Ok(date) = NaiveDate::parse_from_str(s, "%Y-%m-%d") {
            return Ok(Published::on(date));
        }
        moment(s)
            .map(|at| Published { date: at.date_naive(), at: Some(at) })
            .ok_or_else(|| PublishedError(s.to_owned()))
    }
}

fn moment(s: &str) -> Option<DateTime<FixedOffset>> {
    let with_offset = DateTime::parse_from_rfc3339(s)
        .or_else(|_| DateTime::parse_from_str(s, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .or_else(|_| DateTime::parse_from_str(s, "%Y-%m-%dT%H:%M%:z"))
        .or_else(|_| DateTime::parse_from_rfc2822(s));
    with_offset.ok().or_else(|| {
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%MZ", "%Y-%m-%d %H:%M"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(s, form).ok())
            .map(|naive| naive.and_local_timezone(Utc).single().unwrap_or_default().fixed_offset())
    })
}

/// What a time expression was resolved against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeBasis {
    /// The expression names its own date.
    Explicit,
    /// The article's dateline.
    Dateline,
    /// The publication date.
    PublicationDate,
}

impl TimeBasis {
    /// Returns the word used in JSON and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Dateline => "dateline",
            Self::PublicationDate => "publication date",
        }
    }
}

/// How fine a resolved time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimePrecision {
    /// One day.
    Day,
    /// Monday to Sunday (ISO 8601).
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
    /// Some other run of days.
    Interval,
}

impl TimePrecision {
    /// Returns the word used in JSON and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Interval => "interval",
        }
    }
}

/// Whether a time tells when something was uttered or when it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeRole {
    /// When the words were uttered ("said on Thursday").
    SaidAt,
    /// When what they tell of happened.
    About,
}

impl TimeRole {
    /// Returns the word used in JSON and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SaidAt => "said_at",
            Self::About => "about",
        }
    }
}

/// A time expression with the days it was resolved to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// The expression in the document text.
    pub span: Span,
    /// First day meant.
    pub from: NaiveDate,
    /// Last day meant, inclusive; the same as `from` for one day.
    pub to: NaiveDate,
    /// How fine the answer is.
    pub precision: TimePrecision,
    /// What it was resolved against.
    pub basis: TimeBasis,
    /// What the time tells.
    pub role: TimeRole,
}

/// What a time is to what is told, where that did not happen in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeBound {
    /// "before July": earlier than its first day.
    Before,
    /// "after July": later than its last day.
    After,
    /// "since July": from its first day on.
    Since,
    /// "until July", "by July": up to a day in it.
    Until,
}

impl TimeExpression {
    /// Finds the word before the expression in `text` that makes it a bound ("since 2019" did not happen in 2019), and what it makes it;
    /// `None` where what is told happened in it.
    pub fn bound<'a>(&self, text: &'a Text) -> Option<(&'a str, TimeBound)> {
        let before = text.as_str().get(..self.span.bytes().start)?.trim_end_matches([' ', '\u{a0}']);
        let letters = before.char_indices().rev().take_while(|(_, c)| c.is_alphabetic());
        let start = letters.last().map_or(before.len(), |(at, _)| at);
        let word = before.get(start..)?;
        let bound = match word.to_lowercase().as_str() {
            "before" => TimeBound::Before,
            "after" => TimeBound::After,
            "since" => TimeBound::Since,
            "until" | "till" | "by" => TimeBound::Until,
            _ => return None,
        };
        Some((word, bound))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn published(s: &str) -> Option<Published> {
        s.parse().ok()
    }

    #[test]
    fn a_day_has_no_moment() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 24).unwrap();
        assert_eq!(published(" 2026-01-24 "), Some(Published::on(day)));
    }

    #[test]
    fn one_moment_is_read_from_all_its_forms() {
        let moment = published("2026-01-24T09:00:00Z");
        assert!(moment.is_some_and(|p| p.at.is_some()));
        for form in [
            "2026-01-24T09:00:00+00:00",
            "2026-01-24T09:00:00+0000",
            "2026-01-24T09:00+00:00",
            "2026-01-24T09:00Z",
            "2026-01-24T09:00:00.000Z",
            "2026-01-24 09:00:00",
            "2026-01-24T09:00",
            "Sat, 24 Jan 2026 09:00:00 GMT",
        ] {
            assert_eq!(published(form), moment, "{form}");
        }
    }

    #[test]
    fn the_day_is_that_of_the_outlet() {
        let late = published("2026-01-24T23:30:00-05:00").unwrap();
        assert_eq!(late.date, NaiveDate::from_ymd_opt(2026, 1, 24).unwrap());
        assert_eq!(late.at.map(|at| at.to_utc().date_naive()), late.date.succ_opt());
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for bad in ["", "yesterday", "2026-13-01", "2026-02-30", "24/01/2026", "20260124", "2026-01-24T25:00:00Z"] {
            assert_eq!(published(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn reads_back_what_it_prints(days in 0..80_000_i64, seconds in prop::option::of(0..86_400_i64), offset in -12..14_i32) {
            let date = NaiveDate::default() + chrono::Duration::days(days);
            let zone = FixedOffset::east_opt(offset * 3600).unwrap();
            let moment = |s: i64| (date.and_time(chrono::NaiveTime::MIN) + chrono::Duration::seconds(s)).and_local_timezone(zone).unwrap();
            let published = Published { date, at: seconds.map(moment) };
            prop_assert_eq!(published.to_string().parse(), Ok(published));
        }

        #[test]
        fn any_text_is_read_or_refused(s in "\\PC*") {
            let _ = s.parse::<Published>();
        }
    }
}
