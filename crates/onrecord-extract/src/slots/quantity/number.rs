//! Numbers as written: digits, number words, magnitudes, fractions, and the currency or unit in the same word.

use onrecord_text::TokenKind;

use crate::lexicon::WordSet;
use crate::lexicon::class::Class;
use crate::lexicon::number::{currency_prefix, currency_symbol, denominator, magnitude, small, unit, vague};
use crate::word::Word;

/// A number as written, with the number of the word behind it.
pub(super) struct Number {
    pub(super) value: f64,
    /// The other end, where both ends stand in one word ("5-7 million").
    pub(super) upper: Option<f64>,
    /// A unit written in the same word ("four-hour", "50km", "€").
    pub(super) unit: Option<String>,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) size_only: bool,
    /// Whether a magnitude is written with it ("12 million", "3bn").
    pub(super) scaled: bool,
}

/// Words that a quantity may start with, besides digits, signs and compounds.
static STARTS: WordSet = WordSet::new(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen \
     nineteen twenty thirty forty fifty sixty seventy eighty ninety dozens scores tens hundreds thousands millions billions \
     trillions a an half several few us u.s. au c ca nz hk s sg rs rs. minus twice thrice doubled tripled trebled quadrupled \
     halved",
);

/// Tells whether a quantity may start with a word: most do not, and reading one is dear.
pub(super) fn may_start(word: &Word) -> bool {
    match word.kind {
        TokenKind::Number => true,
        TokenKind::Mark => currency_symbol(&word.lower).is_some() || matches!(&*word.lower, "-" | "−"),
        _ => {
            word.lower.contains('-') || word.lower.starts_with(|c: char| c.is_ascii_digit()) || STARTS.has(&word.lower)
        }
    }
}

/// Reads the number that starts at `at`: "3.5 billion", "$3.5bn", "two hundred thousand", "dozens", "a third of", "-12".
pub(super) fn number(words: &[Word], at: usize) -> Option<Number> {
    let (unit, first) = currency(words, at).map_or((None, at), |(unit, first)| (Some(unit.to_owned()), first));
    let found = Number { value: 0.0, upper: None, unit, start: at, end: first + 1, size_only: false, scaled: false };
    size(words, first, &found)
        .or_else(|| part(words, first, &found))
        .or_else(|| below_zero(words, first, &found))
        .or_else(|| written_out(words, first, found))
}

/// Reads two ends written in one word ("5-7 million", "10,000-15,000 people"). Scores and seasons look the same, so a
/// magnitude, a unit or a currency has to stand with them.
pub(super) fn span_of_two(words: &[Word], at: usize) -> Option<Number> {
    let (unit, first) = currency(words, at).map_or((None, at), |(unit, first)| (Some(unit.to_owned()), first));
    let (low, high) = words.get(first)?.lower.split_once(['-', '\u{2010}', '\u{2011}'])?;
    let cut = high.find(|c: char| c.is_alphabetic() || c == '%').unwrap_or(high.len());
    let (low, high, suffix) = (digits(low)?, digits(high.get(..cut)?)?, high.get(cut..)?);
    let (mut scale, mut end) = (magnitude(suffix), first + 1);
    let glued = unit_of(suffix);
    if scale.is_none() && !suffix.is_empty() && glued.is_none() {
        return None;
    }
    while let Some(factor) = words.get(end).and_then(factor) {
        scale = Some(scale.unwrap_or(1.0) * factor);
        end += 1;
    }
    let told =
        scale.is_some() || unit.is_some() || glued.is_some() || super::around::unit_behind(words, end).0.is_some();
    let scale = scale.unwrap_or(1.0);
    (told && low < high).then(|| Number {
        value: times(low, scale),
        upper: Some(times(high, scale)),
        unit: unit.or(glued),
        start: at,
        end,
        size_only: false,
        scaled: true,
    })
}

/// Reads a currency in front of a number, with the letters of its country ("$", "US$"); the second value is the word behind.
fn currency(words: &[Word], at: usize) -> Option<(&'static str, usize)> {
    let word = |i: usize| words.get(i).map_or("", |w| &*w.lower);
    let glued = |i: usize| words.get(i).zip(words.get(i + 1)).is_some_and(|(a, b)| a.range.end == b.range.start);
    match currency_symbol(word(at)) {
        Some(unit) => Some((unit, at + 1)),
        None if word(at + 1) == "$" && glued(at) => currency_prefix(word(at)).map(|unit| (unit, at + 2)),
        None => None,
    }
}

/// Reads a word that states only a size ("thousands", "tens of thousands", "several hundred", "a few dozen").
fn size(words: &[Word], first: usize, found: &Number) -> Option<Number> {
    let word = |i: usize| words.get(i).map_or("", |w| &*w.lower);
    let found = |value, end| Number { value, end, size_only: true, unit: found.unit.clone(), ..*found };
    if let Some(size) = vague(word(first)) {
        let more = (word(first + 1) == "of").then(|| vague(word(first + 2))).flatten();
        return Some(more.map_or(found(size, first + 1), |more| found(size * more, first + 3)));
    }
    let counted = match (word(first), word(first + 1)) {
        ("several" | "few", _) => first + 1,
        ("a", "few" | "couple") => first + 2,
        _ => return None,
    };
    let counted = counted + usize::from(word(counted) == "of");
    let mut value = factor(words.get(counted)?)?;
    let mut end = counted + 1;
    while let Some(factor) = words.get(end).and_then(factor) {
        value = times(value, factor);
        end += 1;
    }
    Some(found(value, end))
}

/// Reads a part of a whole: "a third of the voters", "by a quarter", "half of the fleet". Without a word that shows it,
/// "a third" may be the third of something.
fn part(words: &[Word], first: usize, found: &Number) -> Option<Number> {
    let word = |i: usize| words.get(i).map_or("", |w| &*w.lower);
    let (parts, end) = match word(first) {
        "a" => (denominator(word(first + 1))?, first + 2),
        "half" if word(first + 1) != "a" => (2.0, first + 1),
        _ => return None,
    };
    let before = first.checked_sub(1).map_or("", word);
    if matches!(before, "first" | "second" | "other" | "latter" | "last") {
        return None;
    }
    let measured = matches!(before, "by" | "about" | "nearly" | "almost" | "than" | "around" | "roughly" | "over");
    let ends = words.get(end).is_none_or(|w| !w.is_word() || w.any(Class::PREPOSITION));
    let whole = word(end) == "of"
        || word(first) == "half" && matches!(word(end), "the" | "its" | "their" | "all" | "his" | "her");
    let unit = Some("share".to_owned());
    (whole || measured && ends).then(|| Number { value: 1.0 / parts, end, unit, ..*found })
}

/// Reads a number below zero: a sign that is written to it, with nothing written to the sign, or "minus".
fn below_zero(words: &[Word], first: usize, found: &Number) -> Option<Number> {
    let sign = words.get(first)?;
    let apart = first.checked_sub(1).is_none_or(|b| words[b].range.end < sign.range.start);
    let next = words.get(first + 1)?;
    let signed = (sign.is("-") || sign.is("−")) && apart && sign.range.end == next.range.start;
    if !(signed || &*sign.lower == "minus") || next.kind != TokenKind::Number {
        return None;
    }
    let (value, glued) = value_of(next).or_else(|| celsius(&next.lower))?;
    Some(Number { value: -value, end: first + 2, unit: found.unit.clone().or(glued), ..*found })
}

/// Reads "12c" as degrees; only behind a sign, since it may be twelve cents elsewhere.
fn celsius(lower: &str) -> Option<(f64, Option<String>)> {
    let scale = if lower.ends_with('c') { "degree C" } else { "degree F" };
    Some((digits(lower.strip_suffix(['c', 'f'])?)?, Some(scale.to_owned())))
}

/// Reads digits or number words, with magnitudes and fractions behind them.
fn written_out(words: &[Word], at: usize, mut found: Number) -> Option<Number> {
    let (first, mut i) = (words.get(at)?, at);
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
    if let Some(more) = words.get(i).filter(|_| first.kind == TokenKind::Number).and_then(|w| fraction(&w.lower)) {
        value += more;
        i += 1;
    }
    if let Some((grouped, end)) = grouped(words, at, value) {
        (value, i) = (grouped, end);
    }
    found.scaled = first.lower.ends_with(char::is_alphabetic) && first.kind == TokenKind::Number;
    while let Some(factor) = words.get(i).and_then(factor) {
        value = times(value, factor);
        found.scaled = true;
        i += 1;
    }
    // "One and a half hours".
    let word = |i: usize| words.get(i).map_or("", |w| &*w.lower);
    if word(i) == "and" && word(i + 1) == "a" && word(i + 2) == "half" {
        value += 0.5;
        i += 3;
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

/// Reads digits grouped by spaces ("1 000 000"): one to three, then groups of three, at least two unless the space is one
/// that does not break.
fn grouped(words: &[Word], at: usize, value: f64) -> Option<(f64, usize)> {
    let plain = |w: &Word, len: usize| w.lower.len() == len && w.lower.bytes().all(|b| b.is_ascii_digit());
    let first = words.get(at).filter(|w| (1..=3).any(|len| plain(w, len)))?;
    let mut end = at + 1;
    let mut total = value;
    while let Some(next) = words.get(end).filter(|w| plain(w, 3)) {
        total = total * 1e3 + digits(&next.lower)?;
        end += 1;
    }
    let glued = words.get(at + 1).is_some_and(|w| w.range.start > first.range.end + 1);
    (end > at + 2 || end == at + 2 && glued).then_some((total, end))
}

/// Reads a fraction behind a whole number: "3 1/2", "3 ½".
fn fraction(lower: &str) -> Option<f64> {
    Some(match lower {
        "1/2" | "½" => 0.5,
        "1/4" | "¼" => 0.25,
        "3/4" | "¾" => 0.75,
        "1/3" | "⅓" => 1.0 / 3.0,
        "2/3" | "⅔" => 2.0 / 3.0,
        _ => return None,
    })
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
    if let Some(value) = slashed(lower) {
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
            None => unit_of(suffix).map(|u| (value, Some(u))),
        },
    }
}

/// Parts that are written with a slash; "24/7" and "9/11" are none.
const PARTS: [f64; 12] = [2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 16.0, 20.0, 32.0, 64.0, 100.0];

/// Reads a fraction in one word, with or without a whole number in front ("1/4", "5-3/4").
fn slashed(lower: &str) -> Option<f64> {
    let (front, parts) = lower.split_once('/')?;
    let (whole, count) = front.split_once(['-', '\u{2010}', '\u{2011}']).unwrap_or(("0", front));
    let (whole, count, parts) = (digits(whole)?, digits(count)?, digits(parts)?);
    (PARTS.contains(&parts) && count < 100.0).then(|| whole + count / parts)
}

fn unit_of(suffix: &str) -> Option<String> {
    unit(suffix).map(str::to_owned)
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
