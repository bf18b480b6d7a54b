//! Whether two mentions speak of one thing: of one time, of one matter, in the same words.

use chrono::NaiveDate;
use onrecord_compare::{denies_what_is_said, of_one_matter, says_otherwise, statement_signature};
use onrecord_model::{Comparison, DriftKind, HedgeKind, TimeBound, TimeExpression, TimeRole, Veto};
use onrecord_store::Occurrence;

use crate::statement::statement;

/// Days between two publications up to which a statement may be one that is repeated; further apart the same words may tell
/// of another occasion ("unemployment rose to 5 percent").
const REPEATED: u64 = 31;

/// Days between two publications up to which one may speak against the other.
const OPPOSED: u64 = 92;

/// Share of words (Dice) from which two mentions may be of one matter.
const ONE_MATTER: f64 = 0.5;

/// Share of words (Dice) from which one mention may deny another: what is left when the negation is taken off has to be nearly
/// the same.
const DENIED: f64 = 0.65;

/// What keeps a mention from counting; each a lower-case fragment, `None` where nothing does.
#[derive(Clone, Debug, Default)]
pub(super) struct Same {
    /// It tells of another time.
    pub(super) of_another_time: Option<String>,
    /// It tells of something else.
    pub(super) of_another_matter: Option<String>,
    /// Whether what it tells of has nothing to do with the claim, as far as the program can tell: it is no contrast either.
    pub(super) of_no_matter: bool,
    /// It says it in other words.
    pub(super) in_other_words: Option<String>,
}

impl Same {
    /// Sets a mention beside the first mention of the claim; `own` when it is one of that claim.
    pub(super) fn of(first: &Occurrence, other: &Occurrence, own: bool, comparison: &Comparison) -> Self {
        let vetoed = !comparison.vetoes.is_empty();
        let near = if vetoed { OPPOSED } else { REPEATED };
        let of_no_matter = little_shared(first, other, comparison)
            .or_else(|| untold(first, other).filter(|_| !own))
            .or_else(|| nothing_denied(first, other, comparison));
        Same {
            of_no_matter: of_no_matter.is_some(),
            of_another_time: times_apart(first, other).or_else(|| {
                let apart = published_apart(first, other).filter(|days| !own && *days > near)?;
                Some(format!("published {apart} days apart: it may tell of another occasion"))
            }),
            of_another_matter: turned(comparison)
                .or_else(|| another_name(comparison))
                .or_else(|| left_open(comparison))
                .or_else(|| on_a_condition(first, other))
                .or(of_no_matter),
            in_other_words: says_otherwise(&statement(first), &statement(other)),
        }
    }
}

/// Says so where both tell when it happened, and not at one time.
fn times_apart(a: &Occurrence, b: &Occurrence) -> Option<String> {
    let (x, y) = (about(a), about(b));
    let meets =
        |((from, to), _): &((NaiveDate, NaiveDate), NaiveDate)| y.iter().any(|((f, t), _)| from <= t && f <= to);
    let (first, second) = (x.first()?, y.first()?);
    (!x.iter().any(meets)).then(|| format!("it tells of {}, the claim of {}", second.1, first.1))
}

/// Lists the times a mention tells of, from the first day to the last, each with the day that its words name.
fn about(o: &Occurrence) -> Vec<((NaiveDate, NaiveDate), NaiveDate)> {
    let times = o.stored.mention.times.iter().filter(|time| time.role == TimeRole::About);
    let meant = |time: &TimeExpression| match time.bound(&o.text).map(|(_, bound)| bound) {
        Some(TimeBound::Before) => (NaiveDate::MIN, time.from),
        Some(TimeBound::After) => (time.to, NaiveDate::MAX),
        Some(TimeBound::Since) => (time.from, NaiveDate::MAX),
        Some(TimeBound::Until) => (NaiveDate::MIN, time.to),
        None => (time.from, time.to),
    };
    times.map(|time| (meant(time), time.from)).collect()
}

/// Counts the days between two publications; `None` where one has no date.
fn published_apart(a: &Occurrence, b: &Occurrence) -> Option<u64> {
    let (x, y) = (a.document.published?.date, b.document.published?.date);
    Some(x.signed_duration_since(y).num_days().unsigned_abs())
}

/// Says so where it tells the opposite, or has changed who does it to whom: what that means for the claim is for a person.
fn turned(comparison: &Comparison) -> Option<String> {
    let has = |veto| comparison.vetoes.contains(&veto);
    if has(Veto::Opposite) {
        return Some("it has a word for the opposite".to_owned());
    }
    has(Veto::Roles).then(|| "who and whom have changed places".to_owned())
}

/// Says so where a name stands in the place of another.
fn another_name(comparison: &Comparison) -> Option<String> {
    let named = |drift: &&onrecord_model::Drift| drift.kind == DriftKind::Entity;
    let swapped = comparison.drifts.iter().filter(named).find(|drift| drift.a.is_some() && drift.b.is_some());
    if let Some(drift) = swapped {
        return Some(format!("it names another: {}", drift.note));
    }
    let dropped = comparison.drifts.iter().filter(named).find(|drift| drift.b.is_none())?;
    let added = comparison.drifts.iter().filter(named).find(|drift| drift.a.is_none())?;
    Some(format!("it names another: {}, {}", dropped.note, added.note))
}

/// Says so where what one of them negates is not what the other says.
fn nothing_denied(a: &Occurrence, b: &Occurrence, comparison: &Comparison) -> Option<String> {
    let denied = || denies_what_is_said(&statement(a), &statement(b));
    (comparison.vetoes.contains(&Veto::Negation) && !denied()).then(|| "what it denies is something else".to_owned())
}

/// Says so where one of them leaves open, or doubts, what the other denies: that is no denial.
fn left_open(comparison: &Comparison) -> Option<String> {
    let is_denied = [Veto::Negation, Veto::Hedge].iter().all(|veto| comparison.vetoes.contains(veto));
    is_denied.then(|| "one of them does not say for certain what the other denies".to_owned())
}

/// Says so where only one of them says what would be so.
fn on_a_condition(a: &Occurrence, b: &Occurrence) -> Option<String> {
    let sets_one =
        |o: &Occurrence| o.stored.mention.slots.hedges.iter().any(|hedge| hedge.kind == HedgeKind::Condition);
    (sets_one(a) != sets_one(b)).then(|| "only one of them sets a condition".to_owned())
}

/// Says so where neither what is said nor the articles around it tell that it is of one matter.
fn untold(a: &Occurrence, b: &Occurrence) -> Option<String> {
    let tells = of_one_matter(&statement(a), &statement(b));
    (!tells).then(|| "nothing tells that it is of the same matter".to_owned())
}

fn little_shared(a: &Occurrence, b: &Occurrence, comparison: &Comparison) -> Option<String> {
    let shared = statement_signature(&statement(a)).dice(&statement_signature(&statement(b)));
    let least = if comparison.vetoes.contains(&Veto::Negation) { DENIED } else { ONE_MATTER };
    (shared < least).then(|| "it shares too few words".to_owned())
}
