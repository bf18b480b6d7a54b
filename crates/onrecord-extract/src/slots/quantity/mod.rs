//! Stated quantities: digits, number words, currencies, percentages, ranges. Dates, times and ordinals are none.

mod around;
mod change;
mod number;
mod other;

use std::ops::Range;

use onrecord_model::{Approximation, Quantity, Unit};
use onrecord_text::Text;

use crate::lexicon::number::unit as known_unit;
use crate::word::Word;
use around::{approximated, one_in, or_so, second, unit_behind};
use change::change;
use number::{Number, may_start, number, span_of_two};
use other::is_other;

/// Finds the quantities.
pub(super) fn find(text: &Text, words: &[Word]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if !may_start(&words[i]) {
            i += 1;
            continue;
        }
        let read = change(words, i).map(|c| (Some(c), i + 1)).or_else(|| {
            let first = span_of_two(words, i).or_else(|| number(words, i)).filter(|n| !is_other(words, n))?;
            Some(whole(words, &first))
        });
        let (quantity, end) = read.unwrap_or((None, i));
        found.extend(quantity.and_then(|q| q.place(text, words)));
        i = end.max(i + 1);
    }
    found
}

/// A quantity in word numbers.
struct Draft {
    words: Range<usize>,
    value: f64,
    upper: Option<f64>,
    unit: Option<String>,
    approximation: Approximation,
}

impl Draft {
    fn place(self, text: &Text, words: &[Word]) -> Option<Quantity> {
        let bytes = words.get(self.words.start)?.range.start..words.get(self.words.end.checked_sub(1)?)?.range.end;
        Some(Quantity {
            span: text.span(bytes).ok()?,
            value: self.value,
            upper: self.upper,
            unit: self.unit.map(Unit),
            approximation: self.approximation,
        })
    }
}

/// Reads range, share, unit and approximation around a number; the second value is the word to go on from.
fn whole(words: &[Word], first: &Number) -> (Option<Draft>, usize) {
    let (start, mut end, mut value, mut upper) = (first.start, first.end, first.value, first.upper);
    let mut unit = first.unit.clone();
    if let Some((second, behind)) = second(words, first).filter(|_| upper.is_none()) {
        end = behind;
        unit = unit.or(second.unit);
        // "10 to 12 million": the magnitude belongs to both.
        if second.scaled && !first.scaled && value < 1e3 && magnitude_of(second.value) > 1.0 {
            value *= magnitude_of(second.value);
        }
        upper = Some(second.value);
    } else if let Some((whole, behind)) = one_in(words, first) {
        (value, end, unit) = (first.value / whole, behind, Some("share".to_owned()));
    }
    let mut loosely = or_so(words, end);
    end = loosely.map_or(end, |(behind, _)| behind);
    if unit.is_none() {
        let of = usize::from(first.size_only && words.get(end).is_some_and(|w| &*w.lower == "of"));
        let (found, behind) = unit_behind(words, end + of);
        end = if found.is_some() { behind } else { end };
        unit = found;
    }
    loosely = loosely.or_else(|| or_so(words, end));
    end = loosely.map_or(end, |(behind, _)| behind.max(end));
    let (start, mut approximation) = approximated(words, start);
    if let (Approximation::Exact, Some((_, meant))) = (approximation, loosely) {
        approximation = meant;
    }
    if upper.is_some() {
        approximation = Approximation::Range;
    } else if first.size_only {
        approximation = Approximation::Magnitude;
    }
    let bare_one = (first.value - 1.0).abs() < f64::EPSILON
        && &*words[first.start].lower == "one"
        && unit.as_deref().is_none_or(|u| known_unit(u).is_none());
    let bare_one = bare_one && unit.as_deref() != Some("share");
    let draft = Draft { words: start..end, value, upper, unit, approximation };
    ((!bare_one).then_some(draft), end)
}

fn magnitude_of(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|m| value >= *m).unwrap_or(1.0)
}
