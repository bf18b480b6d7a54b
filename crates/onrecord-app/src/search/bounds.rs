//! Bounds of a number that is asked for.

use std::str::FromStr;

/// Bounds of a number: below, equal, above; [`Bounds::default`] asks nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    below: Option<f64>,
    equal: Option<f64>,
    above: Option<f64>,
}

/// The refusal of a bound.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no bound; write <N, >N or =N")]
pub struct BoundsError(String);

impl Bounds {
    /// Tells whether anything is asked.
    pub fn is_set(self) -> bool {
        self.below.or(self.equal).or(self.above).is_some()
    }

    /// Tells whether a number lies within.
    pub fn admits(self, number: f64) -> bool {
        self.below.is_none_or(|below| number < below)
            && self.above.is_none_or(|above| number > above)
            && self.equal.is_none_or(|equal| number.total_cmp(&equal).is_eq())
    }

    /// Adds a bound: `<N`, `>N` or `=N`; one of the same kind is written over.
    ///
    /// # Errors
    /// [`BoundsError`] when the text is none.
    pub fn add(&mut self, bound: &str) -> Result<(), BoundsError> {
        let refused = || BoundsError(bound.to_owned());
        let mut rest = bound.chars();
        let sign = rest.next();
        let number = rest.as_str().replace(',', "").parse().map_err(|_| refused())?;
        match sign {
            Some('<') => self.below = Some(number),
            Some('>') => self.above = Some(number),
            Some('=') => self.equal = Some(number),
            _ => return Err(refused()),
        }
        Ok(())
    }
}

impl FromStr for Bounds {
    type Err = BoundsError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let mut bounds = Bounds::default();
        for bound in s.split_whitespace() {
            bounds.add(bound)?;
        }
        if bounds.is_set() { Ok(bounds) } else { Err(BoundsError(s.to_owned())) }
    }
}

impl std::fmt::Display for Bounds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = [('<', self.below), ('=', self.equal), ('>', self.above)];
        let shown = parts.into_iter().filter_map(|(sign, bound)| Some(format!("{sign}{}", bound?)));
        f.write_str(&shown.collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_read_and_written() {
        for text in ["<2", ">1", "=3", "<1000 >10.5"] {
            assert_eq!(text.parse::<Bounds>().unwrap().to_string(), text);
        }
        assert!("<1,000".parse::<Bounds>().unwrap().admits(999.0));
        for text in ["", " ", "2", "<", "<x", "≤2"] {
            assert!(text.parse::<Bounds>().is_err(), "{text}");
        }
    }
}
