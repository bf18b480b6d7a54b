//! Values of slots and whether two can both be so.

use onrecord_model::Approximation;

/// How far "about" reaches to each side of a value: a tenth, the step at which news text rounds.
const ABOUT: f64 = 0.1;

/// A value of a slot.
#[derive(Clone, Debug, PartialEq)]
pub enum SlotValue {
    /// A quantity as the interval it may lie in, both ends included.
    Amount {
        /// The lowest value meant.
        low: f64,
        /// The highest value meant.
        high: f64,
        /// What is counted, in a normal form; `None` when it is a bare number.
        unit: Option<String>,
    },
    /// Anything else, in a normal form: a place, a name.
    Word(String),
}

impl SlotValue {
    /// Makes a quantity of a value, the upper end of a range and how close it claims to be.
    pub fn amount(value: f64, upper: Option<f64>, approximation: Approximation, unit: Option<&str>) -> Self {
        let upper = upper.unwrap_or(value);
        let margin = value.abs() * ABOUT;
        let (low, high) = match approximation {
            Approximation::Exact => (value, value),
            Approximation::About => (value - margin, upper + margin),
            Approximation::AtLeast => (value, f64::INFINITY),
            Approximation::AtMost => (f64::NEG_INFINITY, upper),
            Approximation::Range => (value, upper),
            Approximation::Magnitude => (value, value * 10.0),
        };
        SlotValue::Amount { low, high, unit: unit.map(str::to_owned) }
    }

    /// Tells whether two values cannot both be so; `None` when they cannot be compared.
    pub(crate) fn clashes(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (SlotValue::Word(a), SlotValue::Word(b)) => Some(a != b),
            (
                SlotValue::Amount { low, high, unit },
                SlotValue::Amount { low: other_low, high: other_high, unit: other_unit },
            ) if unit == other_unit => {
                let numbers = [low, high, other_low, other_high].iter().all(|end| !end.is_nan());
                numbers.then_some(low > other_high || other_low > high)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(value: f64, approximation: Approximation) -> SlotValue {
        SlotValue::amount(value, None, approximation, Some("hour"))
    }

    #[test]
    fn values_clash_where_their_intervals_do_not_meet() {
        let about = hours(4.0, Approximation::About);
        assert_eq!(about.clashes(&hours(3.0, Approximation::Exact)), Some(true));
        assert_eq!(about.clashes(&hours(4.2, Approximation::Exact)), Some(false));
        assert_eq!(hours(9.0, Approximation::Exact).clashes(&hours(8.0, Approximation::AtLeast)), Some(false));
        assert_eq!(hours(9.0, Approximation::Exact).clashes(&hours(8.0, Approximation::AtMost)), Some(true));
    }

    #[test]
    fn what_cannot_be_compared_is_no_clash() {
        let days = SlotValue::amount(4.0, None, Approximation::Exact, Some("day"));
        assert_eq!(hours(4.0, Approximation::Exact).clashes(&days), None);
        assert_eq!(SlotValue::Word("Kelmouth".to_owned()).clashes(&days), None);
        assert_eq!(hours(f64::NAN, Approximation::Exact).clashes(&hours(1.0, Approximation::Exact)), None);
    }
}
