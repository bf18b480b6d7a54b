//! Dates that exclude one another: "until June 5", "until June 9".

use onrecord_model::Veto;

use super::Findings;
use super::digits::in_quantities;
use crate::lexicon;
use crate::pair::{Pair, Side};
use crate::words::Word;

/// Vetoes wordings each of which tells a date that none of the other's dates can be. A date that only one of them tells is none:
/// it makes the same statement more exact.
pub(super) fn find(pair: &Pair<'_>, found: &mut Findings) {
    if pair.hunks.is_empty() {
        return;
    }
    let (a, b) = (dates(&pair.a), dates(&pair.b));
    let other = |these: &[Date], those: &[Date]| these.iter().any(|date| !those.iter().any(|known| date.may_be(known)));
    if other(&a, &b) && other(&b, &a) {
        found.veto(Veto::Date);
    }
}

/// As much of a date as is written.
#[derive(Clone, Copy, Debug, Default)]
struct Date {
    year: Option<u16>,
    /// 1..=12.
    month: Option<u8>,
    /// First and last day of the month, 1..=31.
    days: Option<(u8, u8)>,
}

impl Date {
    /// Tells whether both may mean one time: nothing that both tell differs.
    fn may_be(&self, other: &Date) -> bool {
        let agree = |x: Option<u16>, y: Option<u16>| x.zip(y).is_none_or(|(x, y)| x == y);
        let days = self.days.zip(other.days);
        agree(self.year, other.year)
            && agree(self.month.map(u16::from), other.month.map(u16::from))
            && days.is_none_or(|((from, to), (first, last))| from <= last && first <= to)
    }
}

/// Reads the dates of one wording; days of the week and words such as "yesterday" depend on the day of writing and are none.
fn dates(side: &Side<'_>) -> Vec<Date> {
    let judged = in_quantities(side);
    let (mut dates, mut i) = (Vec::new(), 0);
    while i < side.words.len() {
        let (date, end) = at(side, i, &judged);
        dates.extend(date);
        i = end;
    }
    dates
}

/// Returns the date at word `i`, `None` where there is none, and the index behind what was read.
fn at(side: &Side<'_>, i: usize, judged: &[bool]) -> (Option<Date>, usize) {
    let digit = |word: &Word<'_>| word.text.bytes().any(|byte| byte.is_ascii_digit());
    let may_begin = |word: &&Word<'_>| word.text.starts_with(char::is_uppercase) || digit(word);
    let Some(word) = side.words.get(i).filter(may_begin) else {
        return (None, i + 1);
    };
    if let Some((date, end)) = at_month(side, i) {
        return (Some(date), end);
    }
    let alone = || (judged.get(i) == Some(&false) && !goes_before_month(side, i)).then(|| year(&word.key)).flatten();
    let of_year = |year| Date { year: Some(year), ..Date::default() };
    (whole(&word.key).or_else(|| alone().map(of_year)), i + 1)
}

/// Reads "2026-06-05".
fn whole(key: &str) -> Option<Date> {
    let mut parts = key.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let day = day_number(day)?;
    let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some(Date { year: self::year(year), month: Some(month), days: Some((day, day)) }).filter(|date| date.year.is_some())
}

/// Reads the date whose month stands at word `i`, with the index behind it: "June 5, 2026", "5 June", "June 2026", "June".
fn at_month(side: &Side<'_>, i: usize) -> Option<(Date, usize)> {
    let key = |i: usize| side.words.get(i).map_or("", |word| word.key.as_ref());
    let skip = |i: usize, mark: &str| i + usize::from(key(i) == mark);
    let month = lexicon::month(key(i))?;
    let before = i.checked_sub(1).and_then(|before| days(key(before)));
    let after = skip(i + 1, ".");
    let found = before.or_else(|| days(key(after)));
    let end = if before.is_none() && found.is_some() { after + 1 } else { after };
    let year_at = if found.is_some() { skip(end, ",") } else { end };
    let year = year(key(year_at));
    let end = if year.is_some() { year_at + 1 } else { end };
    let named = found.is_some() || year.is_some() || stands_alone(side, i);
    named.then_some((Date { year, month: Some(month), days: found }, end))
}

/// Tells whether a month without a day or a year is one: neither "may" nor a person called "June".
fn stands_alone(side: &Side<'_>, i: usize) -> bool {
    let is_name = |word: &Word<'_>| word.text.starts_with(char::is_uppercase);
    let before = i.checked_sub(1).and_then(|before| side.words.get(before)).map_or("", |word| word.key.as_ref());
    let neighbours = [i.checked_sub(1).filter(|before| *before > 0), Some(i + 1)];
    let named = neighbours.into_iter().flatten().filter_map(|at| side.words.get(at)).any(is_name);
    let is_plain = |word: &Word<'_>| lexicon::is_month_alone(&word.key, before) && is_name(word);
    side.words.get(i).is_some_and(is_plain) && !named
}

/// A year before a month ("2026 June 5") belongs to no date of its own.
fn goes_before_month(side: &Side<'_>, i: usize) -> bool {
    side.words.get(i + 1).is_some_and(|word| lexicon::month(&word.key).is_some())
}

/// Reads "5", "5th" and "5-9".
fn days(key: &str) -> Option<(u8, u8)> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| key.strip_suffix(end)).unwrap_or(key);
    let (from, to) = bare.split_once('-').unwrap_or((bare, bare));
    Some((day_number(from)?, day_number(to)?)).filter(|(from, to)| from <= to)
}

fn day_number(digits: &str) -> Option<u8> {
    let number = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?;
    number.filter(|day| (1..=31).contains(day))
}

/// Reads "2026", "mid-2026" and "2026-27"; decades ("1990s") and numbers of things ("MH1970") are no years.
fn year(key: &str) -> Option<u16> {
    key.split('-').find(|part| lexicon::is_year(part))?.parse().ok()
}
