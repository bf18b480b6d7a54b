//! Slots as a line holds them: `n:3-6`, `h:3-6:future`, `q:3-9:25:exact:percent:`, separated by `;`.

use std::ops::Range;

use onrecord_model::{Approximation, Hedge, HedgeKind, Polarity, Quantity, Slots, Unit};
use onrecord_text::{Span, Text};

const HEDGES: [HedgeKind; 5] =
    [HedgeKind::Possibility, HedgeKind::Probability, HedgeKind::Hearsay, HedgeKind::Future, HedgeKind::Condition];

const APPROXIMATIONS: [Approximation; 6] = [
    Approximation::Exact,
    Approximation::About,
    Approximation::AtLeast,
    Approximation::AtMost,
    Approximation::Range,
    Approximation::Magnitude,
];

/// Reads the slots of a text.
pub(crate) fn read(text: &Text, line: &str) -> Slots {
    let mut slots = Slots::default();
    for slot in line.split(';').filter(|slot| !slot.is_empty()) {
        let parts: Vec<&str> = slot.split(':').collect();
        let span = text.span(range(parts[1])).unwrap();
        match parts[0] {
            "n" => slots.negations.push(span),
            "h" => slots.hedges.push(Hedge { span, kind: *HEDGES.iter().find(|k| k.as_str() == parts[2]).unwrap() }),
            _ => slots.quantities.push(quantity(span, &parts)),
        }
    }
    if slots.negations.len() % 2 == 1 {
        slots.polarity = Polarity::Negated;
    }
    slots
}

fn range(written: &str) -> Range<usize> {
    let (start, end) = written.split_once('-').unwrap();
    start.parse().unwrap()..end.parse().unwrap()
}

fn quantity(span: Span, parts: &[&str]) -> Quantity {
    Quantity {
        span,
        value: parts[2].parse().unwrap(),
        approximation: *APPROXIMATIONS.iter().find(|a| a.as_str() == parts[3]).unwrap(),
        unit: Some(parts[4]).filter(|unit| !unit.is_empty()).map(|unit| Unit(unit.to_owned())),
        upper: parts[5].parse().ok(),
    }
}
