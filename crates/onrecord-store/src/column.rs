//! How values are written into columns that both databases understand alike.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use onrecord_model::ContentHash;
use onrecord_text::folded_name;

/// The tenant of a database that has one desk.
pub(crate) const TENANT: i32 = 1;

/// Begins an escape in stored text; U+001A SUBSTITUTE is rare in real text and survives being doubled.
const ESCAPE: char = '\u{1A}';

/// Writes text so that PostgreSQL, whose `TEXT` cannot hold U+0000, keeps it whole.
pub(crate) fn text(s: &str) -> String {
    if !s.contains([ESCAPE, '\0']) {
        return s.to_owned();
    }
    let mut out = String::with_capacity(s.len() + 8);
    for c in s.chars() {
        match c {
            '\0' => out.extend([ESCAPE, '0']),
            ESCAPE => out.extend([ESCAPE, ESCAPE]),
            c => out.push(c),
        }
    }
    out
}

/// Reads what [`text`] wrote.
pub(crate) fn from_text(s: &str) -> String {
    unescaped(s).into_owned()
}

fn unescaped(s: &str) -> Cow<'_, str> {
    if !s.contains(ESCAPE) {
        return Cow::Borrowed(s);
    }
    let mut chars = s.chars();
    let mut out = String::with_capacity(s.len());
    while let Some(c) = chars.next() {
        match c {
            ESCAPE if chars.next() == Some('0') => out.push('\0'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Writes a moment as microseconds since 1970-01-01 UTC.
pub(crate) fn micros(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

/// Reads what [`micros`] wrote; `None` past the years chrono knows.
pub(crate) fn moment(micros: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros)
}

/// Writes a day as days since 1970-01-01.
pub(crate) fn day(date: NaiveDate) -> i32 {
    let days = date.signed_duration_since(NaiveDate::default()).num_days();
    i32::try_from(days).unwrap_or(i32::MAX)
}

/// Reads what [`day`] wrote; `None` past the years chrono knows.
pub(crate) fn from_day(days: i32) -> Option<NaiveDate> {
    NaiveDate::default().checked_add_signed(TimeDelta::days(i64::from(days)))
}

/// Makes the key under which a name is looked up: case and white space do not count.
pub(crate) fn name_key(name: &str) -> Vec<u8> {
    exact_key(&folded_name(name))
}

/// Makes the key under which a text is looked up exactly.
pub(crate) fn exact_key(s: &str) -> Vec<u8> {
    ContentHash::of(s.as_bytes()).0.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_comes_back_and_holds_no_nul(s in "[\\x00\\x1A0a-c€]{0,12}") {
            let written = text(&s);
            prop_assert!(!written.contains('\0'));
            prop_assert_eq!(from_text(&written), s);
        }

        #[test]
        fn days_come_back(days in -96_000_000_i32..95_000_000) {
            let date = from_day(days);
            prop_assert_eq!(date.map(day), date.map(|_| days));
        }
    }

    #[test]
    fn the_epoch_is_day_zero() {
        assert_eq!(NaiveDate::from_ymd_opt(1970, 1, 2).map(day), Some(1));
    }

    #[test]
    fn names_are_found_whatever_their_case_and_spaces() {
        assert_eq!(name_key(" Ana  PÉREZ\n"), name_key("ana pérez"));
        assert_ne!(name_key("anaperez"), name_key("ana perez"));
    }
}
