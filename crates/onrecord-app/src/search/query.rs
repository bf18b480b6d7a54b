//! What is searched for: words, and conditions such as `speaker:"Ann Lee" status:disputed number>100 drift:negation`, and
//! `OR` between whole such lists.

use std::str::FromStr;

use chrono::NaiveDate;
use onrecord_model::{Claim, ClaimPair, DriftKind, StatusKind, WorkKind};

use super::Bounds;

/// A query: lists of words and conditions, of which one must be fulfilled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchQuery {
    /// The lists between which OR stands; never empty in a query that was read.
    pub any: Vec<SearchTerms>,
}

/// Words and conditions that must all be fulfilled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchTerms {
    /// The words, all of which must stand in the claim; may be empty.
    pub words: String,
    /// Part of the claimant's name.
    pub speaker: Option<String>,
    /// Part of the name of an outlet in which it stands.
    pub outlet: Option<String>,
    /// In whose hands it is today.
    pub work: Option<WorkKind>,
    /// Only claims of which some target is still unverified and that are not set aside.
    pub open: bool,
    /// Only claims with evidence that has to be confirmed again.
    pub stale: bool,
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
    /// Bounds of the number of independent origins that speak for it.
    origins: Bounds,
}

/// The refusal of a query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0}; a query is words and conditions: speaker:\"NAME\" outlet:\"NAME\" status:STATUS work:STATE is:open is:stale since:DATE until:DATE number>N origins<N drift:KIND, and OR between alternatives"
)]
pub struct SearchQueryError(String);

impl FromStr for SearchQuery {
    type Err = SearchQueryError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let parts = parts(s);
        let any = parts.split(|part| part == "OR").map(SearchTerms::read).collect::<Result<Vec<_>, _>>()?;
        match any.as_slice() {
            [only] if *only == SearchTerms::default() => Err(SearchQueryError("the query is empty".to_owned())),
            some if some.contains(&SearchTerms::default()) => {
                Err(SearchQueryError("OR stands between two alternatives".to_owned()))
            }
            _ => Ok(SearchQuery { any }),
        }
    }
}

impl SearchTerms {
    fn read(parts: &[String]) -> Result<Self, SearchQueryError> {
        let (mut terms, mut words) = (SearchTerms::default(), Vec::new());
        for part in parts {
            if !terms.take(part)? {
                words.push(part.as_str());
            }
        }
        terms.words = words.join(" ");
        Ok(terms)
    }

    /// Takes a condition; `false` when the part is a word.
    fn take(&mut self, part: &str) -> Result<bool, SearchQueryError> {
        for (name, bounds) in [("number", &mut self.number), ("origins", &mut self.origins)] {
            if let Some(bound) = part.strip_prefix(name).filter(|rest| rest.starts_with(['<', '>', '='])) {
                let number = bound.get(1..).unwrap_or_default();
                let refused = |_| SearchQueryError(format!("{name} is compared with a number, not with {number:?}"));
                bounds.add(bound).map_err(refused)?;
                return Ok(true);
            }
        }
        let Some((field, value)) = part.split_once(':') else { return Ok(false) };
        let value = value.trim_matches('"');
        match field {
            "speaker" => self.speaker = Some(value.to_owned()),
            "outlet" => self.outlet = Some(value.to_owned()),
            "work" => {
                let kind = WorkKind::parse(&value.replace('-', "_"));
                self.work = Some(kind.ok_or_else(|| unknown(field, value))?);
            }
            "is" if value == "open" => self.open = true,
            "is" if value == "stale" => self.stale = true,
            "is" => return Err(unknown(field, value)),
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
        self.drift.is_none_or(|kind| match kind.vetoes() {
            [] => pair.why.contains(&format!("{}: ", kind.as_str())),
            vetoes => vetoes.iter().any(|veto| pair.vetoes.contains(veto)),
        })
    }
}

fn unknown(field: &str, value: &str) -> SearchQueryError {
    SearchQueryError(format!("{field} is never {value:?}"))
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

    fn terms(s: &str) -> SearchTerms {
        s.parse::<SearchQuery>().unwrap().any.remove(0)
    }

    #[test]
    fn words_and_conditions() {
        let query = terms("solvent speaker:\"Ann Lee\" leaked number>100 number<1,000 status:disputed");
        assert_eq!((query.words.as_str(), query.speaker.as_deref()), ("solvent leaked", Some("Ann Lee")));
        assert_eq!(query.status, Some(StatusKind::Disputed));
        assert!(query.admits_number(300.0) && !query.admits_number(100.0) && !query.admits_number(1000.0));
        let query = terms("10:30 drift:negation origins<2");
        assert_eq!((query.words.as_str(), query.drift), ("10:30", Some(DriftKind::Negation)));
        assert!(query.admits_origins(1) && !query.admits_origins(2));
        let query = terms("outlet:\"Harbour Post\" work:in-review is:open is:stale");
        assert_eq!((query.outlet.as_deref(), query.work), (Some("Harbour Post"), Some(WorkKind::InReview)));
        assert!(query.open && query.stale && query.words.is_empty());
    }

    #[test]
    fn alternatives_stand_between_or() {
        let query: SearchQuery = "speaker:Lee status:disputed OR outlet:Post fire or flood".parse().unwrap();
        let [first, second] = query.any.as_slice() else { panic!("{query:?}") };
        assert_eq!((first.speaker.as_deref(), first.status), (Some("Lee"), Some(StatusKind::Disputed)));
        assert_eq!((second.outlet.as_deref(), second.words.as_str()), (Some("Post"), "fire or flood"));
        let quoted: SearchQuery = "speaker:\"Lee OR Lea\"".parse().unwrap();
        assert_eq!(quoted.any.len(), 1, "in marks it is a word");
        for refused in ["OR", "fire OR", "OR fire", "fire OR OR flood"] {
            assert!(refused.parse::<SearchQuery>().is_err(), "{refused}");
        }
    }

    #[test]
    fn what_is_no_query_is_said() {
        let refused = |s: &str| s.parse::<SearchQuery>().unwrap_err().to_string();
        assert!(refused("").starts_with("the query is empty"));
        assert!(refused("status:maybe").starts_with("status is never \"maybe\""));
        assert!(refused("speakr:Ann").starts_with("there is no condition \"speakr\""));
        assert!(refused("number>many").starts_with("number is compared with a number"));
        assert!(refused("is:new").starts_with("is is never \"new\""));
        assert!(refused("work:lost").starts_with("work is never"));
        assert!(refused("since:monday").starts_with("since takes a day"));
    }
}
