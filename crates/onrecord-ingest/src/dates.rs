//! Publication dates as inputs write them.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use onrecord_model::{Diagnostic, Published};

/// Reads a publication date, or notes why it could not be read.
pub(crate) fn published(written: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Published> {
    let published = written.parse().ok();
    if published.is_none() {
        let shown: String = written.trim().chars().take(40).collect();
        let note = format!("{shown:?} is not a date (write 2026-01-24 or 2026-01-24T09:00:00Z); left out");
        diagnostics.push(Diagnostic::warning("date-invalid", note));
    }
    published
}

/// Reads the moment something was fetched, or notes why it could not be read: RFC 3339, in the years 1990 to 2100.
pub(crate) fn moment(written: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<DateTime<Utc>> {
    let read = DateTime::parse_from_rfc3339(written.trim()).ok().map(|at| at.to_utc());
    let plausible = read.filter(|at| (1990..2100).contains(&at.year()));
    if plausible.is_none() {
        let shown: String = written.trim().chars().take(40).collect();
        let note = format!("{shown:?} is not a moment of fetching (write 2026-01-24T09:00:00Z); left out");
        diagnostics.push(Diagnostic::warning("date-invalid", note));
    }
    plausible
}

/// Reads a date as pages write it: what [`published`] reads, days with slashes, full stops or without separators,
/// names of months in seven languages, seconds or milliseconds since 1970. `None` for anything else, also for days whose order is open (`1/2/2026`).
pub(crate) fn lenient(written: &str) -> Option<Published> {
    let written = written.trim();
    let plausible = |date: &NaiveDate| (1900..2100).contains(&date.year());
    written
        .parse()
        .ok()
        .or_else(|| epoch(written))
        .or_else(|| numeric(written).or_else(|| worded(written)).or_else(|| with_stops(written)).map(Published::on))
        .filter(|published: &Published| plausible(&published.date))
}

fn epoch(written: &str) -> Option<Published> {
    let number: i64 = written.parse().ok()?;
    let at = match written.len() {
        10 => DateTime::from_timestamp(number, 0)?,
        13 => DateTime::from_timestamp_millis(number)?,
        _ => return None,
    };
    Some(Published { date: at.date_naive(), at: Some(at.fixed_offset()) })
}

/// Reads `2026-01-24…`, `2026/01/24…`, `2026.01.24…` and `20260124…`.
fn numeric(written: &str) -> Option<NaiveDate> {
    let digits = |from: usize, to: usize| {
        written.get(from..to).filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?.parse::<u32>().ok()
    };
    let year = i32::try_from(digits(0, 4)?).ok()?;
    if written.get(4..5)?.starts_with(['-', '/', '.']) {
        NaiveDate::from_ymd_opt(year, digits(5, 7)?, digits(8, 10)?)
    } else {
        NaiveDate::from_ymd_opt(year, digits(4, 6)?, digits(6, 8)?)
    }
}

/// The first three letters of the months, in English, German, French, Spanish, Italian, Portuguese and Dutch.
///
/// French `juin` and `juillet` begin alike and have four letters here, which are looked for first.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrt", "maa"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mei", "mag"],
    &["juin", "jun", "giu"],
    &["juil", "jul", "lug"],
    &["aug", "aoû", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// Reads `January 24, 2026`, `24 Jan. 2026`, `Sat, 24 January 2026 09:00` from the first words.
fn worded(written: &str) -> Option<NaiveDate> {
    let words: Vec<&str> = written
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !matches!(*word, "" | "de" | "of"))
        .take(12)
        .collect();
    words.windows(3).find_map(|run| match run {
        [a, b, year] => {
            let year = year.parse().ok().filter(|_| year.len() == 4)?;
            let (month, day) = month(a).map(|m| (m, *b)).or_else(|| month(b).map(|m| (m, *a)))?;
            let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
            NaiveDate::from_ymd_opt(year, month, day)
        }
        _ => None,
    })
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let begins = |names: &&[&str]| names.iter().any(|name| word.starts_with(name));
    // No name of a month in these languages is longer than "septiembre".
    let at = MONTHS.iter().position(begins).filter(|_| word.chars().count() <= 10)?;
    u32::try_from(at + 1).ok()
}

/// Reads `24.01.2026`: with full stops the day comes first wherever it is written so.
fn with_stops(written: &str) -> Option<NaiveDate> {
    written.split(|c: char| !c.is_ascii_digit() && c != '.').find_map(|run| {
        let parts: Vec<&str> = run.trim_matches('.').split('.').collect();
        match parts.as_slice() {
            [day, month, year] if year.len() == 4 => {
                NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
            }
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_write_dates_in_many_ways() {
        let read = |s| lenient(s).map(|p| p.to_string()).unwrap_or_default();
        assert_eq!(read("2026-01-24T09:00:00+01:00"), "2026-01-24T09:00:00+01:00");
        assert_eq!(read("2026/01/24 09:00"), "2026-01-24");
        assert_eq!(read("20260124"), "2026-01-24");
        assert_eq!(read("Saturday, January 24th, 2026 at 9 am"), "2026-01-24");
        assert_eq!(read("24 Jan. 2026"), "2026-01-24");
        assert_eq!((read("5. März 2026"), read("21 de abril de 2026")), ("2026-03-05".into(), "2026-04-21".into()));
        assert_eq!((read("3 juin 2026"), read("3 juillet 2026")), ("2026-06-03".into(), "2026-07-03".into()));
        assert_eq!(
            (read("Stand: 04.11.2021"), read("1.2.3"), read("marginalised 3 2026")),
            ("2021-11-04".into(), String::new(), String::new())
        );
        assert_eq!(read("1769245200"), "2026-01-24T09:00:00Z");
        assert_eq!(read("1/2/2026"), "");
        assert_eq!(read("0001-01-01T00:00:00Z"), "");
        assert_eq!(read("юный день"), "");
    }

    #[test]
    fn what_is_no_date_is_noted() {
        let mut notes = Vec::new();
        assert_eq!(published("2026-13-45", &mut notes), None);
        assert_eq!(notes[0].code, "date-invalid");
    }
}
