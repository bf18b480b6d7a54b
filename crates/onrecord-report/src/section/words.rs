//! Words for dates, voices and numbers, the same on every page.

use std::borrow::Cow;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use fluent_bundle::FluentValue;
use onrecord_model::{Article, DriftKind, Published, Relation, StatusKind, Target, Veto, Voice};

use crate::isolate::isolate;
use crate::language::{say, say_with};

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
        When { machine: day.format("%Y-%m-%d").to_string(), people: words_of(day) }
    }

    /// Words a moment, to the minute.
    pub(crate) fn moment(at: DateTime<Utc>) -> Self {
        When {
            machine: at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            people: say_with(
                "date-moment",
                [("date", words_of(at.date_naive()).into()), ("time", at.format("%H:%M").to_string().into())],
            )
            .into_owned(),
        }
    }

    /// Words a publication date, with the time and its offset where they are known.
    pub(crate) fn published(published: &Published) -> Self {
        match published.at {
            None => When::day(published.date),
            Some(at) => {
                let (date, time) = (words_of(at.date_naive()), at.format("%H:%M").to_string());
                let offset = at.format("%:z").to_string();
                let args = [("date", date.into()), ("time", time.into()), ("offset", offset.into())];
                When { machine: published.to_string(), people: say_with("date-moment-offset", args).into_owned() }
            }
        }
    }
}

/// The names of the months: in a date, without a day, and in short.
const MONTHS: [[&str; 3]; 12] = [
    ["month-1", "month-alone-1", "month-short-1"],
    ["month-2", "month-alone-2", "month-short-2"],
    ["month-3", "month-alone-3", "month-short-3"],
    ["month-4", "month-alone-4", "month-short-4"],
    ["month-5", "month-alone-5", "month-short-5"],
    ["month-6", "month-alone-6", "month-short-6"],
    ["month-7", "month-alone-7", "month-short-7"],
    ["month-8", "month-alone-8", "month-short-8"],
    ["month-9", "month-alone-9", "month-short-9"],
    ["month-10", "month-alone-10", "month-short-10"],
    ["month-11", "month-alone-11", "month-short-11"],
    ["month-12", "month-alone-12", "month-short-12"],
];

/// Names the month of a day: `form` 0 in a date, 1 without a day, 2 in short.
fn month_name(day: NaiveDate, form: usize) -> Cow<'static, str> {
    MONTHS.get(day.month0() as usize).and_then(|names| names.get(form)).map_or(Cow::Borrowed(""), |id| say(id))
}

fn words_of(day: NaiveDate) -> String {
    let args = [("day", day.day().into()), ("month", month_name(day, 0).into()), ("year", year_of(day))];
    say_with("date-day", args).into_owned()
}

/// Returns the year of a day with four digits or more.
fn year_of(day: NaiveDate) -> FluentValue<'static> {
    match day.year() {
        year @ 1000..=9999 => year.into(),
        _ => day.format("%Y").to_string().into(),
    }
}

/// Words the month of a day, `January 2026`.
pub(crate) fn month(day: NaiveDate) -> String {
    say_with("date-month", [("month", month_name(day, 1).into()), ("year", year_of(day))]).into_owned()
}

/// Words the month of a day in short, `Jan`.
pub(crate) fn short_month(day: NaiveDate) -> String {
    month_name(day, 2).into_owned()
}

/// Words the year of a day.
pub(crate) fn year(day: NaiveDate) -> String {
    say_with("date-year", [("year", year_of(day))]).into_owned()
}

/// Words the number of a day under the name of its month.
pub(crate) fn short_day(day: NaiveDate) -> String {
    say_with("date-day-short", [("day", day.day().into())]).into_owned()
}

/// Returns the letter that stands for a voice beside its underline.
pub(crate) fn letter(voice: Voice) -> Cow<'static, str> {
    say(match voice {
        Voice::Direct => "voice-letter-direct",
        Voice::Indirect => "voice-letter-indirect",
        Voice::Mixed => "voice-letter-mixed",
        Voice::Headline => "voice-letter-headline",
        Voice::Own => "voice-letter-own",
    })
}

/// Says what a voice is.
pub(crate) fn voice(voice: Voice) -> Cow<'static, str> {
    say(match voice {
        Voice::Direct => "voice-direct",
        Voice::Indirect => "voice-indirect",
        Voice::Mixed => "voice-mixed",
        Voice::Headline => "voice-headline",
        Voice::Own => "voice-own",
    })
}

/// Says what is checked.
pub(crate) fn target(target: Target) -> Cow<'static, str> {
    say(match target {
        Target::Said => "target-said",
        Target::Fact => "target-fact",
    })
}

/// Says what a target asks.
pub(crate) fn question(target: Target) -> Cow<'static, str> {
    say(match target {
        Target::Said => "question-said",
        Target::Fact => "question-fact",
    })
}

/// Says what came of checking.
pub(crate) fn status(kind: StatusKind) -> Cow<'static, str> {
    say(match kind {
        StatusKind::Unverified => "status-unverified",
        StatusKind::Corroborated => "status-corroborated",
        StatusKind::Disputed => "status-disputed",
    })
}

/// Says what the later wording does to the earlier one.
pub(crate) fn relation(relation: Relation) -> Cow<'static, str> {
    say(match relation {
        Relation::Repeats => "relation-repeats",
        Relation::Rewords => "relation-rewords",
        Relation::Updates => "relation-updates",
        Relation::Contradicts => "relation-contradicts",
        Relation::Narrows => "relation-narrows",
        Relation::Unrelated => "relation-unrelated",
    })
}

/// Says what forbids calling two wordings the same claim.
pub(crate) fn veto(veto: Veto) -> Cow<'static, str> {
    say(match veto {
        Veto::Negation => "veto-negation",
        Veto::Quantity => "veto-quantity",
        Veto::Hedge => "veto-hedge",
        Veto::Speaker => "veto-speaker",
        Veto::Tense => "veto-tense",
        Veto::Date => "veto-date",
        Veto::Opposite => "veto-opposite",
        Veto::Roles => "veto-roles",
    })
}

/// Tells whether one publication is known to have come before the other.
pub(crate) fn is_in_order(one: Option<Published>, other: Option<Published>) -> bool {
    one.zip(other).is_some_and(|(one, other)| match (one.at, other.at) {
        (Some(one), Some(other)) => one < other,
        _ => one.date < other.date,
    })
}

/// Says that something differs: one or several of what can forbid a match.
pub(crate) fn differs(vetoes: &[Veto]) -> Cow<'static, str> {
    say_with("differs", [("what", list(vetoes.iter().map(|one| veto(*one))).into())])
}

/// Says what kind of change it is.
pub(crate) fn drift(kind: DriftKind) -> Cow<'static, str> {
    say(match kind {
        DriftKind::Number => "drift-number",
        DriftKind::Negation => "drift-negation",
        DriftKind::Hedge => "drift-hedge",
        DriftKind::Attribution => "drift-attribution",
        DriftKind::Quote => "drift-quote",
        DriftKind::Entity => "drift-entity",
        DriftKind::Time => "drift-time",
        DriftKind::Wording => "drift-wording",
    })
}

/// Puts words in a row, as short lists are written.
pub(crate) fn list(words: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let comma = say("comma");
    let mut out = String::new();
    for word in words {
        if !out.is_empty() {
            out.push_str(&comma);
        }
        out.push_str(word.as_ref());
    }
    out
}

/// Returns the sign that stands for a status beside its colour.
pub(crate) fn sign(kind: StatusKind) -> char {
    match kind {
        StatusKind::Unverified => '○',
        StatusKind::Corroborated => '●',
        StatusKind::Disputed => '◆',
    }
}

/// The sign of a claim that was set aside.
pub(crate) const ASIDE: char = '–';

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

/// Words and characters at most of a text that stand for a headline it has not got.
const OPENING: (usize, usize) = (8, 80);

/// Returns the headline of an article; where there is none, how its text begins.
pub(crate) fn headline(article: &Article) -> String {
    let titled = foreign(article.title.as_deref());
    titled.unwrap_or_else(|| match opening(article.text.as_str()) {
        Some(words) => say_with("untitled-begins", [("words", isolate(&words).into())]).into_owned(),
        None => say("untitled-article").into_owned(),
    })
}

/// Returns the first words of a text; `None` when it has none.
pub(crate) fn opening(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().take(OPENING.0).collect();
    let words: String = words.join(" ").chars().take(OPENING.1).collect();
    (!words.is_empty()).then_some(words)
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
