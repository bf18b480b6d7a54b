//! What is searched for: words, and conditions such as `speaker:"Ann Lee" status:disputed number>100 drift:negation`.

use std::str::FromStr;

use chrono::NaiveDate;
use onrecord_model::{Claim, ClaimPair, DriftKind, StatusKind, Veto};

/// A query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchQuery {
    /// The words, all of which must stand in the claim; may be empty.
    pub words: String,
    /// Part of the claimant's name.
    pub speaker: Option<String>,
    /// A status of any target.
    pub status: Option<StatusKind>,
    /// First published on this day or later.
    pub since: Option<NaiveDate>,
    /// First published on this day or earlier.
    pub until: Option<NaiveDate>,
    /// In what way it stands against another claim.
    pub drift: Option<DriftKind>,
    /// Bounds of a number it states: below, equal, above.
    number: Bounds,
    /// Bounds of the number of its independent origins.
    origins: Bounds,
}

/// Bounds of a number; `None` where nothing is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Bounds {
    below: Option<f64>,
    equal: Option<f64>,
    above: Option<f64>,
}

impl Bounds {
    fn is_set(self) -> bool {
        self.below.or(self.equal).or(self.above).is_some()
    }

    fn admits(self, number: f64) -> bool {
        self.below.is_none_or(|below| number < below)
            && self.above.is_none_or(|above| number > above)
            && self.equal.is_none_or(|equal| number.total_cmp(&equal).is_eq())
    }
}

/// The refusal of a query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0}; a query is words and conditions: speaker:\"NAME\" status:STATUS since:DATE until:DATE number>N origins<N drift:KIND"
)]
pub struct SearchQueryError(String);

impl FromStr for SearchQuery {
    type Err = SearchQueryError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let mut query = SearchQuery::default();
        let mut words = Vec::new();
        for part in parts(s) {
            if !query.take(&part)? {
                words.push(part);
            }
        }
        query.words = words.join(" ");
        if query == SearchQuery::default() {
            return Err(SearchQueryError("the query is empty".to_owned()));
        }
        Ok(query)
    }
}

impl SearchQuery {
    /// Takes a condition; `false` when the part is a word.
    fn take(&mut self, part: &str) -> Result<bool, SearchQueryError> {
        for (name, bounds) in [("number", &mut self.number), ("origins", &mut self.origins)] {
            if let Some(rest) = part.strip_prefix(name)
                && let Some(sign) = rest.chars().next().filter(|sign| matches!(sign, '<' | '>' | '='))
            {
                let bound = number(name, rest.get(1..).unwrap_or_default())?;
                match sign {
                    '<' => bounds.below = Some(bound),
                    '>' => bounds.above = Some(bound),
                    _ => bounds.equal = Some(bound),
                }
                return Ok(true);
            }
        }
        let Some((field, value)) = part.split_once(':') else { return Ok(false) };
        let value = value.trim_matches('"');
        match field {
            "speaker" => self.speaker = Some(value.to_owned()),
            "status" => self.status = Some(StatusKind::parse(value).ok_or_else(|| unknown(field, value))?),
            "since" => self.since = Some(day(field, value)?),
            "until" => self.until = Some(day(field, value)?),
            "drift" => self.drift = Some(DriftKind::parse(value).ok_or_else(|| unknown(field, value))?),
            _ if field.chars().all(char::is_alphabetic) && !value.is_empty() => {
                return Err(SearchQueryError(format!("there is no condition {field:?}")));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Tells whether a claim fulfils the conditions that need nothing but the claim.
    pub(super) fn admits(&self, claim: &Claim) -> bool {
        let has = |wanted: StatusKind| claim.statuses.iter().any(|(_, status)| status.kind() == wanted);
        self.status.is_none_or(has)
            && self.since.is_none_or(|since| claim.first_published.is_some_and(|day| day >= since))
            && self.until.is_none_or(|until| claim.first_published.is_some_and(|day| day <= until))
    }

    pub(super) fn asks_numbers(&self) -> bool {
        self.number.is_set()
    }

    pub(super) fn admits_number(&self, number: f64) -> bool {
        self.number.admits(number)
    }

    pub(super) fn asks_origins(&self) -> bool {
        self.origins.is_set()
    }

    pub(super) fn admits_origins(&self, count: usize) -> bool {
        self.origins.admits(count as f64)
    }

    /// Tells whether a pair differs in the way asked for.
    pub(super) fn admits_pair(&self, pair: &ClaimPair) -> bool {
        let has = |veto: Veto| pair.vetoes.contains(&veto);
        match self.drift {
            None => true,
            Some(DriftKind::Number) => has(Veto::Quantity),
            Some(DriftKind::Negation) => has(Veto::Negation),
            Some(DriftKind::Hedge) => has(Veto::Hedge),
            Some(DriftKind::Time) => has(Veto::Tense),
            Some(DriftKind::Attribution) => has(Veto::Speaker),
            Some(kind) => pair.why.contains(&format!("{}: ", kind.as_str())),
        }
    }
}

fn unknown(field: &str, value: &str) -> SearchQueryError {
    SearchQueryError(format!("{field} is never {value:?}"))
}

fn number(name: &str, value: &str) -> Result<f64, SearchQueryError> {
    let plain = value.replace(',', "");
    plain.parse().map_err(|_| SearchQueryError(format!("{name} is compared with a number, not with {value:?}")))
}

fn day(field: &str, value: &str) -> Result<NaiveDate, SearchQueryError> {
    value.parse().map_err(|_| SearchQueryError(format!("{field} takes a day such as 2026-01-24, not {value:?}")))
}

/// Splits at white space outside quotation marks.
fn parts(s: &str) -> Vec<String> {
    let (mut parts, mut part, mut quoted) = (Vec::new(), String::new(), false);
    for c in s.chars() {
        quoted ^= c == '"';
        if c.is_whitespace() && !quoted {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(c);
        }
    }
    parts.push(part);
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_conditions() {
        let query: SearchQuery =
            "solvent speaker:\"Ann Lee\" leaked number>100 number<1,000 status:disputed".parse().unwrap();
        assert_eq!((query.words.as_str(), query.speaker.as_deref()), ("solvent leaked", Some("Ann Lee")));
        assert_eq!(query.status, Some(StatusKind::Disputed));
        assert!(query.admits_number(300.0) && !query.admits_number(100.0) && !query.admits_number(1000.0));
        let query: SearchQuery = "10:30 drift:negation origins<2".parse().unwrap();
        assert_eq!((query.words.as_str(), query.drift), ("10:30", Some(DriftKind::Negation)));
        assert!(query.admits_origins(1) && !query.admits_origins(2));
    }

    #[test]
    fn what_is_no_query_is_said() {
        let refused = |s: &str| s.parse::<SearchQuery>().unwrap_err().to_string();
        assert!(refused("").starts_with("the query is empty"));
        assert!(refused("status:maybe").starts_with("status is never \"maybe\""));
        assert!(refused("speakr:Ann").starts_with("there is no condition \"speakr\""));
        assert!(refused("number>many").starts_with("number is compared with a number"));
        assert!(refused("since:monday").starts_with("since takes a day"));
    }
}
