//! Words for dates, voices and numbers, the same on every page.

use chrono::{DateTime, NaiveDate, Utc};
use onrecord_model::{Published, StatusKind, Voice};

use crate::isolate::isolate;

/// A moment or a day for people and for machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct When {
    /// ISO 8601, for the `datetime` attribute.
    pub(crate) machine: String,
    /// Such as `24 January 2026` or `24 January 2026, 09:05 UTC`.
    pub(crate) people: String,
}

impl When {
    /// Words a day.
    pub(crate) fn day(day: NaiveDate) -> Self {
        When { machine: day.format("%Y-%m-%d").to_string(), people: day.format("%-d %B %Y").to_string() }
    }

    /// Words a moment, to the minute.
    pub(crate) fn moment(at: DateTime<Utc>) -> Self {
        When {
            machine: at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            people: at.format("%-d %B %Y, %H:%M UTC").to_string(),
        }
    }

    /// Words a publication date, with the time and its offset where they are known.
    pub(crate) fn published(published: &Published) -> Self {
        match published.at {
            None => When::day(published.date),
            Some(at) => {
                When { machine: published.to_string(), people: at.format("%-d %B %Y, %H:%M (UTC%:z)").to_string() }
            }
        }
    }
}

/// Returns the letter that stands for a voice beside its underline.
pub(crate) fn letter(voice: Voice) -> char {
    match voice {
        Voice::Direct => 'D',
        Voice::Indirect => 'I',
        Voice::Mixed => 'M',
        Voice::Headline => 'H',
        Voice::Own => 'O',
    }
}

/// Says what a voice is.
pub(crate) fn voice(voice: Voice) -> &'static str {
    match voice {
        Voice::Direct => "direct quotation",
        Voice::Indirect => "reported speech",
        Voice::Mixed => "reported, partly quoted",
        Voice::Headline => "headline",
        Voice::Own => "the outlet’s own voice",
    }
}

/// Returns the sign that stands for a status beside its colour.
pub(crate) fn sign(kind: StatusKind) -> char {
    match kind {
        StatusKind::Unverified => '○',
        StatusKind::Corroborated => '●',
        StatusKind::Disputed => '◆',
    }
}

/// Writes a score of 0..1 with two decimals; what is no number becomes `–`.
pub(crate) fn score(score: f64) -> String {
    if score.is_finite() { format!("{:.2}", score + 0.0) } else { "–".to_owned() }
}

/// Writes a weight with its sign.
pub(crate) fn weight(weight: f64) -> String {
    if !weight.is_finite() {
        return "–".to_owned();
    }
    let sign = if weight < 0.0 { '−' } else { '+' };
    format!("{sign}{:.2}", weight.abs())
}

/// Writes thousandths as an attribute that means a percentage.
pub(crate) fn percent(thousandths: usize) -> String {
    match thousandths % 10 {
        0 => format!("{}%", thousandths / 10),
        tenth => format!("{}.{tenth}%", thousandths / 10),
    }
}

/// Balances foreign text that may be absent; blank counts as absent.
pub(crate) fn foreign(text: Option<&str>) -> Option<String> {
    text.filter(|s| !s.trim().is_empty()).map(isolate)
}

/// Returns `count` with its noun, `1 claim` or `2 claims`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{s}")
}

/// Returns `code` when it has the form of a language tag (BCP 47, roughly), so that it can be an attribute that means
/// something; `None` otherwise.
pub(crate) fn language(code: &str) -> Option<&str> {
    let mut parts = code.split('-');
    let first = parts.next()?;
    let main = matches!(first.len(), 2 | 3) && first.bytes().all(|b| b.is_ascii_alphabetic());
    let rest = parts.all(|p| matches!(p.len(), 1..=8) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    (main && rest).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_dates() {
        let words = |s: &str| When::published(&s.parse().unwrap()).people;
        assert_eq!(words("2026-01-04"), "4 January 2026");
        assert_eq!(words("2026-01-24T09:05:00+03:00"), "24 January 2026, 09:05 (UTC+03:00)");
    }

    #[test]
    fn writes_numbers() {
        assert_eq!([percent(0), percent(5), percent(1000)], ["0%", "0.5%", "100%"]);
        assert_eq!((score(0.625), score(-0.0), score(f64::NAN)), ("0.62".into(), "0.00".into(), "–".into()));
        assert_eq!((weight(0.1), weight(-0.25), weight(f64::NAN)), ("+0.10".into(), "−0.25".into(), "–".into()));
    }

    #[test]
    fn takes_only_what_looks_like_a_language() {
        assert_eq!(language("en"), Some("en"));
        assert_eq!(language("zh-Hant-TW"), Some("zh-Hant-TW"));
        for bad in ["", "e", "english", "en-", "en us", "en\" onload"] {
            assert_eq!(language(bad), None, "{bad}");
        }
    }
}
